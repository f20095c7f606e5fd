"""The shape of every knowledge file. Unknown keys are refused, so a typing slip cannot hide a fact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

PURPOSES = (
    "emergency",
    "crisis",
    "police",
    "police-child",
    "police-find",
    "takedown-child",
    "takedown-adult",
    "image-abuse",
    "fraud",
    "bank",
    "phishing-mail",
    "phishing-text",
    "domestic-abuse",
    "victim-support",
    "advice",
    "tip",
    "regulator",
    "search-removal",
)
"""What a route is for. Steps name purposes; the country file says who serves them."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@frozen
class Hours:
    """Open on ``days`` from ``open`` to ``close`` local time ("HH:MM"); a close at or before open ends the next day."""

    days: tuple[str, ...]
    open: str
    close: str


@frozen
class ContactRow:
    kind: str
    value: str
    say: str = ""
    note: str = ""
    sure: str = ""
    """Where one channel is less sure than its row; empty means the row's own rating."""


@frozen
class RouteRow:
    id: str
    name: str
    does: str
    purposes: tuple[str, ...]
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    contacts: tuple[ContactRow, ...] = ()
    always_open: bool = False
    hours: tuple[Hours, ...] = ()
    """Empty and not ``always_open``: hours not known, never shown as open."""
    hours_sure: str = ""
    """Rating of the hours alone; C or K: never shown as open now."""
    holidays_shut: bool = False
    min_age: int = 0
    max_age: int = 120
    kinds: tuple[str, ...] = ()
    """Verdict kinds it serves; empty: all."""
    nations: tuple[str, ...] = ()
    """Parts of the country it serves; empty: all."""
    languages: tuple[str, ...] = ()
    cost: str = ""
    note: str = ""
    order: int = 50
    """Smaller stands first among routes with the same purpose."""
    check: str = ""
    """What a person must check by hand before release."""


@frozen
class Country:
    id: str
    name: str
    languages: tuple[str, ...]
    emergency: str
    """The number to ring when someone is in danger now."""
    emergency_sure: str
    emergency_source: tuple[str, ...]
    emergency_as_of: date
    emergency_recheck_by: date
    date_order: str
    """``dmy``, ``mdy`` or ``ymd``."""
    currency: str
    nations: Mapping[str, str] = field(factory=dict[str, str])
    routes: tuple[RouteRow, ...] = ()
    law: tuple[LawRow, ...] = ()
    emergency_check: str = ""


@frozen
class LawRow:
    id: str
    text: str
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    nations: tuple[str, ...] = ()
    check: str = ""


@frozen
class Area:
    """A police area: its own channels come before the country's police row."""

    id: str
    country: str
    name: str
    nation: str
    home: str
    """The force's home page, which stands in wherever a deeper address is not verified."""
    routes: tuple[RouteRow, ...]


@frozen
class PlatformFact:
    id: str
    topic: str
    """``report block preserve takedown export privacy police-data``"""
    text: str
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    address: str = ""
    check: str = ""


@frozen
class Platform:
    id: str
    name: str
    stopncii: str
    """``yes``, ``no`` or ``not seen`` in the partner lists read."""
    take_it_down: str
    facts: tuple[PlatformFact, ...]
    words: tuple[str, ...] = ()
    """How people name it in messages, lower case."""


@frozen
class StepRow:
    """One act, one file. English text lives here; other languages carry theirs in ``words/<lang>.toml``."""

    id: str
    phase: str
    order: int
    title: str
    why: str
    how: tuple[str, ...]
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    when: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """All keys must hold; any value in a list will do. Keys are Situation fields, ``*_group`` properties or ``branch``."""
    unless: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """Any key that holds leaves the step out."""
    routes: tuple[str, ...] = ()
    """Purposes, in the order shown; ``planning.PLATFORM_TOPICS`` take a fact from the platform's file."""
    before: tuple[str, ...] = ()
    """Ids of steps that must come later than this one, whatever their order."""
    skip: str = ""
    acts: tuple[str, ...] = ()
    """What the step has the person do: ``planning.ACTS``."""
    needs_route: bool = False
    """Left out where nobody serves its routes: an act that is nothing without an address."""
    check: str = ""


@frozen
class FindingRow:
    """The sentences of one kind of finding. ``{gaps}`` are filled with words of the message."""

    id: str
    says: str
    limits: str


@frozen
class Tactics:
    """The wording of one language. See docs/knowledge.md for the pattern language."""

    id: str
    name: str
    common: tuple[str, ...]
    """About 40 very frequent small words, to guess the language of a short text."""
    words: Mapping[str, tuple[str, ...]]
    """Word classes, used in patterns as ``<class>``."""
    tactics: Mapping[str, TacticRow]
    units: Mapping[str, tuple[str, ...]]
    """``minute hour day week month``: the words of this language for each."""
    numbers: Mapping[str, int]
    """Number words that occur in deadlines."""
    weekdays: Mapping[str, int]
    """Monday is 0."""


@frozen
class TacticRow:
    any: tuple[str, ...]
    """Patterns; one is enough."""
    hits: tuple[str, ...] = ()
    """Words that must be found, and words that must not: for the tests, left out of the site's engine."""
    near_misses: tuple[str, ...] = ()


@frozen
class DeadlineWords:
    """How one language sets a time limit, for find/demand. Words and phrases, folded; they add to the language's Tactics."""

    id: str
    name: str
    gives: tuple[str, ...]
    """Before a time span, to the reader: "you have", "I give you"."""
    within: tuple[str, ...]
    by: tuple[str, ...]
    """Before a moment, which counts until it ends: "by Friday" is all of Friday."""
    before: tuple[str, ...]
    """Before a moment, which counts until it begins."""
    after: tuple[str, ...]
    left: tuple[str, ...]
    """After a time span: "left", "to pay"."""
    past_before: tuple[str, ...]
    """Before a time span that is no limit: "for", "since", "every"."""
    past_after: tuple[str, ...]
    more: tuple[str, ...]
    """An extension, not the limit: "another"."""
    about: tuple[str, ...]
    """What may stand between these and the span: "only", "less than"."""
    wants: tuple[str, ...]
    """What makes a bare "tonight" a limit: "pay", "or else"."""
    filler: tuple[str, ...]
    """What may stand inside a moment: "at", "next", "the end of"."""
    plus: tuple[str, ...]
    """And: between tens and ones."""
    am: tuple[str, ...]
    pm: tuple[str, ...]
    clock: tuple[str, ...]
    moments: Mapping[str, tuple[str, ...]]
    """``today tonight tomorrow overmorrow noon midnight morning afternoon evening weekend``"""
    clock_before: tuple[str, ...] = ()
    """Before a clock time: "alas 9", "jam 10"."""
    by_after: tuple[str, ...] = ()
    """As ``by``, behind the moment: "kal tak", "cumaya kadar"."""
    before_after: tuple[str, ...] = ()
    """As ``before``, behind the moment: "6 baje se pehle"."""
    counted: Mapping[str, Mapping[str, float]] = field(factory=dict[str, Mapping[str, float]])
    """Words that hold their own number: Arabic ``ساعتين`` is ``{hour = 2}``."""
    one: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """Units that mean one of them without a number: "within the hour"."""
    units: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    numbers: Mapping[str, float] = field(factory=dict[str, float])
    weekdays: Mapping[str, int] = field(factory=dict[str, int])


@frozen
class Words:
    """All text that a door shows in one language, by dotted key."""

    id: str
    name: str
    direction: str
    text: Mapping[str, str]
    steps: Mapping[str, Mapping[str, object]] = field(factory=dict[str, Mapping[str, object]])
    findings: Mapping[str, Mapping[str, str]] = field(factory=dict[str, Mapping[str, str]])
    questions: Mapping[str, Mapping[str, object]] = field(factory=dict[str, Mapping[str, object]])
    """``text``, ``why``, and by choice id the ``choices`` (labels) and ``hints``."""
    guides: Mapping[str, Mapping[str, object]] = field(factory=dict[str, Mapping[str, object]])
    sentences: Mapping[str, str] = field(factory=dict[str, str])
    """By their English words: contacts, platform facts, laws, places. ``{n}`` stands for a number that a program writes."""
    thousands: str = ","
    """What stands between thousands."""
