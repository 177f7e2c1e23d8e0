// The attendance board: each tap is a mark, kept on this device at once and sent when there is a way.
import { add, lastState, remove, waiting } from "./queue.js";
import { claims, fold, NOTHING, standing, takenBack, uuid } from "./fold.js";
import { clock, marker, Sync } from "./sync.js";

const form = document.querySelector("[data-board]");
const notices = Object.fromEntries([...document.querySelectorAll("[data-notice]")].map((each) => [each.dataset.notice, each]));
const tiles = form ? new Map([...form.querySelectorAll("[data-person]")].map((tile) => [tile.dataset.person, tile])) : new Map();
const session = form?.dataset.session;
const address = form?.dataset.board;
const acts = [];
const adding = new Set();
const undecided = new Map();
const resting = new Map();
const REST = 600;
const undecidedAt = `wego-undecided ${session}`;
let arrowed = false;
let cancelled = false;
let people = [...tiles.keys()].map((id) => ({ id, heads: [] }));
let now = new Map();
let way = "open";
let queued = [];

const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const saying = ({ state, late_minutes, left_minutes }) => ({ state, late_minutes, left_minutes });
const words = (state) => state === "unmarked" ? form.dataset.unmarked : tiles.values().next().value.querySelector(`[data-is=${state === "left_early" ? "present" : state}]`).textContent.trim();

function minutes({ late_minutes, left_minutes }) {
  const parts = [late_minutes && fill(form.dataset.late, { n: late_minutes }), left_minutes && fill(form.dataset.left, { n: left_minutes })];
  return parts.filter(Boolean).join(", ");
}

function who(head) {
  if (head.own) return form.dataset.here;
  if (head.source === "self") return form.dataset.self;
  return head.by || form.dataset.link;
}

function show() {
  const counts = {};
  for (const person of people) {
    const stands = now.get(person.id) ?? standing([]);
    const shown = stands.state === "left_early" ? "present" : stands.state;
    counts[shown] = (counts[shown] ?? 0) + 1;
    const tile = tiles.get(person.id);
    if (tile) showTile(tile, stands, shown);
  }
  for (const place of form.querySelectorAll("[data-tally]")) place.textContent = counts[place.dataset.tally] ?? 0;
  showQueue();
}

function showTile(tile, stands, shown) {
  const open = undecided.get(tile.dataset.person);
  if (!resting.has(tile.dataset.person)) tile.querySelector(`input[value=${open ?? shown}]`).checked = true;
  const missing = tile.querySelector("[data-missing]");
  missing.hidden = !open;
  missing.textContent = open ? form.dataset[open === "late" ? "needsMinutes" : "needsWhy"] : "";
  if (open === "late") tile.querySelector("details").open = true;
  tile.toggleAttribute("data-conflict", stands.conflict);
  const claims = tile.querySelector("[data-claims]");
  claims.hidden = !stands.conflict;
  const marks = stands.heads.map((head) => `${[words(head.state), minutes(head)].filter(Boolean).join(", ")} (${who(head)})`);
  if (stands.conflict) claims.textContent = fill(form.dataset.conflict, { marks: marks.join("; ") });
  const summary = tile.querySelector("[data-minutes]");

  summary.textContent = minutes(stands) || form.dataset.minutes;
  for (const [name, value] of [["late", stands.late_minutes], ["left", stands.left_minutes], ["why", reason(stands)]]) {
    const field = tile.querySelector(`[name^="${name}."]`);
    if (field !== document.activeElement) field.value = value || "";
  }
}

const reason = (stands) => stands.heads.find((head) => head.state === "excused" && head.why)?.why ?? "";

function showQueue() {
  const open = queued.filter((mark) => !mark.refused);
  const place = form.querySelector("[data-state]");
  const names = [...undecided.keys()].map((person) => tiles.get(person).dataset.name).join(", ");
  const refused = queued.filter((mark) => mark.refused);
  place.dataset.is = refused.length ? "absent" : names || open.length ? "pending" : "done";
  if (refused.length) place.textContent = fill(form.dataset.lost, { n: refused.length });
  else place.textContent = names ? fill(form.dataset.undecided, { names }) : open.length ? fill(form.dataset.wait, { n: open.length }) : form.dataset.saved;
  form.dataset.way = way;
  notices.ahead.hidden = cancelled || clock.now() >= Date.parse(form.dataset.opens);
  notices.cancelled.hidden = !cancelled;
  for (const tile of tiles.values()) tile.disabled = cancelled;
  for (const name of ["offline", "closed"]) {
    notices[name].hidden = way !== name;
    const text = notices[name].querySelector("p");
    text.firstChild.data = fill((text.dataset.words ??= text.firstChild.data), { n: open.length });
  }
  showRefused(refused);
}

// Until somebody has seen them; those of another session say which.
function showRefused(refused) {
  notices.refused.hidden = !refused.length;
  notices.refused.querySelector("ul").replaceChildren(...refused.map((mark) => {
    const line = document.createElement("li");
    const whose = mark.session === session || !mark.title ? mark.name : `${mark.title}, ${mark.name}`;
    line.textContent = `${whose}: ${mark.refused}`;
    return line;
  }));
}

async function refresh() {
  const kept = await waiting();
  const ids = new Set(kept.map((mark) => mark.client_id));
  queued = [...kept, ...[...adding].filter((mark) => !ids.has(mark.client_id))];
  now = fold(people, queued.filter((mark) => mark.session === session));
  show();
}

function made(person, says, replaces) {
  return {
    client_id: uuid(), session, address, participant: person, ...saying(says), name: tiles.get(person)?.dataset.name ?? "", title: form.dataset.title,
    replaces, at: new Date().toISOString(), why: says.why ?? "",
  };
}

// Marks are on the screen at once, on this device a moment later, and then on their way.
async function put(marks) {
  if (!marks.length) return;
  queued = [...queued, ...marks];
  now = fold(people, queued.filter((mark) => mark.session === session));
  show();
  for (const mark of marks) adding.add(mark);
  await add(marks);
  for (const mark of marks) adding.delete(mark);
  await refresh();
  sync.send();
}

// A tap replaces every mark that this device knows of the person. Of a session that lies ahead only an excuse is known.
async function marked(pairs) {
  const ahead = clock.now() < Date.parse(form.dataset.opens);
  const taken = pairs.filter(([, says]) => !ahead || ["excused", "unmarked"].includes(says.state));
  if (taken.length < pairs.length) {
    show();
    notices.ahead.scrollIntoView({ block: "center" });
  }
  const act = taken.map(([person, says]) => {
    const stands = now.get(person) ?? standing([]);
    const replaced = stands.heads.map((head) => head.client_id);
    return { person, before: claims(stands), replaced, mark: made(person, says, replaced) };
  });
  if (act.length) acts.push(act.map(({ person, before, replaced, mark }) => ({ person, before, replaced, own: [mark.client_id] })));
  showUndo([]);
  await put(act.map(({ mark }) => mark));
}

// The last act of this device is taken back: see takenBack. Acts before it then rest on the marks that took it back.
async function undo() {
  const marks = [];
  const left = [];
  for (const each of acts.pop() ?? []) {
    const back = takenBack(each, now.get(each.person));
    if (!back) {
      left.push(tiles.get(each.person)?.dataset.name ?? "");
      continue;
    }
    const own = back.map((says) => made(each.person, { ...says, why: says.why || form.dataset.undone }, says.replaces));
    const ids = own.map((mark) => mark.client_id);
    for (const older of acts.flat()) if (older.person === each.person && older.own.every((id) => each.replaced.includes(id))) older.own = ids;
    marks.push(...own);
  }
  showUndo(left);
  await put(marks);
}

function showUndo(left) {
  form.querySelector("[data-undo]").hidden = !acts.length;
  notices.since.hidden = !left.length;
  const text = notices.since.querySelector("p");
  text.firstChild.data = fill((text.dataset.words ??= text.firstChild.data), { names: left.join(", ") });
}

const long = () => Math.floor((new Date(form.dataset.ends) - new Date(form.dataset.starts)) / 60000);

// While the session runs, "late" is late by now, by the server's clock; at any other time only a person knows.
function lateBy() {
  const begun = (clock.now() - new Date(form.dataset.starts)) / 60000;
  return begun >= 1 && begun < long() ? Math.floor(begun) : 0;
}

// The choice stays open as it was tapped, and says what it lacks, until that is written or another choice is made.
function ask(tile, state, goThere) {
  decide(tile.dataset.person, state);
  show();
  if (goThere) tile.querySelector(`[name^='${state === "late" ? "late" : "why"}.']`).focus();
}

function decide(person, state) {
  if (state) undecided.set(person, state);
  else undecided.delete(person);
  try {
    localStorage.setItem(undecidedAt, JSON.stringify([...undecided]));
    if (!undecided.size) localStorage.removeItem(undecidedAt);
  } catch {} // a device that keeps nothing
}

function stillUndecided() {
  try {
    for (const [person, state] of JSON.parse(localStorage.getItem(undecidedAt)) ?? []) if (tiles.has(person)) undecided.set(person, state);
  } catch {} // a device that keeps nothing
}

// Arrow keys pass over choices on their way: one holds after a short rest, or when it is confirmed or left.
function rest(tile) {
  const person = tile.dataset.person;
  clearTimeout(resting.get(person));
  resting.set(person, setTimeout(() => rested(tile, true), REST));
}

function rested(tile, goThere) {
  const person = tile?.dataset.person;
  if (!resting.has(person)) return;
  clearTimeout(resting.get(person));
  resting.delete(person);
  chosen(tile, "s", goThere);
}

function pressed(event) {
  if (event.target.type !== "radio") return;
  arrowed = event.key.startsWith("Arrow");
  if (event.key === "Enter" || event.key === " ") rested(event.target.closest("[data-person]"), true);
}

function left(event) {
  const tile = event.target.closest("[data-person]");
  if (tile && !tile.contains(event.relatedTarget)) rested(tile, false);
}

function wanted(tile) {
  const state = tile.querySelector("input[type=radio]:checked").value;
  const [late, left] = ["late", "left"].map((name) => Number.parseInt(tile.querySelector(`[name^="${name}."]`).value, 10) || 0);
  if (state === "late") return { state, late_minutes: late || lateBy(), left_minutes: Math.max(left, 0) };
  if (state === "excused") return { ...NOTHING, state, why: tile.querySelector("[name^='why.']").value.trim() };
  if (state === "present" && left > 0) return { state: "left_early", late_minutes: 0, left_minutes: left };
  return { ...NOTHING, state };
}

function changed(event) {
  const tile = event.target.closest("[data-person]");
  if (!tile) return;
  const field = event.target.name.split(".")[0];
  if (field === "s" && arrowed) return rest(tile);
  clearTimeout(resting.get(tile.dataset.person));
  resting.delete(tile.dataset.person);
  if (field === "why" && event.target.value.trim()) tile.querySelector("input[value=excused]").checked = true;
  if (field === "late" && Number.parseInt(event.target.value, 10) > 0) tile.querySelector("input[value=late]").checked = true;
  if (field === "left" && Number.parseInt(event.target.value, 10) > 0 && !tile.querySelector("input[value=late]").checked) tile.querySelector("input[value=present]").checked = true;
  chosen(tile, field, true);
}

function chosen(tile, field, goThere) {
  const person = tile.dataset.person;
  if (field === "s") for (const other of tile.querySelectorAll("[inputmode]")) if (other.value && tile.querySelector("input:checked").value !== "late") other.value = "";
  const says = wanted(tile);
  const timeless = says.state === "late" && (!says.late_minutes || says.late_minutes + says.left_minutes > long());
  if (timeless || (says.state === "excused" && !says.why)) return ask(tile, says.state, goThere);
  const open = undecided.has(person);
  decide(person, null);
  const before = now.get(person) ?? standing([]);
  const other = Object.keys(NOTHING).some((name) => before[name] !== says[name]) || (says.why ?? "") !== (says.why ? reason(before) : "");
  if (before.conflict || other) marked([[person, says]]);
  else if (open) show();
}

function narrow(event) {
  const asked = event.target.value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const tile of tiles.values()) tile.hidden = !asked.every((word) => tile.dataset.words.includes(word));
}

async function dismiss() {
  await remove(queued.filter((mark) => mark.refused).map((mark) => mark.number));
  await refresh();
}

function keepPages(registration) {
  const assets = performance.getEntriesByType("resource").map((each) => each.name).filter((name) => name.includes("/static/"));
  const message = { keep: JSON.parse(form.dataset.keep), own: [location.pathname, form.dataset.starts, form.dataset.ends], assets };
  (registration.active ?? navigator.serviceWorker.controller)?.postMessage(message);
}

let sync;

async function begin() {

  clock.begin(form.dataset.now);
  stillUndecided();
  const known = await lastState(session);
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  people = newest(known);
  await refresh();
  sync = new Sync({
    session,
    address,
    told: async (told, state) => {
      way = told;
      if (state) ({ people, cancelled } = state);
      await refresh();
    },
  });
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("keydown", pressed);
  form.addEventListener("keyup", () => (arrowed = false));
  form.addEventListener("pointerdown", () => (arrowed = false));
  addEventListener("pagehide", () => [...resting.keys()].forEach((person) => rested(tiles.get(person), false)));
  const others = form.querySelector("[data-rest]");
  others.type = "button";
  others.addEventListener("click", () =>
    marked(people.filter(({ id }) => tiles.has(id) && !undecided.has(id) && !(now.get(id)?.heads.length > 1) && (now.get(id)?.state ?? "unmarked") === "unmarked").map(({ id }) => [id, { ...NOTHING, state: "present" }])));
  form.addEventListener("focusout", left);
  form.querySelector("[data-undo]").addEventListener("click", undo);
  notices.refused.querySelector("[data-dismiss]").addEventListener("click", dismiss);
  const search = document.querySelector("[data-search]");
  search.addEventListener("submit", (event) => event.preventDefault());
  search.querySelector("input").addEventListener("input", narrow);
  const name = document.querySelector("#marker");
  document.querySelector("[data-marker]").hidden = false;
  name.value = marker.name;
  name.addEventListener("change", () => (marker.name = name.value.trim()));
  form.dataset.ready = "";
  sync.send();
  if (!isSecureContext || !("serviceWorker" in navigator)) notices.insecure.hidden = false;
  else {
    await navigator.serviceWorker.register("/trainer/worker.js", { scope: "/trainer" });
    keepPages(await navigator.serviceWorker.ready);
  }
}

// Before the server was asked: what the page says, or what the server told since the page was made (a page that is kept
// for times without a network is older). A search leaves people out of the page.
function newest(known) {
  const page = new Map([...tiles].map(([id, tile]) => [id, { id, heads: JSON.parse(tile.dataset.known) }]));
  if (!known) return [...page.values()];
  if (Date.parse(known.now) > Date.parse(form.dataset.now)) {
    cancelled = known.cancelled ?? false;
    return known.people;
  }
  return [...known.people.filter(({ id }) => !page.has(id)), ...page.values()];
}

if (form) await begin();
