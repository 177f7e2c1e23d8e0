// Says how many characters are left. Counts code points, as the server does.
function count(counter) {
  const field = document.getElementById(counter.dataset.counts);
  const left = Number(counter.dataset.limit) - [...field.value.replace(/\r\n/g, "\n")].length;
  const words = left >= 0 ? counter.dataset.left : counter.dataset.overText;
  counter.textContent = words.replace("{n}", Math.abs(left));
  counter.toggleAttribute("data-over", left < 0);
}

document.addEventListener("input", (event) => {
  const counter = event.target.id && document.querySelector(`[data-counts="${event.target.id}"]`);
  if (counter) count(counter);
});
for (const counter of document.querySelectorAll("[data-counts]")) count(counter);
