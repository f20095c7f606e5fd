"""The log that can only grow: each line carries the hash of the line before it, and a seal of the part of the case that it is about.

A seal is a salted hash. While the part is there, the seal shows any change; once the part is removed its salt goes with it, and
the seal tells nothing of what it was (rule 13). Whoever has the passphrase can write a whole new log: the chain shows changes
only against a hash that somebody else holds, such as one in a pack or under a time stamp.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from attrs import asdict, evolve, frozen
from cattrs import Converter

from standfast.model import Case, Event

_converter = Converter()


@frozen
class LogFault:
    """Something in a log that does not hold."""

    code: str
    """``changed`` ``missing`` ``order`` ``start`` (of the log); ``part-changed`` ``part-missing`` ``part-unlogged`` (of the case)."""
    number: int
    """Of the line, from 1; 0 where it is about no line."""
    about: str = ""


def first_hash(case_id: str) -> str:
    """What the first line of a log stands on."""
    return hashlib.sha256(case_id.encode()).hexdigest()


def hash_of(event: Event) -> str:
    """SHA-256 of the line without its own hash, written as canonical JSON: sorted keys, no spaces, UTF-8."""
    row = asdict(event)
    del row["hash"]
    return hashlib.sha256(canonical(row)).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way to write a value down before it is hashed. Half a surrogate pair, as broken mails hold, is three bytes."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "surrogatepass")


def parts(case: Case) -> dict[str, Any]:
    """Every part of a case that a seal covers, by its name, as plain lists and dicts."""
    found: dict[str, Any] = {
        "answers": dict(case.answers),
        "facts": dict(case.facts),
        "done": list(case.done),
        "letters": dict(case.letters),
    }
    kinds = {"entry": case.entries, "note": case.notes, "payment": case.payments, "follow-up": case.follow_ups, "export": case.exports}
    for kind, rows in kinds.items():
        found |= {f"{kind}/{row.id}": _converter.unstructure(row) for row in rows if not getattr(row, "removed", "")}
    return {name: part for name, part in found.items() if part}


def record(
    case: Case, what: str, when: str, version: str, about: str = "", detail: Mapping[str, str] | None = None, salt: str = ""
) -> Case:
    """The case with one more line in its log. ``about`` names the part that changed, which must be in the case by now.

    A part that is gone takes its salt with it. ``when``: ISO 8601 with offset. ``salt``: for tests, else a fresh one.
    """
    salts = dict(case.salts)
    seal = ""
    if about:
        part = parts(case).get(about)
        salts.pop(about, None)
        if part is not None:
            salts[about] = salt or secrets.token_hex(16)
            seal = _seal(salts[about], part)
    before = case.log[-1].hash if case.log else first_hash(case.id)
    line = Event(len(case.log) + 1, when, what, about, seal, dict(detail or {}), version, before)
    return evolve(case, log=(*case.log, evolve(line, hash=hash_of(line))), salts=salts)


def check_chain(case_id: str, log: Iterable[Event]) -> Iterator[LogFault]:
    """Every line whose hash, number or place does not hold."""
    before = first_hash(case_id)
    for place, line in enumerate(log, 1):
        if line.hash != hash_of(line):
            yield LogFault("changed", place, line.about)
        elif line.number != place:
            yield LogFault("order", place, line.about)
        if line.before != before:
            yield LogFault("start" if place == 1 else "missing", place, line.about)
        before = line.hash


def check(case: Case) -> tuple[LogFault, ...]:
    """What does not hold: of the chain, and of each part against its last seal. Empty where all does."""
    faults = list(check_chain(case.id, case.log))
    now = parts(case)
    last = {line.about: line for line in case.log if line.about}
    for about, line in last.items():
        if not line.seal:
            if about in now:
                faults.append(LogFault("part-unlogged", line.number, about))
        elif about not in now:
            faults.append(LogFault("part-missing", line.number, about))
        elif line.seal != _seal(case.salts.get(about, ""), now[about]):
            faults.append(LogFault("part-changed", line.number, about))
    faults += [LogFault("part-unlogged", 0, about) for about in now if about not in last]
    return tuple(faults)


def _seal(salt: str, part: Any) -> str:
    return hashlib.sha256(salt.encode() + b"\n" + canonical(part)).hexdigest()
