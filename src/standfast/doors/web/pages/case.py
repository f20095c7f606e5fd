""" "My case": open one or start one; then what is kept, dates, saving and locking."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.responses import PlainTextResponse, Response

from standfast import keep
from standfast.knowledge import words
from standfast.model import Case, CaseError, ToolMissing
from standfast.write import calendar

from ..notebook import Notebook
from ..upload import BrokenForm, Form, read_form
from ..visit import Visit
from . import adding, clock, kept
from .letters import number_of
from .saved import download

REMINDERS = "reminders.ics"
RECOVERY_SHEET = "recovery-sheet"
"""Id of the letter to oneself that says how the file opens."""


async def show(visit: Visit) -> Response:
    if not visit.place.live:
        return visit.show("case_wait.html")
    case = kept.case_of(visit)
    if case is None:
        return _closed(visit)
    if visit.request.query_params.get("f") == "2":
        return _reminders(visit, case)
    return _open(visit, case, log=visit.request.query_params.get("v") == "1")


async def take(visit: Visit) -> Response:
    try:
        form = await read_form(visit.request, visit.place.largest)
    except BrokenForm:
        return _closed(visit, visit.say("page.case.broken-form"), 400)
    act = ACTS.get(form.one("act"))
    if act is None:
        return visit.to("case")
    try:
        return await act(visit, form)
    except (CaseError, ToolMissing) as error:
        text = visit.say(f"error.{error.code}", **{"file": kept.NAME, "place": error.place, **error.detail})
        case = kept.case_of(visit)
        return _open(visit, case, fault=text, status=422) if case else _closed(visit, text, 422)


async def _open_one(visit: Visit, form: Form) -> Response:
    if form.too_large:
        limit = f"{visit.place.largest // (1024 * 1024)} MB"
        return _closed(visit, visit.say("error.SF-READ-004", limit=limit), 413)
    if not form.files:
        return _closed(visit, visit.say("page.case.no-file"), 422)
    await kept.open_file(visit, form.files[0][1], form.one("passphrase"))
    return visit.to("case")


async def _start(visit: Visit, form: Form) -> Response:
    if form.one("passphrase") != form.one("again"):
        return _closed(visit, visit.say("page.case.not-same"), 422)
    await kept.start(visit, form.one("passphrase"))
    if form.one("checked") == "yes":
        adding.keep_checked(visit)
    return visit.to("case")


async def _strength(visit: Visit, form: Form) -> Response:
    """As it is typed: ``3 Hard to guess.``"""
    typed = form.one("passphrase")
    score = await kept.safe(visit).strength(typed) if typed else 0
    return PlainTextResponse(f"{score} {visit.say(f'page.case.strength.{score}')}", headers={"cache-control": "no-store"})


async def _save(visit: Visit, form: Form) -> Response:
    if kept.case_of(visit) is None:
        return visit.to("case")
    return download(await kept.file(visit), kept.NAME)


async def _lock(visit: Visit, form: Form) -> Response:
    if visit.notebook.case_saved or form.one("sure") == "yes":
        kept.close(visit)
    return visit.to("case")


async def _keep(visit: Visit, form: Form) -> Response:
    adding.keep_checked(visit)
    return visit.to("case")


async def _remove(visit: Visit, form: Form) -> Response:
    adding.remove(visit, form)
    return visit.to("case")


async def _done(visit: Visit, form: Form) -> Response:
    adding.finish(visit, form)
    return visit.to("case")


ACTS: dict[str, Callable[[Visit, Form], Awaitable[Response]]] = {
    "open": _open_one,
    "new": _start,
    "strength": _strength,
    "save": _save,
    "lock": _lock,
    "keep": _keep,
    "remove": _remove,
    "done": _done,
}


def _closed(visit: Visit, fault: str = "", status: int = 200) -> Response:
    return visit.show(
        "case_closed.html",
        status=status,
        fault_text=fault,
        can=visit.place.safe is not None,
        offered=kept.offered(),
        checked=_entered(visit.notebook),
    )


def _entered(notebook: Notebook) -> bool:
    return bool(notebook.files or notebook.pages or notebook.message.strip())


def _open(visit: Visit, case: Case, fault: str = "", status: int = 200, *, log: bool = False) -> Response:
    told = kept.case_or_draft(visit)
    rows = [clock.shown(visit, row, told) for row in case.follow_ups]
    return visit.show(
        "case_open.html",
        status=status,
        fault_text=fault,
        case=case,
        saved=visit.notebook.case_saved,
        entries=[_entry(visit, one) for one in case.entries],
        notes=[{"about": f"note/{one.id}", "when": clock.in_words(visit, one.when[:16]), "text": one.text} for one in case.notes],
        payments=case.payments,
        dates=[row for row in rows if not row["row"].done],
        finished=[row for row in rows if row["row"].done],
        forms=[(number, kind) for number, (kind, _) in enumerate(adding.FORMS)],
        faults=_log_faults(visit, case) if log else None,
        lines=len(case.log),
        checked=_entered(visit.notebook) and not adding.is_kept(visit, case),
        sheet=number_of(RECOVERY_SHEET),
    )


def _entry(visit: Visit, one: Any) -> dict[str, Any]:
    said = words(visit.lang).text
    kinds = [visit.say(f"page.verdict.{row.verdict.kind.value}") for row in one.judged[:1]]
    notes = [visit.say(key) for note in one.notes[:3] if (key := f"note.{note}") in said]
    times = {name: clock.in_words(visit, getattr(one, name)[:16]) for name in ("added", "removed")}
    return {"one": one, "kinds": kinds, "notes": notes, **times}


def _log_faults(visit: Visit, case: Case) -> list[str]:
    found = keep.check(case)
    return [visit.say(f"page.case.log.{one.code}", number=one.number, about=one.about) for one in found]


def _reminders(visit: Visit, case: Case) -> Response:
    return download(calendar(case, visit.lang, kept.now(visit)).encode(), REMINDERS, "text/calendar")
