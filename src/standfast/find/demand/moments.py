"""Limits that name a moment: "by midnight", "until 6pm", "bis Freitag 18 Uhr", "antes de manana", "pay tonight".

A moment counts until it ends ("by Friday": all of Friday), after "before" until it begins. Without the time of receiving,
its hours are unknown. The clock of ``received`` is taken as the reader's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from attrs import define

from .lexicon import TRAILING, Reading
from .periods import Limit

BY, WANTED = 3.5, 2.0
_FILLERS, _ELEMENTS = 3, 8
_DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "overmorrow": 2}
_PARTS = {"noon": (12, 12), "midnight": (24, 24), "morning": (6, 12), "afternoon": (12, 18), "evening": (18, 24), "tonight": (18, 24)}
"""For a part of the day, the hours at which it begins and ends."""
_SATURDAY = 5
_SPANS = frozenset({1, 2, 3, 6, 12, 24})
"""Numbers that with "hours" rather mean a span, where both readings are possible: "do 24 hodin", but "do 18 hodin"."""
_ARTICLES = frozenset({"las", "la", "le", "alle", "as", "at", "um"})
"""Words before a clock time only."""
_TWELVE_HOURS = frozenset({"en", "hi", "ar", "tl", "id", "vi"})
"""Languages in which "6 o'clock" may be the evening."""
_WHOLE_NAME = 5
"""Letters of a weekday that needs no "by": "sat", "za" and "mar" are words of their own."""


@define
class Moment:
    """What was read so far of one moment."""

    start: int
    end: int
    day: int | None = None
    """Days from today."""
    weekday: int | None = None
    part: str = ""
    hour: float | None = None
    vague: bool = False
    """Whether the word before can lead up to a time span as well: "entro 24 ore" is a day, "entro le 18" a clock time."""
    sure: bool = False
    """Whether ``hour`` is of the 24-hour clock, or said to be morning or afternoon."""

    @property
    def empty(self) -> bool:
        return self.day is None and self.weekday is None and not self.part and self.hour is None


def moments(reading: Reading, received: datetime | None) -> Iterator[Limit]:
    """Every moment that is a limit, in order."""
    done = 0
    places = set(reading.begins)
    if reading.trailing:
        places.update(at for at, word in enumerate(reading.words) if word.number is not None)
    for place in sorted(places):
        if place < done:
            continue
        limit = _by(reading, place, received) or _until(reading, place, received) or _wanted(reading, place, received)
        if limit:
            done = limit.end
            yield limit


def _by(reading: Reading, place: int, received: datetime | None) -> Limit | None:
    for kind in ("before", "by"):
        cue = reading.at(place, kind)
        if cue is None or reading.breaks(cue.end):
            continue
        moment = _moment(reading, cue.end, clock=True, vague=reading.at(place, "within") is not None)
        only_today = moment is not None and kind == "before" and moment.day == 0 and not moment.part and moment.hour is None
        if moment and not only_today and not reading.until(place, "past_before"):
            score = BY + 0.5 * reading.wants(place, moment.end)
            return Limit(_hours(moment, received, begins=kind == "before"), place, moment.end, score)
    return None


def _until(reading: Reading, place: int, received: datetime | None) -> Limit | None:
    """A moment with its "by" behind it: "कल तक", "cumaya kadar", "6 baje se pehle"."""
    if not reading.trailing or reading.at(place, *TRAILING):
        return None
    moment = _moment(reading, place, clock=True)
    cue = reading.at(moment.end, *TRAILING) if moment else None
    if moment is None or cue is None or reading.breaks(cue.start):
        return None
    score = BY + 0.5 * reading.wants(place, cue.end)
    return Limit(_hours(moment, received, begins=cue.kind == "before_after"), place, cue.end, score)


def _wanted(reading: Reading, place: int, received: datetime | None) -> Limit | None:
    """A day or an evening without "by", alone or where the sentence wants something: "pay tonight or ..."."""
    first = reading.at(place, "moment", "weekday") or reading.at(place, "clock_before")
    if first is None or (first.kind == "weekday" and len(reading.words[place].text) < _WHOLE_NAME):
        return None
    moment = _moment(reading, place, clock=first.kind == "clock_before")
    named = moment is not None and moment.hour is not None and first.kind == "clock_before"
    if moment is None or not (named or moment.day is not None or moment.weekday is not None or moment.part in ("midnight", "noon")):
        return None
    alone = reading.breaks(place) and reading.breaks(moment.end)
    if reading.until(place, "past_before", "plus") or not (alone or reading.wants(place, moment.end)):
        return None
    return Limit(_hours(moment, received, begins=False), place, moment.end, WANTED)


def _moment(reading: Reading, start: int, clock: bool, vague: bool = False) -> Moment | None:
    """Day, part of the day and clock time in any order, with small words between. ``clock``: a bare "6" may be a time."""
    moment = Moment(start, start, vague=vague)
    place = start
    skipped = 0
    for _ in range(_ELEMENTS):
        if place >= len(reading.words) or (place > start and reading.breaks(place)):
            break
        after = _take(reading, place, moment, clock or not moment.empty)
        filler = reading.at(place, "filler", "clock_before", "by") if place > start else reading.at(place, "filler", "clock_before")
        if after > place:
            place = moment.end = after
            skipped = 0
        elif filler and skipped < _FILLERS:
            place, skipped = filler.end, skipped + 1
        else:
            break
    return None if moment.empty else moment


def _take(reading: Reading, place: int, moment: Moment, clock: bool) -> int:
    """Read one element into ``moment``; the word after it, or ``place`` where there is none."""
    tag = reading.at(place, "moment")
    if tag:
        name = str(tag.value)
        if name == "weekend":
            moment.weekday = _SATURDAY
        if name in _DAYS:
            moment.day = _DAYS[name] if moment.day is None else moment.day
        if name in _PARTS:
            moment.part = name
        return tag.end
    day = reading.at(place, "weekday")
    if day and moment.weekday is None:
        moment.weekday = int(float(day.value))
        return day.end
    half = reading.at(place, "pm", "am")
    if half and moment.hour is not None:
        _set_half(moment, half.kind)
        return half.end
    return _clock(reading, place, moment) if clock and moment.hour is None else place


def _clock(reading: Reading, place: int, moment: Moment) -> int:
    """A clock time: 18:00, 6pm, 18 Uhr, 18h30; or a bare hour where the moment ends or goes on with a day."""
    word = reading.words[place]
    hour, end, exact = _clock_time(reading, place)
    if hour is None or hour > 24:
        return place
    half, named = reading.at(end, "pm", "am"), reading.at(end, "clock")
    article = place > 0 and (reading.words[place - 1].text in _ARTICLES or reading.until(place, "clock_before") is not None)
    if reading.at(end, "unit") and not exact and not half and not article and (not named or (moment.vague and hour in _SPANS)):
        return place
    if not (exact or half or named or article) and (hour < 2 or not _may_end(reading, end)):
        return place
    moment.hour = hour
    moment.sure = hour > 12 or word.text.startswith("0") or (exact and reading.lang not in _TWELVE_HOURS)
    if named:
        moment.sure = moment.sure or reading.lang not in _TWELVE_HOURS
        end = named.end
        half = reading.at(end, "pm", "am")
    if half and not reading.breaks(half.start):
        _set_half(moment, half.kind)
        end = half.end
    return end


def _clock_time(reading: Reading, place: int) -> tuple[float | None, int, bool]:
    """Hours, the word after, and whether minutes are written."""
    word = reading.words[place]
    if not word.text[0].isdigit() or not word.text.isascii():
        tag = reading.at(place, "number")
        return (float(tag.value), tag.end,
        False) if tag and 1 <= float(tag.value) <= 12 and tag.value == int(float(tag.value)) else (None, place, False)
    hours, mark, minutes = word.text.replace(".", ":").partition(":")
    if not hours.isdigit() or len(hours) > 2 or (mark and (len(minutes) != 2 or not minutes.isdigit() or int(minutes) > 59)):
        return None, place, False
    value, end = int(hours) + (int(minutes) / 60 if mark else 0), place + 1
    named = reading.at(end, "clock")
    if named and not mark and named.end < len(reading.words):
        after = reading.words[named.end]
        if not after.gap and len(after.text) == 2 and after.text.isdigit() and int(after.text) < 60:
            return value + int(after.text) / 60, named.end + 1, True
    return value, end, bool(mark)


def _may_end(reading: Reading, place: int) -> bool:
    """Whether a bare hour can stop here: at the end, before a day, or before what happens else."""
    if reading.breaks(place) or "," in reading.words[place].gap or "\n" in reading.words[place].gap:
        return True
    return reading.at(place, "moment", "weekday", "wants", "left", "plus") is not None


def _set_half(moment: Moment, half: str) -> None:
    if moment.hour is not None and half == "pm" and moment.hour < 12:
        moment.hour += 12
    elif moment.hour is not None and half == "am" and 12 <= moment.hour < 13:
        moment.hour -= 12
    moment.sure = True


def _hours(moment: Moment, received: datetime | None, begins: bool) -> float | None:
    """Hours from ``received`` to the moment; never negative."""
    if received is None:
        return None
    midnight = received.replace(hour=0, minute=0, second=0, microsecond=0)
    now = (received - midnight).total_seconds() / 3600
    day = _day(moment, received.weekday(), now)
    first = min((hour for hour in _clock_choices(moment) if hour > now), default=None)
    if day is None:
        hour = _edge(moment, begins) if moment.hour is None else first
        day, hour = (0, hour) if hour is not None and hour > now else (1, min(_clock_choices(moment), default=hour or 0.0))
    else:
        hour = _edge(moment, begins) if moment.hour is None else (first if day == 0 and first is not None else _likely(moment))
    target = midnight + timedelta(days=day, hours=hour)
    return max(0.0, round((target - received).total_seconds() / 3600, 2))


def _day(moment: Moment, today: int, now: float) -> int | None:
    if moment.weekday is None:
        return moment.day
    ahead = (moment.weekday - today) % 7
    later_today = moment.hour is not None and max(_clock_choices(moment)) > now
    return ahead if ahead or later_today else 7


def _clock_choices(moment: Moment) -> tuple[float, ...]:
    """The hours of the day that a clock time can mean: "by 6" is 6 or 18 o'clock."""
    if moment.hour is None:
        return ()
    if moment.part in ("tonight", "evening", "afternoon") and moment.hour < 12:
        return (moment.hour + 12,)
    if moment.sure or moment.part == "morning" or moment.hour > 12:
        return (moment.hour,)
    return (moment.hour, moment.hour + 12)


def _likely(moment: Moment) -> float:
    """On another day: "Friday 6" is the evening, "Friday 9" the morning."""
    choices = _clock_choices(moment)
    return choices[-1] if choices[0] < 7 else choices[0]


def _edge(moment: Moment, begins: bool) -> float:
    if moment.part:
        return float(_PARTS[moment.part][0 if begins else 1])
    return 0.0 if begins else 24.0
