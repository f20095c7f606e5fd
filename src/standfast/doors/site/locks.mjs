// node locks.mjs <node_modules> <out>: age for browsers as one file, always the same bytes from the same packages.
import { writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";

const [modules, out] = process.argv.slice(2);
const { build } = createRequire(join(modules, "here.js"))("esbuild");
const contents = `
export { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
export { ed25519 } from "@noble/curves/ed25519.js";
`;
const made = await build({
  stdin: { contents, resolveDir: modules, sourcefile: "locks.js" },
  absWorkingDir: modules,
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none", // all licences lie beside it, in LICENSE.txt
  minify: true,
  target: "es2022",
  write: false,
  logLevel: "error",
});
await writeFile(out, made.outputFiles[0].contents);
