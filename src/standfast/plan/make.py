"""The plan: which steps, in which order, with whom to contact, and what the page must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import cast

from attrs import evolve, frozen

from standfast.knowledge import ACTS, PLATFORM_TOPICS, PURPOSES, RouteRow, StepRow, ids, release, steps, words
from standfast.model import UNKNOWN, KnowledgeError, Phase, Plan, Route, Situation, Step

from .order import in_order
from .people import all_lines, emergency_line, people_now, strip_ages
from .phrases import say
from .routing import Seeker, at, candidates, own_rows, seeker
from .rules import Rulebook, facts_of, vocabulary

AT_RISK = "at-risk"
"""The branch in which crisis help stands first."""
OWN_LINES = 1
"""Crisis lines of the home in the strip, beside those of the country."""
OPEN_FIRST = (True, None, False)


@frozen(eq=False)
class _Text:
    title: str
    why: str
    how: tuple[str, ...]
    skip: str


def plan(situation: Situation, now: datetime, lang: str = "en", more: tuple[RouteRow, ...] = ()) -> Plan:
    """What to do, in order. ``now`` is the naive local wall clock of the person. Same inputs, same plan, byte for byte.

    ``more`` are contact rows of the home that offers the pages. They stand first for what they serve, but beside the crisis
    lines and the emergency number, never before them or in their place.
    """
    facts = facts_of(situation)
    who = seeker(situation, lang, more)
    board = Board(situation, who, now)
    made = tuple(step for row in rulebook().choose(facts) if (step := board.step(row)))
    people = board.people()
    return Plan(
        people_now=people,
        steps=made,
        as_of=now.isoformat(timespec="minutes"),
        country=situation.country,
        crisis_first=AT_RISK in facts["branch"],
        notices=tuple(_notices(who, board.oldest, now.date())),
    )


def _notices(who: Seeker, oldest: date, today: date) -> Iterator[str]:
    if not release().signed:
        yield say(who.lang, "notice.test-build")
    if who.country == UNKNOWN:
        yield say(who.lang, "notice.choose-country")
    if oldest < today:
        yield say(who.lang, "notice.recheck")


class Board:
    """Makes steps for one person at one moment, and remembers the earliest recheck date of all it showed."""

    def __init__(self, situation: Situation, who: Seeker, now: datetime) -> None:
        self.situation = situation
        self.who = who
        self._without_home = evolve(who, more=()) if who.more else who
        self.now = now
        self.oldest = date.max
        self._served: dict[str, tuple[Route, ...]] = {}

    def people(self) -> tuple[Route, ...]:
        return self._with_own(*people_now(self.situation, self._without_home, self.now), most=OWN_LINES)

    def step(self, row: StepRow) -> Step | None:
        found = self._routes(row)
        if row.needs_route and not found:
            return None
        self.oldest = min(self.oldest, row.recheck_by)
        text = _text(row.id, self.who.lang)
        return Step(
            id=row.id,
            phase=Phase(row.phase),
            title=text.title,
            why=text.why,
            how=text.how,
            routes=found,
            source=row.source,
            as_of=row.as_of.isoformat(),
            skip=text.skip,
            acts=row.acts,
        )

    def _routes(self, row: StepRow) -> tuple[Route, ...]:
        if len(row.routes) == 1:
            return self.serving(row.routes[0])
        return tuple({route.id: route for purpose in row.routes for route in self.serving(purpose)}.values())

    def serving(self, purpose: str) -> tuple[Route, ...]:
        if purpose not in self._served:
            self._served[purpose] = self._look_up(purpose)
        return self._served[purpose]

    def _look_up(self, purpose: str) -> tuple[Route, ...]:
        if purpose == "crisis":
            return self._with_own(*all_lines(self.situation, self._without_home, self.now))
        found = candidates(self.who, purpose)
        self.oldest = min((self.oldest, *(one.recheck_by for one in found)))
        return tuple(at(one, self.now) for one in found)

    def _with_own(self, lines: tuple[Route, ...], oldest: date, most: int | None = None) -> tuple[Route, ...]:
        """The crisis lines with the home's own among them: after every line that is as open, so that it pushes none away."""
        self.oldest = min(self.oldest, oldest)
        if not self.who.more:
            return lines
        met = frozenset(line.id for line in lines)
        found = own_rows(evolve(self.who, ages=strip_ages(self.situation)), "crisis", met)
        own = sorted(((one, at(one, self.now)) for one in found), key=lambda pair: OPEN_FIRST.index(pair[1].open_now))[:most]
        due = min((one.recheck_by for one, _ in own), default=date.max)
        self.oldest = min(self.oldest, due)
        number = emergency_line(self._without_home).open.id
        leads = lines[0].id == number or due < self.now.date()
        help_now = next(line for line in lines if line.id == number)
        others = (*(line for line in lines if line is not help_now), *(route for _, route in own))
        in_order = tuple(sorted(others, key=lambda line: OPEN_FIRST.index(line.open_now)))
        return (help_now, *in_order) if leads else (*in_order, help_now)


@cache
def rulebook() -> Rulebook[StepRow]:
    """Every step in its order, with its rules. Raises KnowledgeError where a file names something that does not exist."""
    for row in steps():
        file = f"knowledge/steps/{row.id}.toml"
        for place, values, known in (("acts", row.acts, tuple(ACTS)), ("routes", row.routes, (*PURPOSES, *PLATFORM_TOPICS))):
            if strange := sorted(set(values) - set(known)):
                raise KnowledgeError(file, place, unknown=", ".join(strange))
    return Rulebook(in_order(steps()), vocabulary(), "knowledge/steps")


@lru_cache(maxsize=4096)
def _text(step_id: str, lang: str) -> _Text:
    """The words of a step in one language; English where a part is not translated yet."""
    row = next(row for row in steps() if row.id == step_id)
    none: Mapping[str, object] = {}
    other = words(lang).steps.get(step_id, none) if lang in ids("words") else none
    how = cast("list[str] | tuple[str, ...]", other.get("how", row.how))
    return _Text(
        title=str(other.get("title", row.title)),
        why=str(other.get("why", row.why)),
        how=tuple(how),
        skip=str(other.get("skip", row.skip)),
    )
