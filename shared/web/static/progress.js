// Follows long work while one looks: says how far it is and why it stands still. When it is done the page is shown again,
// unless something is ticked or typed on it: then it says so, and the link beside it loads the page.
const work = document.querySelector("[data-progress]");
const says = work?.querySelector("[data-says]");
const again = work?.querySelector("[data-again]");

function tell(words) {
  if (says.textContent !== words) says.textContent = words;
}

function differs({ type, checked, defaultChecked, value, defaultValue }) {
  return type === "checkbox" || type === "radio" ? checked !== defaultChecked : value !== defaultValue;
}

function inUse() {
  if (document.querySelector("main tbody :checked, main [aria-invalid]")) return true;
  return [...document.querySelectorAll("main input, main textarea")].some(differs);
}

function over() {
  clearInterval(clock);
  if (!inUse()) return location.replace(again.href);
  const title = work.querySelector("[data-over]");
  title.textContent = title.dataset.over;
  work.querySelector("[data-going]")?.remove();
  tell(says.dataset.changed);
}

async function look() {
  const answer = await fetch(work.dataset.progress, { headers: { accept: "application/json" } });
  if (answer.status === 401) {
    if (inUse()) tell(says.dataset.out);
    else location.replace(again.href); // it leads to the sign-in, and back
    return;
  }
  if (!answer.ok) throw new Error(answer.status);
  const { total, done, failed, finished, words } = await answer.json();
  work.querySelector("progress").value = done + failed;
  const count = work.querySelector("[data-words]");
  count.textContent = count.dataset.words.replace("{done}", done + failed).replace("{total}", total);
  if (finished) over();
  else tell(words);
}

const clock = work && setInterval(() => look().catch(() => tell(says.dataset.lost)), 1500);
