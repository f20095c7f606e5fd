"""``standfast case show`` and ``status``: what is in it, and what comes next. Printed to the terminal, never to a file."""

from __future__ import annotations

import json as to_json
from datetime import datetime
from typing import Any

from attrs import evolve

from standfast import keep, pipeline
from standfast.knowledge import words
from standfast.model import Case, Entry, FollowUp, NotStored, Payment
from standfast.pipeline import case as cases

from . import show as shown
from .case_open import clock, guarded, opened, part
from .page import Page, json_line

SAID_MOST = 20
"""Lines of a conversation that are printed, unless all are asked for."""
NEXT_MOST = 3
LETTERS_MOST = 12


def show(file: str, given: str, name: str, *, json: bool, full: bool) -> int:
    """All of it, or one part: ``0001``, ``note/2``, ``payment/1``, ``follow-up/1``."""

    def run() -> int:
        with opened(file, given) as case_file:
            case = case_file.case
        if json:
            print(json_line(_part(case, name) if name else _public(case)))
            return 0
        page = Page()
        if name:
            _one(page, case, name, full)
        else:
            _all(page, case)
        page.show()
        return 0

    return guarded(run)


def _public(case: Case) -> Any:
    """Without what seals packs and hides what was removed."""
    return pipeline.plain(evolve(case, salts={}, signing_key=""))


def _part(case: Case, name: str) -> Any:
    return pipeline.plain(_found(case, name))


def _found(case: Case, name: str) -> Any:
    about = part(name)
    kind, _, number = about.partition("/")
    rows = {"entry": case.entries, "note": case.notes, "payment": case.payments, "follow-up": case.follow_ups}.get(kind, ())
    for row in rows:
        if row.id == number and not getattr(row, "removed", ""):
            return row
    raise NotStored(place=about)


def _all(page: Page, case: Case) -> None:
    page.add(shown.say("case.show.head", made=_time(case.made), id=case.id), "soft")
    for title, lines in (
        ("entries", [_line(one) for one in case.entries]),
        ("notes", [f"note/{one.id}  {_time(one.when)}  {one.text}" for one in case.notes]),
        ("payments", [_payment(one) for one in case.payments]),
        ("follow-ups", [_follow_up(one) for one in case.follow_ups]),
        ("answers", [f"{key}: {value}" for key, value in case.answers.items()]),
        ("facts", [f"{key}: {value}" for key, value in case.facts.items()]),
    ):
        if lines:
            page.title(shown.say(f"case.show.{title}"))
            for line in lines:
                page.add(line, "", 2)
    if not case.entries:
        page.add(shown.say("case.show.empty"))


def _line(one: Entry) -> str:
    if one.removed:
        return shown.say("case.show.removed", id=one.id, when=_time(one.removed))
    if one.seen:
        return _words(one.id, shown.say(f"case.seen.{one.seen.what}"), one.seen.where, one.seen.when, one.seen.who)
    said = shown.say(f"verdict.{one.judged[0].verdict.kind.value}") if one.judged else ""
    return _words(one.id, _time(one.added), one.name, said)


def _payment(one: Payment) -> str:
    return _words(f"payment/{one.id}", one.when, one.how, one.amount, one.currency, one.to, one.reference)


def _follow_up(one: FollowUp) -> str:
    """Without its PIN: that is shown where it alone is asked for."""
    done = shown.say("case.show.done") if one.done else ""
    return _words(f"follow-up/{one.id}", shown.say(f"case.follow.{one.kind}"), one.who, one.reference, one.due, one.text, done)


def _words(*parts: str) -> str:
    return "  ".join(part for part in parts if part)


def _time(iso: str) -> str:
    return iso[:16].replace("T", " ")


def _one(page: Page, case: Case, name: str, full: bool) -> None:
    row = _found(case, name)
    if not isinstance(row, Entry):
        for key, value in pipeline.plain(row).items():
            if value:
                page.add(f"{key}: {value}")
        return
    page.add(_line(row), "step")
    if row.sha256:
        page.add(shown.say("case.show.hash", size=f"{row.size:,}", sha256=row.sha256), "soft")
    known = words("en").text
    for note in row.notes:
        key = f"error.{note}" if note.startswith("SF-") else f"note.{note}"
        if key in known and "{" not in known[key]:
            page.add(shown.say(key), "soft")
    for media in row.media[: None if full else SAID_MOST]:
        page.add(shown.say("case.show.media", name=media.name or media.media_type, size=f"{media.size:,}"), "soft")
    for judged in row.judged:
        shown.verdict(page, judged.verdict)
        shown.findings(page, judged.findings, 0 if full else 3)
        shown.indicators(page, judged.indicators)
        shown.demand(page, judged.demand)
        page.title(shown.say("case.show.words"))
        for item in judged.items[: None if full else SAID_MOST]:
            page.add(_words(item.when, item.sender), "soft", 2)
            page.add(item.text if full else item.text[:1000], "quote", 2)


def status(file: str, given: str, at: str, *, json: bool) -> int:
    """What there is, which dates come, what the plan says first, which letters fit."""

    def run() -> int:
        now = clock(at)
        with opened(file, given) as case_file:
            case = case_file.case
        made = cases.case_plan(case, now)[1]
        steps = [one for one in made.steps if one.id not in case.done]
        open_rows = sorted((one for one in case.follow_ups if not one.done), key=lambda one: one.due or "9999")
        fitting = cases.case_letters(case)
        if json:
            row = {
                "case": case.id,
                "entries": sum(not one.removed for one in case.entries),
                "notes": len(case.notes),
                "payments": len(case.payments),
                "follow_ups": [pipeline.plain(evolve(one, pin="")) for one in open_rows],
                "next": [one.id for one in steps],
                "letters": [one.id for one in fitting],
                "log_lines": len(case.log),
                "log_hash": case.log[-1].hash,
                "log_holds": not keep.check(case),
            }
            print(to_json.dumps(row, ensure_ascii=True))
            return 0
        page = Page()
        shown.people(page, made)
        _counts(page, case)
        _dates(page, case, open_rows, now)
        if steps:
            page.title(shown.say("case.status.next"))
            for step in steps[:NEXT_MOST]:
                page.add(f"- {step.title}", "", 2)
        if fitting:
            page.title(shown.say("case.status.letters"))
            for letter in fitting[:LETTERS_MOST]:
                page.add(letter.id, "", 2)
        page.add()
        shown.notice(page)
        page.show()
        return 0

    return guarded(run)


def _counts(page: Page, case: Case) -> None:
    kept = [one for one in case.entries if not one.removed]
    page.title(shown.say("case.status.title"))
    page.add(
        shown.say(
            "case.status.counts",
            messages=str(sum(one.kind != "seen" for one in kept)),
            seen=str(sum(one.kind == "seen" for one in kept)),
            notes=str(len(case.notes)),
            payments=str(len(case.payments)),
        )
    )
    page.add(shown.say("case.status.log" if not keep.check(case) else "case.status.log-fault", lines=str(len(case.log))), "soft")
    page.add(shown.say("case.status.hash", hash=case.log[-1].hash), "soft")


def _dates(page: Page, case: Case, rows: list[FollowUp], now: datetime) -> None:
    if not rows:
        return
    page.title(shown.say("case.status.dates"))
    for one in rows:
        over = bool(one.due) and one.due[:16] < now.isoformat()[: len(one.due[:16])]
        page.add(_follow_up(one) + (f"  {shown.say('case.status.over')}" if over else ""), "step" if over else "", 2)
        sentence, routes = cases.run_out(one, case, now)
        if sentence:
            page.add(sentence, "", 4)
        for route in routes:
            page.add(f"{route.name}: {shown.reach(route)}", "", 4)
