"""The map back: every change of the text is kept as an edit, so that each place leads to the characters as received."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from attrs import field, frozen


@frozen
class Layer:
    """The edits of one stage, in order: ``old[start:end]`` became ``new[start:end]``. Outside them nothing changed."""

    old_start: list[int] = field(factory=list[int])
    old_end: list[int] = field(factory=list[int])
    new_start: list[int] = field(factory=list[int])
    new_end: list[int] = field(factory=list[int])

    def start(self, place: int) -> int:
        """Old place of the character at ``place``. What was deleted just before it stays outside."""
        at = bisect_right(self.new_start, place) - 1
        if at < 0:
            return place
        return self.old_start[at] if place < self.new_end[at] else self.old_end[at] + place - self.new_end[at]

    def end(self, place: int) -> int:
        """Old place just after the character at ``place - 1``."""
        at = bisect_left(self.new_start, place) - 1
        if at < 0:
            return place
        return self.old_end[at] + max(place - self.new_end[at], 0)

    def starts(self, places: Iterable[int]) -> list[int]:
        """:meth:`start` of many ``places``, which must ascend, in one walk."""
        old_start, old_end, new_start, new_end = self.old_start, self.old_end, self.new_start, self.new_end
        last = len(new_start) - 1
        at = -1
        found: list[int] = []
        for place in places:
            while at < last and new_start[at + 1] <= place:
                at += 1
            if at < 0:
                found.append(place)
            elif place < new_end[at]:
                found.append(old_start[at])
            else:
                found.append(old_end[at] + place - new_end[at])
        return found

    def ends(self, places: Iterable[int]) -> list[int]:
        """:meth:`end` of many ``places``, which must ascend, in one walk."""
        old_end, new_start, new_end = self.old_end, self.new_start, self.new_end
        last = len(new_start) - 1
        at = -1
        found: list[int] = []
        for place in places:
            while at < last and new_start[at + 1] < place:
                at += 1
            if at < 0:
                found.append(place)
            elif place <= new_end[at]:
                found.append(old_end[at])
            else:
                found.append(old_end[at] + place - new_end[at])
        return found


def rewrite(text: str, edits: Iterable[tuple[int, int, str]]) -> tuple[str, Layer | None]:
    """``text`` with each ``text[start:end]`` replaced; edits ascend and do not touch each other's characters."""
    layer = Layer()
    old_start, old_end, new_start, new_end = layer.old_start, layer.old_end, layer.new_start, layer.new_end
    parts: list[str] = []
    done = length = 0
    for start, end, new in edits:
        parts.append(text[done:start])
        parts.append(new)
        length += start - done
        old_start.append(start)
        old_end.append(end)
        new_start.append(length)
        length += len(new)
        new_end.append(length)
        done = end
    if not done:
        return text, None
    parts.append(text[done:])
    return "".join(parts), layer


@frozen
class Trail:
    """Layers from the text as received to a later form of it, oldest first."""

    length: int
    """Code points of the text as received."""
    layers: tuple[Layer, ...] = ()

    def then(self, layer: Layer | None) -> Trail:
        return self if layer is None else Trail(self.length, (*self.layers, layer))

    def starts(self, places: list[int]) -> list[int]:
        for layer in reversed(self.layers):
            places = layer.starts(places)
        return places

    def ends(self, places: list[int]) -> list[int]:
        for layer in reversed(self.layers):
            places = layer.ends(places)
        return places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``[start, end)`` of the newest form stands in the text as received; an empty span gives a place."""
        first, last = max(start, 0), end
        for layer in reversed(self.layers):
            first, last = layer.start(first), layer.end(last)
        first = min(first, self.length)
        return (first, max(first, min(last, self.length))) if end > start else (first, first)
