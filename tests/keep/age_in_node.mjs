// Opens and writes age files with the npm package that the browser uses: node age_in_node.mjs open|write FOLDER PACKAGES.
// The passphrase comes on standard input. "write" makes key.age, case.age and item.age; "open" writes case.json and item beside them.
import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [what, folder, packages] = process.argv.slice(2);
const { Encrypter, Decrypter, generateX25519Identity, identityToRecipient } = await import(
  pathToFileURL(join(packages, "age-encryption/dist/index.js"))
);
const passphrase = readFileSync(0, "utf8");
const at = (name) => join(folder, name);

async function open() {
  const wrapped = new Decrypter();
  wrapped.addPassphrase(passphrase);
  const identity = (await wrapped.decrypt(readFileSync(at("key.age")), "text")).trim();
  const opened = new Decrypter();
  opened.addIdentity(identity);
  for (const name of ["case", "item"]) {
    writeFileSync(at(name + ".open"), await opened.decrypt(readFileSync(at(name + ".age"))));
  }
}

async function write() {
  const identity = await generateX25519Identity();
  const wrapped = new Encrypter();
  wrapped.setPassphrase(passphrase);
  wrapped.setScryptWorkFactor(10);
  writeFileSync(at("key.age"), await wrapped.encrypt(identity + "\n"));
  const locked = new Encrypter();
  locked.addRecipient(await identityToRecipient(identity));
  for (const name of ["case", "item"]) {
    writeFileSync(at(name + ".age"), await locked.encrypt(readFileSync(at(name + ".plain"))));
  }
}

await { open, write }[what]();
