// Owns the worker: starts it, asks it one thing after the other, and starts a new one where it stopped, with what was entered.
const HUNG = 20000; // ms without an answer
const HUNG_MB = 30000; // ms more for each MB that is to be read; see bench/site_budgets.py for what it takes
const root = new URL("../", import.meta.url);
const workerUrl = new URL("worker.js", import.meta.url);
const listeners = new EventTarget();

let worker = null;
let state = null; // what the person entered, as the last answer carried it; in memory alone
let asked = new Map();
let number = 0;
let gone = false;

export let pages = new Set(); // files of the site: the addresses that may stand in the address bar
export let reader = {}; // files of the picture reader, with size and hash; nothing of it is loaded here
export let status = "none"; // none, loading, ready, off, failed
export let progress = { done: 0, of: 8 };
export const on = (name, act) => listeners.addEventListener(name, act);

function become(now) {
  status = now;
  listeners.dispatchEvent(new Event("change"));
}

// The page must be shut off from other origins, and the worker's own file must carry a policy of its own.
async function shutOff() {
  const refused = new Promise((resolve) => {
    document.addEventListener("securitypolicyviolation", (event) => {
      if (event.blockedURI.startsWith("https://standfast.invalid")) resolve(true);
    });
    setTimeout(resolve, 2000, false);
  });
  const got = await fetch("https://standfast.invalid/", { mode: "no-cors" }).then(() => true, () => false);
  const policy = (await fetch(workerUrl, { cache: "no-cache" })).headers.get("content-security-policy") ?? "";
  return !got && policy.includes("default-src 'none'") && policy.includes("connect-src 'self'") && (await refused);
}

export async function start() {
  if (status !== "none") return;
  become("loading");
  try {
    if (!("DecompressionStream" in window) || !crypto.subtle) return become("failed");
    if (!(await shutOff())) return become("off");
  } catch {
    return become("failed");
  }
  if (!gone) make();
}

function make() {
  progress = { done: 0, of: 8 };
  const made = new Worker(workerUrl, { type: "module" });
  worker = made;
  made.onmessage = ({ data }) => made === worker && heard(data);
  made.onerror = (event) => {
    event.preventDefault();
    if (made === worker) stopped();
  };
}

function heard(data) {
  if (data.progress) {
    progress = { done: data.progress, of: data.of };
    listeners.dispatchEvent(new Event("progress"));
  } else if (data.ready) {
    pages = new Set(data.files);
    reader = data.reader;
    become("ready");
    for (const one of asked.values()) send(one);
  } else if (data.off) {
    end();
    become("off");
  } else if (data.id === undefined) {
    stopped();
  } else {
    answered(data);
  }
}

function answered(data) {
  const one = asked.get(data.id);
  asked.delete(data.id);
  clearTimeout(one?.timer);
  if (data.state !== undefined && data.state !== null) state = data.state;
  if (data.failed) one?.fail(new Error(data.failed));
  else one?.answer(data);
}

// Crashed, or out of memory, or hung. A new one gets what the old one knew, and the question again, once.
function stopped() {
  const started = status === "ready";
  worker?.terminate();
  worker = null;
  for (const [id, one] of asked) {
    clearTimeout(one.timer);
    if (!one.again) one.again = true;
    else {
      asked.delete(id);
      one.fail(new Error("stopped twice"));
    }
  }
  if (!started) return end(), become("failed");
  become("loading");
  listeners.dispatchEvent(new Event("restarted"));
  make();
}

function end() {
  worker?.terminate();
  worker = null;
  for (const one of asked.values()) {
    clearTimeout(one.timer);
    one.fail(new Error("ended"));
  }
  asked.clear();
}

function send(one) {
  one.timer = setTimeout(stopped, HUNG + (HUNG_MB * (one.message.body?.byteLength ?? 0)) / 1e6);
  worker.postMessage({ ...one.message, state: one.again ? state : null });
}

// The person's own clock, as their wall shows it.
function wallClock() {
  const at = new Date();
  return new Date(at - at.getTimezoneOffset() * 60000).toISOString().slice(0, 19);
}

// `what`: {method, target, kind, body}. Answers {status, body, at}.
export function ask({ method = "GET", target, kind = "", body = null }) {
  const [path, query = ""] = target.split("?");
  const message = { id: ++number, method, path, query, headers: { "content-type": kind }, body, now: wallClock() };
  return new Promise((answer, fail) => {
    const one = { message, answer, fail, again: false };
    asked.set(message.id, one);
    if (status === "ready") send(one);
  });
}

// A page made ahead of time, while there is no engine.
export async function file(target) {
  const response = await fetch(new URL(target.split("?")[0], root), { cache: "no-cache" });
  if (!response.ok) throw new Error(String(response.status));
  return { status: 200, body: await response.text(), at: target };
}

document.addEventListener("standfast:leave", () => {
  gone = true;
  state = null;
  worker?.terminate();
  worker = null;
  for (const one of asked.values()) clearTimeout(one.timer);
  asked = new Map();
});
