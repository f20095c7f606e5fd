"""``standfast letter``: what fits, and one of them to read, save and send. The tool sends nothing (rule 10)."""

from __future__ import annotations

import sys
from datetime import datetime

from attrs import frozen

from standfast import keep
from standfast.model import Asked, BadAnswer, Case, Document, Letter
from standfast.pipeline import case as cases
from standfast.write import as_html, as_text, complete

from . import show
from .case_change import facts as facts_of
from .case_open import ask, asks, clock, guarded, opened, written
from .options import Given
from .options import answers as answers_of
from .page import Page, json_line

ENDINGS = (".txt", ".html", ".pdf")
"""Of ``--out``: what the letter is written as."""


@frozen
class Wanted:
    """One letter, as the options say. ``letter``: its id, empty for the list; ``sent``: None where it was not said."""

    letter: str
    out: str = ""
    sent: str | None = None
    lang: str = "en"
    at: str = ""
    json: bool = False


def run(wanted: Wanted, file: str, given: str, options: Given, facts: list[str]) -> int:
    """From a case, or, without one, from the answers and facts given. Exit code 0 or 2."""
    return guarded(lambda: _run(wanted, file, given, options, facts))


def _run(wanted: Wanted, file: str, given: str, options: Given, facts: list[str]) -> int:
    now, answers, told = clock(wanted.at), answers_of(options), facts_of(facts)
    if not file:
        _act(Case("", now.isoformat(), answers=answers, facts=told), wanted, now)
        return 0
    with opened(file, given) as case_file:
        when = cases.mark(now)
        case = keep.answered(case_file.case, {**case_file.case.answers, **answers}, when) if answers else case_file.case
        case, letter = _act(keep.told(case, told, when), wanted, now)
        if letter and wanted.sent is not None:
            case = cases.sent(case, letter.id, _moment(wanted.sent, now), now, wanted.lang)
        if case != case_file.case:
            case_file.save(case)
    if letter and wanted.sent is not None and not wanted.json:
        row = next(one for one in reversed(case.follow_ups) if one.letter == letter.id)
        _tell(show.say("letter.due" if row.due else "letter.sent", due=row.due[:16].replace("T", " "), note=letter.clock_note))
    return 0


def _act(case: Case, wanted: Wanted, now: datetime) -> tuple[Case, Letter | None]:
    """Lists, prints or writes; the case comes back with what was asked for on the way."""
    if not wanted.letter:
        _list(case, wanted, now)
        return case, None
    letter = cases.case_letter(wanted.letter, case, now, wanted.lang)
    if letter.missing and asks() and not wanted.json:
        case = keep.told(case, _asked(letter.missing), cases.mark(now))
        letter = cases.case_letter(wanted.letter, case, now, wanted.lang)
    if wanted.json:
        missing = [one.id for one in letter.missing]
        print(json_line({"id": letter.id, "title": letter.title, "missing": missing, "text": _text(letter, case)}))
    elif wanted.out:
        _tell_missing(letter)
        written(wanted.out, in_form(complete(letter), wanted.out))
        _tell(show.say("letter.written", out=wanted.out))
    else:
        _show(letter, case)
    return case, letter


def _list(case: Case, wanted: Wanted, now: datetime) -> None:
    page = Page()
    for row in cases.case_letters(case):
        letter = cases.case_letter(row.id, case, now, wanted.lang)
        if wanted.json:
            print(json_line({"id": row.id, "group": row.group, "title": letter.title, "missing": [one.id for one in letter.missing]}))
        page.add(f"{row.id}  {letter.title}", "step")
        if letter.missing:
            page.add(show.say("letter.missing", fields=", ".join(one.id for one in letter.missing)), "soft", 2)
    if not wanted.json:
        show.notice(page)
        page.show()


def _asked(rows: tuple[Asked, ...]) -> dict[str, str]:
    """What a letter needs to know, asked one by one; each can be skipped."""
    found: dict[str, str] = {}
    for row in rows:
        choices = " / ".join(f"{key} = {label}" for key, label in row.choices.items())
        value = ask("letter.ask", label=row.label, hint=" ".join(part for part in (row.hint, choices) if part))
        if value and row.kind == "tick":
            value = "yes" if value.casefold()[:1] in {"y", "s"} else ""
        if value:
            found[row.id] = value
    return found


def _show(letter: Letter, case: Case) -> None:
    """The letter alone on standard output, what is said about it beside it: so that it can be piped and copied."""
    _tell(letter.use)
    page = Page()
    page.add(_text(letter, case))
    page.show()
    _tell_missing(letter)
    if letter.clock_note:
        _tell(letter.clock_note)


def _tell_missing(letter: Letter) -> None:
    if letter.missing:
        _tell(show.say("letter.missing", fields="; ".join(f"{one.id} ({one.label.rstrip('.')})" for one in letter.missing)))


def _text(letter: Letter, case: Case) -> str:
    """A letter under a law keeps ours."""
    return (case.letters.get(letter.id) if not letter.by_law else "") or as_text(letter.document)


def _tell(sentence: str) -> None:
    page = Page()
    page.add(sentence, "soft")
    page.show(sys.stderr)


def _moment(sent: str, now: datetime) -> datetime:
    """When it was sent. Raises BadAnswer."""
    try:
        return datetime.fromisoformat(sent).astimezone() if sent not in {"", "now"} else now
    except ValueError as error:
        raise BadAnswer(place="--sent", value=sent, choices="now, 2026-11-24T09:30") from error


def in_form(document: Document, out: str) -> bytes:
    """As text, page or PDF, by the ending of ``out``. Raises BadAnswer, ToolMissing."""
    ending = out[out.rfind(".") :].lower() if "." in out else ""
    if ending == ".txt":
        return as_text(document).encode()
    if ending == ".html":
        return as_html(document).encode()
    if ending == ".pdf":
        from standfast.write.pdf import as_pdf

        return as_pdf(document)
    raise BadAnswer(place="--out", value=out, choices=", ".join(ENDINGS))


