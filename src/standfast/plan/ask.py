"""Which questions to ask. Seven at most at first; a follow-up only where its answer changes the plan."""

from __future__ import annotations

from functools import cache

from standfast.knowledge import ChoiceRow, QuestionRow, area, country, ids, platform, questions
from standfast.model import UNKNOWN, Situation

from .rules import Rulebook, facts_of, vocabulary


def first_questions() -> tuple[QuestionRow, ...]:
    """The first pass, in order. Every one can be skipped."""
    return tuple(row for row in questions() if row.first)


def follow_ups(situation: Situation) -> tuple[QuestionRow, ...]:
    """What is worth asking next, now that this much is known; nothing that was answered is asked again."""
    facts = facts_of(situation)
    open_rows = (row for row in _book().choose(facts) if all(facts[field] in ((UNKNOWN,), ()) for field in fields(row)))
    return tuple(row for row in open_rows if choices(row, situation))


def fields(row: QuestionRow) -> tuple[str, ...]:
    """The Situation fields that a question can set."""
    return (row.fills,) if row.fills else tuple(dict.fromkeys(field for choice in row.choices for field in choice.sets))


def choices(row: QuestionRow, situation: Situation) -> tuple[ChoiceRow, ...]:
    """What can be ticked: the row's own choices, or the names of the countries, areas or platforms that we know."""
    if not row.choices_from:
        return row.choices
    named = {
        "countries": lambda: [(iso, country(iso).name) for iso in ids("countries")],
        "areas": lambda: [(one, area(one).name) for one in ids("areas") if area(one).country == situation.country],
        "platforms": lambda: [(one, platform(one).name) for one in ids("platforms")],
    }[row.choices_from]()
    return tuple(ChoiceRow(choice, label, {row.fills: choice}) for choice, label in sorted(named, key=lambda pair: pair[1]))


@cache
def _book() -> Rulebook[QuestionRow]:
    return Rulebook([row for row in questions() if not row.first], vocabulary(), "knowledge/questions")
