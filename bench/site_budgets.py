"""The site in Chromium: first content, first page, whole site, engine, message check, longest block; at full speed and slowed down."""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from tools import browsers, hosts

from standfast.knowledge import home

from .record import ROOT, keep, table

PYODIDE = ROOT / "tests/pyodide/node_modules/pyodide"
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
TIMES = 3
SLOW_CPU, SLOW_BITS, SLOW_LATENCY = 4, 1.6e6, 150
GOALS = {"first_content_s": 1.0, "first_page_kb": 60, "site_mb": 9, "engine_ratio": 1.5, "check_s": 1.0, "longest_block_ms": 100}
MESSAGE = "I have your pictures and I will send them to all your friends unless you pay 500 euros by tomorrow."
PATIENCE = 240_000
_LISTEN = """window.blocks = []; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.blocks.push(one.duration); })
  .observe({ type: "longtask", buffered: true });"""
_SEES_A_BLOCK = """async () => { const before = window.blocks.length;
  await new Promise((done) => setTimeout(() => { const until = performance.now() + 150; while (performance.now() < until); done(); }));
  await new Promise((done) => setTimeout(done, 500)); return window.blocks.length > before; }"""
"""Browsers report blocks of 50 ms and more, so 0 means: none that long."""
_BARE_PAGE = '<!doctype html><html lang="en"><title>Notes</title><script type="module" src="bare.js"></script><p id="done" hidden>done</p>'
_BARE_JS = """const worker = new Worker("bare-worker.js", { type: "module" });
worker.onmessage = () => { document.getElementById("done").hidden = false; };"""
_BARE_WORKER = """import { loadPyodide } from "./pyodide.mjs";
const python = await loadPyodide();
python.runPython("1 + 1");
postMessage("done");"""

Figures = dict[str, float]


def run(data: Path) -> None:
    del data
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        site, bare = _built(folder / "site"), _bare(folder / "bare")
        sizes = {"site_mb": _packed(site) / 1e6}
        browser = playwright.chromium.launch(executable_path=browsers.chromium())
        with _served(site, folder / "n1") as site_at, _served(bare, folder / "n2") as bare_at:
            fast = _middle(browser, site_at, bare_at, slow=False, times=TIMES) | sizes
            slow = _middle(browser, site_at, bare_at, slow=True, times=1) | sizes
        browser.close()
    _print(fast, slow)
    keep("site_budgets", {"goals": GOALS, "full speed": _rounded(fast), "4 x CPU, 1.6 Mb/s": _rounded(slow)})


def _built(out: Path) -> Path:
    from standfast.doors.site.build import build

    build(home("GB-derbyshire"), out, PYODIDE, None, datetime.now())
    return out


def _bare(out: Path) -> Path:
    """Pyodide alone in a module worker: what the engine is measured against."""
    out.mkdir()
    for name in RUNTIME:
        (out / name).write_bytes((PYODIDE / name).read_bytes())
    for name, text in {"index.html": _BARE_PAGE, "bare.js": _BARE_JS, "bare-worker.js": _BARE_WORKER, "away.html": ""}.items():
        (out / name).write_text(text, "utf-8")
    return out


@contextmanager
def _served(folder: Path, own: Path) -> Iterator[str]:
    """By nginx, with the big files packed beforehand, as docs/hosting.md says."""
    for path in [one for one in folder.rglob("*") if one.suffix in {".html", ".css", ".js", ".mjs", ".json", ".svg", ".wasm"}]:
        path.with_name(path.name + ".gz").write_bytes(gzip.compress(path.read_bytes(), 9))
    own.mkdir()
    with hosts.nginx(folder, own) as host:
        yield host.base


def _packed(folder: Path) -> int:
    """Bytes of the whole site as they travel, without the picture reader, which has a bench of its own; nothing is packed twice."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "t"]
    return sum(min(len(gzip.compress(raw, 9)), len(raw)) for path in files for raw in [path.read_bytes()])


def _middle(browser: Browser, site: str, bare: str, *, slow: bool, times: int) -> Figures:
    runs: list[Figures] = []
    for _ in range(times):
        bare_s = _bare_seconds(browser, bare, slow)
        one = _visit(browser, site, slow)
        runs.append(one | {"bare_s": bare_s, "engine_ratio": one["engine_s"] / bare_s})
    return {key: median(one[key] for one in runs) for key in runs[0]}


@contextmanager
def _page(browser: Browser, slow: bool) -> Iterator[tuple[Page, CDPSession]]:
    """A cold visitor on a phone-sized page. Slowing counts for the page and its worker."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.set_default_timeout(PATIENCE)
    context.add_init_script(_LISTEN)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    if slow:
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
        speed = SLOW_BITS / 8
        session.send(
            "Network.emulateNetworkConditions",
            {"offline": False, "latency": SLOW_LATENCY, "downloadThroughput": speed, "uploadThroughput": speed},
        )
    try:
        yield page, session
    finally:
        context.close()


def _bare_seconds(browser: Browser, address: str, slow: bool) -> float:
    with _page(browser, slow) as (page, _):
        begun = perf_counter()
        page.goto(address, wait_until="commit")
        page.locator("#done").wait_for(state="visible")
        return perf_counter() - begun


def _visit(browser: Browser, address: str, slow: bool) -> Figures:
    with _page(browser, slow) as (page, session):
        travelled: dict[str, float] = {}
        names: dict[str, str] = {}
        session.on("Network.responseReceived", lambda one: names.update({one["requestId"]: one["response"]["url"]}))
        session.on("Network.loadingFinished", lambda one: travelled.update({one["requestId"]: one["encodedDataLength"]}))
        begun = perf_counter()
        page.goto(address, wait_until="commit")
        page.locator("body[data-live='yes']").wait_for(state="attached")
        engine = perf_counter() - begun
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime") / 1000
        first_page = sum(size for one, size in travelled.items() if _of_first_page(names.get(one, "")))
        check = _check_seconds(page)
        blocks: list[Any] = page.evaluate("window.blocks")
        if not page.evaluate(_SEES_A_BLOCK):
            raise RuntimeError("the watch for blocks saw none where one was made on purpose")
    return {
        "first_content_s": paint,
        "first_page_kb": first_page / 1000,
        "engine_s": engine,
        "check_s": check,
        "longest_block_ms": max(map(float, blocks), default=0.0),
    }


def _of_first_page(address: str) -> bool:
    name = address.rpartition("/")[2]
    return name == "" or (name.endswith((".html", ".css", ".js", ".svg")) and "worker" not in name and "pyodide" not in name)


def _check_seconds(page: Page) -> float:
    page.locator("main a[href='n2.html']").first.click()
    page.locator("#message").fill(MESSAGE)
    begun = perf_counter()
    page.locator("main form button[type=submit]").first.click()
    page.locator("#verdict").wait_for(state="visible")
    return perf_counter() - begun


def _rounded(figures: Figures) -> Figures:
    return {key: round(value, 2) for key, value in figures.items()}


def _print(fast: Figures, slow: Figures) -> None:
    rows = [("", "goal", "full speed", f"{SLOW_CPU} x CPU, {SLOW_BITS / 1e6:.1f} Mb/s")]
    rows += [(key, f"{GOALS[key]:g}" if key in GOALS else "", f"{fast[key]:.2f}", f"{slow[key]:.2f}") for key in fast]
    table(rows)
    missed = [key for key, goal in GOALS.items() if fast[key] > goal]
    print(f"Chromium, nginx on loopback, cold cache, median of {TIMES} (slowed: one run). Goals hold at full speed. Slowed down, the processor of the page is, that of the worker may not be.")
    print("All goals met." if not missed else "MISSED: " + ", ".join(missed), file=sys.stdout)
