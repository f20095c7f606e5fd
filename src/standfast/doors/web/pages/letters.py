"""Letters that fit what is known, and one of them: what it asks for, how it reads, how it leaves this device."""

from __future__ import annotations

from datetime import datetime
from itertools import groupby

from attrs import evolve
from starlette.responses import Response

from standfast import keep
from standfast.knowledge.letters import letter_text
from standfast.knowledge.letters import letters as all_letters
from standfast.model import BadAnswer, Case, Letter, LetterIncomplete, NotStored
from standfast.pipeline import case as cases
from standfast.pipeline import packs
from standfast.write import as_html, as_text, complete

from ..upload import Form, read_form
from ..visit import Visit
from . import adding, clock, kept
from .saved import download

FIELD_MOST = 20_000
GROUPS = ("police", "take-down", "money", "tell", "hand-over", "record")
"""In the order of the page."""
WAYS = ("text", "html", "pdf")
"""How a letter can be saved."""


async def show_all(visit: Visit) -> Response:
    if not visit.place.live:
        return visit.show("case_wait.html")
    case = _case(visit)
    rows = [(row.group, _title(visit, row.id), _number(row.id)) for row in cases.case_letters(case, visit.supposed)]
    rows.sort(key=lambda one: GROUPS.index(one[0]) if one[0] in GROUPS else len(GROUPS))
    groups = [(group, list(found)) for group, found in groupby(rows, key=lambda one: one[0])]
    return visit.show("letters.html", groups=groups, has_case=kept.case_of(visit) is not None)


async def show(visit: Visit) -> Response:
    made = _asked_for(visit, visit.request.query_params.get("l", ""))
    if made is None:
        return visit.to("letters")
    as_what = visit.request.query_params.get("as", "")
    if as_what in WAYS:
        return _file(visit, made, as_what)
    return _page(visit, made)


async def take(visit: Visit) -> Response:
    form = await read_form(visit.request, visit.place.largest)
    made = _asked_for(visit, form.one("l"))
    if made is None:
        return visit.to("letters")
    act = form.one("act")
    if act == "fill":
        _fill(visit, made, form)
    elif act == "words" and not made.by_law:
        _reword(visit, made.id, form.one("text")[:FIELD_MOST])
    elif act == "ours":
        _reword(visit, made.id, "")
    elif act == "sent":
        try:
            complete(made)
        except LetterIncomplete as error:
            return _refused(visit, made, error)
        _sent(visit, made, form.one("at"))
    return visit.to("letter", f"?l={form.one('l')}")


def _number(letter_id: str) -> str:
    """The letter's place among all, which stands for it in an address."""
    return str([row.id for row in all_letters()].index(letter_id))


def number_of(letter_id: str) -> str:
    """Empty where there is no such letter."""
    return _number(letter_id) if any(row.id == letter_id for row in all_letters()) else ""


def _case(visit: Visit) -> Case:
    case = kept.case_or_draft(visit)
    return case if kept.case_of(visit) is not None else adding.with_checked(visit, case)


def _asked_for(visit: Visit, number: str) -> Letter | None:
    rows = all_letters()
    if not (number.isdecimal() and len(number) < 4 and int(number) < len(rows)):
        return None
    try:
        return cases.case_letter(rows[int(number)].id, _case(visit), visit.now, visit.lang, visit.more, visit.supposed)
    except (BadAnswer, NotStored):
        return None


def _title(visit: Visit, letter_id: str) -> str:
    found = letter_text(letter_id, visit.lang) or letter_text(letter_id, "en")
    return found.title if found else letter_id


def _fill(visit: Visit, made: Letter, form: Form) -> None:
    """What was asked once is there for every letter."""
    told = {one.id: form.one(one.id).strip()[:FIELD_MOST] for one in made.asked}
    case = kept.case_of(visit)
    if case is not None:
        kept.put(visit, keep.told(case, told, kept.mark(visit)))
    else:
        facts = {key: value for key, value in {**visit.notebook.facts, **told}.items() if value}
        visit.keep(evolve(visit.notebook, facts=facts))


def _reword(visit: Visit, letter_id: str, text: str) -> None:
    case = kept.case_of(visit)
    if case is not None:
        kept.put(visit, keep.reworded(case, letter_id, text, kept.mark(visit)))
    else:
        words = {key: value for key, value in {**visit.notebook.letters, letter_id: text}.items() if value}
        visit.keep(evolve(visit.notebook, letters=words))


def _sent(visit: Visit, made: Letter, when: str) -> None:
    """The clock starts when the person says that it was sent; without a case there is nowhere to keep it."""
    if kept.case_of(visit) is not None:
        now = kept.now(visit).replace(microsecond=0)
        kept.put(visit, cases.sent(kept.with_answers(visit), made.id, _moment(when, now), now, visit.lang, visit.supposed))


def _moment(when: str, now: datetime) -> datetime:
    """As the field of the page gives it; now where it is none."""
    try:
        return datetime.fromisoformat(when).astimezone()
    except ValueError:
        return now


def _own_words(visit: Visit, made: Letter) -> str:
    """A letter under a law keeps ours: it must stay complete."""
    return "" if made.by_law else _case(visit).letters.get(made.id, "")


def _file(visit: Visit, made: Letter, as_what: str) -> Response:
    own = _own_words(visit, made)
    try:
        document = complete(made) if made.by_law else made.document
        if as_what == "text" or own:
            return download((own or as_text(document)).encode(), "letter.txt", "text/plain; charset=utf-8")
        if as_what == "html":
            return download(as_html(document).encode(), "letter.html", "text/html; charset=utf-8")
        printed = packs.printer()
        if printed is None:
            return _page(visit, made, visit.say("page.letter.no-pdf"), 422)
        return download(printed(document), "letter.pdf", "application/pdf")
    except LetterIncomplete as error:
        return _refused(visit, made, error)


def _refused(visit: Visit, made: Letter, error: LetterIncomplete) -> Response:
    return _page(visit, made, visit.say(f"error.{error.code}", **error.detail), 422)


def _page(visit: Visit, made: Letter, fault: str = "", status: int = 200) -> Response:
    case = kept.case_of(visit)
    own = _own_words(visit, made)
    clocks = [clock.shown(visit, row, _case(visit)) for row in case.follow_ups if row.letter == made.id] if case else []
    return visit.show(
        "letter.html",
        status=status,
        fault_text=fault,
        letter=made,
        number=_number(made.id),
        own=own,
        text=own or as_text(made.document),
        has_case=case is not None,
        clocks=clocks[-1:],
        now_field=visit.now.strftime("%Y-%m-%dT%H:%M"),
        pdf=packs.printer() is not None and not own,
        record=made.group in ("record", "tell"),
    )

