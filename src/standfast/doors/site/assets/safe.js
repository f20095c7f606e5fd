// Locks and unlocks cases with age, in the worker, beside Python. Loaded only when somebody opens or starts one. Each function
// takes strings and bytes and gives one; a failure that the pages know is named in the error's message: passphrase, broken.
const FACTOR = 17; // scrypt, as docs/formats/case.md says; more would be too much for a phone
const NO_PASSPHRASE = "no identity matched any of the file's recipients";
const here = new URL("../", self.location);
let files = {}; // what the build wrote down of the files in c/
let age = null;
let strong = null;

export function know(rows) {
  files = rows;
}

// The file is looked at before it runs: what an import fetches afterwards comes from the browser's own store.
async function loaded(name) {
  const url = new URL(name, here);
  const response = await fetch(url, { cache: "no-cache" });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  const sum = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (sum !== files[name]?.sha256) throw new Error(`${name} is not the file that was built`);
  return import(url.href);
}

const library = () => (age ??= loaded("c/age.js").catch((error) => { age = null; throw error; }));
const guesser = () => (strong ??= loaded("c/strength.js").catch((error) => { strong = null; throw error; }));

async function opened(data, add) {
  const { Decrypter } = await library();
  const one = new Decrypter();
  add(one);
  return one.decrypt(data);
}

export async function identity() {
  return (await library()).generateX25519Identity();
}

export async function protect(secret, passphrase) {
  const { Encrypter } = await library();
  const one = new Encrypter();
  one.setScryptWorkFactor(FACTOR);
  one.setPassphrase(passphrase);
  return one.encrypt(`${secret}\n`);
}

export async function unlock(key, passphrase) {
  try {
    return new TextDecoder().decode(await opened(key, (one) => one.addPassphrase(passphrase))).trim();
  } catch (error) {
    throw new Error(error.message === NO_PASSPHRASE ? "passphrase" : named(error));
  }
}

export async function encrypt(secret, data) {
  const { Encrypter, identityToRecipient } = await library();
  const one = new Encrypter();
  one.addRecipient(await identityToRecipient(secret));
  return one.encrypt(data);
}

export async function decrypt(secret, data) {
  try {
    return await opened(data, (one) => one.addIdentity(secret));
  } catch (error) {
    throw new Error(named(error));
  }
}

// A file that did not come is no broken case.
const named = (error) => error instanceof TypeError || error.message.includes("that was built") ? error.message : "broken";

export async function sign(seed, data) {
  const { ed25519 } = await library();
  const secret = Uint8Array.from(seed.match(/../g), (pair) => parseInt(pair, 16));
  const made = new Uint8Array(96);
  made.set(ed25519.getPublicKey(secret));
  made.set(ed25519.sign(data, secret), 32);
  return made;
}

export async function strength(passphrase) {
  await guesser();
  return self.zxcvbn(passphrase.slice(0, 100)).score; // longer ones would take it seconds
}
