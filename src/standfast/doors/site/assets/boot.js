// The site's own part of every page: links and forms go to the engine in the worker, once it is there. Before that, and without
// it, a link leads to the page that was made ahead of time. Nothing that is typed goes anywhere else: the policy forbids it.
import * as engine from "./engine.js";
import "./keep.js";
import { withWords } from "./screens.js";
import { fault, refresh, say, show, word } from "./swap.js";

const HANDED = 20000; // ms that a file stays in memory after it was handed to the browser
const BUSY = 1500; // ms of waiting, from which on the page says that it works
const id = (name) => document.getElementById(name);
const here = () => location.pathname.split("/").pop() || "index.html";
const shown = [here() + location.search]; // what each entry of the history showed; never stored
let at = 0; // which entry is shown
let turn = 0; // only the answer to the last question is shown
let gone = false;

// == Where a link or form leads
function target(address) {
  const url = new URL(address, location.href);
  const folder = location.pathname.replace(/[^/]*$/, "");
  if (url.origin !== location.origin || !url.pathname.startsWith(folder)) return null;
  const name = url.pathname.slice(folder.length) || "index.html";
  return /^[a-z0-9.-]+\.html$/.test(name) && name !== "away.html" ? name + url.search : null;
}

async function go(what, { stay = false, back = null } = {}) {
  const mine = ++turn;
  id("main")?.setAttribute("aria-busy", "true");
  try {
    const asks = engine.status === "ready" || what.method === "POST" || (engine.status === "loading" && engine.pages.size);
    const page = await (asks ? engine.ask(what) : engine.file(what.target));
    if (gone || mine !== turn) return;
    if (page.name) return handOut(page);
    if (back === null && !stay) enter(page.at);
    else shown[at] = page.at;
    if (stay) refresh(page.body);
    else show(page.body);
    status();
    overdue();
  } catch {
    if (gone || mine !== turn) return;
    if (what.method === "POST") fault(word("engine.failed"));
    else location.assign(what.target); // the host, or the browser's own page, says what is wrong
  } finally {
    id("main")?.removeAttribute("aria-busy");
  }
}

// A file that was made here goes to the downloads; then the page is asked for again, because it says what is saved.
function handOut({ name, kind, data }) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([data], { type: kind }));
  link.download = name;
  link.hidden = true;
  document.body.append(link);
  link.click();
  setTimeout(() => {
    URL.revokeObjectURL(link.href);
    link.remove();
  }, HANDED);
  go({ method: "GET", target: shown[at] }, { stay: true, back: at });
}

// The address bar and the history hold neutral names of files that exist, and a number. Once the engine answers, the address
// stays as it is: a new one would have the browser ask the web host for the icon again, at each turn of a page.
function enter(page) {
  const name = page.split("?")[0];
  at = (history.state?.n ?? 0) + 1;
  shown.length = at;
  shown[at] = page;
  history.pushState({ n: at }, "", engine.status === "ready" ? undefined : name);
}

addEventListener("popstate", ({ state }) => {
  if (state === null && location.hash) return; // "to the content"
  at = state?.n ?? 0;
  go({ method: "GET", target: shown[at] ?? here() }, { back: at });
});

addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  if (link.target || link.download || link.getAttribute("href").startsWith("#")) return;
  const leads = target(link.href);
  if (!leads) return;
  event.preventDefault();
  go({ method: "GET", target: leads });
});

// == Forms
addEventListener("submit", async (event) => {
  const form = event.target;
  event.preventDefault(); // whatever happens: no form goes to the web host
  const leads = target(form.getAttribute("action") ?? here());
  if (!leads || engine.status === "off") return;
  const data = filled(form, event.submitter);
  if (form.method === "get") return go({ method: "GET", target: `${leads}?${new URLSearchParams(data)}` });
  const whole = await withWords(data, form);
  if (!whole || gone) return;
  const field = form.querySelector("input[type=file][data-largest]");
  if (field && sizeOf(whole) > Number(field.dataset.largest)) return fault(word("file.too-large"), field);
  const sent = new Response(whole); // as the browser would send it
  const body = await sent.arrayBuffer().catch(() => null);
  if (!body) return fault(word("file.too-large"));
  const idle = busy(form);
  await go({ method: "POST", target: leads, kind: sent.headers.get("content-type"), body }, { stay: form.matches("[data-auto]") });
  idle();
});

const sizeOf = (data) => [...data.values()].reduce((sum, one) => sum + (one.size ?? 0), 0);

// A long conversation takes a while: then the page says so. Gives what takes the line away again.
function busy(form) {
  const line = document.createElement("p");
  line.className = "aside-note";
  line.id = "busy";
  line.textContent = word("screens.busy");
  const timer = setTimeout(() => {
    form.append(line);
    say(line.textContent);
  }, BUSY);
  return () => {
    clearTimeout(timer);
    line.remove();
  };
}

function filled(form, button) {
  const data = new FormData(form);
  if (button?.name) data.append(button.name, button.value);
  return data;
}

addEventListener("change", ({ target: field }) => {
  if (field.type === "checkbox" && field.form?.matches("[data-auto]")) field.form.requestSubmit();
  if (field.dataset.largest && id("fault")) id("fault").hidden = true;
});

// Past the day on which facts were to be looked at again, a page that was made ahead says so, and the emergency number leads.
function overdue() {
  const note = id("overdue");
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
  if (!note || note.dataset.due >= today) return;
  note.hidden = false;
  const list = document.querySelector("#people ul");
  const number = list?.querySelector("[data-emergency]");
  if (number) list.prepend(number);
}

// == What the page says of the engine
function status() {
  const box = id("engine");
  if (!box) return;
  const now = engine.status;
  const key = { none: "engine.ask", loading: "engine.loading", off: "engine.off", failed: "engine.failed" }[now];
  box.hidden = now === "ready" || (now === "none" && !saves());
  if (!key) return;
  id("engine-words").textContent = word(key);
  id("engine-bar").hidden = now !== "loading";
  id("engine-bar").max = engine.progress.of;
  id("engine-bar").value = engine.progress.done;
  id("engine-count").textContent = now === "loading" ? `${engine.progress.done} / ${engine.progress.of}` : "";
  loadButton(box, now === "none");
}

function loadButton(box, wanted) {
  const old = box.querySelector("button");
  if (!wanted) return old?.remove();
  if (old) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "do-quiet";
  button.textContent = word("engine.load");
  button.addEventListener("click", () => engine.start());
  box.append(button);
}

const saves = () => navigator.connection?.saveData === true;

let ready = false;
engine.on("change", () => {
  status();
  if (engine.status === "off" || engine.status === "failed") say(word(`engine.${engine.status}`));
  if (engine.status !== "ready" || ready) return;
  ready = true;
  say(word("engine.ready"));
  go({ method: "GET", target: shown[at] }, { stay: true, back: at }); // the same page, now with its forms
});
engine.on("progress", status);
engine.on("restarted", () => say(word("engine.restarted")));
document.addEventListener("standfast:leave", () => {
  gone = true;
  shown.length = 0;
});

history.replaceState({ n: 0 }, "");
overdue();
if (saves()) status();
else engine.start();
