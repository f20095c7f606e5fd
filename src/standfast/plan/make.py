"""The plan: which steps, in which order, with whom to contact, and what the page must say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from typing import cast

from attrs import frozen

from standfast.knowledge import ACTS, PLATFORM_TOPICS, PURPOSES, StepRow, ids, release, steps, words
from standfast.model import UNKNOWN, KnowledgeError, Phase, Plan, Route, Situation, Step

from .order import in_order
from .people import all_lines, people_now
from .phrases import say
from .routing import Seeker, at, candidates, seeker
from .rules import Rulebook, facts_of, vocabulary

AT_RISK = "at-risk"
"""The branch in which crisis help stands first."""


@frozen(eq=False)
class _Text:
    title: str
    why: str
    how: tuple[str, ...]
    skip: str


def plan(situation: Situation, now: datetime, lang: str = "en") -> Plan:
    """What to do, in order. ``now`` is the naive local wall clock of the person. Same inputs, same plan, byte for byte."""
    facts = facts_of(situation)
    who = seeker(situation, lang)
    board = _Board(situation, who, now)
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


class _Board:
    """Makes steps for one person at one moment, and remembers the earliest recheck date of all it showed."""

    def __init__(self, situation: Situation, who: Seeker, now: datetime) -> None:
        self.situation = situation
        self.who = who
        self.now = now
        self.oldest = date.max
        self._served: dict[str, tuple[Route, ...]] = {}

    def people(self) -> tuple[Route, ...]:
        lines, oldest = people_now(self.situation, self.who, self.now)
        self.oldest = min(self.oldest, oldest)
        return lines

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
            return self._serving(row.routes[0])
        return tuple({route.id: route for purpose in row.routes for route in self._serving(purpose)}.values())

    def _serving(self, purpose: str) -> tuple[Route, ...]:
        if purpose not in self._served:
            self._served[purpose] = self._look_up(purpose)
        return self._served[purpose]

    def _look_up(self, purpose: str) -> tuple[Route, ...]:
        if purpose == "crisis":
            lines, oldest = all_lines(self.situation, self.who, self.now)
            self.oldest = min(self.oldest, oldest)
            return lines
        found = candidates(self.who, purpose)
        self.oldest = min((self.oldest, *(one.recheck_by for one in found)))
        return tuple(at(one, self.now) for one in found)


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
