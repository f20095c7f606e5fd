"""One letter: its words, filled from the case and knowledge, as a Document and the list of what is still asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import cast

from attrs import evolve

from standfast.knowledge import ids, platform, release, steps, text, words
from standfast.knowledge.letter_rows import LetterRow, LetterText, PartRow
from standfast.knowledge.letters import asked, letter_text, letter_words, letters
from standfast.model import UNKNOWN, Asked, Block, Case, Document, Letter, LetterIncomplete, NotStored, Plan, Row, Situation

from .clean import foreign
from .dates import day
from .fits import applies, clock_for, paid_so
from .matter import Matter
from .show import SHOW
from .values import Values, given, label
from .ways import platform_ways


def letter(
    row_id: str,
    case: Case,
    situation: Situation,
    plan: Plan | None,
    lang: str,
    now: datetime,
    fingerprint: str = "",
    *,
    to_read: bool = False,
) -> Letter:
    """One letter as it stands now, gaps shown as gaps.

    ``lang`` is the language of the page; a letter that is written in one language (``written_in``) is in that one. ``now``: the
    person's local time. ``fingerprint``: of the pack that it goes into. ``to_read``: in the language of the page where it has such
    words, to read and not to send. Raises NotStored for an unknown id.
    """
    row = next((one for one in letters() if one.id == row_id), None)
    if row is None:
        raise NotStored(place=row_id)
    case = evolve(case, payments=paid_so(row, case))
    own = _own_text(row, lang)
    matter = _matter(case, situation, _language(row, lang, to_read), now, fingerprint)
    clock = clock_for(row, situation.country)
    use = own.use_minor if own.use_minor and situation.service_group == "minor" else own.use
    return Letter(
        id=row.id,
        group=row.group,
        title=own.title,
        use=" ".join((use, *(_ways(situation.platform, lang) if row.group == "take-down" else ()))),
        document=_document(row, Values(matter, row), plan),
        asked=_asked(row, case, lang),
        by_law=row.law,
        clock_hours=clock.hours if clock else 0,
        clock_is_law=clock.law if clock else False,
        clock_note=label(clock.note, lang) if clock else "",
    )


def _ways(platform_id: str, lang: str) -> Iterator[str]:
    for way in platform_ways(platform_id, lang):
        yield " ".join(filter(None, (way.text, f"({way.address})" if way.address else "")))


def complete(letter: Letter) -> Document:
    """The letter, ready to be sent. Raises LetterIncomplete, with the labels of what is missing, while it has gaps."""
    if letter.missing:
        raise LetterIncomplete(letter.id, fields="; ".join(one.label.rstrip(".") for one in letter.missing))
    return letter.document


def next_step(row: LetterRow, country: str, lang: str) -> tuple[str, tuple[str, ...]]:
    """What to do when the clock has run out: a sentence, and purposes of routes to go to. Empty where there is no clock."""
    clock = clock_for(row, country)
    return (label(clock.next, lang) if clock.next else "", clock.next_routes) if clock else ("", ())


def _language(row: LetterRow, lang: str, to_read: bool) -> str:
    here = letter_text(row.id, lang) if to_read or not row.written_in else None
    return lang if here and here.parts else row.written_in or "en"


def _own_text(row: LetterRow, lang: str) -> LetterText:
    return letter_text(row.id, lang) or cast(LetterText, letter_text(row.id, "en"))


def _matter(case: Case, situation: Situation, lang: str, now: datetime, fingerprint: str) -> Matter:
    name = _platform_name(situation.platform)
    return Matter(case, situation, lang, now, letter_words(lang), name, fingerprint, _step_titles(lang))


def _platform_name(platform_id: str) -> str:
    return platform(platform_id).name if platform_id in ids("platforms") else ""


def _step_titles(lang: str) -> Mapping[str, str]:
    english = {row.id: row.title for row in steps()}
    if lang not in ids("words"):
        return english
    here = words(lang).steps
    return {step: str(here.get(step, {}).get("title", title)) for step, title in english.items()}


def _asked(row: LetterRow, case: Case, lang: str) -> tuple[Asked, ...]:
    values = {name: given(asked(name), case) for name in row.asks}
    open_groups = [group for group in row.one_of if not any(values[name] for name in group)]
    required = {*row.required, *(name for group in open_groups for name in group)}
    either = {name for group in row.one_of for name in group}
    return tuple(_one_asked(name, values[name], name in required, name in either, lang) for name in row.asks)


def _one_asked(name: str, value: str, required: bool, either: bool, lang: str) -> Asked:
    row = asked(name)
    hint = label(row.hint, lang) if row.hint else ""
    choices = {choice: label(names, lang) for choice, names in row.choices.items()}
    return Asked(name, label(row.label, lang), hint, row.kind, value, required, choices, either)


def _document(row: LetterRow, values: Values, plan: Plan | None) -> Document:
    matter = values.matter
    own = cast(LetterText, letter_text(row.id, matter.lang))
    wording = matter.case.letters.get(row.id, "")
    blocks = _reworded(wording) if wording.strip() and not row.law else _blocks(own, values)
    return Document(
        id=row.id,
        title=values.fill(own.heading or own.title),
        lang=matter.lang,
        direction=matter.words.direction,
        blocks=tuple(blocks),
        notices=tuple(_notices(row, matter, plan)),
        as_of=row.as_of.isoformat(),
        country="" if matter.situation.country == UNKNOWN else matter.situation.country,
        is_message=row.group == "tell",
    )


def _reworded(wording: str) -> Iterator[Block]:
    """The person's own wording, paragraph by paragraph. A letter under a law keeps its own: it must stay complete."""
    yield from (Block("text", foreign(piece)) for piece in wording.replace("\r\n", "\n").split("\n\n") if piece.strip())


def _notices(row: LetterRow, matter: Matter, plan: Plan | None) -> Iterator[str]:
    """The plan's notices, but for the one that asks the person a question; the day of writing; the days of the facts."""
    if not release().signed:
        yield text("notice.test-build", matter.lang)
    known = {text(f"notice.{key}", lang) for key in ("test-build", "choose-country") for lang in (matter.lang, "en", "es")}
    yield from (one for one in (plan.notices if plan else ()) if one not in known)
    if row.group == "tell":  # it goes out as a message: dates of facts are no part of it
        return
    as_of = day(row.as_of, matter.order, matter.words)
    yield matter.words.text["written"].replace("{date}", day(matter.now.date(), matter.order, matter.words))
    yield matter.words.text["law" if row.law else "as-of"].replace("{date}", as_of)


def _blocks(own: LetterText, values: Values) -> Iterator[Block]:
    for part in own.parts:
        if applies(part.when, part.unless, values.matter.situation, values.matter.case.facts):
            yield from _part(part, values)


def _part(part: PartRow, values: Values) -> Iterator[Block]:
    found = [Block("text", line) for line in values.lines(part.text)]
    items = tuple(values.lines(part.list))
    found += [Block("list", items=items)] if items else []
    rows = tuple(_facts(part.facts, values))
    found += [Block("facts", rows=rows)] if rows else []
    if part.show:
        shown = SHOW[part.show](values.matter)
        if not shown and not part.empty:
            return
        found += shown or (Block("text", values.fill(part.empty)),)
    if found:
        yield from ([Block("heading", values.fill(part.heading))] if part.heading else [])
        yield from found


def _facts(pairs: Sequence[tuple[str, str]], values: Values) -> Iterator[Row]:
    for name, value in pairs:
        optional = name.startswith("?") or value.startswith("?")
        name, value = name.removeprefix("?"), value.removeprefix("?")
        missing = values.missing(value)
        if not (optional and missing) and not values.spare(value):
            yield Row(values.fill(name), values.fill(value), missing)
