// Keeps the board for times without a network: pages of sessions near today, and the files they need.
// A page is asked of the server first; what is kept is only shown when the server cannot be reached.
const KEPT = "wego-trainer-1";
const LIST = "/trainer/kept.json";
const PATIENCE = 4000;
const OPENS = 20 * 60 * 1000;
const HALF_A_DAY = 12 * 60 * 60 * 1000;

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

async function list(cache) {
  return (await (await cache.match(LIST))?.json()) ?? [];
}

async function keep({ keep: pages, own, assets }) {
  const cache = await caches.open(KEPT);
  const wanted = [...pages.filter(([path]) => path !== own[0]), own];
  await cache.put(LIST, new Response(JSON.stringify(wanted)));
  for (const asset of assets) if (!(await cache.match(asset))) await cache.add(asset);
  for (const [path] of wanted) {
    const response = await fetch(path, { credentials: "same-origin", cache: "no-store" });
    if (response.ok && !response.redirected) await cache.put(path, response);
  }
  const named = new Set([LIST, ...wanted.map(([path]) => path)]);
  for (const request of await cache.keys()) {
    const path = new URL(request.url).pathname;
    if (path.startsWith("/static/") ? !assets.includes(request.url) : !named.has(path)) await cache.delete(request);
  }
}

addEventListener("message", (event) => event.waitUntil(keep(event.data).catch(() => {})));

// Of the sessions that are kept, the one the server would open (first_to_mark in domain/course.py): what runs or is about to
// begin; else the next or the last one near; else the next at all, the last at all.
async function first(cache) {
  const now = Date.now();
  const pages = (await list(cache))
    .map(([path, starts, ends]) => ({ path, starts: Date.parse(starts), ends: Date.parse(ends) }))
    .sort((a, b) => a.starts - b.starts || (a.path < b.path ? -1 : 1));
  const running = pages.filter(({ starts, ends }) => starts - OPENS <= now && now < ends);
  const ahead = pages.find(({ starts }) => starts > now);
  const past = pages.findLast(({ ends }) => ends <= now);
  const near = [ahead, past].find((each) => each && Math.abs(each.starts - now) < HALF_A_DAY);
  const last = running.at(-1);
  const here = last && last.starts > now ? running[0] : last;
  return (here ?? near ?? ahead ?? past)?.path;
}

// A navigation's request takes no signal of ours, so the wait is ended beside it.
function fromServer(request) {
  const late = new Promise((_, reject) => setTimeout(reject, PATIENCE, new Error("no answer in time")));
  return Promise.race([fetch(request), late]);
}

async function page(request) {
  const path = new URL(request.url).pathname;
  const cache = await caches.open(KEPT);
  try {
    const response = await fromServer(request);
    if (response.status < 500) {
      if (response.ok && !response.redirected && (await cache.match(path))) await cache.put(path, response.clone());
      return response;
    }
  } catch {
    // shown below from what is kept
  }
  const kept = await cache.match(path);
  if (kept) return kept;
  const other = await first(cache);
  return other && other !== path ? Response.redirect(other) : Response.error();
}

async function asset(request) {
  return (await (await caches.open(KEPT)).match(request)) ?? fetch(request);
}

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && !pathname.endsWith("/code")) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(asset(request));
});
