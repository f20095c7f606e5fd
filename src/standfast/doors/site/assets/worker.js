// The engine: Python, and the whole app, in a worker of its own. One request at a time goes in, one page comes out.
// Nothing here reaches another origin: the policy that came with this file forbids it, and that is tried before anything else.

const STAGES = 8;
const FILES = ["pyodide.asm.mjs", "pyodide.asm.wasm", "library.bin", "pyodide-lock.json", "pyodide.mjs", "engine.bin"];
const here = new URL("../", self.location);
const engineUrl = (name) => new URL(`e/${name}`, here).href;
let done = 0;
let engine = null;
let locked = {}; // files that lock cases, with their hashes; loaded by safe.js, and only when one is opened

const stage = () => postMessage({ progress: ++done, of: STAGES });

// A worker takes its policy from its own response. Where the host sends none, nothing typed may come in here.
async function blockedFromElsewhere() {
  const refused = new Promise((resolve) => {
    self.addEventListener("securitypolicyviolation", (event) => resolve(event.blockedURI.startsWith("https://standfast.invalid")), { once: true });
    setTimeout(resolve, 2000, false);
  });
  const got = await fetch("https://standfast.invalid/", { mode: "no-cors" }).then(() => true, () => false);
  return !got && (await refused);
}

async function sha256(data) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// Every file is asked for once, at once; Pyodide gets the same answers. Hashes are made of copies while it works.
function fetchAll(files) {
  const answers = new Map();
  const checks = [];
  for (const name of FILES) {
    const answer = fetch(engineUrl(name), { cache: "no-cache" }).then((response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return response;
    });
    answers.set(engineUrl(name), answer);
    const copy = answer.then((response) => response.clone().arrayBuffer());
    checks.push(copy.then(sha256).then((sum) => {
      if (sum !== files[`e/${name}`]?.sha256) throw new Error(`${name} is not the file that was built`);
    }));
  }
  const plain = self.fetch.bind(self);
  self.fetch = (what, options) => {
    const kept = answers.get(String(what?.url ?? what));
    return kept ? kept.then((response) => response.clone()) : plain(what, options);
  };
  const library = answers.get(engineUrl("library.bin")); // Pyodide asks for the ZIP that is inside
  answers.set(engineUrl("python_stdlib.zip"), library.then((response) => new Response(response.clone().body.pipeThrough(new DecompressionStream("gzip")))));
  return { answers, checked: Promise.all(checks) };
}

// The index first (four bytes: its length), then the files one after the other; see bundle.py.
async function unpacked(response) {
  const stream = response.body.pipeThrough(new DecompressionStream("gzip"));
  const raw = new Uint8Array(await new Response(stream).arrayBuffer());
  const length = new DataView(raw.buffer).getUint32(0, true);
  const index = JSON.parse(new TextDecoder().decode(raw.subarray(4, 4 + length)));
  let at = 4 + length;
  return index.map(([name, size]) => [name, raw.subarray(at, (at += size))]);
}

function putIntoPlace(files, { FS }) {
  const made = new Set();
  for (const [name, data] of files) {
    const folder = `/engine/${name.slice(0, name.lastIndexOf("/") + 1)}`;
    if (!made.has(folder)) FS.mkdirTree(folder);
    made.add(folder);
    FS.writeFile(`/engine/${name}`, data, { canOwn: true });
  }
}

async function start() {
  const mark = (name) => performance.mark(name);
  mark("start");
  if (!(await blockedFromElsewhere())) return postMessage({ off: true });
  stage();
  const manifest = await (await fetch(new URL("manifest.json", here), { cache: "no-cache" })).json();
  stage();
  const { answers, checked } = fetchAll(manifest.files);
  checked.catch(() => {}); // said below, where everything is waited for
  const files = answers.get(engineUrl("engine.bin")).then((response) => unpacked(response.clone()));
  files.then(stage, () => {});
  const { loadPyodide } = await import(engineUrl("pyodide.mjs"));
  mark("load");
  const pyodide = await loadPyodide({ indexURL: engineUrl(""), env: { HOME: "/home/pyodide", PYTHONDONTWRITEBYTECODE: "1" } });
  mark("loaded");
  stage();
  putIntoPlace(await files, pyodide);
  stage();
  mark("placed");
  pyodide.runPython("import sys; sys.path.insert(0, '/engine'); from standfast.doors.site.engine import start");
  mark("imported");
  stage();
  engine = pyodide.globals.get("start")();
  await checked;
  stage();
  mark("built");
  engine.answer("GET", "index.html", "", new Uint8Array(), "2026-01-01T12:00:00").destroy(); // the first page costs most
  mark("ready");
  stage();
  const times = Object.fromEntries(performance.getEntriesByType("mark").map((one) => [one.name, Math.round(one.startTime)]));
  locked = Object.fromEntries(Object.entries(manifest.files).filter(([name]) => name.startsWith("c/")));
  const reader = Object.fromEntries(Object.entries(manifest.files).filter(([name]) => name.startsWith("t/")));
  postMessage({ ready: true, build: manifest.build, files: Object.keys(manifest.files), reader, times });
  setTimeout(() => { try { engine.warm(); } catch { /* the first check takes a moment longer */ } });
}

async function answer({ id, method, path, query, headers, body, now, state }) {
  const target = path + (query ? `?${query}` : "");
  const kind = headers?.["content-type"] ?? "";
  const data = body ? new Uint8Array(body) : new Uint8Array();
  let page = engine.begin(method, target, kind, data, now, state ?? undefined);
  while (page.waits) page = await resumed(page);
  const got = { id, status: page.status, kind: page.kind, body: page.body, at: page.at, state: page.state, name: page.name };
  if (page.name) {
    const file = page.data;
    got.data = file.toJs();
    file.destroy();
  }
  page.destroy();
  return got;
}

// Python waits for a script: it is run here, and Python goes on with what came of it.
async function resumed(page) {
  const [name, given] = [page.waits, page.args];
  const args = given.toJs();
  given.destroy();
  page.destroy();
  let made;
  try {
    made = await (await locks())[name](...args);
  } catch (error) {
    return engine.fail(String(error?.message ?? error));
  }
  return engine.go_on(made);
}

async function locks() {
  const found = await import(new URL("safe.js", self.location).href);
  found.know(locked);
  return found;
}

let turn = Promise.resolve(); // a page that waits is not overtaken by the next

self.onmessage = ({ data }) => {
  turn = turn.then(() => answer(data)).then((got) => postMessage(got), (error) => postMessage({ id: data.id, failed: String(error?.message ?? error) }));
};

start().catch((error) => postMessage({ failed: String(error?.message ?? error) }));
