"""Which questions to ask. Seven at most at first; a follow-up only where its answer changes the plan."""

from __future__ import annotations

from functools import cache
from unicodedata import combining, normalize

from standfast.knowledge import ChoiceRow, QuestionRow, area, country, ids, platform, questions, translated
from standfast.model import UNKNOWN, Situation

from .rules import Rulebook, facts_of, vocabulary


def first_questions(lang: str = "en") -> tuple[QuestionRow, ...]:
    """The first pass, in order. Every one can be skipped."""
    return tuple(row for row in questions(lang) if row.first)


def follow_ups(situation: Situation, lang: str = "en") -> tuple[QuestionRow, ...]:
    """What is worth asking next, now that this much is known; nothing that was answered is asked again."""
    facts = facts_of(situation)
    open_rows = (row for row in _book(lang).choose(facts) if all(facts[field] in ((UNKNOWN,), ()) for field in fields(row)))
    return tuple(row for row in open_rows if choices(row, situation, lang))


def fields(row: QuestionRow) -> tuple[str, ...]:
    """The Situation fields that a question can set."""
    return (row.fills,) if row.fills else tuple(dict.fromkeys(field for choice in row.choices for field in choice.sets))


def choices(row: QuestionRow, situation: Situation, lang: str = "en") -> tuple[ChoiceRow, ...]:
    """What can be ticked: the row's own choices, or the names of the countries, areas or platforms that we know.

    ``row`` is taken in its language, as ``questions(lang)`` gives it; ``lang`` is that of the names.
    """
    if not row.choices_from:
        return row.choices
    named = {
        "countries": lambda: [(iso, country(iso).name) for iso in ids("countries")],
        "areas": lambda: [(one, area(one).name) for one in ids("areas") if area(one).country == situation.country],
        "platforms": lambda: [(one, platform(one).name) for one in ids("platforms")],
    }[row.choices_from]()
    labels = ((choice, translated(name, lang)) for choice, name in named)
    return tuple(ChoiceRow(choice, label, {row.fills: choice}) for choice, label in sorted(labels, key=lambda pair: _as_listed(pair[1])))


def _as_listed(name: str) -> str:
    """An accent does not move a name in a list: "México" stands where "Mexico" would."""
    return "".join(letter for letter in normalize("NFKD", name) if not combining(letter))


@cache
def _book(lang: str) -> Rulebook[QuestionRow]:
    return Rulebook([row for row in questions(lang) if not row.first], vocabulary(), "knowledge/questions")
