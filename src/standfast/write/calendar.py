"""Open follow-ups as a calendar file (RFC 5545). Its entries say nothing of what they are about: other people see calendars."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime

from standfast.knowledge.letters import letter_words
from standfast.model import Case, FollowUp

from .dates import read_day, read_time

LONGEST = 75
"""Bytes of a line, without its end."""


def calendar(case: Case, lang: str, now: datetime) -> str:
    """One entry for each follow-up that is due and not done. Never who, what, a reference or a PIN: the title is the same for all."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Notes//Notes//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for one in case.follow_ups:
        lines += _event(one, case.id, lang, now)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(one: FollowUp, case_id: str, lang: str, now: datetime) -> Iterator[str]:
    start = _start(one.due)
    if start is None or one.done:
        return
    title = escaped(letter_words(lang).text["calendar.title"])
    # The id of the case must not be found in a calendar that others can read.
    uid = hashlib.sha256(f"calendar:{case_id}:{one.id}".encode()).hexdigest()[:32]
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    if isinstance(start, datetime):
        yield f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    else:
        yield f"DTSTART;VALUE=DATE:{start:%Y%m%d}"
    yield f"SUMMARY:{title}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", "TRIGGER:PT0S", "END:VALARM")
    yield "END:VEVENT"


def _start(due: str) -> date | datetime | None:
    return read_day(due) or read_time(due)


def escaped(text: str) -> str:
    """TEXT of RFC 5545, 3.3.11."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\\n").replace("\n", "\\n")


def folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never cut inside a character; each but the first starts with a space."""
    room, piece = LONGEST, ""
    for char in line:
        size = len(char.encode())
        if size > room:
            yield piece
            piece, room = " ", LONGEST - 1
        piece, room = piece + char, room - size
    yield piece
