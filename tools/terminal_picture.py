"""Draws docs/pictures/check.svg: what ``standfast check examples/contact-threat.txt`` prints on a terminal.

    python -m tools.terminal_picture [--check]

The command itself runs, with its own Page, on a console that records. The clock and the width are fixed, so the same
code and knowledge give the same bytes. The picture loads nothing: rich's web fonts are taken out. ``--check`` writes
nothing and fails where the stored picture is no longer what the command prints.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import sys
from pathlib import Path
from unittest.mock import patch

from rich import console as rich_console

from standfast.doors.cli import check

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "docs/pictures/check.svg"
EXAMPLE = "examples/contact-threat.txt"
AT = "2026-11-24T20:00"
COLUMNS = 93
_FONT_FACE = re.compile(r"[ \t]*@font-face\s*\{[^}]*\}\n*")
_COMMENT = re.compile(r"[ \t]*<!--.*?-->\n*", re.DOTALL)
_WORDS = re.compile(r"<text[^>]*>[^<]*</text>")
_ADDRESS = re.compile(r"(?:https?:)?//[^\s\"')<>]+")
_NAMESPACE = re.compile(r"http://www\.w3\.org/[0-9A-Za-z/]+")
FONTS = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


class Screen(io.StringIO):
    """A place to print to that says it is a terminal, so that Page prints in colour."""

    def isatty(self) -> bool:
        return True


def picture() -> str:
    """The SVG. Raises RuntimeError where it would load something from elsewhere."""
    made: list[rich_console.Console] = []
    plain = rich_console.Console

    def recording(**options: object) -> rich_console.Console:
        options |= {"record": True, "width": COLUMNS, "force_terminal": True, "color_system": "truecolor", "legacy_windows": False}
        made.append(plain(**options))
        return made[-1]

    os.chdir(ROOT)
    narrow = {"COLUMNS": str(COLUMNS)}
    with patch.object(sys, "stdout", Screen()), patch.object(rich_console, "Console", recording), patch.dict(os.environ, narrow):
        check.run([EXAMPLE], ("", "", "", None), [], AT, json=False, full=False)
    drawn = made[0].export_svg(title=f"standfast check {EXAMPLE}")
    return without_addresses(drawn)


def without_addresses(drawn: str) -> str:
    """Web fonts and rich's own comment out; then no address may be left but the names of XML namespaces."""
    kept = _COMMENT.sub("", _FONT_FACE.sub("", drawn)).replace("Fira Code, monospace", FONTS).replace("Fira Code", "monospace")
    left = [found for found in _ADDRESS.findall(_WORDS.sub("", kept)) if not _NAMESPACE.fullmatch(found)]
    if left or "@import" in kept or "@font-face" in kept:
        raise RuntimeError(f"the picture would load {left}")
    return "\n".join(line.rstrip() for line in kept.splitlines()) + "\n"


def main() -> int:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--check", action="store_true", help="compare with the stored picture; write nothing")
    chosen = ask.parse_args()
    drawn = picture()
    if chosen.check:
        same = OUT.exists() and OUT.read_text("utf-8") == drawn
        print(f"{OUT.relative_to(ROOT)}: {'as printed today' if same else 'out of date; run python -m tools.terminal_picture'}")
        return 0 if same else 1
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(drawn, "utf-8")
    print(f"wrote {OUT.relative_to(ROOT)} ({len(drawn) / 1024:.0f} kB)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
