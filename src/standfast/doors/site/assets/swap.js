// Puts a page in the place of the one that is shown. The bar with the exit stays where it is.
const id = (name) => document.getElementById(name);
const PARTS = ["people", "main", "foot", "words", "idle"];

export const word = (key) => id("words")?.content.querySelector(`[data-say="${key}"]`)?.textContent ?? "";

export function say(text) {
  if (id("say")) id("say").textContent = text;
}

function put(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const root = document.documentElement;
  const other = root.lang !== page.documentElement.lang;
  root.lang = page.documentElement.lang;
  root.dir = page.documentElement.dir;
  document.title = page.title;
  document.body.className = page.body.className;
  document.body.dataset.live = page.body.dataset.live ?? "no";
  const parts = other ? [...PARTS, "leave"] : PARTS;
  for (const name of parts) {
    const [old, fresh] = [id(name), page.getElementById(name)];
    if (!old || !fresh || (name === "idle" && (old.open || !other))) continue;
    if (name === "words") old.replaceWith(document.importNode(fresh, true));
    else old.replaceChildren(...document.importNode(fresh, true).childNodes);
  }
  if (other) barWords(page);
}

// In another language the bar says its words in that language; its parts stay.
function barWords(page) {
  for (const name of [".bar-key", ".bar-name", ".bar .skip"]) {
    const [old, fresh] = [document.querySelector(name), page.querySelector(name)];
    if (old && fresh) old.textContent = fresh.textContent;
  }
  id("people")?.setAttribute("aria-label", page.getElementById("people")?.getAttribute("aria-label") ?? "");
}

// Another page: it starts at its top, and whoever cannot see it hears its first line.
export function show(text) {
  put(text);
  const fault = id("fault");
  const first = fault && !fault.hidden && fault.textContent.trim() ? fault : id("main")?.querySelector("h1");
  const goal = first ?? id("main");
  scrollTo({ top: 0, behavior: "instant" });
  goal?.setAttribute("tabindex", "-1");
  goal?.focus({ preventScroll: goal !== fault });
}

// The same page again, with more in it: nothing moves under the reader's hand.
export function refresh(text) {
  const [x, y] = [scrollX, scrollY];
  const held = nameOf(document.activeElement);
  const open = [...document.querySelectorAll("details")].map((part) => part.open && part.querySelector("summary")?.textContent);
  put(text);
  for (const part of document.querySelectorAll("details")) {
    if (open.includes(part.querySelector("summary")?.textContent)) part.open = true;
  }
  held?.()?.focus({ preventScroll: true });
  scrollTo({ left: x, top: y, behavior: "instant" });
}

// How to find the focused element again after its part was replaced.
function nameOf(element) {
  if (!element || element === document.body) return null;
  if (element.id) return () => id(element.id);
  const part = element.closest("#people, #main, #foot");
  if (!part) return () => element;
  const same = `${element.localName}${element.getAttribute("href") ? `[href="${CSS.escape(element.getAttribute("href"))}"]` : ""}`;
  const place = [...part.querySelectorAll(same)].indexOf(element);
  return () => id(part.id)?.querySelectorAll(same)[place];
}

export function fault(text, field) {
  const place = id("fault");
  if (!place) return say(text);
  place.hidden = false;
  (place.querySelector("span") ?? place).textContent = text;
  field?.focus();
}
