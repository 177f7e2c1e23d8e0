// Follows long work while one looks: asks how far it is, and shows the page again when it is done.
const work = document.querySelector("[data-progress]");

async function look() {
  const answer = await fetch(work.dataset.progress, { headers: { accept: "application/json" } });
  if (!answer.ok) return;
  const { total, done, failed, finished } = await answer.json();
  if (finished) {
    location.replace(location.pathname);
    return;
  }
  work.querySelector("progress").value = done + failed;
  const words = work.querySelector("[data-words]");
  words.textContent = words.dataset.words.replace("{done}", done + failed).replace("{total}", total);
}

if (work) setInterval(() => look().catch(() => {}), 1500);
