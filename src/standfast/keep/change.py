"""Every change of a case: a new Case comes back, with one more line in its log. Nothing else makes or changes one."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import TypeVar

from attrs import evolve, frozen

from standfast.model import Case, Entry, Export, FollowUp, Note, NotStored, Payment

from .log import record

Row = TypeVar("Row", Note, Payment, FollowUp)

ROWS = {"note": "notes", "payment": "payments", "follow-up": "follow_ups"}
"""Kinds of parts that can be taken out again without a trace but the log's -> their field. Entries leave a mark behind."""


@frozen
class Mark:
    """Who writes the line: the time on this device (ISO 8601, with its offset where that is known) and the tool's version."""

    when: str
    version: str


def new(mark: Mark, signing_key: str = "", case_id: str = "") -> Case:
    """An empty case with an id and a key of its own. ``signing_key`` (an Ed25519 seed is any 32 bytes) and ``case_id``: for tests."""
    case = Case(case_id or secrets.token_hex(16), mark.when, signing_key=signing_key or secrets.token_hex(32))
    return record(case, "made", mark.when, mark.version)


def next_id(case: Case) -> str:
    """For the next entry. Removed ones keep their number, so none is given twice."""
    return f"{len(case.entries) + 1:04}"


def added(case: Case, entry: Entry, mark: Mark) -> Case:
    """With one more entry, whose id is ``next_id``."""
    if entry.id != next_id(case):
        raise ValueError(f"entry {entry.id} would not be {next_id(case)}")
    return record(evolve(case, entries=(*case.entries, entry)), "added", mark.when, mark.version, f"entry/{entry.id}")


def examined(case: Case, entry: Entry, mark: Mark) -> Case:
    """With an entry as it is understood now. Raises NotStored."""
    _entry(case, entry.id)
    entries = tuple(entry if one.id == entry.id else one for one in case.entries)
    return record(evolve(case, entries=entries), "examined", mark.when, mark.version, f"entry/{entry.id}")


def removed(case: Case, about: str, mark: Mark) -> Case:
    """Without one part: ``entry/0001``, ``note/2``, ``payment/1``, ``follow-up/3``. Its words, name and hashes go; the log says when.

    Raises NotStored.
    """
    kind, _, number = about.partition("/")
    if kind == "entry":
        old = _entry(case, number)
        empty = Entry(old.id, old.kind, removed=mark.when)
        case = evolve(case, entries=tuple(empty if one.id == number else one for one in case.entries))
    elif kind in ROWS:
        rows = getattr(case, ROWS[kind])
        left = tuple(row for row in rows if row.id != number)
        if len(left) == len(rows):
            raise NotStored(place=about)
        case = evolve(case, **{ROWS[kind]: left})
    else:
        raise NotStored(place=about)
    return record(case, "removed", mark.when, mark.version, about)


def noted(case: Case, text: str, mark: Mark) -> Case:
    """With one more note, in the person's own words."""
    note = Note(_free(case, "note"), mark.when, text)
    return record(evolve(case, notes=(*case.notes, note)), "noted", mark.when, mark.version, f"note/{note.id}")


def paid(case: Case, payment: Payment, mark: Mark) -> Case:
    """With a payment; one without an id is new, one with an id takes the place of the old. Raises NotStored."""
    row, rows = _placed(case, "payment", case.payments, payment)
    return record(evolve(case, payments=rows), "noted", mark.when, mark.version, f"payment/{row.id}")


def followed(case: Case, follow_up: FollowUp, mark: Mark) -> Case:
    """With something to come back to; one without an id is new, one with an id takes the place of the old. Raises NotStored."""
    row, rows = _placed(case, "follow-up", case.follow_ups, follow_up)
    return record(evolve(case, follow_ups=rows), "followed", mark.when, mark.version, f"follow-up/{row.id}")


def answered(case: Case, answers: Mapping[str, str], mark: Mark) -> Case:
    """With these answers as the whole of what the person said about their situation; the same ones change nothing."""
    return _whole(case, "answers", dict(answers), "answered", mark)


def told(case: Case, facts: Mapping[str, str], mark: Mark) -> Case:
    """With these words for letters, beside those that are there; an empty one takes a word out."""
    words = {key: value for key, value in {**case.facts, **facts}.items() if value}
    return _whole(case, "facts", words, "told", mark)


def reworded(case: Case, letter: str, text: str, mark: Mark) -> Case:
    """With the person's own wording of a letter; an empty one goes back to ours."""
    letters = {key: value for key, value in {**case.letters, letter: text}.items() if value}
    return _whole(case, "letters", letters, "changed", mark)


def steps_done(case: Case, done: tuple[str, ...], mark: Mark) -> Case:
    """With these steps of the plan as done."""
    return _whole(case, "done", done, "changed", mark)


def exported(case: Case, receiver: str, fingerprint: str, left_out: int, mark: Mark) -> Case:
    """That a pack was made: for whom, under which fingerprint, how many parts were left out."""
    row = Export(_free(case, "export"), mark.when, receiver, fingerprint, left_out)
    return record(evolve(case, exports=(*case.exports, row)), "exported", mark.when, mark.version, f"export/{row.id}")


def stamped(case: Case, server: str, time: str, stamp: str, mark: Mark) -> Case:
    """That a time stamp of the log was got: from where, for which time, and the stamp itself in hexadecimal."""
    detail = {"server": server, "time": time, "of": case.log[-1].hash, "stamp": stamp}
    return record(case, "stamped", mark.when, mark.version, detail=detail)


def _whole(case: Case, field: str, value: dict[str, str] | tuple[str, ...], what: str, mark: Mark) -> Case:
    if getattr(case, field) == value:
        return case
    return record(evolve(case, **{field: value}), what, mark.when, mark.version, field)


def _entry(case: Case, entry_id: str) -> Entry:
    for one in case.entries:
        if one.id == entry_id and not one.removed:
            return one
    raise NotStored(place=f"entry/{entry_id}")


def _placed(case: Case, kind: str, rows: tuple[Row, ...], row: Row) -> tuple[Row, tuple[Row, ...]]:
    if not row.id:
        row = evolve(row, id=_free(case, kind))
        return row, (*rows, row)
    if all(one.id != row.id for one in rows):
        raise NotStored(place=f"{kind}/{row.id}")
    return row, tuple(row if one.id == row.id else one for one in rows)


def _free(case: Case, kind: str) -> str:
    """A number that the log has never seen for this kind."""
    seen = (line.about.removeprefix(f"{kind}/") for line in case.log if line.about.startswith(f"{kind}/"))
    return str(max((int(one) for one in seen), default=0) + 1)
