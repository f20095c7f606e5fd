// Pictures in the form: their words are read here, on this device, by a reader that is loaded only when somebody asks for it.
// Where that does not work, is slow or reads badly, the page helps to type the words that matter.
import * as engine from "./engine.js";
import { fault, say, word } from "./swap.js";

const SLOW = 20000; // ms for one picture, from which on typing is offered
const HUNG = 180000; // ms without a sign from the reader
const MOST = 20; // pictures of one conversation
const SURE = 0.6; // how sure the reader is of a word that counts
const FEW = 3; // words
const workerUrl = new URL("screens-worker.js", import.meta.url);
const id = (name) => document.getElementById(name);

let worker = null;
let loaded = null; // promise, once somebody asked for the reader
let waiting = new Map();
let number = 0;
let current = null; // the form whose pictures are read
let stop = null; // ends what is going on, where the person wants to type

// A form with pictures in it becomes the same form with their words. Null: it is not to be sent, and the page says why.
export async function withWords(data, form) {
  const files = data.getAll("file").filter((file) => file.size);
  const kinds = await Promise.all(files.map(isPicture));
  const pictures = files.filter((_, at) => kinds[at]).slice(0, MOST);
  if (!pictures.length || !id("screens")) return data;
  if (!form.elements.words_only?.checked) return fault(word("page.error.SF-READ-012"), form.elements.words_only), null;
  if (stop && current.isConnected) return null; // they are being read
  if (waiting.size) end();
  current = form;
  const pages = await pagesOf(pictures);
  if (!pages || !form.isConnected) return null;
  data.delete("file");
  files.filter((_, at) => !kinds[at]).forEach((file) => data.append("file", file, file.name));
  data.set("pages", JSON.stringify(pages));
  return data;
}

// PNG, JPEG or WebP by the first bytes; no pixel is looked at.
async function isPicture(file) {
  const head = new Uint8Array(await file.slice(0, 12).arrayBuffer());
  const text = String.fromCharCode(...head);
  return text.startsWith("\x89PNG\r\n\x1a\n") || text.startsWith("\xff\xd8\xff") || (text.startsWith("RIFF") && text.slice(8) === "WEBP");
}

async function pagesOf(pictures) {
  let mine;
  const stopped = new Promise((resolve) => { stop = mine = () => resolve(null); });
  try {
    return await Promise.race([stopped, read(pictures)]);
  } catch (error) {
    type({ large: "screens.large", broken: "screens.broken", unsure: "screens.unsure" }[error.message] ?? "screens.failed");
    return null;
  } finally {
    if (stop === mine) stop = null;
  }
}

async function read(pictures) {
  if (!loaded && !(await askedFor())) return null;
  await (loaded ??= load());
  const pages = [];
  for (const [at, picture] of pictures.entries()) {
    const line = filled("screens.reading", { n: at + 1, of: pictures.length });
    panel(line, { bar: true, stop: true });
    const slow = setTimeout(() => panel(`${line} ${word("screens.slow")}`, { bar: true, stop: true, hints: true }), SLOW);
    const { page } = await ask({ read: picture }, (heard) => progress(heard.percent, 100)).finally(() => clearTimeout(slow));
    pages.push(page);
  }
  const sure = pages.flatMap((page) => page.words).filter((one) => one[5] > SURE && /\p{L}{2}/u.test(one[0]));
  const all = pages.flatMap((page) => page.words).filter((one) => /\p{L}/u.test(one[0]));
  if (sure.length < FEW || sure.length < all.length / 3) throw new Error("unsure");
  id("screens")?.setAttribute("hidden", "");
  return pages;
}

// == The reader
const parts = () => Object.fromEntries(Object.entries(engine.reader).filter(([name]) => /\.(js|bin)$/.test(name)));
const size = () => Object.values(parts()).reduce((sum, row) => sum + row.size, 0);
const mega = (bytes) => (bytes / 1e6).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

function askedFor() {
  panel(filled("screens.ask", { mb: mega(size()) }), { load: true });
  id("screens-says").focus();
  return new Promise((resolve) => { id("screens-load").onclick = () => resolve(true); });
}

async function load() {
  worker = new Worker(workerUrl);
  worker.onmessage = ({ data }) => heard(data);
  worker.onerror = (event) => {
    event.preventDefault();
    end();
  };
  const told = ({ loading, of }) => {
    panel(filled("screens.loading", { done: mega(loading), of: mega(of) }), { bar: true, stop: true, quiet: loading < of });
    progress(loading, of);
  };
  await ask({ load: parts() }, told);
  document.dispatchEvent(new Event("standfast:reader")); // keep.js: whoever keeps the pages keeps this too
}

function ask(message, told) {
  return new Promise((answer, fail) => {
    const one = { answer, fail, told };
    waiting.set(++number, one);
    watch(one);
    worker.postMessage({ ...message, id: number });
  });
}

function watch(one) {
  clearTimeout(one.timer);
  one.timer = setTimeout(end, HUNG);
}

function heard(data) {
  const one = waiting.get(data.id) ?? waiting.values().next().value;
  if (!one) return;
  watch(one);
  if (data.percent !== undefined || data.loading !== undefined) return one.told(data);
  clearTimeout(one.timer);
  waiting.delete(data.id);
  if (data.failed) one.fail(new Error(data.failed));
  else one.answer(data);
  if (data.failed === "reader") end();
}

// Ends the reader, and with it every pixel that it held.
function end() {
  worker?.terminate();
  worker = loaded = null;
  for (const one of waiting.values()) {
    clearTimeout(one.timer);
    one.fail(new Error("reader"));
  }
  waiting = new Map();
}

// == What the page says
function filled(key, gaps) {
  return word(key).replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
}

let shown = "";
function panel(text, { bar = false, load: loads = false, stop: stops = loads, hints = false, quiet = false } = {}) {
  if (!id("screens")) return;
  id("screens").hidden = false;
  id("screens-says").textContent = text;
  id("screens-says").hidden = !text;
  if (!quiet && text !== shown) say(text);
  shown = text;
  if (id("screens-bar").hidden === bar) id("screens-bar").removeAttribute("value");
  id("screens-bar").hidden = !bar;
  id("screens-load").hidden = !loads;
  if (loads) id("screens-load").textContent = filled("screens.load", { mb: mega(size()) });
  id("screens-stop").hidden = !stops;
  id("screens-type").hidden = !hints;
}

function progress(done, of) {
  if (!id("screens-bar")) return;
  id("screens-bar").max = of;
  id("screens-bar").value = done;
}

// Help with typing: a short list of what matters, and the box.
function type(key) {
  panel(key ? word(key) : "", { hints: true });
  id("message")?.focus();
}

addEventListener("click", ({ target }) => {
  if (!target.closest?.("#screens-stop")) return;
  if (waiting.size) end(); // a picture is read, or the reader is loading
  stop?.();
  type("");
});

document.addEventListener("standfast:leave", () => {
  worker?.terminate();
  for (const one of waiting.values()) clearTimeout(one.timer);
  waiting = new Map();
  worker = loaded = stop = current = null;
});
