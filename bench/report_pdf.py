"""The police report of a full case as a PDF: a cold process, a warm one, and a browser printing the same report."""

from __future__ import annotations

import itertools
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from attrs import evolve
from tools import browsers

from standfast.keep import added, new, paid
from standfast.model import Case, Document, Payment
from standfast.pipeline import check
from standfast.pipeline.case import case_letter, entry, mark
from standfast.write import as_html
from standfast.write.pdf import as_pdf

from .record import ROOT, keep, table

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
GOAL = 1.0
RUNS = 5
FILES = 20
"""How often the two examples are in the case: 40 entries, and more rows than the timeline shows."""
EXAMPLES = ("contact-threat.txt", "WhatsApp Chat with +1 555 0142.txt")
COLD = """
import pickle, sys
from standfast.write.pdf import as_pdf
with open(sys.argv[1], "rb") as opened:
    sys.stdout.buffer.write(as_pdf(pickle.load(opened)))
"""


def run(data: Path) -> None:
    del data
    document = case_letter("police-gb-derbyshire", _full(), NOW).document
    page = as_html(document)
    as_pdf(document)
    pages = itertools.count()
    # A title of its own each time: Typst remembers what it set before.
    found = {"cold process": _median(lambda: _cold(document)), "warm": _median(lambda: as_pdf(evolve(document, title=f"Report {next(pages)}")))}
    found |= _browser(page)
    rows = [("police report as PDF", "seconds", "of Chromium")]
    for name, seconds in found.items():
        there = found.get("Chromium, cold") if name == "cold process" else found.get("Chromium, warm") if name == "warm" else None
        rows.append((name, f"{seconds:.2f}", f"{seconds / there:.2f} x" if there else ""))
    table(rows)
    cold, warm = found["cold process"], found["warm"]
    said = "held" if max(cold, warm) <= GOAL else "missed"
    cells = sum(len(block.cells) for block in document.blocks)
    print(f"{cells} rows of tables, {len(page) // 1024} kB as a page. Goal: at most {GOAL:.0f} s, cold and warm: {said}.")
    keep("report_pdf", {"rows": cells, "goal_seconds": GOAL, "seconds": {name: round(seconds, 3) for name, seconds in found.items()}})


def _full() -> Case:
    when = mark(NOW)
    case = evolve(new(when), answers={"country": "GB", "area": "GB-derbyshire", "about": "me", "shown_age": "18-24", "kind": "image-threat"})
    for name in EXAMPLES * FILES:
        file = ROOT / "examples" / name
        checked = check(str(file), NOW.replace(tzinfo=None), {"country": "GB"})
        size = (file.stat().st_size, "ab" * 32)
        case = added(case, entry(case, name, checked, NOW, whole=size, kept=size), when)
    for number in range(FILES):
        case = paid(case, Payment("", "bank", str(100 + number), "GBP", "2026-11-23", "Example account"), when)
    return evolve(case, facts={"safe-contact": "by e-mail only", "name": "Sam Example", "what-happened": "They wrote to me. " * 40})


def _median(act: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def _cold(document: Document) -> None:
    """A process of its own, from its start with every import to the finished PDF."""
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump(document, file)
        file.flush()
        made = subprocess.run([sys.executable, "-c", COLD, file.name], capture_output=True, check=True).stdout
    assert made.startswith(b"%PDF")


def _browser(page: str) -> dict[str, float]:
    """What a person could do instead: open the page and print it. Nothing where there is no Chromium."""
    try:
        from playwright.sync_api import Page, sync_playwright

        program = browsers.chromium()
    except (ImportError, browsers.Missing):
        return {}
    with sync_playwright() as play:

        def cold() -> None:
            browser = play.chromium.launch(executable_path=program)
            printed(browser.new_page())
            browser.close()

        def printed(opened: Page) -> None:
            opened.set_content(page)
            opened.pdf(format="A4", tagged=True)

        found = {"Chromium, cold": _median(cold)}
        browser = play.chromium.launch(executable_path=program)
        opened = browser.new_page()
        found["Chromium, warm"] = _median(lambda: printed(opened))
        browser.close()
        return found
