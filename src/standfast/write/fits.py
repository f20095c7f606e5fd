"""Which letters, and which parts of one, fit a Situation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from standfast.knowledge.letter_rows import ClockRow, LetterRow
from standfast.knowledge.letters import letters
from standfast.model import UNKNOWN, Case, Payment, Situation

Rules = Mapping[str, tuple[str, ...]]


def holds(key: str, allowed: tuple[str, ...], situation: Situation, facts: Mapping[str, str]) -> bool:
    """``key`` is a field or property of the Situation, or the id of something asked (then: what the person chose)."""
    value = cast(object, getattr(situation, key, None))
    if value is None:
        return facts.get(key, "").strip() in allowed or (UNKNOWN in allowed and not facts.get(key, "").strip())
    values = cast(tuple[str, ...], value) if isinstance(value, tuple) else (str(value),)
    return any(one in allowed for one in values)


def applies(when: Rules, unless: Rules, situation: Situation, facts: Mapping[str, str]) -> bool:
    """All keys of ``when`` must hold, none of ``unless`` may; as in a step of the plan."""
    if any(holds(key, allowed, situation, facts) for key, allowed in unless.items()):
        return False
    return all(holds(key, allowed, situation, facts) for key, allowed in when.items())


def _fits(row: LetterRow, situation: Situation) -> bool:
    places = ((row.countries, situation.country), (row.areas, situation.area), (row.platforms, situation.platform))
    if any(allowed and here not in allowed for allowed, here in places):
        return False
    return applies(row.when, row.unless, situation, {})


def letters_for(case: Case, situation: Situation) -> tuple[LetterRow, ...]:
    """Every letter that fits, in the order it is shown; one that another one replaces is left out.

    A letter about one kind of payment is offered where such a payment is known, or none is known yet.
    """
    fit = tuple(row for row in letters() if _fits(row, situation) and (not case.payments or row.pays == () or paid_so(row, case)))
    replaced = {name for row in fit for name in row.replaces}
    return tuple(row for row in fit if row.id not in replaced)


def paid_so(row: LetterRow, case: Case) -> tuple[Payment, ...]:
    """The payments that a letter is about; one whose way is not known may be any."""
    return tuple(one for one in case.payments if not row.pays or one.how in ("", *row.pays))


def clock_for(row: LetterRow, country: str) -> ClockRow | None:
    """The clock of this country; else the one that names no country."""
    named = next((clock for clock in row.clocks if country in clock.countries), None)
    return named or next((clock for clock in row.clocks if not clock.countries), None)
