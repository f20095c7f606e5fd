"""The log of a pack, read line by line: nothing of it is held but the few hashes that somebody asks for."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from typing import Any, cast

from attrs import asdict, define, field, fields_dict

from standfast.model import Event

from ..log import LogFault, canonical, check_chain

MOST_FAULTS = 100
_TEXTS = ("when", "what", "about", "seal", "version", "before", "hash")


@define
class LogCheck:
    """What the log of a pack says and whether it holds."""

    count: int = 0
    faults: list[LogFault] = field(factory=list[LogFault])
    """The first ``MOST_FAULTS``."""
    last_hash: str = ""
    hashes: dict[int, str] = field(factory=dict[int, str])
    """Of the lines that were asked for."""
    has_hash: bool = False


def check_log(case_id: str, lines: Iterator[bytes], wanted: Collection[int], expected: str) -> LogCheck:
    """Checks every line. ``wanted``: lines whose hash is needed; ``expected``: a hash that must be among them, or empty."""
    said = LogCheck()

    def events() -> Iterator[Event]:
        for line in lines:
            said.count += 1
            event = read_line(line)
            if event is None:
                said.faults.append(LogFault("changed", said.count))
                return
            said.last_hash = event.hash
            said.has_hash = said.has_hash or event.hash == expected.strip().lower()
            if said.count in wanted:
                said.hashes[said.count] = event.hash
            yield event

    for fault in check_chain(case_id, events()):
        said.faults.append(fault)
        if len(said.faults) >= MOST_FAULTS:
            break
    return said


def read_line(line: bytes) -> Event | None:
    """One event; None where the line is not, byte for byte, what the writer of a log writes."""
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    row = cast("dict[str, Any]", value)
    if row.keys() != fields_dict(Event).keys() or type(row["number"]) is not int or not isinstance(row["detail"], dict):
        return None
    words = [row[key] for key in _TEXTS] + list(cast("dict[str, object]", row["detail"]).values())
    if not all(isinstance(word, str) for word in words):
        return None
    event = Event(**row)
    try:
        return event if log_line(event) == line + b"\n" else None
    except UnicodeEncodeError:
        return None


def log_line(event: Event) -> bytes:
    """One line of ``data/log.jsonl``."""
    return canonical(asdict(event)) + b"\n"
