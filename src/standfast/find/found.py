"""Everything found in one Item, in one call."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterable
from functools import cache
from importlib import import_module

from attrs import frozen

from standfast.model import Demand, Finding, Indicator, Item, Kind, Strength, Verdict

from .demand import demand
from .evidence import Evidence, Question
from .understanding import Understood, received_at, understand
from .verdict import judge

_ORDER = {strength: place for place, strength in enumerate(Strength)}


@frozen
class Found:
    """What one Item holds."""

    item: Item
    verdict: Verdict
    findings: tuple[Finding, ...]
    indicators: tuple[Indicator, ...]
    demand: Demand
    language: str


def _demand(seen: Understood, verdict: Verdict) -> Demand:
    """Looked for where somebody may demand something; ordinary mail is spared the work."""
    urgent = any(hit.tactic == "demand-self-harm" for hit in seen.hits)
    if verdict.kind is Kind.NONE and not (verdict.asks_for_help or urgent):
        return Demand()
    return demand(seen.item.id, seen.item.text, seen.folded, seen.langs, seen.hits, received_at(seen.item))


@cache
def asked() -> tuple[Question, ...]:
    """Every question, by its file's name."""
    from . import questions as folder

    return tuple(import_module(f"{folder.__name__}.{module.name}").QUESTION for module in pkgutil.iter_modules(folder.__path__))


def find(
    item: Item, own: frozenset[str] = frozenset(), lang: str = "en", around: frozenset[str] = frozenset(), langs: tuple[str, ...] = ()
) -> Found:
    """Look at one Item. ``own`` are the person's addresses, numbers and handles, ``lang`` theirs too. Never raises on any text.

    ``around`` and ``langs`` are what the rest of a conversation showed: see ``find.talk``.
    """
    seen = understand(item, own, langs)
    judged = judge(seen, around=around)
    wants = _demand(seen, judged.verdict)
    place = (judged.start, judged.end)
    evidence = Evidence(
        item, seen.folded, seen.langs, seen.hits, seen.indicators, wants, judged.verdict, own, place, judged.too_little, lang
    )
    findings = in_order(finding for question in asked() for finding in question.look(evidence))
    return Found(item, judged.verdict, findings, seen.indicators, wants, seen.langs[0])


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Strongest first."""
    return tuple(sorted(findings, key=lambda finding: _ORDER[finding.strength]))
