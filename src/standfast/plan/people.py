"""The crisis strip: who answers now, for this age, country and hour."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from attrs import evolve

from standfast.knowledge import RouteRow
from standfast.model import AGE_BANDS, UNKNOWN, Route, Situation, age_group

from .routing import Seeker, at, candidates
from .shown import Candidate

MOST_LINES = 3
"""Lines in the strip beside the emergency number. More is a list, not a hand."""
CHILD_LINE_UP_TO = 20
"""A line whose callers are at most this old is made for children, and stands first for them."""


def strip_ages(situation: Situation) -> tuple[str, ...]:
    """Whose age the lines must fit. For oneself: the youngest age named. For someone else: them first, then the reader."""
    named = [age for age in (situation.shown_age, situation.reader_age) if age != UNKNOWN]
    if situation.about in ("me", UNKNOWN):
        return tuple(sorted(named, key=list(AGE_BANDS).index)[:1])
    return tuple(dict.fromkeys(named)) if situation.shown_age != UNKNOWN else ()


def people_now(situation: Situation, who: Seeker, now: datetime) -> tuple[tuple[Route, ...], date]:
    """The strip, and the earliest recheck date of what it shows."""
    return _in_order(situation, who, now, MOST_LINES)


def all_lines(situation: Situation, who: Seeker, now: datetime) -> tuple[tuple[Route, ...], date]:
    """The same without a limit, for a step that is about talking to someone."""
    return _in_order(situation, who, now, None)


def _in_order(situation: Situation, who: Seeker, now: datetime, most: int | None) -> tuple[tuple[Route, ...], date]:
    """Open lines first, the emergency number always among them.

    It leads where no line is known to be open for everybody of this age, or a line is past its recheck date.
    """
    ages = strip_ages(situation)
    lines = [(one, at(one, now)) for one in crisis_lines(evolve(who, ages=ages))]
    lines.sort(key=lambda pair: (True, None, False).index(pair[1].open_now))
    lines = lines[:most]
    emergency = emergency_line(who)
    oldest = min((one.recheck_by for one, _ in lines), default=date.max)
    sure_line = any(route.open_now and any(_misses(one.row, age) == 0 for age in ages or (UNKNOWN,)) for one, route in lines)
    shown = tuple(route for _, route in lines)
    help_now = at(emergency, now)
    in_order = (*shown, help_now) if sure_line and oldest >= now.date() else (help_now, *shown)
    return in_order, min(oldest, emergency.recheck_by)


def emergency_line(who: Seeker) -> Candidate:
    """The country's number; where none is sure enough, "the emergency number of the country you are in"."""
    return candidates(evolve(who, ages=()), "emergency")[0]


@lru_cache(maxsize=4096)
def crisis_lines(who: Seeker) -> tuple[Candidate, ...]:
    """Every line for these ages, best first; for two ages the best line of each stands before the rest, so that neither falls off."""
    ranked = [_ranked(who, age) for age in who.ages or (UNKNOWN,)]
    leaders = [lines[0] for lines in ranked if lines]
    found: dict[str, Candidate] = {}
    for one in (*leaders, *(one for lines in ranked for one in lines)):
        found.setdefault(one.open.id, one)
    return tuple(found.values())


def _ranked(who: Seeker, age: str) -> list[Candidate]:
    """For a child the child lines first, then those that serve the whole age band."""
    own = () if age == UNKNOWN else (age,)
    return sorted(candidates(evolve(who, ages=own), "crisis"), key=lambda one: _rank(one.row, age))


def _rank(row: RouteRow | None, age: str) -> tuple[bool, int, int, str]:
    for_children = row is not None and age != UNKNOWN and age_group(age) == "minor" and row.max_age <= CHILD_LINE_UP_TO
    return (not for_children, _misses(row, age), row.order if row else 0, row.id if row else "")


def _misses(row: RouteRow | None, age: str) -> int:
    """How many years of the age band the line does not serve; of an unknown age, how many of all."""
    low, high = AGE_BANDS.get(age, (0, 120))
    return max(0, row.min_age - low) + max(0, high - row.max_age) if row else 0
