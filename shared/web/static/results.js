// While a survey is open, fetches the page again and puts in its numbers; without a network what is there stays.
const EVERY = 15_000;

async function refresh() {
  const here = document.getElementById("live");
  if (document.hidden || here.contains(document.activeElement)) return;
  try {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("live");
    if (!fresh || fresh.innerHTML === here.innerHTML) return;
    here.replaceChildren(...fresh.childNodes);
    if (!fresh.hasAttribute("data-live")) clearInterval(timer);
  } catch {
    // The next time.
  }
}

const timer = setInterval(refresh, EVERY);
