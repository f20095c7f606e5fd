// node run.mjs <bundle.zip>: unpacks the bundle into Pyodide's memory and runs driver.py on its cases.json.
// The last line says how long Pyodide took to load and the cases to run.
import { readFile } from "node:fs/promises";
import { loadPyodide } from "pyodide";

const [bundle] = process.argv.slice(2);
const started = performance.now();
const pyodide = await loadPyodide({ stdout: (line) => process.stdout.write(line + "\n") });
const loaded = performance.now();
pyodide.unpackArchive(new Uint8Array(await readFile(bundle)), "zip", { extractDir: "/standfast" });
pyodide.runPython(`
import os, sys
sys.path.insert(0, "/standfast/site")
os.chdir("/standfast")
from driver import main
main("cases.json")
`);
const done = performance.now();
console.log(JSON.stringify({ load_ms: Math.round(loaded - started), run_ms: Math.round(done - loaded) }));
