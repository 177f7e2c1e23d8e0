// Keeps what is typed into a survey on this device until it is sent, or for a week: a lost connection loses nothing.
// Each field has its own time, so that of two tabs, or of a page and what was kept, the newer word wins.
const PREFIX = "wego-survey:";
const WEEK = 7 * 24 * 3600 * 1000;

let store = null;
try {
  store = window.localStorage;
  for (const name of Object.keys(store).filter((each) => each.startsWith(PREFIX))) {
    if (!(read(store, name)?.at > Date.now() - WEEK)) store.removeItem(name);
  }
} catch {
  store = null; // nothing may be kept here: the page works all the same
}

function read(where, name) {
  try {
    return JSON.parse(where.getItem(name));
  } catch {
    return null;
  }
}

const done = document.querySelector("[data-kept-clear]");
if (store && done) {
  store.removeItem(PREFIX + done.dataset.keptClear);
  sessionStorage.removeItem(PREFIX + done.dataset.keptClear);
}

// When this tab first had what was sent and came back with an error: loaded again, the same page is no newer.
function postedAt(name, posted) {
  const seen = { ...read(sessionStorage, name) };
  seen[posted] ??= Date.now();
  try {
    sessionStorage.setItem(name, JSON.stringify(seen));
  } catch {} // full: what was sent is taken for newer once more
  return seen[posted];
}

const form = document.querySelector("form[data-keep]");
if (store && form) {
  const name = PREFIX + form.dataset.keep;
  const fields = () => [...form.querySelectorAll("input, textarea")].filter((field) => field.name);
  const ticks = (field) => field.type === "radio" || field.type === "checkbox";
  const same = (one, other = []) => JSON.stringify(one) === JSON.stringify(other);
  const note = form.querySelector("[data-kept-note]");
  const forget = form.querySelector("[data-forget]");

  // By name what is ticked or written there, [] where nothing is: now, or as the page came.
  const given = (tick = "checked", text = "value") => {
    const found = {};
    for (const field of fields()) {
      const values = (found[field.name] ??= []);
      if (ticks(field) ? field[tick] : field[text]) values.push(ticks(field) ? field.value : field[text]);
    }
    return found;
  };
  const kept = () => ({ ...read(store, name)?.fields }); // by name { at, values }
  let known = {}; // what this tab wrote there or took from there, by name

  // Only what was changed here: the rest may be newer from another tab.
  const keep = () => {
    const entries = kept();
    const now = given();
    const changed = Object.keys(now).filter(
      (field) => !same(now[field], known[field]) || (now[field].length && !entries[field]),
    );
    for (const field of changed) entries[field] = { at: Date.now(), values: now[field] };
    known = now;
    let written = Object.values(now).some((values) => values.length);
    try {
      if (changed.length) store.setItem(name, JSON.stringify({ at: Date.now(), fields: entries }));
    } catch {
      written = false; // full, or not allowed
    }
    note.hidden = !written;
    forget.hidden = !written;
  };
  const take = (entries) => {
    for (const field of fields()) {
      const values = entries[field.name]?.values;
      if (!values) continue;
      if (ticks(field)) field.checked = values.includes(field.value);
      else if (field.value !== (values[0] ?? "")) field.value = values[0] ?? "";
      known[field.name] = values;
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    for (const text of form.querySelectorAll("textarea")) text.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const came = given("defaultChecked", "defaultValue");
  const typed = given();
  const since = form.dataset.typed ? postedAt(name, form.dataset.typed) : 0;
  const newer = ([field, entry]) => same(typed[field], came[field]) && (!came[field]?.length || entry.at > since);
  take(Object.fromEntries(Object.entries(kept()).filter(newer)));
  for (const [field, entry] of Object.entries(kept())) known[field] = entry.values;
  keep();
  form.addEventListener("input", keep);
  window.addEventListener("storage", (event) => {
    if (event.key === name && event.newValue) take(kept());
  });
  forget.addEventListener("click", () => {
    for (const field of fields()) {
      if (ticks(field)) field.checked = false;
      else field.value = "";
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
    form.querySelector("input, textarea")?.focus();
  });
}
