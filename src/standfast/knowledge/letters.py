"""Letters and what they ask for: found by their folder, checked against their shape, once each. See docs/write.md."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TypeVar

from attrs import evolve

from standfast.model import CHOICES, DEMANDS, SURE, UNKNOWN, Fact, KnowledgeError

from . import loader
from .letter_rows import ASKED_KINDS, GROUPS, SHOWS, AskedRow, ClockRow, LetterParts, LetterRow, LetterText, LetterWords, PartRow
from .planning import GROUPS as AGE_GROUPS
from .schema import PURPOSES

T = TypeVar("T")

COMPUTED = (
    "today",
    "platform",
    "country",
    "area",
    "demand",
    "deadline",
    "first-contact",
    "last-contact",
    "case-id",
    "fingerprint",
)
"""Gaps that are filled from the case, the situation or knowledge; every other gap is an id of ``knowledge/asked``."""
GAP = re.compile(r"\{([^{}]*)\}")
_ROW_FILE = "letter"


def _load(letter_id: str, name: str, shape: type[T]) -> T:
    return loader.load(f"letters/{letter_id}", name, shape, letter_id)


@cache
def asked(asked_id: str) -> AskedRow:
    """One thing that letters ask for. Raises KnowledgeError for an unknown id or a malformed file."""
    place = f"knowledge/asked/{asked_id}.toml"
    if asked_id not in loader.ids("asked"):
        raise KnowledgeError(place, "there is no such file")
    row = loader.load("asked", asked_id, AskedRow)
    if row.kind not in ASKED_KINDS:
        raise KnowledgeError(place, f"kind = {row.kind!r}")
    if not row.label.get("en") or (row.kind == "choice") != bool(row.choices):
        raise KnowledgeError(place, "an English label is needed, and choices for kind = \"choice\" alone")
    return row


@cache
def letter_words(lang: str) -> LetterWords:
    """Labels of the tables, months and fixed sentences of letters in one language; English where there is no such file."""
    return loader.load("letter-words", lang if lang in loader.ids("letter-words") else "en", LetterWords)


@cache
def letters() -> tuple[LetterRow, ...]:
    """Every letter, in the order it is shown. Raises KnowledgeError for a malformed file."""
    rows = [_load(name, _ROW_FILE, LetterRow) for name in loader.folders("letters")]
    for row in rows:
        check_row(row)
    known = {row.id for row in rows}
    for row in rows:
        _refuse(f"knowledge/letters/{row.id}/letter.toml", "replaces", row.replaces, known)
    return tuple(sorted(rows, key=lambda row: (GROUPS.index(row.group), row.order, row.id)))


@cache
def letter_languages(letter_id: str) -> tuple[str, ...]:
    """The languages that a letter has words in, sorted."""
    return tuple(name for name in loader.ids(f"letters/{letter_id}") if name != _ROW_FILE)


@cache
def letter_text(letter_id: str, lang: str) -> LetterText | None:
    """The words of one letter in one language; None where it has none. Raises KnowledgeError for a malformed file."""
    if letter_id not in loader.folders("letters") or lang not in letter_languages(letter_id):
        return None
    text = _load(letter_id, lang, LetterText)
    text = evolve(text, parts=tuple(whole(text.parts, lang, f"knowledge/letters/{letter_id}/{lang}.toml")))
    check_text(_load(letter_id, _ROW_FILE, LetterRow), text, lang)
    return text


@cache
def _groups(lang: str) -> Mapping[str, tuple[PartRow, ...]]:
    return loader.load("letter-parts", lang, LetterParts).groups if lang in loader.ids("letter-parts") else {}


def whole(parts: Iterable[PartRow], lang: str, place: str) -> Iterator[PartRow]:
    """The parts, those that only name groups replaced by what the groups hold. Raises KnowledgeError for a group that is not there."""
    for part in parts:
        if not part.same:
            yield part
            continue
        if part != PartRow(same=part.same):
            raise KnowledgeError(place, f"same = {list(part.same)} stands beside other words")
        _refuse(place, "same", part.same, _groups(lang))
        yield from (one for name in part.same for one in _groups(lang)[name])


def letter_facts() -> Iterator[Fact]:
    """One dated row for each letter, for ``standfast facts``."""
    for row in letters():
        text = letter_text(row.id, "en")
        title = text.title if text else row.id
        yield Fact(f"letters/{row.id}/letter.toml", row.id, title, row.source, row.as_of, row.sure, row.recheck_by, row.check)


def gaps(text: LetterText) -> Iterator[str]:
    """Every gap that a text names, in its order, repeated where it is."""
    yield from GAP.findall(text.heading)
    for part in text.parts:
        for line in (part.heading, *part.text, *part.list, *(piece for pair in part.facts for piece in pair)):
            yield from GAP.findall(line)


def _refuse(place: str, key: str, values: Iterable[str], known: Iterable[str]) -> None:
    strange = sorted(set(values) - set(known))
    if strange:
        raise KnowledgeError(place, f"{key}: {', '.join(strange)}", problem="not a known value")


@cache
def _vocabulary() -> Mapping[str, frozenset[str]]:
    words = {key: frozenset(values) for key, values in CHOICES.items()}
    words |= {group: frozenset({"minor", "adult", UNKNOWN}) for group in AGE_GROUPS}
    words["demanded"] = frozenset(DEMANDS)
    for key, folder in (("country", "countries"), ("area", "areas"), ("platform", "platforms")):
        words[key] = frozenset({*loader.ids(folder), UNKNOWN})
    words["nation"] = frozenset({UNKNOWN, *(one for iso in loader.ids("countries") for one in loader.country(iso).nations)})
    return words


def _check_rules(place: str, rules: Mapping[str, tuple[str, ...]], asks: tuple[str, ...] = ()) -> None:
    for key, values in rules.items():
        if key in asks:
            row = asked(key)
            _refuse(place, f"rule {key}", values, row.choices if row.choices else ("yes", UNKNOWN))
        else:
            _refuse(place, "rule", (key,), _vocabulary())
            _refuse(place, f"rule {key}", values, _vocabulary()[key])


def check_row(row: LetterRow) -> None:
    """Raises KnowledgeError where a row names something that does not exist, or does not say where it is from."""
    place = f"knowledge/letters/{row.id}/letter.toml"
    _refuse(place, "group", (row.group,), GROUPS)
    _refuse(place, "sure", (row.sure,), SURE)
    _refuse(place, "countries", row.countries, loader.ids("countries"))
    _refuse(place, "areas", row.areas, loader.ids("areas"))
    _refuse(place, "platforms", row.platforms, loader.ids("platforms"))
    _refuse(place, "asks", row.asks, loader.ids("asked"))
    _refuse(place, "required", row.required, row.asks)
    _refuse(place, "one_of", (name for group in row.one_of for name in group), row.asks)
    _refuse(place, "routes", row.routes, PURPOSES)
    for rules in (row.when, row.unless):
        _check_rules(place, rules)
    for clock in row.clocks:
        _check_clock(place, clock)
    if not row.source or row.as_of >= row.recheck_by:
        raise KnowledgeError(place, "a source is needed, and a day to look again after as_of")
    if len(set(row.asks)) != len(row.asks):
        raise KnowledgeError(place, "asks: the same thing twice")
    needed = {row.written_in or "en", "en"}
    _refuse(place, "no words in", needed, letter_languages(row.id))


def _check_clock(place: str, clock: ClockRow) -> None:
    _refuse(place, "clocks.next_routes", clock.next_routes, PURPOSES)
    _refuse(place, "clocks.countries", clock.countries, loader.ids("countries"))
    if clock.hours <= 0 or not clock.note.get("en"):
        raise KnowledgeError(place, "clocks: hours above 0 and an English note are needed")


def check_text(row: LetterRow, text: LetterText, lang: str) -> None:
    """Raises KnowledgeError where a text has a gap that nothing fills, or shows what does not exist."""
    place = f"knowledge/letters/{row.id}/{lang}.toml"
    _refuse(place, "gap", gaps(text), (*row.asks, *COMPUTED))
    if any("{" in line for line in (text.title, text.use, text.use_minor)):
        raise KnowledgeError(place, "title, use and use_minor have no gaps: a list of letters shows them as they are")
    secret = [name for name in gaps(text) if name not in COMPUTED and asked(name).private]
    if secret:
        raise KnowledgeError(place, f"gap: {', '.join(secret)}", problem="a code or PIN is never written into a letter")
    if lang == (row.written_in or "en") and not text.parts:
        raise KnowledgeError(place, "the letter itself has no parts in its own language")
    for number, part in enumerate(text.parts, start=1):
        _check_part(f"{place}, part {number}", row, part)


def _check_part(place: str, row: LetterRow, part: PartRow) -> None:
    if part.show:
        _refuse(place, "show", (part.show,), SHOWS)
    for rules in (part.when, part.unless):
        _check_rules(place, rules, row.asks)
    for line in (part.heading, *part.text, *part.list, *(piece for pair in part.facts for piece in pair)):
        left = GAP.sub("", line)
        if "{" in left or "}" in left:
            raise KnowledgeError(place, line, problem="a brace that belongs to no gap")
