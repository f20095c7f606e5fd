"""The worker in a real browser: it answers under the policy, stays off without one, and starts again with what was entered."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from built import site
from playwright.sync_api import Browser, Page, expect, sync_playwright

from standfast.doors.web.visit import SITE_POLICY

pytestmark = pytest.mark.xdist_group("site")
READY = 60_000
MESSAGE = "I have your pictures. Pay 200 euros by tomorrow or I send them to all your friends."


class Host(SimpleHTTPRequestHandler):
    policy = SITE_POLICY
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_: Any) -> None:
        """Writes down nothing."""


class CarelessHost(Host):
    policy = ""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("These tests need Chromium (set CHROMIUM to its path).")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@pytest.fixture
def served() -> Iterator[Callable[..., str]]:
    running: list[ThreadingHTTPServer] = []

    def serve(folder: Path, host: type[Host] = Host) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(host, directory=str(folder)))
        running.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}/"

    yield serve
    for server in running:
        server.shutdown()
        server.server_close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_a_message_is_checked_in_the_browser(page: Page, served: Callable[..., str]):
    page.goto(served(site().folder) + "n2.html")
    page.locator("#message").fill(MESSAGE, timeout=READY)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#verdict")).to_be_visible(timeout=READY)
    page.go_back()
    expect(page.locator("#message")).to_have_value(MESSAGE)


def test_without_a_policy_of_the_host_the_engine_stays_off_and_the_guidance_stays(page: Page, served: Callable[..., str]):
    page.goto(served(site().folder, CarelessHost) + "n1.html")
    expect(page.locator("#engine-words")).to_contain_text("stays off", timeout=READY)
    assert not page.workers
    expect(page.locator("main h1")).to_be_visible()


@pytest.mark.parametrize("name", ["engine.bin", "library.bin"])
def test_a_changed_engine_does_not_start(name: str, page: Page, served: Callable[..., str], tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(site().folder, copy)
    with (copy / "e" / name).open("ab") as file:
        file.write(b"\0")
    page.goto(served(copy) + "n1.html")
    expect(page.locator("#engine-words")).to_contain_text("could not start", timeout=READY)


def test_save_data_waits_until_it_is_asked(page: Page, served: Callable[..., str]):
    page.add_init_script("Object.defineProperty(Navigator.prototype, 'connection', { value: { saveData: true } })")
    page.goto(served(site().folder) + "n2.html")
    button = page.locator("#engine button")
    expect(button).to_be_visible()
    assert not page.workers
    button.click()
    expect(page.locator("#message")).to_be_visible(timeout=READY)


def test_a_stopped_worker_is_replaced_and_knows_what_was_entered(page: Page, served: Callable[..., str]):
    page.goto(served(site().folder) + "n2.html")
    page.locator("#message").fill(MESSAGE, timeout=READY)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#verdict")).to_be_visible(timeout=READY)
    page.workers[0].evaluate("self.close()")
    page.locator('#main a[href="n2.html"]').first.click()
    expect(page.locator("#say")).to_contain_text("started again", timeout=READY)
    expect(page.locator("#message")).to_have_value(MESSAGE, timeout=READY)


def test_a_kept_site_opens_without_a_network(page: Page, served: Callable[..., str]):
    base = served(site().folder)
    page.goto(base + "n13.html")
    expect(page.locator("link[rel=manifest]")).to_have_count(0)
    page.locator("#keep-it").click(timeout=READY)
    expect(page.locator("#keep-state")).to_contain_text("It is kept", timeout=READY)
    page.context.set_offline(True)
    page.goto(base + "n2.html")
    expect(page.locator("#message")).to_be_visible(timeout=READY)
