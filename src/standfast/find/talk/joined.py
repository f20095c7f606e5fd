"""Lines of one speaker, joined for reading as one text, with the way back to each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from attrs import frozen

from standfast.model import Indicator, Item, Origin, Span

NOWHERE = Origin("-", 0, 0, "")
JOINED = "joined"
"""The id of the text while it is looked at; no span leaves this room with it."""


@frozen
class Joined:
    """``text`` is the lines' texts with a line break between; ``starts[k]`` is where line k begins in it."""

    lines: tuple[Item, ...]
    item: Item
    starts: tuple[int, ...]

    def line_at(self, place: int) -> int:
        """Which line holds character ``place``."""
        return bisect_right(self.starts, place) - 1

    def spans(self, span: Span) -> list[Span]:
        """The same words as spans of the lines themselves: one for each line they reach over."""
        found: list[Span] = []
        if span.item != JOINED:
            return [span]
        for k in range(self.line_at(span.start), len(self.lines)):
            line, start = self.lines[k], self.starts[k]
            if start >= span.end and found:
                break
            low, high = max(0, span.start - start), min(len(line.text), span.end - start)
            if low < high:
                found.append(Span(line.id, low, high, line.text[low:high]))
        return found

    def indicator(self, one: Indicator) -> Indicator | None:
        """The same in its own line; None where it reaches over a line break, and so was no indicator."""
        k = self.line_at(one.start)
        line, start = self.lines[k], self.starts[k]
        if one.end - start > len(line.text):
            return None
        return Indicator(one.kind, one.value, one.valid, line.id, one.start - start, one.end - start, one.platform, one.whose)


def number_of(line: Item) -> int:
    """Its place in the file: the id, or the last part of one that came attached (``1.2.17``)."""
    last = line.id.rsplit(".", 1)[-1]
    return int(last) if last.isdecimal() else 0


def join(lines: Sequence[Item]) -> Joined:
    """Empty lines (media, deleted) are left out."""
    spoken = tuple(line for line in lines if line.text)
    starts: list[int] = []
    place = 0
    for line in spoken:
        starts.append(place)
        place += len(line.text) + 1
    when = next((line.when for line in reversed(spoken) if line.when), "")
    text = "\n".join(line.text for line in spoken)
    return Joined(spoken, Item(id=JOINED, kind="talk", text=text, origin=NOWHERE, when=when), tuple(starts))
