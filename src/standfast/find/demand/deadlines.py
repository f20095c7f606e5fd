"""By when: the limit that a text sets, in hours from receiving it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from datetime import datetime

from attrs import evolve, frozen

from standfast.find.fold import Folded

from .lexicon import Reading, lexicon
from .lexing import Word, flat, words
from .moments import moments
from .periods import Limit, periods

_LATER_LANGUAGE = 0.97


@frozen
class Deadline:
    """Tokens ``[token_start, token_end)`` of the folded text; ``hours`` is None where only a clock could tell and none was given."""

    hours: float | None
    token_start: int
    token_end: int


def deadline(folded: Folded, langs: Iterable[str], received: datetime | None = None) -> Deadline | None:
    """The surest limit, the first among equals. ``langs`` are the languages to read it in, the likeliest first."""
    row = words(flat(folded.plain))
    best = surest(limits(row, langs, received))
    if best is None:
        return None
    start, end = folded.plain_span(row[best.start].start, row[best.end - 1].end)
    first, last = bisect_right(folded.ends, start), bisect_left(folded.starts, end)
    return Deadline(best.hours, first, last) if first < last else None


def surest(found: Iterable[Limit]) -> Limit | None:
    return max(found, key=lambda limit: limit.score, default=None)


def limits(row: list[Word], langs: Iterable[str], received: datetime | None) -> Iterator[Limit]:
    """Every limit among the words of a flat text, language by language. Each further language weighs a little less."""
    for place, lang in enumerate(dict.fromkeys(langs)):
        known = lexicon(lang)
        if known:
            reading = Reading(row, known)
            for limit in sorted((*periods(reading), *moments(reading, received)), key=lambda limit: limit.start):
                hours = None if limit.hours is None else round(limit.hours, 2)
                yield evolve(limit, hours=hours, score=limit.score * _LATER_LANGUAGE**place)
