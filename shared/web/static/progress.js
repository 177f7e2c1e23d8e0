// Follows long work while one looks: asks how far it is, says why it stands still, and shows the page again when it is done.
const work = document.querySelector("[data-progress]");
const says = work?.querySelector("[data-says]");

function tell(words) {
  if (says.textContent !== words) says.textContent = words;
}

async function look() {
  const answer = await fetch(work.dataset.progress, { headers: { accept: "application/json" } });
  if (answer.status === 401) location.reload(); // it leads to the sign-in, and back
  if (!answer.ok) throw new Error(answer.status);
  const { total, done, failed, finished, words } = await answer.json();
  if (finished) {
    const show = new URLSearchParams(location.search).get("show");
    location.replace(show ? `?show=${encodeURIComponent(show)}` : location.pathname);
    return;
  }
  work.querySelector("progress").value = done + failed;
  const count = work.querySelector("[data-words]");
  count.textContent = count.dataset.words.replace("{done}", done + failed).replace("{total}", total);
  tell(words);
}

if (work) setInterval(() => look().catch(() => tell(says.dataset.lost)), 1500);
