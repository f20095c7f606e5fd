"""Every example and every fixture gives the same verdict, the same findings and the same plan through every door."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import HOME, Place, go, opened, ready

from standfast.doors.web.addresses import address
from standfast.knowledge import guide, home, home_answers

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in ("examples", "tests/fixtures/read")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".eml", ".txt", ".html", ".mbox", ".json", ".jsonl", ".xml", ".md", ".zip"} and path.name != "README.md"
)
Seen = dict[str, Any]


def _said_on_the_command_line() -> dict[str, list[Seen]]:
    """By file, one answer for each message, with the answers that the pages take from their home and their path."""
    given = {**home_answers(home(HOME)), **guide("message").sets}
    answers = [part for name, value in given.items() for part in ("-a", f"{name}={value}")]
    command = [sys.executable, "-m", "standfast", "check", *map(str, FILES), "--json", *answers]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode in {0, 2}, done.stderr
    said: dict[str, list[Seen]] = {}
    for line in done.stdout.splitlines():
        answer = json.loads(line)
        said.setdefault(answer["items"][0]["origin"]["file"].partition("!")[0], []).append(_short(answer))
    return said


def _short(answer: dict[str, Any]) -> Seen:
    return {
        "verdict": [answer["verdict"]["kind"], answer["verdict"]["strength"]],
        "findings": [[one["id"], one["strength"]] for one in answer["findings"]],
        "plan": [one["id"] for one in answer["plan"]["steps"]],
    }


def _sent(page: Page, place: Place, path: Path) -> None:
    if page.locator("#message, #verdict, li.step, .choices").count() == 0:  # the file before ended in an error page
        page.goto(place.enter())
        ready(page)
    go(page, address("message"))
    page.locator("#message").fill("")
    page.locator("#file").set_input_files(path)
    page.locator("main form button[type=submit]").first.click()


def _shown_on_the_pages(page: Page, place: Place, path: Path, count: int) -> list[Seen]:
    """Verdict and findings of each message or conversation; the plan, which the pages make for the first, of the first."""
    _sent(page, place, path)
    expect(page.locator("#verdict")).to_be_visible()
    found = [_read(page)]
    for number in range(1, count):
        go(page, f"{address('result')}?i={number}")
        found.append(_read(page))
    go(page, address("plan"))
    found[0]["plan"] = page.locator("li.step").evaluate_all("(all) => all.map((one) => one.dataset.id)")
    return found


def _read(page: Page) -> Seen:
    return page.evaluate(
        """() => ({ verdict: (({ kind, strength }) => [kind, strength])(document.getElementById("verdict").dataset),
             findings: [...document.querySelectorAll("li.finding")].map((one) => [one.dataset.id, one.dataset.strength]) })"""
    )


@pytest.fixture(scope="module")
def expected() -> dict[str, list[Seen]]:
    return _said_on_the_command_line()


@pytest.fixture(scope="module", params=["computer", "site"])
def pages(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[tuple[Page, Place]]:
    """One visitor checks one file after another; the engine is loaded once."""
    place: Place = request.getfixturevalue({"computer": "app", "site": "site"}[request.param])
    with opened(chromium, place) as (page, seen):
        ready(page)
        yield page, place
        seen.nothing_wrong()


@pytest.mark.parametrize("path", FILES, ids=[path.name for path in FILES])
def test_every_door_gives_the_same_answer(pages: tuple[Page, Place], expected: dict[str, list[Seen]], path: Path):
    said = expected.get(str(path), [])
    if not said:  # a fixture of what cannot be read: a sentence says so, at every door
        _sent(pages[0], pages[1], path)
        expect(pages[0].locator("#fault")).to_be_visible()
        return
    shown = _shown_on_the_pages(*pages, path, len(said))
    left = list(said)
    for number, one in enumerate(shown):  # the pages show the most telling conversation first, the command line keeps the order
        same = [other for other in left if {key: other[key] for key in one} == one]
        assert same, f"message {number + 1} of {path.name}: {one} is none of {left}"
        left.remove(same[0])
