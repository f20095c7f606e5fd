"""Short changes of a case: one line typed, one line in its log."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime

from attrs import evolve

from standfast import keep, pipeline
from standfast.knowledge.letters import asked
from standfast.model import FOLLOW_UPS, WAYS, BadAnswer, Case, FollowUp, NotStored, Payment
from standfast.pipeline.case import mark
from standfast.write import calendar

from . import passphrase
from .case_open import asks, clock, guarded, opened, pairs, part, say, sure, told, written

NOTE_MOST = 100_000
"""Characters."""

Change = Callable[[Case, keep.Mark], Case]


def _change(file: str, given: str, change: Change, key: str, *, json: bool = False) -> int:
    with opened(file, given) as case_file:
        case = change(case_file.case, mark(clock()))
        if case != case_file.case:
            case_file.save(case)
        about = case.log[-1].about
    return told(json, {"changed": about}, key, about=about)


def note(file: str, given: str, text: str) -> int:
    """``text`` of ``-``: from standard input, so that it stands in no list of commands."""

    def run() -> int:
        words = sys.stdin.read(NOTE_MOST).strip() if text == "-" else text
        return _change(file, given, lambda case, when: keep.noted(case, words, when), "case.note.added")

    return guarded(run)


def remove(file: str, given: str, name: str, *, yes: bool) -> int:
    """``name``: ``0001`` or ``note/2``. Its bytes and hashes are gone from the file when this returns."""
    about = part(name)

    def run() -> int:
        if not yes and asks() and not sure("case.remove.sure", about=about):
            return 0
        return _change(file, given, lambda case, when: keep.removed(case, about, when), "case.remove.done")

    return guarded(run)


def paid(file: str, given: str, payment: Payment) -> int:
    def run() -> int:
        if payment.how not in WAYS:
            raise BadAnswer(place="--how", value=payment.how, choices=", ".join(WAYS))
        return _change(file, given, lambda case, when: keep.paid(case, payment, when), "case.paid.added")

    return guarded(run)


def answer(file: str, given: str, rows: list[str]) -> int:
    """Answers about the situation, beside those that are there; an empty one takes one back."""

    def run() -> int:
        found = {key.replace("-", "_"): value for key, value in pairs(rows, "FIELD=VALUE").items()}
        pipeline.advise({key: value for key, value in found.items() if value}, clock().replace(tzinfo=None))

        def change(case: Case, when: keep.Mark) -> Case:
            answers = {key: value for key, value in {**case.answers, **found}.items() if value}
            return keep.answered(case, answers, when)

        return _change(file, given, change, "case.answer.kept")

    return guarded(run)


def fact(file: str, given: str, rows: list[str]) -> int:
    """Words for letters. Raises for an id that no letter asks for."""

    def run() -> int:
        return _change(file, given, lambda case, when: keep.told(case, facts(rows), when), "case.fact.kept")

    return guarded(run)


def facts(rows: list[str]) -> dict[str, str]:
    """``ID=VALUE`` by the ids of ``knowledge/asked``. Raises BadAnswer, KnowledgeError."""
    found = pairs(rows, "ID=VALUE")
    for key in found:
        asked(key)
    return {key: value.replace("\\n", "\n") for key, value in found.items()}


def follow(file: str, given: str, row: FollowUp, done: str) -> int:
    """Something to come back to, or, with ``done``, one that is settled. A PIN of ``-`` is asked for, hidden."""

    def run() -> int:
        if not done and row.kind not in FOLLOW_UPS:
            raise BadAnswer(place="--kind", value=row.kind, choices=", ".join(FOLLOW_UPS))
        for place, value in (("--sent", row.sent), ("--due", row.due)):
            _is_time(place, value)
        kept = evolve(row, pin=passphrase.hidden("case.follow.pin")) if row.pin == "-" else row
        return _change(file, given, lambda case, when: _followed(case, kept, done, when), "case.follow.kept")

    return guarded(run)


def _followed(case: Case, row: FollowUp, done: str, when: keep.Mark) -> Case:
    if not done:
        return keep.followed(case, row, when)
    number = done.removeprefix("follow-up/")
    old = next((one for one in case.follow_ups if one.id == number), None)
    if old is None:
        raise NotStored(place=f"follow-up/{number}")
    return keep.followed(case, evolve(old, done=when.when), when)


def _is_time(place: str, value: str) -> None:
    try:
        datetime.fromisoformat(value or "2026-11-24")
    except ValueError as error:
        raise BadAnswer(place=place, value=value, choices="2026-11-24, 2026-11-24T09:30") from error


def remind(file: str, given: str, out: str, lang: str) -> int:
    """A calendar file. Its entries do not say what they are about."""

    def run() -> int:
        with opened(file, given) as case_file:
            written(out, calendar(case_file.case, lang, clock()).encode())
        say("case.remind.made", out=out)
        return 0

    return guarded(run)
