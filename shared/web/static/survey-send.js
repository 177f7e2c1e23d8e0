// A second tap sends nothing again; without a network nothing is sent at all, and the page says so.
const PATIENCE = 20_000; // ms, after which somebody who waits may try once more

const form = document.querySelector("form[data-survey][method=post]");
const offline = form?.querySelector("[data-offline]");
let sent = 0;

form?.addEventListener("submit", (event) => {
  offline.hidden = navigator.onLine;
  if (!navigator.onLine || Date.now() - sent < PATIENCE) event.preventDefault();
  else sent = Date.now();
});
addEventListener("pageshow", () => (sent = 0)); // back from the answer
addEventListener("online", () => offline && (offline.hidden = true));
