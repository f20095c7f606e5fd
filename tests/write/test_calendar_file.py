"""The calendar file: strict enough for any calendar, and silent about what it is for."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from attrs import evolve
from icalendar import Calendar
from written_cases import EMPTY, NOW, PIN, full

from standfast.model import FollowUp
from standfast.write import calendar
from standfast.write.calendar import LONGEST, escaped, folded

PRIVATE = ("Derbyshire", "StopNCII", "Instagram", "INC-4471", "SN-1", PIN, "words of mine", "take-down", EMPTY.id)


def unfolded(text: str) -> list[str]:
    """Strict: every line ends with CRLF, none is longer than 75 octets."""
    assert text.endswith("\r\n") and "\n" not in text.replace("\r\n", "")
    lines = text.split("\r\n")[:-1]
    assert all(len(line.encode()) <= LONGEST for line in lines)
    return text.replace("\r\n ", "").split("\r\n")[:-1]


def test_another_program_reads_every_open_follow_up() -> None:
    events = Calendar.from_ical(calendar(full(), "en", NOW)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [datetime.fromisoformat("2026-11-06T13:00:00+00:00"), date(2026, 11, 9)]
    assert {str(event["summary"]) for event in events} == {"Notes: look again"}
    assert len({str(event["uid"]) for event in events}) == 2 and all(event.walk("VALARM") for event in events)
    assert all(event.decoded("dtstamp") == NOW for event in events)


@pytest.mark.parametrize("lang", ["en", "es", "fr", "de", "it", "ar"])
def test_it_says_nothing_of_what_it_is_for(lang: str) -> None:
    text = "\n".join(unfolded(calendar(full(), lang, NOW)))
    assert not any(word in text for word in PRIVATE)
    assert "standfast" not in text.lower()


def test_a_second_file_moves_the_same_entries() -> None:
    again = evolve(full(), follow_ups=tuple(evolve(one, due="2026-12-01" if one.due else "") for one in full().follow_ups))
    uids = [[line for line in unfolded(calendar(case, "en", NOW)) if line.startswith("UID:")] for case in (full(), again)]
    assert uids[0] == uids[1] and len(uids[0]) == 2


def test_what_is_done_or_has_no_day_is_not_in_it() -> None:
    rows = (FollowUp("1", "reminder", due="2026-11-09", done="2026-11-04"), FollowUp("2", "reminder"), FollowUp("3", "reminder", due="soon"))
    lines = unfolded(calendar(evolve(EMPTY, follow_ups=rows), "en", NOW))
    assert "BEGIN:VEVENT" not in lines and (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")


def test_long_lines_are_folded_between_characters() -> None:
    line = "SUMMARY:" + "é字🙂" * 60
    pieces = list(folded(line))
    assert len(pieces) > 3 and all(len(piece.encode()) <= LONGEST for piece in pieces)
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line


def test_text_is_escaped() -> None:
    assert escaped("a;b,c\\d\ne") == "a\\;b\\,c\\\\d\\ne"
