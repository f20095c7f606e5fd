// "Keep this on my phone": only when asked. A service worker then holds the files; a newer version waits until it is wanted.
import { say, word } from "./swap.js";

const root = new URL("../", import.meta.url);
const CACHE = "n-";
const id = (name) => document.getElementById(name);
let reader = false; // the picture reader was loaded: then it is kept as well
const can = "serviceWorker" in navigator && isSecureContext;
const kept = () => can ? navigator.serviceWorker.getRegistration(root).then((found) => found ?? null, () => null) : Promise.resolve(null);

function tell(key) {
  if (id("keep-state")) id("keep-state").textContent = word(key);
}

function link() {
  if (document.querySelector("link[rel=manifest]")) return;
  const made = document.createElement("link");
  made.rel = "manifest";
  made.href = new URL("site.webmanifest", root);
  document.head.append(made);
}

async function keep() {
  tell("keep.working");
  try {
    const found = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.pathname, updateViaCache: "none" });
    const fresh = found.installing;
    if (fresh) await new Promise((done, fail) => fresh.addEventListener("statechange", () => {
      if (fresh.state === "activated" || fresh.state === "installed") done();
      if (fresh.state === "redundant") fail(new Error("not all files came"));
    }));
    link();
    watch(found);
    if (reader) navigator.serviceWorker.ready.then(({ active }) => active.postMessage("reader"));
    tell("keep.done");
  } catch {
    await forget();
    tell("keep.failed");
  }
}

async function forget() {
  const found = await kept();
  await found?.unregister();
  for (const name of await caches.keys()) if (name.startsWith(CACHE)) await caches.delete(name);
  document.querySelector("link[rel=manifest]")?.remove();
  tell("keep.off");
}

// A newer version lies ready: it is offered, and taken at the next opening, so that nothing that is entered gets lost.
function offer(waiting) {
  if (id("update-take") || !id("foot")) return;
  const line = document.createElement("p");
  const button = document.createElement("button");
  button.type = "button";
  button.id = "update-take";
  button.className = "do-quiet";
  button.textContent = word("update.take");
  button.addEventListener("click", () => {
    waiting.postMessage("take");
    line.remove();
  });
  line.append(`${word("update.ready")} `, button);
  id("foot").prepend(line);
  say(word("update.ready"));
}

function watch(found) {
  if (found.waiting && navigator.serviceWorker.controller) offer(found.waiting);
  found.addEventListener("updatefound", () => {
    const fresh = found.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed" && navigator.serviceWorker.controller) offer(fresh);
    });
  });
}

async function box() {
  const place = id("keep-box");
  if (!place || !place.hidden || !can) return;
  place.hidden = false;
  tell((await kept()) ? "keep.done" : "keep.off");
}

document.addEventListener("standfast:reader", () => {
  reader = true;
  kept().then((found) => found?.active?.postMessage("reader"));
});

addEventListener("click", (event) => {
  if (event.target.closest?.("#keep-it")) keep();
  if (event.target.closest?.("#keep-not")) forget();
});

const main = id("main");
if (main) new MutationObserver(box).observe(main, { childList: true });
box();
kept().then((found) => {
  if (!found) return;
  link();
  watch(found);
});
