// The attendance board: each tap is a mark, kept on this device at once and sent when there is a way.
import { add, lastState, remove, waiting } from "./queue.js";
import { fold, NOTHING, standing, uuid } from "./fold.js";
import { marker, Sync } from "./sync.js";

const form = document.querySelector("[data-board]");
const notices = Object.fromEntries([...document.querySelectorAll("[data-notice]")].map((each) => [each.dataset.notice, each]));
const tiles = form ? new Map([...form.querySelectorAll("[data-person]")].map((tile) => [tile.dataset.person, tile])) : new Map();
const session = form?.dataset.session;
const address = form?.dataset.board;
const undone = [];
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
  tile.querySelector(`input[value=${shown}]`).checked = true;
  tile.toggleAttribute("data-conflict", stands.conflict);
  const claims = tile.querySelector("[data-claims]");
  claims.hidden = !stands.conflict;
  const marks = stands.heads.map((head) => `${[words(head.state), minutes(head)].filter(Boolean).join(", ")} (${who(head)})`);
  if (stands.conflict) claims.textContent = fill(form.dataset.conflict, { marks: marks.join("; ") });
  const summary = tile.querySelector("[data-minutes]");

  summary.textContent = minutes(stands) || form.dataset.minutes;
  for (const [name, value] of [["late", stands.late_minutes], ["left", stands.left_minutes]]) {
    const field = tile.querySelector(`[name^="${name}."]`);
    if (field !== document.activeElement) field.value = value || "";
  }
}

function showQueue() {
  const open = queued.filter((mark) => !mark.refused);
  const place = form.querySelector("[data-state]");
  place.dataset.is = open.length ? "pending" : "done";
  place.textContent = open.length ? fill(form.dataset.wait, { count: open.length, n: open.length }) : form.dataset.saved;
  form.dataset.way = way;
  for (const name of ["offline", "closed"]) {
    notices[name].hidden = way !== name;
    const text = notices[name].querySelector("p");
    text.firstChild.data = fill((text.dataset.words ??= text.firstChild.data), { n: open.length });
  }
  const refused = queued.filter((mark) => mark.refused);
  notices.refused.hidden = !refused.length;
  notices.refused.querySelector("ul").replaceChildren(...refused.map((mark) => {
    const line = document.createElement("li");
    line.textContent = `${mark.name}: ${mark.refused}`;
    return line;
  }));
}

async function refresh() {
  queued = await waiting();
  now = fold(people, queued.filter((mark) => mark.session === session));
  show();
}

function made(person, says) {
  const heads = now.get(person)?.heads ?? [];
  const mark = {
    client_id: uuid(), session, address, participant: person, ...saying(says), name: tiles.get(person)?.dataset.name ?? "",
    replaces: heads.map((head) => head.client_id), at: new Date().toISOString(), why: "",
  };
  now.set(person, standing([{ ...mark, own: true }]));
  return mark;
}

// Marks are on the screen at once, on this device a moment later, and then on their way.
async function marked(pairs, { undoable = true } = {}) {
  if (!pairs.length) return;
  if (undoable) undone.push(pairs.map(([person]) => [person, saying(now.get(person) ?? NOTHING)]));
  const marks = pairs.map(([person, says]) => made(person, says));
  form.querySelector("[data-undo]").hidden = !undone.length;
  show();
  await add(marks);
  await refresh();
  sync.send();
}

// While the session runs, "late" is late by now; at any other time only a person knows.
function lateBy() {
  const begun = (Date.now() - new Date(form.dataset.starts)) / 60000;
  const long = (new Date(form.dataset.ends) - new Date(form.dataset.starts)) / 60000;
  return begun >= 1 && begun < long ? Math.floor(begun) : 0;
}

function askMinutes(tile) {
  tile.querySelector("details").open = true;
  tile.querySelector("[name^='late.']").focus();
}

function wanted(tile) {
  const state = tile.querySelector("input[type=radio]:checked").value;
  const [late, left] = ["late", "left"].map((name) => Math.min(Number.parseInt(tile.querySelector(`[name^="${name}."]`).value, 10) || 0, 1440));
  if (state === "late") return { state, late_minutes: late || lateBy(), left_minutes: Math.max(left, 0) };
  if (state === "present" && left > 0) return { state: "left_early", late_minutes: 0, left_minutes: left };
  return { ...NOTHING, state };
}

function changed(event) {
  const tile = event.target.closest("[data-person]");
  if (!tile) return;
  const person = tile.dataset.person;
  const field = event.target.name.split(".")[0];
  if (field === "s") for (const other of tile.querySelectorAll("[inputmode]")) if (other.value && tile.querySelector("input:checked").value !== "late") other.value = "";
  if (field === "late" && Number.parseInt(event.target.value, 10) > 0) tile.querySelector("input[value=late]").checked = true;
  if (field === "left" && Number.parseInt(event.target.value, 10) > 0 && !tile.querySelector("input[value=late]").checked) tile.querySelector("input[value=present]").checked = true;
  const says = wanted(tile);
  if (says.state === "late" && !says.late_minutes) return askMinutes(tile);
  const before = now.get(person) ?? standing([]);
  if (before.conflict || Object.keys(NOTHING).some((name) => before[name] !== says[name])) marked([[person, says]]);
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

  const known = await lastState(session);
  for (const plain of document.querySelectorAll("[data-plain]")) plain.hidden = true;
  if (known) people = known.people;
  else people = [...tiles].map(([id, tile]) => ({ id, heads: fromPage(tile) }));
  await refresh();
  sync = new Sync({
    session,
    address,
    told: async (told, state) => {
      way = told;
      if (state) people = state.people;
      await refresh();
    },
  });
  form.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.querySelector("[data-rest]").addEventListener("click", () =>
    marked(people.filter(({ id }) => tiles.has(id) && !(now.get(id)?.heads.length > 1) && (now.get(id)?.state ?? "unmarked") === "unmarked").map(({ id }) => [id, { ...NOTHING, state: "present" }])));
  form.querySelector("[data-undo]").addEventListener("click", async () => {
    const last = undone.pop();
    if (last) await marked(last, { undoable: false });
  });
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

// Before the server was asked: what the page itself says.
function fromPage(tile) {
  const [state, late, left] = tile.querySelector("[name^='was.']").value.split(" ");
  const heads = tile.querySelector("[name^='heads.']").value.split(" ").filter(Boolean);
  return heads.map((client_id) => ({ client_id, state, late_minutes: Number(late), left_minutes: Number(left), by: "" }));
}

if (form) await begin();
