// Asks the server for the code before the old one ends, and for who has arrived. The time left is the server's; this device
// only counts down from it, so that its own clock does not matter.
const EVERY = 5000;
let wall = document.querySelector("[data-wall]");
let ends = performance.now() + Number(wall.dataset.left);

async function renew() {
  let wait = EVERY;
  try {
    const response = await fetch(location.href, { cache: "no-store", signal: AbortSignal.timeout(8000) });
    if (!response.ok || response.redirected) throw new Error(`answered ${response.status}`);
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-wall]");
    wall.replaceWith(fresh);
    wall = fresh;
    ends = performance.now() + Number(wall.dataset.left);
  } catch {
    wall.querySelector("[data-lost]").hidden = performance.now() < ends;
    wait = 2000;
  }
  setTimeout(renew, Math.max(200, Math.min(wait, ends - performance.now() + 100)));
}

setTimeout(renew, Math.min(EVERY, Number(wall.dataset.left) + 100));
setInterval(() => {
  wall.querySelector("progress").value = Math.max(0, Math.ceil((ends - performance.now()) / 1000));
}, 1000);
