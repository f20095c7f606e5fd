// Listeners sit on the window and act first, so that nothing stops an exit. Anything may be missing.
const AWAY = "away.html";
const BETWEEN = 5000; // ms; from GOV.UK's "Exit this page"
const WARN = 60000; // ms; WCAG 2.2.1: 20 s at least

const id = (name) => document.getElementById(name);
const local = () => document.body.dataset.where === "computer";
const word = (key) => id("words")?.content?.querySelector(`[data-say="${key}"]`)?.textContent ?? "";
const say = (text) => { if (id("say")) id("say").textContent = text; };
const on = (type, act, first = true) => addEventListener(type, act, first);
// Tabs hold the same notes: they leave together, and a busy one keeps the others open.
const tabs = window.BroadcastChannel && new BroadcastChannel("n");

// == Quick exit
let gone = false;

function empty() {
  document.dispatchEvent(new Event("standfast:leave")); // boot.js ends the worker
  for (const form of document.forms) HTMLFormElement.prototype.reset.call(form); // not a field of that name
  for (const field of document.querySelectorAll("input, textarea, select")) {
    field.checked = false;
    field.value = field.defaultValue = "";
  }
  for (const held of document.querySelectorAll("[src^='blob:'], [href^='blob:']")) URL.revokeObjectURL(held.src || held.href);
}

function leave(tell = true) {
  if (gone) return;
  gone = true;
  try { sessionStorage.setItem("x", "1"); } catch { /* storage is off */ }
  try {
    empty();
  } finally {
    location.replace(AWAY); // first, so that nothing below can stop it
    const cover = document.createElement("p");
    cover.setAttribute("role", "alert");
    document.body.replaceChildren(cover);
    cover.textContent = document.title; // filled when in place, or readers stay silent
    if (tell) tabs?.postMessage("leave");
    if (local()) fetch(AWAY, { keepalive: true, cache: "no-store" }).catch(() => {}); // the server forgets
  }
}

// == Escape or Shift, three times
let pressed, expiry;
let count = 0;
let alone = false; // a Shift with a letter, Alt or the pointer is no press

function forget(text = "") {
  clearTimeout(expiry);
  if (count) say(text);
  count = 0;
}

function press(key) {
  count = key === pressed ? count + 1 : 1;
  pressed = key;
  clearTimeout(expiry);
  if (count > 2) return leave();
  expiry = setTimeout(forget, BETWEEN, word("leave.off"));
  say(word(count === 1 ? "leave.two" : "leave.one"));
}

on("keydown", (event) => {
  if (event.isComposing) return; // Escape drops a half-made character
  const bare = !(event.ctrlKey || event.altKey || event.metaKey);
  if (event.key === "Shift") {
    if (!event.repeat) alone = bare;
    if (!bare) forget();
    return;
  }
  alone = false;
  if (event.key !== "Escape" || !bare || event.shiftKey) forget();
  else if (!event.repeat) press("Escape");
  if (gone) event.preventDefault(); // Escape also stops loading, and would stop the exit
});
on("keyup", (event) => {
  if (event.key !== "Shift") return;
  if (alone) press("Shift");
  alone = false;
});
on("pointerdown", () => { alone = false; });

// An open dialog takes every click: the place of the exit still works.
function under({ target, x, y }) {
  const box = target.matches("dialog") && id("leave")?.getBoundingClientRect();
  return box && x > box.left && x < box.right && y > box.top && y < box.bottom;
}
on("click", (event) => {
  if (!event.target.closest("#leave") && !under(event)) return;
  event.preventDefault();
  leave();
});

// == Idle lock
let last = Date.now();
let told = last; // when others last heard of it
let timer;
const idle = () => document.body.dataset.idle * 1000 || Infinity;

// By the clock and not by the timer, which sleeps when the device does.
function watch() {
  clearTimeout(timer);
  const rest = last + idle() - Date.now();
  const warn = Math.min(WARN, idle() / 2);
  if (rest <= 0) return leave();
  if (rest <= warn && !id("idle")?.open) {
    if (id("idle")) id("idle").showModal();
    else say(word("idle.warn"));
    id("idle-stay")?.focus();
  }
  if (rest < Infinity) timer = setTimeout(watch, rest > warn ? rest - warn : rest);
}

function tell() {
  told = Date.now();
  tabs?.postMessage("here");
  if (local()) fetch("stay", { method: "POST" }).catch(() => {});
}

// More time; but only its button or Escape closes the warning, no stray key.
function here() {
  if (gone) return;
  if (Date.now() - last >= idle()) return leave(); // the device slept
  last = Date.now();
  if (last - told > idle() / 3) tell(); // typing alone asks for nothing
}
for (const act of ["pointerdown", "pointermove", "keydown", "wheel", "scroll", "input"]) on(act, here, { capture: true, passive: true });
on("click", ({ target }) => {
  if (gone || !target.closest("#idle-stay")) return;
  id("idle")?.close();
  here();
  tell();
  watch();
});
if (tabs) tabs.onmessage = ({ data }) => {
  if (data === "leave") return leave(false);
  last = told = Date.now();
  if (id("idle")?.open) id("idle").close();
};
on("visibilitychange", watch);
on("pageshow", (event) => {
  if (event.persisted && gone) location.reload(); // it was emptied
  else watch();
});

// == Comforts
const printers = () => { // hidden until a script can serve them
  for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
};
printers();
new MutationObserver(printers).observe(document, { childList: true, subtree: true });
on("click", ({ target }) => target.closest("[data-print]") && print());

let folded = [];
const fold = (open) => folded.forEach((part) => { part.open = open; });
on("beforeprint", () => {
  folded = document.querySelectorAll("details:not([open])");
  fold(true);
});
on("afterprint", () => fold(false));

on("change", ({ target }) => { // on the site boot.js does these
  if (!local()) return;
  if (target.type === "checkbox" && target.form?.matches("[data-auto]")) target.form.requestSubmit();
  if (target.dataset.largest && id("fault")) id("fault").hidden = true;
});
on("submit", (event) => {
  const large = [...event.target.querySelectorAll("[data-largest]")]
    .find(({ files, dataset }) => [...files].reduce((sum, { size }) => sum + size, 0) > dataset.largest);
  if (!large || !local()) return;
  event.preventDefault(); // the text stays
  const fault = id("fault");
  if (fault) {
    fault.hidden = false;
    (fault.querySelector("span") ?? fault).textContent = word("file.too-large");
  }
  large.focus();
});
