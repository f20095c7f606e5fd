"""Screens on which every line begins at the left and a name stands above: Discord, Snapchat."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from .bubbles import joined
from .cues import ME, NAMED, RECEIPT, is_day
from .rows import Segment
from .screen import Screen
from .seen import Line

ALIKE = 0.75
"""Share of letters from which on two readings are the same name."""
COLUMN = 0.86
"""A line of text reaches at least this far, in widths of the screen, before it breaks."""
Head = tuple[str, str, str]
"""Side, name and time of what follows."""


def named_lines(screen: Screen) -> list[Line] | None:
    """None where this is no such screen."""
    rows = _rows(screen.body, screen.size)
    heads = _discord(rows, screen) or _snapchat(rows, screen)
    if not heads:
        return None
    lines: list[Line] = []
    far = max(screen.left + COLUMN * screen.width, *(segment.right for segment in screen.body))
    current: Head = ("", "", "")
    waiting: list[Segment] = []
    for place, row in enumerate(rows):
        if place in heads:
            lines += _said(waiting, current, screen.size, far)
            current, waiting = heads[place], []
        elif not (is_day(row.text) and row.x - screen.left > 0.25 * screen.width) and not RECEIPT.fullmatch(row.text):
            waiting.append(row)
    return lines + _said(waiting, current, screen.size, far)


def _rows(body: Sequence[Segment], size: float) -> list[Segment]:
    """Segments of one height put together: a name and its time may stand apart."""
    rows: list[Segment] = []
    for segment in body:
        last = rows[-1] if rows else None
        if last is not None and abs(segment.middle - last.middle) < 0.4 * size:
            last.words = sorted([*last.words, *segment.words], key=lambda word: word.x)
        else:
            rows.append(Segment(list(segment.words)))
    return rows


def _discord(rows: Sequence[Segment], screen: Screen) -> dict[int, Head]:
    found = {place: match for place, row in enumerate(rows) if (match := NAMED.fullmatch(row.text))}
    if not found:
        return {}
    handle = re.sub(r"^.*[@]\s?", "", screen.field) if "@" in screen.field else screen.name.lstrip("@# ")
    return {place: (_side(match[1], handle), match[1].strip(), match[2]) for place, match in found.items()}


def _snapchat(rows: Sequence[Segment], screen: Screen) -> dict[int, Head]:
    mine = [place for place, row in enumerate(rows) if row.text.strip().lower() in ME and row.text.strip().isupper()]
    edge = min((rows[place].x for place in mine), default=None)
    heads: dict[int, Head] = {place: ("person", "", "") for place in mine}
    for place, row in enumerate(rows):
        text = row.text.strip()
        if place in heads or not _capital(text) or is_day(text):
            continue
        at_edge = edge is not None and abs(row.x - edge) < 0.45 * screen.size and row.height < 1.1 * screen.size
        if _alike(text, screen.name) >= ALIKE or (at_edge and screen.platform == "snapchat") or (at_edge and not screen.name):
            heads[place] = ("other", text.title(), "")
    return heads if mine or screen.platform == "snapchat" else {}


def _capital(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) >= 2 and sum(char.isupper() for char in letters) >= 0.8 * len(letters)


def _side(name: str, handle: str) -> str:
    if not handle:
        return ""
    return "other" if _alike(name, handle) >= ALIKE else "person"


def _alike(one: str, two: str) -> float:
    first, second = (re.sub(r"[\W_]", "", text).casefold() for text in (one, two))
    return SequenceMatcher(None, first, second).ratio() if first and second else 0.0


def _said(waiting: Sequence[Segment], head: Head, size: float, far: float) -> list[Line]:
    """Rows under one name to lines: a row goes on in the next only where the next one's first word did not fit any more."""
    groups: list[list[Segment]] = []
    for row in waiting:
        last = groups[-1][-1] if groups else None
        near = last is not None and row.middle - last.middle < 1.9 * size
        if last is not None and near and last.right + row.first_width() + 0.9 * size > far:
            groups[-1].append(row)
        else:
            groups.append([row])
    lines: list[Line] = []
    for group in groups:
        text, unsure = joined(group)
        lines.append(Line(head[0], text, head[1], head[2], unsure))
    return lines
