"""The guides: one file for each path of the first page. Words and order are data; a door only shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import cast

from attrs import evolve, field, frozen

from standfast.model import Fact, KnowledgeError

from . import loader

ICONS = ("talk", "envelope", "frames", "coin", "people", "lock", "phone")
ART = ("shore", "stones", "envelopes", "frames", "phone", "sheet", "cups", "window", "")
PART_KINDS = ("text", "talk", "sheet")
"""``text`` is shown as a panel, ``talk`` as words to speak, ``sheet`` as the page that is printed and signed."""
PART_WORDS = ("heading", "text", "points", "say", "avoid")
GUIDE_WORDS = ("choice", "choice_more", "title", "lead")
"""What a translation may, and must, replace."""


@frozen
class GuidePart:
    """One block of a guide."""

    heading: str
    kind: str = "text"
    text: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    """Ids of ``knowledge/steps`` whose title, why and how are shown here."""
    say: tuple[str, ...] = ()
    """Words to speak, shown as quotes."""
    avoid: tuple[str, ...] = ()
    """Words that close the door."""
    first: bool = False
    """Stands before the first steps: safety planning comes before saving, blocking and settings (rule 12)."""
    fold: bool = False
    """Folded away on the screen; open on paper."""
    purposes: tuple[str, ...] = ()
    """Routes with these purposes are listed here, in this order."""
    source: tuple[str, ...] = ()
    """Where this part has its own facts; empty: the guide's own date and sources hold."""
    as_of: date | None = None
    sure: str = ""
    recheck_by: date | None = None
    check: str = ""


@frozen
class Guide:
    """One path: what the first page offers, and what stands behind it."""

    id: str
    order: int
    choice: str
    """The line on the first page."""
    choice_more: str
    icon: str
    title: str
    """The h1. It names no subject: the page may be seen over a shoulder."""
    lead: str
    parts: tuple[GuidePart, ...]
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    art: str = ""
    sets: Mapping[str, str] = field(factory=dict[str, str])
    """Answers that whoever comes this way has given already; Situation fields and their choices."""
    leads_to_plan: bool = True
    first_steps: bool = False
    """Show the plan's ``now`` steps, made with ``sets``, as the first block."""
    check: str = ""


def _translated(english: GuidePart, row: Mapping[str, object]) -> GuidePart:
    """The part with another language's words; what is no word (steps, purposes, facts) stays."""
    changes: dict[str, object] = {}
    for key in PART_WORDS:
        if key not in row:
            continue
        value = row[key]
        changes[key] = value if isinstance(value, str) else tuple(cast(Sequence[str], value))
    return evolve(english, **changes)


def _in_language(english: Guide, lang: str) -> Guide:
    row = loader.words(lang).guides.get(english.id)
    if row is None:
        return english
    parts = cast(Sequence[Mapping[str, object]], row.get("parts", ()))
    if len(parts) != len(english.parts):
        place = f"knowledge/words/{lang}.toml"
        raise KnowledgeError(place, f"guides.{english.id}: {len(parts)} parts where English has {len(english.parts)}")
    changes = {key: str(row[key]) for key in GUIDE_WORDS if key in row}
    return evolve(english, **changes, parts=tuple(map(_translated, english.parts, parts)))


@cache
def guide(guide_id: str, lang: str = "en") -> Guide:
    """One guide in one language; where a language has no words for it, in English. Raises KnowledgeError for an unknown id."""
    if guide_id not in loader.ids("guides"):
        raise KnowledgeError(f"knowledge/guides/{guide_id}.toml", "there is no such guide")
    # The loader's one way to read a file of knowledge; private to the package, not to the file.
    english = loader.load("guides", guide_id, Guide)
    return english if lang == "en" else _in_language(english, lang)


@cache
def guides(lang: str = "en") -> tuple[Guide, ...]:
    """Every guide, in the order of the first page."""
    return tuple(sorted((guide(name, lang) for name in loader.ids("guides")), key=lambda row: (row.order, row.id)))


def guide_facts() -> Iterator[Fact]:
    """Every dated text of the guides: one row for each guide, and one for each part with facts of its own."""
    for one in guides():
        where = f"guides/{one.id}.toml"
        yield Fact(where, one.id, one.title, one.source, one.as_of, one.sure, one.recheck_by, one.check)
        for place, part in enumerate(one.parts, start=1):
            if part.as_of and part.recheck_by:
                yield Fact(where, f"{one.id}-{place}", part.heading, part.source, part.as_of, part.sure, part.recheck_by, part.check)
