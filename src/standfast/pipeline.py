"""The one pipeline, and the only place where rooms meet: read -> find -> weigh -> plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from attrs import frozen
from cattrs import Converter

from standfast.find import Found, find
from standfast.knowledge import RouteRow
from standfast.model import Demand, Finding, Indicator, Item, Plan, ReadError, Situation, Verdict
from standfast.plan import plan, weigh
from standfast.read import read, read_bytes

NOTHING: Mapping[str, str] = {}
PUBLIC = ("items", "verdict", "findings", "indicators", "demand", "plan")
"""What every door shows of one checked message, in this order."""


@frozen
class Checked:
    """One message or conversation, understood, with the plan that fits it. ``standfast check --json`` prints its public part."""

    items: tuple[Item, ...]
    verdict: Verdict
    findings: tuple[Finding, ...]
    indicators: tuple[Indicator, ...]
    demand: Demand
    plan: Plan
    situation: Situation
    language: str


def check(
    source: str | Path | bytes,
    now: datetime,
    answers: Mapping[str, str] = NOTHING,
    own: frozenset[str] = frozenset(),
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
) -> Iterator[Checked | ReadError]:
    """Everything in one file (a path) or in pasted bytes; what cannot be read comes as an error among the rest.

    ``now`` is the person's local wall clock, ``own`` their addresses, numbers and handles, ``more`` a home's contact rows,
    which stand first, ``supposed`` the place that a home supposes. Raises BadAnswer.
    """
    items = read_bytes(source) if isinstance(source, bytes) else read(source)
    for item in items:
        yield item if isinstance(item, ReadError) else check_item(item, now, answers, own, lang, more, supposed)


def check_item(
    item: Item,
    now: datetime,
    answers: Mapping[str, str] = NOTHING,
    own: frozenset[str] = frozenset(),
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
) -> Checked:
    """One Item that was already read. Raises BadAnswer."""
    found: Found = find(item, own, lang)
    situation = weigh(found.verdict, found.demand, answers, supposed=supposed)
    return Checked(
        items=(item,),
        verdict=found.verdict,
        findings=found.findings,
        indicators=found.indicators,
        demand=found.demand,
        plan=plan(situation, now, lang, more),
        situation=situation,
        language=found.language,
    )


def advise(
    answers: Mapping[str, str],
    now: datetime,
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
) -> tuple[Situation, Plan]:
    """The plan from answers alone, with no message at hand. Raises BadAnswer."""
    situation = weigh(None, None, answers, supposed=supposed)
    return situation, plan(situation, now, lang, more)


_converter = Converter()


def public(checked: Checked) -> dict[str, Any]:
    """The part of Checked that ``check --json`` prints, as plain lists and dicts: docs/formats/check.schema.json."""
    return {name: _converter.unstructure(getattr(checked, name)) for name in PUBLIC}


def plain(noun: Any) -> Any:
    """Any noun as plain lists and dicts."""
    return _converter.unstructure(noun)
