"""What folding gives: words to look at, each with its place in the text as received."""

from __future__ import annotations

from attrs import define, frozen

from .offsets import Trail


@frozen
class Trick:
    """A way of hiding words from a filter, and where the text uses it first."""

    name: str
    """``entities zero-width fullwidth confusable-letters mixed-scripts sprinkled-accents spaced-letters leetspeak``"""
    count: int
    """How many words or places."""
    start: int
    end: int
    """An example: ``[start, end)`` of the text as received."""


@define(slots=True, eq=False)
class Folded:
    """Never changed once made. All offsets count code points of the text as received."""

    text: str
    """Lower case, accents stripped, tricks undone."""
    tokens: list[str]
    """Words and numbers in order."""
    starts: list[int]
    ends: list[int]
    """``received[starts[i]:ends[i]]`` is what token i was read from; never empty."""
    sentence: list[int]
    """For each token, which sentence (or chat line) it stands in; from 0, without gaps."""
    tricks: tuple[Trick, ...]
    plain: str
    """Disguise undone, but case, accents and digits kept: for wallets, links, addresses and sums."""
    trail: Trail
    """From the text as received to ``plain``."""

    def span(self, i: int, j: int) -> tuple[int, int]:
        """Where tokens i to j-1 stand in the text as received; an empty range gives a place."""
        count = len(self.tokens)
        i, j = max(i, 0), min(j, count)
        if i < j:
            return self.starts[i], self.ends[j - 1]
        place = self.starts[i] if i < count else self.trail.length
        return place, place

    def plain_span(self, start: int, end: int) -> tuple[int, int]:
        """Where ``plain[start:end]`` stands in the text as received."""
        return self.trail.span(start, end)
