// "My case" and letters: copy, strength as it is typed, words made for somebody, a fresh page after saving. All of it works
// without, but for the copy and the strength. The same file serves the app and the site.
const WAIT = 350; // ms without a key, before the strength is asked for
const AFTER = 1200; // ms after which a page is looked at again, once a file was made
const id = (name) => document.getElementById(name);
const local = () => document.body.dataset.where === "computer";
const each = (list, act) => document.querySelectorAll(list).forEach(act);

// == What needs a script is hidden until one is here
function shown() {
  each("[data-copy], [data-use]", (one) => { one.hidden = false; });
}
shown();
new MutationObserver(shown).observe(document.body, { childList: true, subtree: true });

// == Copy
async function copied(button) {
  const field = id(button.dataset.copy);
  if (!field) return;
  try {
    await navigator.clipboard.writeText(field.value);
  } catch {
    field.closest("details")?.setAttribute("open", "");
    field.select();
    if (!document.execCommand("copy")) return;
  }
  if (id("say")) id("say").textContent = button.dataset.copied;
  const line = document.createElement("p");
  line.className = "small soft";
  line.textContent = button.dataset.copied;
  button.closest(".acts").nextElementSibling?.matches(".copied") || button.closest(".acts").after(Object.assign(line, { className: "small soft copied no-paper" }));
}

// == How hard a passphrase is to guess
let timer;
let number = 0;

async function ask(form, passphrase) {
  const body = new URLSearchParams({ act: "strength", passphrase });
  const target = form.getAttribute("action");
  if (local()) return (await fetch(target, { method: "POST", body, cache: "no-store" })).text();
  const engine = await import("./engine.js");
  const data = new TextEncoder().encode(String(body)).buffer;
  return (await engine.ask({ method: "POST", target, kind: "application/x-www-form-urlencoded", body: data })).body;
}

async function measure(field) {
  const place = id(field.dataset.strength);
  if (!place) return;
  const mine = ++number;
  const told = field.value && (await ask(field.form, field.value).catch(() => ""));
  if (mine !== number || !place.isConnected) return;
  const [, score, says] = /^([0-4]) (.+)$/.exec(told ?? "") ?? [];
  place.hidden = !score;
  if (!score) return;
  place.dataset.score = score;
  place.querySelector("meter").value = score;
  place.querySelector("span").textContent = says;
}

addEventListener("input", ({ target }) => {
  if (!target.dataset?.strength) return;
  clearTimeout(timer);
  timer = setTimeout(measure, WAIT, target);
});

addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-copy], [data-use]");
  if (!button) return;
  if (button.dataset.copy) return copied(button);
  const words = id(button.dataset.use)?.textContent ?? "";
  const form = button.closest("form");
  for (const field of form.querySelectorAll("input[type=password], input[name=passphrase], input[name=again]")) field.value = words;
  const field = form.querySelector("[data-strength]");
  if (field) measure(field);
});

addEventListener("change", ({ target }) => {
  for (const name of target.dataset?.show?.split(" ") ?? []) if (id(name)) id(name).type = target.checked ? "text" : "password";
});

// == In the app a file goes to the downloads and the page stays: it is asked for again, so that it says what is saved now.
addEventListener("submit", ({ target }) => {
  if (local() && target.matches("[data-file]")) setTimeout(() => location.reload(), AFTER);
});
