// Keeps what is typed into a survey on this device until it is sent, or for a week: a lost connection loses nothing.
const PREFIX = "wego-survey:";
const WEEK = 7 * 24 * 3600 * 1000;

let store = null;
try {
  store = window.localStorage;
  for (const name of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
    if (!(read(name)?.at > Date.now() - WEEK)) store.removeItem(name);
  }
} catch {
  store = null; // nothing may be kept here: the page works all the same
}

function read(name) {
  try {
    return JSON.parse(store.getItem(name));
  } catch {
    return null;
  }
}

const done = document.querySelector("[data-kept-clear]");
if (store && done) store.removeItem(PREFIX + done.dataset.keptClear);

const form = document.querySelector("form[data-keep]");
if (store && form) {
  const name = PREFIX + form.dataset.keep;
  const fields = () => [...form.querySelectorAll("input, textarea, select")].filter((field) => field.name);
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";
  const note = form.querySelector("[data-kept-note]");
  const forget = form.querySelector("[data-forget]");

  const show = (kept) => {
    note.hidden = !kept;
    forget.hidden = !kept;
  };
  const keep = () => {
    const typed = fields().filter((field) => (ticks(field) ? field.checked : field.value));
    try {
      if (typed.length) {
        store.setItem(name, JSON.stringify({ at: Date.now(), fields: typed.map((field) => [field.name, field.value]) }));
      } else store.removeItem(name);
      show(typed.length > 0);
    } catch {
      show(false); // full, or not allowed
    }
  };
  const fill = (kept) => {
    const known = new Set(kept.map(([field, value]) => `${field}\n${value}`));
    const texts = new Map(kept);
    for (const field of fields()) {
      if (ticks(field)) field.checked = known.has(`${field.name}\n${field.value}`);
      else if (texts.has(field.name)) field.value = texts.get(field.name);
    }
  };

  // After an error the page has what was sent, which is newer.
  const kept = read(name)?.fields;
  if (kept && !("typed" in form.dataset)) {
    fill(kept);
    form.dispatchEvent(new Event("input", { bubbles: true }));
    for (const text of form.querySelectorAll("textarea")) text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  keep();
  form.addEventListener("input", keep);
  forget.addEventListener("click", () => {
    for (const field of fields()) {
      if (ticks(field)) field.checked = false;
      else field.value = "";
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("input, textarea, select")?.focus();
  });
}
