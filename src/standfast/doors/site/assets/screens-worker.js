// The picture reader: Tesseract in a worker of its own. A picture file goes in, words with their places come out.
// Pixels live in this worker alone; ending it frees them. Nothing here reaches another origin, and that is tried first.
const here = new URL("../", self.location);
const WIDTH = [1000, 1300]; // pixels of a phone's screen across between which letters have the size the reader likes
const COARSE = 8; // pixels that become one where the ground behind the letters is estimated
const REACH = 3; // of those to each side
const MOST_PIXELS = 64e6; // of a picture; more is no screenshot, and a phone may not hold it
const MOST_SIDE = 30000;
const MOST_READ = 8e6; // pixels after scaling
const BAR = 1.45; // a "|" this much higher than the letters around it is an edge; else it is a capital I
const SPARSE = 11; // page segmentation: as much text as possible, in no order
let core = null;
let api = null;
let reading = 0; // number of the picture that is read now

async function blockedFromElsewhere() {
  const refused = new Promise((resolve) => {
    self.addEventListener("securitypolicyviolation", (event) => resolve(event.blockedURI.startsWith("https://standfast.invalid")), { once: true });
    setTimeout(resolve, 2000, false);
  });
  const got = await fetch("https://standfast.invalid/", { mode: "no-cors" }).then(() => true, () => false);
  return !got && (await refused);
}

// == Loading: what has come is counted as it comes, and each file must be the one that was built.
async function fetched(name, row, heard) {
  const response = await fetch(new URL(name, here), { cache: "no-cache" });
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  const data = new Uint8Array(row.size);
  let at = 0;
  for (const stream = response.body.getReader(); ;) {
    const { done, value } = await stream.read();
    if (done) break;
    if (at + value.length > row.size) throw new Error(`${name} is not the file that was built`);
    data.set(value, at);
    at += value.length;
    heard(value.length);
  }
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  if (Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("") !== row.sha256) throw new Error(`${name} is not the file that was built`);
  return data;
}

async function unpacked(data) {
  const stream = new Blob([data]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function load(files) {
  if (!(await blockedFromElsewhere())) throw new Error("no policy");
  const names = Object.keys(files).filter((name) => /\.(js|bin)$/.test(name));
  const of = names.reduce((sum, name) => sum + files[name].size, 0);
  let done = 0;
  const heard = (more) => postMessage({ loading: (done += more), of });
  const found = await Promise.all(names.map((name) => fetched(name, files[name], heard)));
  const [wasm, letters] = await Promise.all(["t/core.bin", "t/eng.bin"].map((name) => unpacked(found[names.indexOf(name)])));
  importScripts(new URL("t/core.js", here).href);
  const quiet = () => {};
  core = await self.TesseractCore({ wasmBinary: wasm, TesseractProgress: (percent) => postMessage({ id: reading, percent }), print: quiet, printErr: quiet });
  core.FS.writeFile("eng.traineddata", letters);
  api = new core.TessBaseAPI();
  if (api.Init(null, "eng", 1)) throw new Error("the reader did not start");
  core.FS.unlink("eng.traineddata");
}

// == Size of a picture from its first bytes, before a single pixel is decoded. Null: no kind that is known.
function sizeOf(head) {
  const view = new DataView(head);
  const text = (at, count) => String.fromCharCode(...new Uint8Array(head, at, count));
  try {
    if (view.getUint32(0) === 0x89504e47) return [view.getUint32(16), view.getUint32(20)];
    if (view.getUint16(0) === 0xffd8) return sizeOfJpeg(view);
    if (text(0, 4) !== "RIFF" || text(8, 4) !== "WEBP") return null;
    const kind = text(12, 4);
    if (kind === "VP8X") return [24, 27].map((at) => (view.getUint16(at, true) | (view.getUint8(at + 2) << 16)) + 1);
    if (kind === "VP8 ") return [26, 28].map((at) => view.getUint16(at, true) & 0x3fff);
    const bits = view.getUint32(21, true);
    return [(bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1];
  } catch {
    return null; // it ends too early
  }
}

function sizeOfJpeg(view) {
  for (let at = 2; ;) {
    const mark = view.getUint16(at);
    if (mark === 0xffff) at += 1;
    else if (mark >= 0xffc0 && mark <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(mark)) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    else at += 2 + view.getUint16(at + 2);
  }
}

// == From a picture to grey letters on white
async function grey(file) {
  const size = sizeOf(await file.slice(0, 1 << 20).arrayBuffer());
  if (size === null || Math.min(...size) < 8) throw new Refused("broken");
  if (size[0] * size[1] > MOST_PIXELS || Math.max(...size) > MOST_SIDE) throw new Refused("large");
  const bitmap = await createImageBitmap(file).catch(() => { throw new Refused("broken"); });
  const { width, height } = bitmap; // upright, as the picture says
  const across = Math.min(width, height);
  let scale = across < WIDTH[0] ? Math.min(3, WIDTH[0] / across) : Math.min(1, WIDTH[1] / across);
  scale = Math.min(scale, Math.sqrt(MOST_READ / (width * height)));
  const [w, h] = [Math.max(8, Math.round(width * scale)), Math.max(8, Math.round(height * scale))];
  const canvas = new OffscreenCanvas(w, h);
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, w, h);
  brush.imageSmoothingQuality = "high";
  brush.drawImage(bitmap, 0, 0, w, h);
  bitmap.close();
  const colours = brush.getImageData(0, 0, w, h).data;
  canvas.width = canvas.height = 0;
  const light = new Uint8Array(w * h);
  for (let at = 0, from = 0; at < light.length; at++, from += 4) {
    light[at] = (colours[from] * 299 + colours[from + 1] * 587 + colours[from + 2] * 114 + 500) / 1000;
  }
  return { light, w, h, width, height, scale };
}

class Refused extends Error {}

// The reader takes a coloured bubble for a picture and leaves its words out. So the ground is estimated, as the middle value of
// what lies around, and only what differs from it is left: dark letters on white, whatever stood behind them.
function withoutGround({ light, w, h }) {
  const [cw, ch] = [Math.ceil(w / COARSE), Math.ceil(h / COARSE)];
  const ground = middles(coarse(light, w, h, cw, ch), cw, ch);
  const counts = new Uint32Array(256);
  for (let y = 0; y < h; y++) {
    const row = Math.floor(y / COARSE) * cw;
    for (let x = 0, at = y * w; x < w; x++, at++) counts[(light[at] = Math.abs(light[at] - ground[row + Math.floor(x / COARSE)]))]++;
  }
  let low = 0;
  while (low < 255 && !counts[low]) low++;
  let high = 255;
  for (let rest = light.length * 0.005; high > low && (rest -= counts[high]) >= 0;) high--;
  const table = Uint8Array.from({ length: 256 }, (_, value) => 255 - Math.max(0, Math.min(255, ((value - low) * 255) / Math.max(1, high - low))));
  for (let at = 0; at < light.length; at++) light[at] = table[light[at]];
}

function coarse(light, w, h, cw, ch) {
  const small = new Uint8Array(cw * ch);
  for (let y = 0; y < ch; y++) {
    for (let x = 0; x < cw; x++) {
      const [right, low] = [Math.min(w, (x + 1) * COARSE), Math.min(h, (y + 1) * COARSE)];
      let sum = 0;
      for (let row = y * COARSE; row < low; row++) for (let at = x * COARSE; at < right; at++) sum += light[row * w + at];
      small[y * cw + x] = sum / ((right - x * COARSE) * (low - y * COARSE));
    }
  }
  return small;
}

function middles(small, cw, ch) {
  const made = new Uint8Array(small.length);
  const around = new Uint8Array((2 * REACH + 1) ** 2);
  for (let y = 0; y < ch; y++) {
    for (let x = 0; x < cw; x++) {
      let count = 0;
      for (let dy = -REACH; dy <= REACH; dy++) {
        const row = Math.max(0, Math.min(ch - 1, y + dy)) * cw;
        for (let dx = -REACH; dx <= REACH; dx++) around[count++] = small[row + Math.max(0, Math.min(cw - 1, x + dx))];
      }
      made[y * cw + x] = around.sort()[count >> 1];
    }
  }
  return made;
}

// == Words with their places
async function read(file) {
  const started = performance.now();
  const picture = await grey(file);
  withoutGround(picture);
  const head = new TextEncoder().encode(`P5\n${picture.w} ${picture.h}\n255\n`);
  const plain = new Uint8Array(head.length + picture.light.length);
  plain.set(head);
  plain.set(picture.light, head.length);
  core.FS.writeFile("/input", plain);
  const prepared = performance.now();
  try {
    if (api.SetImageFile(1, 0)) throw new Refused("broken");
    api.SetPageSegMode(SPARSE);
    if (api.Recognize(null)) throw new Refused("broken");
    const words = wordsOf(api.GetTSVText(0), picture.scale);
    const times = { prepared: Math.round(prepared - started), read: Math.round(performance.now() - prepared) };
    return { page: { width: picture.width, height: picture.height, words }, times };
  } finally {
    api.Clear();
    core.FS.unlink("/input");
  }
}

function wordsOf(table, scale) {
  const rows = table.split("\n").map((line) => line.split("\t")).filter((row) => row.length > 11 && row[0] === "5" && row[11].trim());
  const words = rows.map((row) => [row[11].trim(), ...row.slice(6, 10).map((cell) => Math.round((Number(cell) / scale) * 10) / 10), Math.max(0, Number(row[10])) / 100]);
  const heights = words.filter((word) => word[5] > 0.6).map((word) => word[4]).sort((a, b) => a - b);
  const usual = heights[heights.length >> 1] ?? 0;
  return words.filter((word) => !isEdge(word, usual)).map((word) => (word[0] === "|" ? ["I", ...word.slice(1)] : word));
}

// The edges of bubbles and small drawings are read as signs or as a letter or two: too high, unsure, or no letters at all.
function isEdge([text, , , , height, sure], usual) {
  if (text === "|" || text === "I") return height > BAR * usual;
  if (!/[\p{L}\p{N}]/u.test(text)) return sure < 0.9 || /^[=\\()~<>_|]+$/.test(text);
  return [...text].length < 3 && (sure < 0.6 || height > 1.5 * usual);
}

self.onmessage = async ({ data }) => {
  const { id } = data;
  try {
    if (data.load) {
      await load(data.load);
      postMessage({ id });
    } else {
      reading = id;
      postMessage({ id, ...(await read(data.read)) });
    }
  } catch (error) {
    postMessage({ id, failed: error instanceof Refused ? error.message : "reader", why: String(error?.message ?? error) });
  }
};
