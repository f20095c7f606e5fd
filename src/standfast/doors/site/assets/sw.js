// Only after "keep this on my phone": answers with the files of one build, so that the pages open without a network.
// The build writes its id into this file; a browser that sees another one fetches the new build and lets it wait.
const BUILD = "BUILD_ID";
const CACHE = `n-${BUILD}`;
const root = new URL("./", self.location);

async function fetched(name, sum) {
  const response = await fetch(new URL(name, root), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.clone().arrayBuffer()));
  const got = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sum && got !== sum) throw new Error(`${name} is not the file that was built`);
  return response;
}

// The picture reader is kept only where somebody loaded it: see keep.js.
const ofReader = (name) => name.startsWith("t/");

async function hadReader() {
  for (const name of await caches.keys()) {
    if (name.startsWith("n-") && (await (await caches.open(name)).keys()).some(({ url }) => url.startsWith(`${root.href}t/`))) return true;
  }
  return false;
}

async function put(files) {
  const cache = await caches.open(CACHE);
  for (const [name, { sha256 }] of files) await cache.put(new URL(name, root), await fetched(name, sha256));
  return cache;
}

async function putReader() {
  const list = await caches.match(new URL("manifest.json", root), { cacheName: CACHE });
  if (list) await put(Object.entries((await list.json()).files).filter(([name]) => ofReader(name)));
}

async function fill() {
  const list = await fetched("manifest.json");
  const { build, files } = await list.clone().json();
  if (build !== BUILD) throw new Error("the host is between two versions");
  const reader = await hadReader();
  const cache = await put(Object.entries(files).filter(([name]) => reader || !ofReader(name)));
  await cache.put(new URL("manifest.json", root), list);
}

async function clear() {
  for (const name of await caches.keys()) if (name.startsWith("n-") && name !== CACHE) await caches.delete(name);
}

async function answer(request) {
  const url = new URL(request.url);
  const name = url.href === root.href ? new URL("index.html", root).href : url.origin + url.pathname;
  return (await caches.match(name, { cacheName: CACHE })) ?? fetch(request); // match alone makes no cache anew after "do not keep"
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(clear()));
self.addEventListener("message", (event) => {
  if (event.data === "take") self.skipWaiting();
  if (event.data === "reader") event.waitUntil(putReader());
});
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(root.href)) event.respondWith(answer(event.request));
});
