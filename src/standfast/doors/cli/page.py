"""Lines for a terminal: in colour where a person looks, plain where a program reads."""

from __future__ import annotations

import json
import re
import shutil
import sys
import textwrap
from typing import Any, TextIO

from attrs import define, field

STYLES = {
    "title": "bold",
    "verdict": "bold cyan",
    "people": "bold yellow",
    "quote": "yellow",
    "soft": "dim",
    "step": "bold",
    "fault": "bold red",
}
WIDEST = 92
_STEERING = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What JSON lets stand, and a terminal may obey: control characters past ASCII, line ends, and turns of the direction."""


@define
class Page:
    """Collects lines as (style, indent, text) and prints them at once."""

    lines: list[tuple[str, int, str]] = field(factory=list[tuple[str, int, str]])

    def add(self, text: str = "", style: str = "", indent: int = 0) -> None:
        for line in text.splitlines() or [""]:
            self.lines.append((style, indent, clean(line)))

    def title(self, text: str) -> None:
        self.add()
        self.add(text, "title")

    def show(self, out: TextIO | None = None) -> None:
        """Print to ``out`` (standard output), wrapped to the terminal."""
        target = out or sys.stdout
        if target.isatty():
            self._colour(target)
        else:
            for _, indent, text in self.lines:
                target.write(wrapped(text, indent, WIDEST) + "\n")

    def _colour(self, out: TextIO) -> None:
        from rich.console import Console
        from rich.text import Text

        width = min(WIDEST, shutil.get_terminal_size().columns - 1)
        console = Console(file=out, highlight=False, markup=False, soft_wrap=True)
        for style, indent, text in self.lines:
            console.print(Text(wrapped(text, indent, width), style=STYLES.get(style, "")))


def wrapped(text: str, indent: int, width: int) -> str:
    """One paragraph, its later lines under its first word."""
    room = " " * indent
    hang = room + " " * (len(text) - len(text.lstrip("0123456789.-·• "))) if text[:1].isdigit() or text[:2] == "- " else room
    filled = textwrap.fill(
        text, max(30, width), initial_indent=room, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
    )
    return filled or room.rstrip()


def clean(text: str) -> str:
    """No control characters: the words of a message must not steer the terminal."""
    return "".join(c if c.isprintable() or c == " " else "\N{REPLACEMENT CHARACTER}" if c not in "\t\u200b\u00ad" else " " for c in text)


def json_line(value: Any) -> str:
    """One line of JSON. It means what it meant; but printed to a terminal, the words of a message cannot steer that either."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(value, ensure_ascii=False))
