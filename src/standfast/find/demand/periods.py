"""Time spans that are a limit: "48 hours", "two days", "half an hour" where the words around say that time runs out.

"I watched you for 3 months", "two days ago" and "every 4 hours" are spans too; the words around tell them apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from .lexicon import Reading, Tag

GIVES, LEFT, WITHIN, GIVES_NEAR, BARE, AFTER = 5.0, 3.5, 3.0, 4.0, 2.0, 1.5
"""How surely each kind of wording makes a span a limit; only their order matters."""
_EXTENSION = 0.3
_REACH = 5
_CLOCK = re.compile(r"[0-9]{1,2}[.:](?:00|15|30|45)")
"""Before "uur" or "hodin" a clock time, not a number of hours."""
_TIMES = frozenset({"x", "kali"})
_MOST_HOURS = 24 * 120


@frozen
class Limit:
    """Words ``[start, end)`` set a limit; ``hours`` is None where only a clock could tell."""

    hours: float | None
    start: int
    end: int
    score: float


def periods(reading: Reading) -> Iterator[Limit]:
    """Every span that is a limit, in order."""
    before: Limit | None = None
    place = 0
    while place < len(reading.words):
        span = _span(reading, place) if reading.words[place].number is not None or place in reading.begins else None
        if span is None:
            place += 1
            continue
        score = _score(reading, span)
        if before and _explains(reading, before, span):
            score = max(score, before.score + 1)
        limit = evolve(span, score=score)
        if score and span.hours and span.hours <= _MOST_HOURS:
            yield limit
            before = limit
        place = span.end


def _span(reading: Reading, place: int) -> Limit | None:
    """A number and a unit that begin here, or a unit that means one by itself."""
    counted = reading.at(place, "counted")
    if counted:
        return Limit(float(counted.value), place, counted.end, 0.0)
    value, end = _number(reading, place)
    if value is None:
        one = reading.at(place, "one")
        if one and (reading.until(place, "gives", "within") or _by_about(reading, place)):
            return Limit(float(one.value), place, one.end, 0.0)
        return None
    more = reading.at(end, "more")
    unit = reading.at(end, "unit") or (reading.at(more.end, "unit") if more else None)
    if unit is None or reading.breaks(unit.start) or (place and reading.until(place, "unit") and not reading.breaks(place) and value == 1):
        return None
    if float(unit.value) == 1.0 and _CLOCK.fullmatch(reading.words[place].text):
        return None
    first = _range_start(reading, place)
    start = place if first is None else place - 1
    return Limit((value if first is None else first) * float(unit.value), start, unit.end, 0.0)


def _by_about(reading: Reading, place: int) -> Tag | None:
    about = reading.until(place, "about")
    return reading.until(about.start, "gives", "within") if about else None


def _number(reading: Reading, place: int) -> tuple[float | None, int]:
    """A number in digits or words: "48", "forty-eight", "half an", "eine halbe"; and the word after it."""
    word = reading.words[place]
    if word.number is not None:
        return _times(reading, place, word.number)
    tag = reading.at(place, "number")
    if tag is None:
        return None, place
    value, end = float(tag.value), tag.end
    plus = reading.at(end, "plus") if value >= 20 and value % 10 == 0 else None
    second = reading.at(plus.end if plus else end, "number")
    if second and value >= 20 and value % 10 == 0 and 1 <= float(second.value) < (20 if value in (60, 80) else 10):
        return value + float(second.value), second.end
    if second and not plus and 0 < min(value, float(second.value)) < 1:
        return value * float(second.value), second.end
    return value, end


def _times(reading: Reading, place: int, value: float) -> tuple[float, int]:
    """``2 x 24`` and ``2×24`` are 48."""
    words = reading.words[place + 1 : place + 3]
    if words and words[0].gap.strip() == "×" and words[0].number is not None:
        return value * words[0].number, place + 2
    if len(words) == 2 and words[0].text in _TIMES and words[1].number is not None and not words[1].hard:
        return value * words[1].number, place + 3
    return value, place + 1


def _range_start(reading: Reading, place: int) -> float | None:
    """The first number of "2-3 days" or "24/48 hours", where this is the second."""
    word = reading.words[place]
    return reading.words[place - 1].number if place and word.number is not None and word.gap.strip() in {"-", "–", "/"} else None


def _explains(reading: Reading, before: Limit, span: Limit) -> bool:
    """Whether this span says the one before again, more exactly: "two days (48 hours)"."""
    inside = reading.words[before.end : span.start + 1]
    return len(inside) <= 3 and any("(" in word.gap or "=" in word.gap for word in inside)


def _score(reading: Reading, span: Limit) -> float:
    if _is_past(reading, span) or "+" in _gap_after(reading, span.end):
        return 0.0
    score = max(_before(reading, span), _after(reading, span))
    extended = any(reading.at(place, "more") for place in range(span.start, span.end)) or reading.until(span.start, "more")
    return score * _EXTENSION if extended else score


def _gap_after(reading: Reading, place: int) -> str:
    return reading.words[place].gap if place < len(reading.words) else ""


def _is_past(reading: Reading, span: Limit) -> bool:
    after = span.end
    if not reading.breaks(after) and reading.at(after, "past_after"):
        return True
    cue, past = _leading(reading, span.start)
    return past is not None and (cue is None or past <= cue)


def _leading(reading: Reading, place: int) -> tuple[int | None, int | None]:
    """Where the cue of a limit and the cue of a past span begin that lead up to ``place``, over words such as "only"."""
    past: int | None = None
    for _ in range(_REACH):
        if reading.breaks(place):
            break
        tag = reading.until(place, "past_before")
        past = tag.start if tag and past is None else past
        cue = reading.until(place, "gives", "within")
        if cue:
            return cue.start, past
        about = reading.until(place, "about")
        if about is None:
            break
        place = about.start
    return None, past


def _before(reading: Reading, span: Limit) -> float:
    """How surely the words to the left make it a limit."""
    place = span.start
    for _ in range(_REACH):
        if reading.breaks(place):
            break
        if reading.until(place, "gives"):
            return GIVES
        if reading.until(place, "within"):
            return WITHIN + reading.wants(span.start, span.end)
        about = reading.until(place, "about")
        if about is None:
            break
        place = about.start
    for place in range(span.start - 1, max(-1, span.start - 1 - _REACH), -1):
        if reading.breaks(place + 1):
            break
        if reading.until(place, "gives"):
            return GIVES_NEAR
    return AFTER if reading.until(span.start, "after") and not reading.breaks(span.start) else 0.0


def _after(reading: Reading, span: Limit) -> float:
    """How surely the words to the right, or their absence, make it a limit."""
    for place in range(span.end, span.end + 3):
        if reading.breaks(place):
            break
        if reading.at(place, "left"):
            return LEFT
    start = span.start
    about = reading.until(start, "about", "filler")
    start = about.start if about else start
    left, right = _bound(reading, start), _bound(reading, span.end)
    alone = left and right and (min(left, right) > 1 or reading.wants(start, span.end))
    return BARE if alone else 0.0


def _bound(reading: Reading, place: int) -> int:
    """2 where a sentence or a line ends before this word, 1 for a comma, else 0."""
    if reading.breaks(place) or "\n" in reading.words[place].gap:
        return 2
    return int("," in reading.words[place].gap or ":" in reading.words[place].gap)
