"""One language's words for times and limits, and where they stand in a text. Built from knowledge once, then looked up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from attrs import frozen

from standfast.knowledge import DeadlineWords, Tactics, deadline_words, ids, tactics

from .lexing import Word, words

HOURS = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 720.0}
_CLASSES = (
    "gives", "within", "by", "before", "after", "left", "past_before", "past_after", "more", "about", "wants", "filler", "plus", "am",
    "pm", "clock", "clock_before", "by_after", "before_after",
)
TRAILING = ("by_after", "before_after")
_BOUNDS = 12
"""Words of a sentence that are looked at on each side of a time."""


class Tag(NamedTuple):
    """A phrase of ``kind`` at words ``[start, end)``; ``value`` is hours, a number, a weekday or a moment's name."""

    kind: str
    start: int
    end: int
    value: float | str = 0.0


@frozen
class Lexicon:
    """Phrases by their first word, longest first."""

    lang: str
    heads: Mapping[str, tuple[tuple[tuple[str, ...], str, float | str], ...]]


@cache
def lexicon(lang: str) -> Lexicon | None:
    """One language; its tactics file adds units, numbers and weekdays. None where it has no file of its own."""
    if lang not in ids("deadlines"):
        return None
    return _build(deadline_words(lang), tactics(lang) if lang in ids("tactics") else None)


def _build(own: DeadlineWords, spoken: Tactics | None) -> Lexicon:
    heads: dict[str, dict[tuple[tuple[str, ...], str], float | str]] = {}
    for phrase, kind, value in _phrases(own, spoken):
        for spelling in {phrase, phrase.replace("ss", "s")}:
            parts = tuple(word.text for word in words(spelling))
            heads.setdefault(parts[0], {})[parts, kind] = value
    return Lexicon(
        own.id,
        {
            head: tuple((parts, kind, value) for (parts, kind), value in sorted(rows.items(), key=lambda row: -len(row[0][0])))
            for head, rows in heads.items()
        },
    )


def _phrases(own: DeadlineWords, spoken: Tactics | None) -> Iterable[tuple[str, str, float | str]]:
    for kind in _CLASSES:
        for phrase in getattr(own, kind):
            yield phrase, kind, 0.0
    for table in (spoken.units, own.units) if spoken else (own.units,):
        for unit, names in table.items():
            yield from ((name, "unit", HOURS[unit]) for name in names)
    for unit, names in own.one.items():
        yield from ((name, "one", HOURS[unit]) for name in names)
    for name, row in own.counted.items():
        yield name, "counted", sum(HOURS[unit] * count for unit, count in row.items())
    for name, value in {**(spoken.numbers if spoken else {}), **own.numbers}.items():
        yield name, "number", value or 0.5
    for name, day in {**(spoken.weekdays if spoken else {}), **own.weekdays}.items():
        yield name, "weekday", float(day)
    for moment, names in own.moments.items():
        yield from ((name, "moment", moment) for name in names)


class Reading:
    """A text in one language: which phrases begin and end at each word."""

    def __init__(self, words: Sequence[Word], lexicon: Lexicon) -> None:
        self.words = words
        self.lang = lexicon.lang
        self.begins: dict[int, list[Tag]] = {}
        self.ends: dict[int, list[Tag]] = {}
        heads = lexicon.heads
        for at, word in enumerate(words):
            rows = heads.get(word.text)
            if rows:
                self._tag(at, rows)
        kinds = {tag.kind for tags in self.begins.values() for tag in tags}
        self.trailing = not kinds.isdisjoint(TRAILING)
        """Whether a word stands here that makes the moment before it a limit."""
        self._wanting = {at for at, tags in self.begins.items() for tag in tags if tag.kind == "wants"} if "wants" in kinds else set[int]()

    def _tag(self, at: int, rows: tuple[tuple[tuple[str, ...], str, float | str], ...]) -> None:
        for parts, kind, value in rows:
            end = at + len(parts)
            if len(parts) == 1 or self._goes_on(at, parts):
                tag = Tag(kind, at, end, value)
                self.begins.setdefault(at, []).append(tag)
                self.ends.setdefault(end, []).append(tag)

    def _goes_on(self, at: int, parts: tuple[str, ...]) -> bool:
        """Whether the whole phrase stands here, in one sentence."""
        here = self.words[at : at + len(parts)]
        return len(here) == len(parts) and all(word.text == part and not word.hard for word, part in zip(here[1:], parts[1:], strict=True))

    def at(self, place: int, *kinds: str) -> Tag | None:
        """The longest phrase of one of ``kinds`` that begins here."""
        return next((tag for tag in self.begins.get(place, ()) if tag.kind in kinds), None)

    def until(self, place: int, *kinds: str) -> Tag | None:
        """The longest phrase of one of ``kinds`` that ends just before ``place``."""
        return max((tag for tag in self.ends.get(place, ()) if tag.kind in kinds), key=lambda tag: tag.end - tag.start, default=None)

    def breaks(self, place: int) -> bool:
        """Whether a sentence ends before this word; also at both ends of the text."""
        return place <= 0 or place >= len(self.words) or self.words[place].hard

    def wants(self, start: int, end: int) -> bool:
        """Whether the sentence around words ``[start, end)`` also wants something."""
        if not self._wanting:
            return False
        low, high = start, end
        while low > 0 and start - low < _BOUNDS and not self.breaks(low):
            low -= 1
        while high - end < _BOUNDS and not self.breaks(high):
            high += 1
        return any(place in self._wanting for place in range(low, high) if not start <= place < end)
