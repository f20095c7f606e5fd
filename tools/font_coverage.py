"""Writes which signs the fonts of the PDFs have: ``python -m tools.font_coverage``. A test holds that it is up to date."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src/standfast/write/fonts"


def covered() -> list[tuple[int, int]]:
    """Code points that every one of the weights of some family has, as ranges."""
    families: dict[str, list[set[int]]] = {}
    for path in sorted(FONTS.glob("*.ttf")):
        families.setdefault(path.stem.split("-")[0], []).append(set(TTFont(path).getBestCmap()))
    points = set().union(*(set.intersection(*weights) for weights in families.values()))
    return list(_ranges(sorted(points)))


def _ranges(points: list[int]) -> Iterator[tuple[int, int]]:
    start = last = points[0]
    for point in points[1:]:
        if point != last + 1:
            yield start, last
            start = point
        last = point
    yield start, last


if __name__ == "__main__":
    (FONTS / "coverage.json").write_text(json.dumps(covered(), separators=(",", ":")) + "\n", "utf-8")
