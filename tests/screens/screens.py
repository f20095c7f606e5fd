"""Chats to PNG through real Chromium, with what can be seen on them known word by word."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .looks import LOOKS, Look, Said, Talk

TALKS = Path(__file__).with_name("talks.toml")
SIZES = {"360": (360, 780, 2.0), "390": (390, 844, 3.0), "412": (412, 915, 2.625)}
"""Width and height in CSS pixels, and the device's pixels for each."""
SEEN = """() => {
  const frame = document.querySelector('.chat').getBoundingClientRect();
  return [...document.querySelectorAll('[data-line]')].map(line => [
    +line.dataset.line,
    [...line.querySelectorAll('.w')].filter(word => {
      const box = word.getBoundingClientRect();
      const shown = Math.min(box.bottom, frame.bottom) - Math.max(box.top, frame.top);
      return shown >= 0.7 * box.height;
    }).map(word => word.textContent).join(' ')
  ]).filter(line => line[1]);
}"""
"""Which words can be seen: those of a line that scrolled out of the frame are not."""


class Screen(NamedTuple):
    talk: Talk
    look: Look
    size: str
    dark: bool
    png: bytes
    seen: tuple[Said, ...]


def talks() -> tuple[Talk, ...]:
    """All talks; ``<`` begins what the other side said, ``>`` what the person said."""
    found: list[Talk] = []
    for number, row in enumerate(tomllib.loads(TALKS.read_text("utf-8"))["talk"]):
        lines: list[Said] = []
        minute = 19 * 60 + 7 * number
        for place, line in enumerate(row["lines"]):
            minute += 1 + place % 3
            side = {"<": "other", ">": "person"}[line[0]]
            lines.append(Said(side, line[1:].strip(), f"{minute // 60 % 24:02}:{minute % 60:02}"))
        found.append(Talk(row["id"], row["language"], row["kind"], row["name"], tuple(lines), row.get("held", False)))
    return tuple(found)


def look(name: str) -> Look:
    return next(look for look in LOOKS if look.id == name)


class Studio:
    """Takes the pictures; one page for each phone size stays open."""

    def __init__(self, browser: object) -> None:
        self._browser = browser
        self._pages: dict[str, object] = {}

    def take(self, talk: Talk, look: Look, size: str, dark: bool) -> Screen:
        page = self._page(size)
        page.set_content(look.body(talk, dark))  # type: ignore[attr-defined]
        seen = page.evaluate(SEEN)  # type: ignore[attr-defined]
        png = page.screenshot(type="png")  # type: ignore[attr-defined]
        shown = tuple(talk.lines[number]._replace(text=text) for number, text in seen)
        return Screen(talk, look, size, dark, png, shown)

    def _page(self, size: str) -> object:
        if size not in self._pages:
            width, height, scale = SIZES[size]
            context = self._browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)  # type: ignore[attr-defined]
            self._pages[size] = context.new_page()
        return self._pages[size]


@contextmanager
def studio(chromium: str) -> Iterator[Studio]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            yield Studio(browser)
        finally:
            browser.close()
