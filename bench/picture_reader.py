"""How large and how fast is the site's picture reader? Bytes, loading, seconds a screenshot; at full speed and at a quarter of it."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, expect, sync_playwright
from tests.screens.looks import LOOKS
from tests.screens.screens import Studio, talks
from tools import browsers, hosts

from standfast.doors.site.build import build
from standfast.knowledge import home

from .record import ROOT, keep, table

PYODIDE = ROOT / "tests/pyodide/node_modules/pyodide"
APPS = ("whatsapp", "instagram", "imessage", "telegram", "snapchat", "messenger")
MOST_BYTES, MOST_SECONDS = 5_000_000, 20.0
STOPPED, RUNNING = 0.03, 0.01
"""Seconds by turns: every process of the browser gets a quarter of its time, its workers too."""
LOOK_AGAIN = 1.0
"""Seconds after which new processes of the browser are looked for; looking takes a while itself."""
PATIENCE = 300_000

Figures = dict[str, float]


def run(data: Path) -> None:
    del data
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        out = Path(name, "site")
        built = build(home("GB-derbyshire"), out, PYODIDE, None, datetime.now())
        browser = playwright.chromium.launch(executable_path=browsers.chromium())
        pictures = _pictures(browser)
        Path(name, "nginx").mkdir()
        with hosts.nginx(out, Path(name, "nginx")) as host:
            fast = _visit(browser, host.base, pictures)
            with _quarter():
                slow = _visit(browser, host.base, pictures)
        browser.close()
    table([("", "full speed", "a quarter"), *((key, f"{fast[key]:.2f}", f"{slow[key]:.2f}") for key in fast)])
    print(f"As sent: {built.reader:,} bytes (at most {MOST_BYTES:,}); {built.reader * 8 / 1.6e6:.0f} s at 1.6 Mb/s. {len(pictures)} screenshots.")
    keep("picture_reader", {"bytes": built.reader, "screenshots": len(pictures), "full speed": _rounded(fast), "a quarter": _rounded(slow)})


def _pictures(browser: Browser) -> list[bytes]:
    studio, talk = Studio(browser), talks()[0]
    return [studio.take(talk, look, "412", dark).png for look in LOOKS if look.id in APPS for dark in (False, True)]


def _visit(browser: Browser, base: str, pictures: list[bytes]) -> Figures:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(base)
    expect(page.locator("body[data-live='yes']")).to_be_attached(timeout=PATIENCE)
    _choose(page, pictures[0])
    begun = time.perf_counter()
    page.locator("#screens-load").click()
    expect(page.locator("#screens-says")).to_contain_text("1 of 1", timeout=PATIENCE)
    loaded = time.perf_counter() - begun
    expect(page.locator("#verdict")).to_be_visible(timeout=PATIENCE)
    seconds: list[float] = []
    threats = 0
    for picture in pictures:
        begun = time.perf_counter()
        _choose(page, picture)
        expect(page.locator("#verdict")).to_be_visible(timeout=PATIENCE)
        seconds.append(time.perf_counter() - begun)
        threats += page.locator("#verdict[data-kind=image-threat]").count()
    context.close()
    return {"load_s": loaded, "screenshot_s": median(seconds), "slowest_s": max(seconds), "found_as_threat": threats / len(pictures)}


def _choose(page: Page, picture: bytes) -> None:
    """Opens the picture on the message page, and waits for nothing."""
    page.locator("main a[href='n2.html']").last.click()
    page.locator("#file").set_input_files({"name": "screen.png", "mimeType": "image/png", "buffer": picture})
    page.locator("#words-only").check()
    page.locator("form:has(#file) button[type=submit]").click()


@contextmanager
def _quarter() -> Iterator[None]:
    """Slows the browser's own renderer processes, which this process started, by stopping them three quarters of the time."""
    done = threading.Event()

    def slow() -> None:
        ours, looked = _renderers(), time.monotonic()
        while not done.is_set():
            if time.monotonic() - looked > LOOK_AGAIN:
                ours, looked = _renderers(), time.monotonic()
            _tell(ours, signal.SIGSTOP)
            time.sleep(STOPPED)
            _tell(ours, signal.SIGCONT)
            time.sleep(RUNNING)

    worker = threading.Thread(target=slow)
    worker.start()
    try:
        yield
    finally:
        done.set()
        worker.join()
        _tell(_renderers(), signal.SIGCONT)


def _renderers() -> list[int]:
    parents: dict[int, int] = {}
    kinds: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            stat, command = (folder / "stat").read_text(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        parents[int(folder.name)] = int(stat.rpartition(")")[2].split()[1])
        if b"--type=renderer" in command:
            kinds.append(int(folder.name))
    return [pid for pid in kinds if _is_ours(pid, parents)]


def _is_ours(pid: int, parents: dict[int, int]) -> bool:
    while pid > 1:
        if pid == os.getpid():
            return True
        pid = parents.get(pid, 0)
    return False


def _tell(pids: list[int], what: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, what)
        except ProcessLookupError:
            continue


def _rounded(figures: Figures) -> Figures:
    return {key: round(value, 2) for key, value in figures.items()}
