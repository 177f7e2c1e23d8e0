// Brings waiting marks to the server in batches, again and again until each is answered, and asks what others marked.
// Sending twice is harmless: the server knows a mark by the id that was made here.
import { change, keepState, remove, waiting } from "./queue.js";
import { uuid } from "./fold.js";

const BATCH = 200;
const ASK_EVERY = 8000;
const LONGEST_WAIT = 60000;
const CLOSED = new Set([401, 403, 410]);

function stored(name, make) {
  try {
    if (!localStorage.getItem(name)) localStorage.setItem(name, make());
    return localStorage.getItem(name);
  } catch {
    return make();
  }
}

export const marker = {
  id: stored("wego-device", uuid),
  get name() {
    return stored("wego-marker", () => "");
  },
  set name(value) {
    localStorage.setItem("wego-marker", value);
  },
};

// The server's clock: how far this device's own is off, as the server told it last.
let off = null;

export const clock = {
  now: () => Date.now() + (off ?? 0),
  // A page may have been kept here for long: what an answer told before counts for more.
  begin(now) {
    const kept = Number.parseFloat(stored("wego-clock", () => ""));
    off = Number.isFinite(kept) ? kept : null;
    if (off === null) this.told(now);
  },
  told(now) {
    off = Date.parse(now) - Date.now();
    try {
      localStorage.setItem("wego-clock", off);
    } catch {} // a device that keeps nothing
  },
};

function kind() {
  const brands = navigator.userAgentData?.brands?.map((each) => each.brand) ?? [];
  const known = ["Edge", "Opera", "Firefox", "Chrome", "Chromium", "Safari"];
  const browser = known.find((each) => brands.some((brand) => brand.includes(each)) || navigator.userAgent.includes(each));
  return [browser, navigator.userAgentData?.platform ?? navigator.platform].filter(Boolean).join(", ").slice(0, 80);
}

export class Sync {
  // told: called with what is known of the way to the server: "open", "offline" or "closed", and any new state.
  constructor({ session, address, told }) {
    Object.assign(this, { session, address, told, failures: 0, tag: "", sending: null, again: false });
    addEventListener("online", () => this.send());
    addEventListener("offline", () => this.told("offline"));
    addEventListener("focus", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden || this.send());
    this.later(ASK_EVERY);
  }

  later(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), milliseconds);
  }

  // One at a time; whoever calls while one runs gets another round after it.
  send() {
    this.again = true;
    this.sending ??= this.rounds().finally(() => (this.sending = null));
    return this.sending;
  }

  async rounds() {
    while (this.again) {
      this.again = false;
      try {
        const barred = new Map();
        while (await this.batch(barred));
        if (barred.has(this.address)) throw barred.get(this.address);
        if (!document.hidden) await this.ask();
        this.failures = 0;
      } catch (error) {
        this.failures += 1;
        this.told(error.closed ? "closed" : "offline");
      }
    }
    const wait = this.failures ? Math.min(1000 * 2 ** this.failures, LONGEST_WAIT) : ASK_EVERY;
    this.later(wait * (0.75 + Math.random() / 2));
  }

  // The oldest marks of one session; true while there is more. Marks of sessions marked before go out as well. What the
  // server does not take for one session is barred until the next round, and holds back no other's.
  async batch(barred) {
    const open = (await waiting()).filter((mark) => !mark.refused && !barred.has(mark.address));
    if (!open.length) return false;
    try {
      await this.put(open);
    } catch (error) {
      if (!error.status) throw error;
      barred.set(open[0].address, error);
    }
    return true;
  }

  async put(open) {
    const own = open.filter((mark) => mark.address === open[0].address).slice(0, BATCH);
    const device = { id: marker.id, name: marker.name, kind: kind() };
    const marks = own.map(({ client_id, participant, state, late_minutes, left_minutes, replaces, at, why }) => ({
      client_id, participant, state, late_minutes, left_minutes, replaces, at, why,
    }));
    const response = await this.fetch(open[0].address, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ device, marks }),
    });
    const body = await response.json();
    const answers = new Map(body.marks.map((answer) => [answer.client_id, answer]));
    const refused = own.filter((mark) => answers.get(mark.client_id)?.result === "refused");
    if (body.state.session === this.session) await this.take(body.state, response);
    else await keepState(body.state.session, body.state);
    await change(refused.map((mark) => ({ ...mark, refused: answers.get(mark.client_id).errors.map((each) => each.message).join(" ") })));
    await remove(own.filter((mark) => !refused.includes(mark)).map((mark) => mark.number));
    this.told("open");
  }

  async ask() {
    const response = await this.fetch(this.address, { headers: this.tag ? { "If-None-Match": this.tag } : {} });
    if (response.status !== 304) await this.take(await response.json(), response);
    this.told("open");
  }

  async take(state, response) {
    this.tag = response.headers.get("ETag") ?? "";
    clock.told(state.now);
    await keepState(this.session, state);
    this.told("open", state);
  }

  async fetch(address, options) {
    const headers = { Accept: "application/json", ...options.headers };
    const response = await fetch(address, { ...options, headers, cache: "no-store", credentials: "same-origin", signal: AbortSignal.timeout(15000) });
    if (response.ok || response.status === 304) return response;
    throw Object.assign(new Error(`answered ${response.status}`), { status: response.status, closed: CLOSED.has(response.status) });
  }
}
