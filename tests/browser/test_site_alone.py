"""What only the site does: no network, a file too large, a worker that dies, a host without the policy, keeping it on the phone."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Worker, expect
from seeing import ENGINE_WITHIN, THREAT, Place, check_message, go, opened, ready

from standfast.doors.web.addresses import address

HUGE = 300 * 1024 * 1024


def test_after_loading_the_whole_journey_needs_no_network(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        ready(page)
        page.context.set_offline(True)
        seen.asked.clear()
        go(page, address("threat"))
        go(page, address("ask"))
        first = page.locator("h1").inner_text()
        page.locator("main form button[value=skip]").click()
        expect(page.locator("h1").filter(has_text=first)).to_have_count(0)
        go(page, address("plan"))
        page.locator("li.step input[type=checkbox]").first.check()
        expect(page.locator("#done-bar")).to_have_attribute("value", "1")
        check_message(page)
        assert seen.asked == [], "something was asked of the host after loading"
        seen.nothing_wrong()


def test_nothing_typed_is_ever_sent(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        ready(page)
        check_message(page, THREAT + " plum-tree-19")
        assert all(one.startswith("GET ") for one in seen.asked)
        assert not any("plum" in one or "?" in one for one in seen.asked)
        seen.nothing_wrong()


def test_a_huge_file_is_refused_kindly_and_nothing_is_lost(chromium: Browser, place: Place, tmp_path: Path):
    huge = tmp_path / "film.eml"
    with huge.open("wb") as file:
        file.truncate(HUGE)
    with opened(chromium, place) as (page, seen):
        ready(page)
        go(page, address("message"))
        page.locator("#message").fill(THREAT)
        page.locator("#file").set_input_files(huge)
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("#fault")).to_be_visible()
        assert len(page.locator("#fault").inner_text()) > 20
        expect(page.locator("#message")).to_have_value(THREAT)
        page.locator("#file").set_input_files([])
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("#verdict")).to_be_visible()
        seen.nothing_wrong()


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8


@pytest.mark.parametrize(("name", "contents"), [("picture.png", PICTURE), ("empty.txt", b""), ("broken.eml", b"\x00" * 400)])
def test_a_file_that_cannot_be_read_is_explained(chromium: Browser, place: Place, name: str, contents: bytes):
    with opened(chromium, place) as (page, seen):
        ready(page)
        go(page, address("message"))
        page.locator("#message").fill("  ")
        page.locator("#file").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": contents})
        page.locator("main form button[type=submit]").first.click()
        expect(page.locator("#fault")).to_be_visible()
        said = page.locator("#fault").inner_text()
        assert len(said) > 20 and "Traceback" not in said and "{" not in said
        expect(page.locator("#message")).to_be_visible()
        seen.nothing_wrong()


def test_a_killed_worker_starts_again_with_what_was_entered(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        ready(page)
        go(page, address("threat"))
        go(page, address("plan"))
        page.locator("li.step input[type=checkbox]").nth(1).check()
        expect(page.locator("#done-bar")).to_have_attribute("value", "1")
        kill(page)
        go_slowly(page, address("home"))
        go_slowly(page, address("plan"))
        expect(page.locator("li.step input[type=checkbox]").nth(1)).to_be_checked(timeout=ENGINE_WITHIN)
        assert seen.strangers == []


def kill(page: Page) -> None:
    """Ends the worker as a phone short of memory does: by the browser, without a word to the page."""
    workers: list[Worker] = page.workers
    for worker in workers:
        worker.evaluate("setTimeout(() => self.close())")


def go_slowly(page: Page, name: str) -> None:
    page.set_default_timeout(ENGINE_WITHIN)
    page.evaluate(
        """(name) => { const link = document.createElement("a"); link.href = name; link.textContent = "on";
           document.getElementById("main").append(link); link.click(); }""",
        name,
    )
    expect(page.locator("main a:text-is('on')")).to_have_count(0, timeout=ENGINE_WITHIN)


class _Silent(http.server.SimpleHTTPRequestHandler):
    """A host that sends no policy, as plain shared hosting does."""

    extensions_map = {**http.server.SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".wasm": "application/wasm"}

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        del format, args


@pytest.fixture
def careless_host(built: Path) -> Iterator[Place]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Silent, directory=str(built)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_address[1]}/"
    yield Place("site", base, lambda: base)
    server.shutdown()
    server.server_close()


def test_where_the_host_sends_no_policy_the_engine_stays_off(chromium: Browser, careless_host: Place):
    with opened(chromium, careless_host) as (page, seen):
        expect(page.locator("#engine-words")).to_be_visible(timeout=ENGINE_WITHIN)
        off = page.locator("template#words").evaluate("(one) => one.content.querySelector('[data-say=\"engine.off\"]').textContent")
        expect(page.locator("#engine-words")).to_have_text(off, timeout=ENGINE_WITHIN)
        page.locator(f"main a[href='{address('threat')}']").first.click()
        expect(page.locator("#do-now")).to_be_visible()
        assert page.locator("form").count() == 0
        assert not any("pyodide" in one or "engine.zip" in one for one in seen.asked), "the engine is not even fetched"


def test_if_the_engine_cannot_load_the_guidance_stays(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        page.context.route("**/*.wasm", lambda route: route.abort())
        page.goto(site.at(address("threat")))
        expect(page.locator("#do-now")).to_be_visible()
        page.wait_for_timeout(3_000)
        page.locator(f"main a[href='{address('plan', 'en', '1')}']").click()
        expect(page.locator("li.step").first).to_be_visible()
        assert page.locator("#people a[href^='tel:']").count() >= 1
        assert seen.strangers == []


def test_kept_on_the_phone_it_opens_without_a_network(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, seen):
        ready(page)
        go(page, address("keep"))
        page.locator("#keep-it").click()
        expect(page.locator("#keep-not")).to_be_visible(timeout=ENGINE_WITHIN)
        page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        page.context.set_offline(True)
        page.goto(site.at(address("threat")))
        expect(page.locator("#do-now")).to_be_visible()
        ready(page)
        check_message(page)
        page.context.set_offline(False)
        go(page, address("keep"))
        page.locator("#keep-not").click()
        page.wait_for_timeout(1_000)
        assert page.evaluate("caches.keys().then((all) => all.length)") == 0
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
        seen.nothing_wrong()


def test_nothing_is_kept_unless_it_was_asked_for(chromium: Browser, site: Place):
    with opened(chromium, site) as (page, _):
        ready(page)
        go(page, address("keep"))
        assert page.locator("link[rel=manifest]").count() == 0
        assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
