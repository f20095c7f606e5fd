"""The shape of letters: what each one needs to know, where it goes, and its words, one file for each language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

GROUPS = ("police", "take-down", "money", "tell", "hand-over", "record")
SHOWS = (
    "timeline",
    "senders",
    "identifiers",
    "payments",
    "kept",
    "left-out",
    "references",
    "findings",
    "quotes",
    "done",
    "links",
)
"""Tables and lists that are made from the case: see docs/write.md."""
ASKED_KINDS = ("text", "lines", "date", "tick", "choice")


@frozen
class AskedRow:
    """One thing that letters ask the person for: ``knowledge/asked/<id>.toml``. Asked once, used by every letter."""

    id: str
    kind: str
    label: Mapping[str, str]
    """By language: English, Spanish (the pages), and each language that a letter is written in."""
    hint: Mapping[str, str] = field(factory=dict[str, str])
    choices: Mapping[str, Mapping[str, str]] = field(factory=dict[str, Mapping[str, str]])
    """Choice id -> language -> label."""
    private: bool = False
    """A code or PIN: shown to the person, never written into a letter."""


@frozen
class ClockRow:
    """How long the receiver has, once the person says that it was sent."""

    hours: int
    law: bool
    """Whether it is a deadline in force; a duty whose start is not confirmed is none."""
    note: Mapping[str, str]
    """By language: what it rests on."""
    next: Mapping[str, str] = field(factory=dict[str, str])
    """By language: what to do when it runs out."""
    next_routes: tuple[str, ...] = ()
    """Purposes of routes to go to then."""
    countries: tuple[str, ...] = ()


@frozen
class LetterRow:
    """``knowledge/letters/<id>/letter.toml``."""

    id: str
    group: str
    order: int
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    written_in: str = ""
    """Language of the letter itself; empty: the language of the page."""
    countries: tuple[str, ...] = ()
    """Empty: all."""
    areas: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """As in a step: all keys must hold, any value will do."""
    unless: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    asks: tuple[str, ...] = ()
    """Ids of ``knowledge/asked``, in the order they are asked."""
    required: tuple[str, ...] = ()
    """Those among ``asks`` without which it is never sent."""
    one_of: tuple[tuple[str, ...], ...] = ()
    """Of each group one must be filled in: an email address or a phone number will do."""
    routes: tuple[str, ...] = ()
    """Purposes of routes it goes to."""
    replaces: tuple[str, ...] = ()
    """Letters that are not shown where this one is: a force's own report replaces the country's."""
    pays: tuple[str, ...] = ()
    """The ways of payment that it is about (``Payment.how``); empty: all."""
    clocks: tuple[ClockRow, ...] = ()
    law: bool = False
    """Its fields come from a law: it says on which day they were checked, and that it is not legal advice."""
    check: str = ""


@frozen
class PartRow:
    """A piece of a letter. ``text`` and ``list`` may hold ``{gaps}``; see docs/knowledge.md."""

    heading: str = ""
    text: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    """Groups of ``letter-parts/<lang>.toml`` that stand in place of this part, which then says nothing else."""
    facts: tuple[tuple[str, str], ...] = ()
    """(label, value with gaps)"""
    show: str = ""
    """One of SHOWS."""
    empty: str = ""
    """Said in place of ``show`` where there is nothing; without it the whole part is left out."""
    when: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    unless: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])


@frozen
class LetterText:
    """``knowledge/letters/<id>/<lang>.toml``. A page language without ``parts`` only names the letter and says how to use it."""

    id: str
    title: str
    use: str
    """To the person, in this language."""
    use_minor: str = ""
    """In place of ``use`` where the person shown is, or was then, under 18 (``service_group`` minor)."""
    heading: str = ""
    """First line of the letter itself; empty: ``title``."""
    parts: tuple[PartRow, ...] = ()


@frozen
class LetterParts:
    """``knowledge/letter-parts/<lang>.toml``: parts that letters in that language share, by the name of their group."""

    id: str
    groups: Mapping[str, tuple[PartRow, ...]]


@frozen
class LetterWords:
    """``knowledge/letter-words/<lang>.toml``: what every letter in that language shares."""

    id: str
    months: tuple[str, ...]
    """January first, as they stand inside a date."""
    dates: Mapping[str, str]
    """``dmy mdy ymd`` -> a date with ``{day} {month} {year}``."""
    not_filled: str
    """``{label}``: a thing the person was asked for and did not give."""
    not_known: str
    """``{label}``: a thing that neither the case nor the person says."""
    computed: Mapping[str, str]
    """Gap id of ``letters.COMPUTED`` -> its label."""
    text: Mapping[str, str]
    """Heads of tables, kinds of indicators and fixed sentences, by dotted key."""
    direction: str = "ltr"
