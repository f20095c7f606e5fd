"""From a file or words to what they are and what to do: read -> find -> weigh -> plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from attrs import frozen
from cattrs import Converter

from standfast.find import Found, FoundTalk, find, find_talk
from standfast.knowledge import RouteRow
from standfast.model import BLACKMAIL, Demand, Finding, Indicator, Item, Kind, Plan, ReadError, Situation, Talk, Verdict
from standfast.plan import plan, weigh
from standfast.read import Watch, read, read_bytes

NOTHING: Mapping[str, str] = {}
PUBLIC = ("items", "verdict", "findings", "indicators", "demand", "plan", "talk")
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
    talk: Talk | None = None
    """Where it is a conversation: ``items`` are then the lines that the findings rest on, not all of it."""


def check(
    source: str | Path | bytes,
    now: datetime,
    answers: Mapping[str, str] = NOTHING,
    own: frozenset[str] = frozenset(),
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
    words_only: bool = False,
    watch: Watch | None = None,
) -> Iterator[Checked | ReadError]:
    """Everything in one file (a path) or in pasted bytes; what cannot be read comes as an error among the rest.

    A conversation is judged as one. ``words_only``: the person looked, and pictures in it show words, no intimate picture.

    ``now`` is the person's local wall clock, ``own`` their addresses, numbers and handles, ``more`` a home's contact rows,
    which stand first, ``supposed`` the place that a home supposes. Raises BadAnswer.
    """
    items = read_bytes(source, words_only=words_only) if isinstance(source, bytes) else read(source, words_only, watch)
    yield from check_items(items, now, answers, own, lang, more, supposed)


def check_items(
    items: Iterable[Item | ReadError],
    now: datetime,
    answers: Mapping[str, str] = NOTHING,
    own: frozenset[str] = frozenset(),
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
) -> Iterator[Checked | ReadError]:
    """The same for Items that are being read: lines of one thread, which come one after the other, are judged together."""
    for one in gathered(items, own, lang):
        yield one if isinstance(one, ReadError) else check_item(one, now, answers, own, lang, more, supposed)


def gathered(
    items: Iterable[Item | ReadError], own: frozenset[str] = frozenset(), lang: str = "en"
) -> Iterator[Item | FoundTalk | ReadError]:
    """Single messages as they are, and each conversation as one, already looked at: it is never held as a whole.

    A mail and what came attached to it stand in the order of how much they look like blackmail: a harmless covering note
    must not be the first thing that is said.
    """
    family: list[Item | FoundTalk] = []
    for one in _each(items, own, lang):
        if isinstance(one, ReadError) or not (family and _came_with(one, family[0])):
            yield from _worst_first(family)
            family = []
        if isinstance(one, ReadError):
            yield one
        else:
            family.append(one)
    yield from _worst_first(family)


def _each(items: Iterable[Item | ReadError], own: frozenset[str], lang: str) -> Iterator[Item | FoundTalk | ReadError]:
    errors: list[ReadError] = []
    for thread, lines in groupby(_set_aside(items, errors), key=_thread_of):
        if thread is None:
            for item in lines:
                yield from _taken(errors)
                yield item
        elif (talk := find_talk(lines, own, lang)) is not None:
            yield from _taken(errors)
            yield talk
        yield from _taken(errors)
    yield from _taken(errors)


def _came_with(one: Item | FoundTalk, first: Item | FoundTalk) -> bool:
    """Whether it was attached to the mail ``first``: its id and its place begin with the mail's."""
    if not isinstance(first, Item) or first.kind != "mail":
        return False
    item = one if isinstance(one, Item) else one.items[0]
    return item.id.startswith(f"{first.id}.") or item.origin.file.startswith(f"{first.origin.file}!")


def _worst_first(family: list[Item | FoundTalk]) -> list[Item | FoundTalk]:
    if len(family) < 2:
        return family
    judged = [(one, (find(one) if isinstance(one, Item) else one).verdict) for one in family]
    judged.sort(key=lambda pair: (pair[1].kind not in BLACKMAIL, -pair[1].score))
    return [one for one, _ in judged]


def understood(
    items: Iterable[Item | ReadError], own: frozenset[str] = frozenset(), lang: str = "en"
) -> Iterator[Found | FoundTalk | ReadError]:
    """Each message and each conversation, without a plan: what ``triage`` sorts by."""
    for one in gathered(items, own, lang):
        yield find(one, own, lang) if isinstance(one, Item) else one


def _thread_of(item: Item) -> tuple[str, str] | None:
    return (item.origin.file, item.thread) if item.thread else None


def _set_aside(items: Iterable[Item | ReadError], errors: list[ReadError]) -> Iterator[Item]:
    """An error between two lines does not end their conversation."""
    for item in items:
        if isinstance(item, ReadError):
            errors.append(item)
        else:
            yield item


def _taken(errors: list[ReadError]) -> Iterator[ReadError]:
    yield from errors
    errors.clear()


def check_item(
    item: Item | FoundTalk,
    now: datetime,
    answers: Mapping[str, str] = NOTHING,
    own: frozenset[str] = frozenset(),
    lang: str = "en",
    more: tuple[RouteRow, ...] = (),
    supposed: Mapping[str, str] = NOTHING,
) -> Checked:
    """One Item that was already read, or one conversation that was already looked at. Raises BadAnswer."""
    found = find(item, own, lang) if isinstance(item, Item) else item
    situation = weigh(found.verdict, found.demand, answers, supposed=supposed)
    return Checked(
        items=(found.item,) if isinstance(found, Found) else found.items,
        verdict=found.verdict,
        findings=found.findings,
        indicators=found.indicators,
        demand=found.demand,
        plan=plan(situation, now, lang, more),
        situation=situation,
        language=found.language,
        talk=None if isinstance(found, Found) else found.talk,
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


def is_quiet(checked: Checked) -> bool:
    """No threat, nobody who asks for help, or too few words to say."""
    few = any(finding.id == "too-little-text" for finding in checked.findings)
    flags = checked.verdict.asks_for_help or checked.verdict.talks_of_self_harm
    return not flags and (checked.verdict.kind is Kind.NONE or (checked.verdict.kind is Kind.UNSURE and few))


_converter = Converter()


def public(checked: Checked) -> dict[str, Any]:
    """The part of Checked that ``check --json`` prints, as plain lists and dicts: docs/formats/check.schema.json."""
    return {name: _converter.unstructure(getattr(checked, name)) for name in PUBLIC}


def plain(noun: Any) -> Any:
    """Any noun as plain lists and dicts."""
    return _converter.unstructure(noun)
