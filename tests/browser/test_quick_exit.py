"""Leave now, in a real Chromium: page.js and early.js on small invented pages, under the policy that the app sends."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tools import browsers

ASSETS = Path(__file__).parents[2] / "src/standfast/doors/web/assets"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
AWAY = "<!doctype html><html lang=en><meta charset=utf-8><title>Notes</title><p>Nothing here.</p><p><a href=index.html>Open</a></p>"
WORDS = "".join(
    f'<span data-say="{key}">{text}</span>'
    for key, text in {
        "leave.two": "two more",
        "leave.one": "one more",
        "leave.off": "stayed",
        "idle.warn": "a minute left",
        "file.too-large": "too large",
    }.items()
)
PARTS = {
    "say": '<p id="say" role="status"></p>',
    "idle": '<dialog id="idle" aria-label="Still there?"><p>A minute left.</p><button id="idle-stay" type="button">Stay</button></dialog>',
    "words": f'<template id="words">{WORDS}</template>',
}
# Stands in for what the site's own script may do: an address without a load, and a count of pages that came back from memory.
TRIAL = """
addEventListener("pageshow", (e) => { if (e.persisted) document.documentElement.dataset.kept = "yes"; });
addEventListener("click", (e) => {
  if (e.target.id === "push") history.pushState(null, "", "n9.html");
  if (e.target.id === "pop-up") document.getElementById("other").showModal();
});
document.addEventListener("standfast:leave", () => navigator.sendBeacon?.("heard"));
let opened = 0;
addEventListener("beforeprint", () => { opened = document.querySelectorAll("details[open]").length; });
addEventListener("afterprint", () => { document.getElementById("say").textContent = "open on paper: " + opened; });
"""


def sample(name: str, where: str = "computer", idle: int = 900, parts: tuple[str, ...] = ("say", "idle", "words")) -> str:
    return f"""<!doctype html><html lang=en><head><meta charset=utf-8><title>Notes</title><script src="a/early.js"></script>
<link rel=icon href="a/blank.svg"><script type=module src="a/page.js"></script><script type=module src="a/trial.js"></script></head>
<body data-where="{where}" data-live=yes data-idle="{idle}">
<header><a class=leave id=leave href=away.html rel=noreferrer>Leave now</a> <a class=skip href="#main">Go to the page</a></header>
<main id=main tabindex=-1><h1>Words of {name}</h1><p><a id=one href=n1.html>One</a> <a id=two href=n2.html>Two</a> <a id=three href=n3.html>Three</a></p>
<form method=post action=n1.html id=write><textarea id=message name=message>kept by the server</textarea><input id=line>
<input type=file id=file name=file data-largest=10><button id=send>Send</button></form><p class=fault id=fault role=alert hidden></p>
<form method=post action=n2.html data-auto id=ticks><input type=checkbox id=tick name=done value=a></form>
<button type=button id=push>Push</button><button type=button id=pop-up>Open</button><button type=button data-print hidden>Print</button>
<details><summary>Why</summary>Because.</details><details open><summary>How</summary>So.</details>
<dialog id=other><input id=inside></dialog></main>{"".join(PARTS[part] for part in parts)}<footer>Foot</footer></body></html>"""


class Trial:
    """A tiny server: pages by name, and a list of what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.pages: dict[str, str] = {}
        self.no_store = True
        self.slow = 0.0
        self.port = 0
        self.start_again()

    def start_again(self) -> None:
        self.asked.clear()
        self.no_store = True
        self.slow = 0.0
        self.pages = {f"{name}.html": sample(name) for name in ("index", "n1", "n2", "n3", "n9")}
        self.pages["away.html"] = AWAY

    def at(self, name: str) -> str:
        return f"http://127.0.0.1:{self.port}/{name}"

    def body(self, name: str) -> tuple[bytes, str] | None:
        if name in self.pages:
            return self.pages[name].encode(), "text/html; charset=utf-8"
        if name == "a/trial.js":
            return TRIAL.encode(), "text/javascript"
        if name in {"a/page.js", "a/early.js"}:
            return (ASSETS / name[2:]).read_bytes(), "text/javascript"
        return None


def _handler(trial: Trial) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            name = self.path.lstrip("/").split("?")[0]
            trial.asked.append(f"{self.command} {name}")
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            time.sleep(trial.slow if name == "away.html" else 0)
            found = trial.body(name)
            body, kind = found or (b"", "text/plain")
            self.send_response(200 if found else 204)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("Cache-Control", "no-store" if trial.no_store else "max-age=60")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = answer  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    return Handler


@pytest.fixture(scope="module")
def server() -> Iterator[Trial]:
    trial = Trial()
    httpd = ThreadingHTTPServer(("127.0.0.1", 0), _handler(trial))
    trial.port = httpd.server_address[1]
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    yield trial
    httpd.shutdown()
    httpd.server_close()


@pytest.fixture(scope="module")
def keeping(chromium: Browser) -> Iterator[Browser]:
    """Playwright switches off the memory of whole pages; people's browsers have it, so this Chromium does too."""
    browser = chromium.browser_type.launch(executable_path=browsers.chromium(), ignore_default_args=["--disable-back-forward-cache"])
    yield browser
    browser.close()


@pytest.fixture
def trial(server: Trial) -> Trial:
    server.start_again()
    return server


@pytest.fixture
def page(keeping: Browser, trial: Trial) -> Iterator[Page]:
    """A fresh window at the first page; at the end no error was thrown and the policy stopped nothing."""
    context = keeping.new_context()
    context.set_default_timeout(5000)
    one = context.new_page()
    wrong: list[str] = []
    foreign: list[str] = []
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    context.on("request", lambda asked: None if asked.url.startswith(trial.at("")) else foreign.append(asked.url))
    one.goto(trial.at("index.html"))
    yield one
    context.close()
    assert wrong == []
    assert foreign == []


def _shows_nothing(page: Page) -> None:
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    expect(page.get_by_text("Words of")).to_have_count(0)
    assert page.url.endswith("/away.html")
    assert page.title() == "Notes"


def _was_asked(trial: Trial, what: str) -> None:
    until = time.monotonic() + 5
    while what not in trial.asked and time.monotonic() < until:
        time.sleep(0.02)
    assert what in trial.asked


def _back(page: Page) -> None:
    """Back without waiting for one certain page: the check replaces the page while it loads."""
    page.evaluate("setTimeout(() => history.back(), 0)")
    page.wait_for_timeout(600)


def _forward(page: Page) -> None:
    page.evaluate("setTimeout(() => history.forward(), 0)")
    page.wait_for_timeout(600)


def _walk(page: Page) -> None:
    for link, name in (("#one", "n1"), ("#two", "n2"), ("#three", "n3")):
        page.click(link)
        expect(page.get_by_role("heading", name=f"Words of {name}")).to_be_visible()
        expect(page.get_by_role("button", name="Print")).to_be_visible()  # page.js has run


# -- Leaving -----------------------------------------------------------------------------------------------------------


def test_a_click_on_leave_shows_the_neutral_page_and_adds_no_entry(page: Page):
    before = page.evaluate("history.length")
    page.click("#leave")
    _shows_nothing(page)
    assert page.evaluate("history.length") == before


def test_the_server_is_told_even_before_the_neutral_page_is_asked_for(page: Page, trial: Trial):
    page.click("#leave")
    _shows_nothing(page)
    assert trial.asked.count("GET away.html") == 2
    _was_asked(trial, "POST heard")


def test_on_the_site_leaving_asks_the_web_host_for_nothing_but_the_neutral_page(page: Page, trial: Trial):
    trial.pages["n1.html"] = sample("n1", where="site")
    page.goto(trial.at("n1.html"))
    page.click("#leave")
    _shows_nothing(page)
    assert trial.asked.count("GET away.html") == 1


def test_the_page_is_empty_at_once_and_does_not_wait_for_the_neutral_page(page: Page):
    page.fill("#message", "private")
    left = page.evaluate("""() => { const field = document.getElementById("message"); document.getElementById("leave").click();
      return [document.body.outerHTML.replace(/<body[^>]*>/, ""), field.value, field.defaultValue]; }""")
    assert left == ['<p role="alert">Notes</p></body>', "", ""]
    _shows_nothing(page)


def test_the_key_that_is_stored_says_nothing(page: Page):
    page.click("#leave")
    _shows_nothing(page)
    assert page.evaluate("JSON.stringify([sessionStorage, localStorage])") == '[{"x":"1"},{}]'


def test_before_leaving_nothing_is_stored(page: Page):
    page.fill("#message", "private")
    page.click("#one")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    assert page.evaluate("JSON.stringify([sessionStorage, localStorage, document.cookie])") == '[{},{},""]'


def test_with_storage_forbidden_leaving_still_works(page: Page):
    page.add_init_script("Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('no'); }})")
    page.goto(page.url)
    page.click("#leave")
    _shows_nothing(page)


def test_pictures_held_in_memory_are_given_back(page: Page):
    held, revoked = page.evaluate("""() => {
      const url = URL.createObjectURL(new Blob(["x"]));
      const link = document.createElement("a"); link.href = url; document.body.append(link);
      const revoked = []; const real = URL.revokeObjectURL; URL.revokeObjectURL = (u) => { revoked.push(u); real.call(URL, u); };
      document.getElementById("leave").click();
      return [url, revoked]; }""")
    assert revoked == [held]
    _shows_nothing(page)


def test_other_tabs_leave_too(page: Page, trial: Trial):
    other = page.context.new_page()
    other.goto(trial.at("n1.html"))
    page.click("#leave")
    _shows_nothing(page)
    _shows_nothing(other)


def test_with_scripts_off_leave_is_an_ordinary_link(keeping: Browser, trial: Trial):
    context = keeping.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(trial.at("index.html"))
    page.click("#leave")
    expect(page.get_by_text("Nothing here.")).to_be_visible()
    context.close()


# -- Back --------------------------------------------------------------------------------------------------------------


def test_back_shows_nothing_through_every_entry(page: Page):
    _walk(page)
    page.click("#leave")
    _shows_nothing(page)
    for _ in range(3):
        _back(page)
        _shows_nothing(page)
    for _ in range(3):
        _forward(page)
        _shows_nothing(page)


def test_back_stays_hidden_while_the_neutral_page_is_slow(page: Page, trial: Trial):
    _walk(page)
    page.click("#leave")
    _shows_nothing(page)
    shown: list[bool] = []
    page.expose_function("report", lambda visible: shown.append(visible))
    page.add_init_script("setTimeout(() => window.report(Boolean(document.querySelector('h1')?.checkVisibility())), 200)")
    trial.slow = 1.0
    _back(page)
    _shows_nothing(page)
    assert shown
    assert True not in shown


def test_back_after_pushed_addresses_shows_nothing(page: Page):
    _walk(page)
    page.click("#push")
    page.click("#push")
    assert page.url.endswith("n9.html")
    page.click("#leave")
    _shows_nothing(page)
    for _ in range(4):
        _back(page)
        _shows_nothing(page)


def test_forward_shows_nothing(page: Page):
    _walk(page)
    _back(page)
    _back(page)
    expect(page.get_by_text("Words of n1")).to_be_visible()
    page.click("#leave")
    _shows_nothing(page)
    _forward(page)
    _shows_nothing(page)


@pytest.mark.parametrize("told", [True, False], ids=["told by the tab that leaves", "told by nobody"])
def test_a_page_kept_whole_by_the_browser_shows_nothing(page: Page, trial: Trial, told: bool):
    """A browser drops a kept page that gets word from another tab; without that word the page must look for itself."""
    if not told:
        page.add_init_script("delete window.BroadcastChannel")
    trial.no_store = False
    trial.pages = {name: text.replace('data-where="computer"', 'data-where="site"') for name, text in trial.pages.items()}
    page.goto(trial.at("index.html"))
    page.click("#one")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    _back(page)
    expect(page.get_by_text("Words of index")).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.kept") == "yes", "the browser did not keep the page: the test shows nothing"
    page.click("#one")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    page.click("#leave")
    _shows_nothing(page)
    _back(page)
    _shows_nothing(page)


def test_coming_back_on_purpose_shows_the_pages_and_clears_the_mark(page: Page):
    page.click("#leave")
    _shows_nothing(page)
    page.get_by_role("link", name="Open").click()
    expect(page.get_by_text("Words of index")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.click("#one")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    _back(page)
    expect(page.get_by_text("Words of index")).to_be_visible()


def test_back_without_an_exit_shows_the_page(page: Page):
    _walk(page)
    _back(page)
    expect(page.get_by_text("Words of n2")).to_be_visible()


def test_fields_are_empty_after_coming_back(page: Page, trial: Trial):
    page.fill("#line", "private")
    page.click("#leave")
    _shows_nothing(page)
    page.goto(trial.at("index.html"))
    expect(page.locator("#line")).to_have_value("")


def test_leave_works_before_the_larger_script_has_come(page: Page, trial: Trial):
    _walk(page)
    trial.pages["n1.html"] = sample("n1").replace("a/page.js", "a/trial.js")
    page.click("#one")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    page.click("#leave")
    _shows_nothing(page)
    _back(page)
    _shows_nothing(page)


# -- Keys --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_three_presses_leave_and_each_says_what_is_left(page: Page, key: str):
    _walk(page)
    page.keyboard.press(key)
    expect(page.locator("#say")).to_have_text("two more")
    page.keyboard.press(key)
    expect(page.locator("#say")).to_have_text("one more")
    page.keyboard.press(key)
    _shows_nothing(page)
    _back(page)
    _shows_nothing(page)


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_three_presses_work_inside_a_field(page: Page, key: str):
    page.focus("#message")
    for _ in range(3):
        page.keyboard.press(key)
    _shows_nothing(page)


@pytest.mark.parametrize("key", ["Escape", "Shift"])
def test_three_presses_work_inside_a_dialog(page: Page, key: str):
    page.click("#pop-up")
    page.focus("#inside")
    for _ in range(3):
        page.keyboard.press(key)
    _shows_nothing(page)


def test_escape_pressed_on_and_on_does_not_stop_the_exit(page: Page):
    for _ in range(6):
        page.keyboard.press("Escape")
    _shows_nothing(page)


def test_the_pages_own_listeners_cannot_swallow_the_keys(page: Page):
    page.evaluate("document.addEventListener('keydown', (e) => e.stopImmediatePropagation(), true)")
    for _ in range(3):
        page.keyboard.press("Escape")
    _shows_nothing(page)


def test_capital_letters_are_no_presses(page: Page):
    page.focus("#line")
    for _ in range(4):
        page.keyboard.press("Shift+A")
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    expect(page.locator("#say")).to_have_text("one more")
    expect(page.get_by_text("Words of index")).to_be_visible()


def test_shift_let_go_before_the_letter_is_no_press(page: Page):
    page.focus("#line")
    for _ in range(3):
        page.keyboard.down("Shift")
        page.keyboard.down("B")
        page.keyboard.up("Shift")
        page.keyboard.up("B")
    expect(page.locator("#say")).to_have_text("")
    expect(page.get_by_text("Words of index")).to_be_visible()


@pytest.mark.parametrize("with_key", ["Alt", "Control", "Meta"])
def test_changing_the_keyboard_language_is_no_press(page: Page, with_key: str):
    for _ in range(3):
        page.keyboard.press(f"{with_key}+Shift")
    expect(page.locator("#say")).to_have_text("")
    expect(page.get_by_text("Words of index")).to_be_visible()


def test_choosing_with_shift_and_the_pointer_is_no_press(page: Page):
    for _ in range(3):
        page.locator("h1").click(modifiers=["Shift"])
    expect(page.locator("#say")).to_have_text("")
    expect(page.get_by_text("Words of index")).to_be_visible()


def test_a_key_held_down_is_one_press(page: Page):
    for _ in range(5):
        page.keyboard.down("Escape")
    page.keyboard.up("Escape")
    expect(page.locator("#say")).to_have_text("two more")


@pytest.mark.parametrize("other", ["a", "Tab", "Shift"])
def test_another_key_starts_the_count_anew(page: Page, other: str):
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.keyboard.press(other)
    page.keyboard.press("Escape")
    expect(page.locator("#say")).to_have_text("two more")


def test_more_than_five_seconds_between_presses_start_the_count_anew(page: Page):
    page.clock.install()
    page.goto(page.url)
    page.keyboard.press("Escape")
    page.clock.run_for(4900)
    page.keyboard.press("Escape")
    expect(page.locator("#say")).to_have_text("one more")
    page.clock.run_for(5100)
    expect(page.locator("#say")).to_have_text("stayed")
    page.keyboard.press("Escape")
    expect(page.locator("#say")).to_have_text("two more")


def test_leave_comes_first_in_keyboard_order_and_works_with_enter(page: Page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "leave"
    page.keyboard.press("Enter")
    _shows_nothing(page)


# -- Idle lock ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def still(page: Page) -> Page:
    """A page whose clock stands still until told to run."""
    page.clock.install()
    page.goto(page.url)
    return page


def test_a_minute_before_the_end_a_warning_opens_with_its_button_in_focus(still: Page):
    still.clock.run_for(839_000)
    expect(still.locator("#idle")).to_be_hidden()
    still.clock.run_for(2_000)
    expect(still.locator("#idle")).to_be_visible()
    expect(still.locator("#idle-stay")).to_be_focused()


def test_when_time_is_up_it_leaves(still: Page):
    still.clock.run_for(901_000)
    _shows_nothing(still)


def test_back_after_time_was_up_shows_nothing(page: Page, trial: Trial):
    """On the real clock: the one that can be wound also hides how a page was reached."""
    trial.pages["n3.html"] = sample("n3", idle=2)
    _walk(page)
    _shows_nothing(page)
    _back(page)
    _shows_nothing(page)


def test_staying_gives_the_whole_time_again_and_tells_the_server(still: Page, trial: Trial):
    still.clock.run_for(850_000)
    still.click("#idle-stay")
    expect(still.locator("#idle")).to_be_hidden()
    still.clock.run_for(830_000)
    expect(still.get_by_text("Words of index")).to_be_visible()
    expect(still.locator("#idle")).to_be_hidden()
    _was_asked(trial, "POST stay")
    still.clock.run_for(71_000)
    _shows_nothing(still)


def test_escape_closes_the_warning_and_stays(still: Page):
    still.clock.run_for(850_000)
    still.keyboard.press("Escape")
    expect(still.locator("#idle")).to_be_hidden()
    still.clock.run_for(100_000)
    expect(still.get_by_text("Words of index")).to_be_visible()


def _presses(page: Page) -> None:
    page.keyboard.press("a")


def _moves(page: Page) -> None:
    page.mouse.move(5, 5)
    page.mouse.move(40, 40)


def _scrolls(page: Page) -> None:
    page.mouse.wheel(0, 40)
    page.wait_for_timeout(100)


@pytest.mark.parametrize("act", [_presses, _moves, _scrolls])
def test_any_act_starts_the_time_anew(still: Page, act: Callable[[Page], None]):
    still.clock.run_for(800_000)
    act(still)
    still.clock.run_for(800_000)
    expect(still.locator("#idle")).to_be_hidden()
    expect(still.get_by_text("Words of index")).to_be_visible()


def test_typing_a_long_time_keeps_the_server_from_forgetting(still: Page, trial: Trial):
    still.focus("#message")
    for _ in range(8):
        still.clock.run_for(100_000)
        still.keyboard.press("a")
    for _ in range(100):  # the request is on its way while the page goes on
        if "POST stay" in trial.asked:
            break
        time.sleep(0.05)
    assert 1 <= trial.asked.count("POST stay") <= 3


def test_the_first_touch_after_a_sleep_that_was_too_long_leaves(page: Page):
    page.evaluate("const woke = Date.now() + 3600000; Date.now = () => woke")
    expect(page.get_by_text("Words of index")).to_be_visible()
    page.keyboard.press("a")
    _shows_nothing(page)


def test_leave_works_under_the_pointer_and_by_key_while_the_warning_is_open(still: Page):
    still.clock.run_for(850_000)
    expect(still.locator("#idle")).to_be_visible()
    box = still.locator("#leave").bounding_box()
    assert box
    still.mouse.click(box["x"] + 4, box["y"] + 4)
    _shows_nothing(still)


def test_a_busy_tab_keeps_a_quiet_one_open(still: Page, trial: Trial):
    other = still.context.new_page()
    other.goto(trial.at("n1.html"))
    still.clock.run_for(600_000)  # one clock for both
    other.keyboard.press("a")
    still.wait_for_timeout(200)
    still.clock.run_for(600_000)
    expect(still.get_by_text("Words of index")).to_be_visible()


# -- Comforts ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_too_large_is_refused_and_the_text_stays(page: Page, trial: Trial):
    page.fill("#message", "what I wrote")
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"more than ten"})
    page.click("#send")
    expect(page.locator("#fault")).to_have_text("too large")
    expect(page.locator("#message")).to_have_value("what I wrote")
    assert "POST n1.html" not in trial.asked
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"small"})
    expect(page.locator("#fault")).to_be_hidden()
    page.click("#send")
    expect(page.get_by_text("Words of n1")).to_be_visible()
    assert "POST n1.html" in trial.asked


def test_a_tick_is_sent_at_once_in_the_app(page: Page):
    page.check("#tick", no_wait_after=True)
    expect(page.get_by_text("Words of n2")).to_be_visible()


def test_on_the_site_a_tick_and_a_file_are_left_to_the_worker(page: Page, trial: Trial):
    trial.pages["n3.html"] = sample("n3", where="site")
    page.goto(trial.at("n3.html"))
    page.check("#tick")
    page.wait_for_timeout(200)
    expect(page.get_by_text("Words of n3")).to_be_visible()


def test_print_opens_what_is_folded_and_folds_it_again(page: Page):
    expect(page.get_by_role("button", name="Print")).to_be_visible()
    page.evaluate("window.print = () => { document.getElementById('say').textContent = 'printing'; }")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("#say")).to_have_text("printing")
    page.pdf()  # without a screen the dialog never opens; this prints for real
    expect(page.locator("#say")).to_have_text("open on paper: 2")
    assert page.locator("details[open]").count() == 1


# -- When parts are missing ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [(), ("say",), ("words",), ("idle",)])
def test_it_works_with_parts_of_the_page_missing(page: Page, trial: Trial, parts: tuple[str, ...]):
    trial.pages["n1.html"] = sample("n1", parts=parts)
    page.clock.install()
    page.goto(trial.at("n1.html"))
    page.keyboard.press("Escape")
    page.clock.run_for(850_000)
    page.keyboard.press("Escape")
    page.clock.run_for(901_000)
    _shows_nothing(page)


def test_both_scripts_are_small():
    assert sum((ASSETS / name).stat().st_size for name in ("page.js", "early.js")) < 8_000
