// node compile.mjs <pyodide.mjs> <in.zip> <out.zip>: compiles every .py with the Python that will run it in the browser.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [runtime, before, after] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(runtime));
// A fixed seed: sets among the constants are written in the order of their hashes. No columns: nobody reads a trace on a phone.
const pyodide = await loadPyodide({ env: { HOME: "/home/pyodide", PYTHONHASHSEED: "0", PYTHONNODEBUGRANGES: "1" } });
pyodide.FS.writeFile("/in.zip", new Uint8Array(await readFile(before)));
pyodide.runPython(`
import ast, importlib.util, zipfile
from importlib._bootstrap_external import _code_to_hash_pyc

def without_docstrings(tree):
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) or not node.body:
            continue
        first = node.body[0]
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
            rest = node.body[1:]  # nothing may stand before "from __future__" in a module
            node.body = rest if rest or isinstance(node, ast.Module) else [ast.copy_location(ast.Pass(), first)]
    return tree

with zipfile.ZipFile("/in.zip") as before, zipfile.ZipFile("/out.zip", "w") as after:
    for name in sorted(before.namelist()):
        data = before.read(name)
        if name.endswith(".py"):
            code = compile(without_docstrings(ast.parse(data)), "/engine/" + name, "exec", dont_inherit=True, optimize=0)
            data, name = bytes(_code_to_hash_pyc(code, importlib.util.source_hash(data), False)), name + "c"
        after.writestr(zipfile.ZipInfo(name), data)
`);
await writeFile(after, pyodide.FS.readFile("/out.zip"));
