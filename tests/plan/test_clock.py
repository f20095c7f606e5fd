"""Is somebody there now? Hours across midnight, unsure hours, holidays; and hours in words."""

from datetime import date, datetime

import pytest
from attrs import evolve

from standfast.knowledge import Hours, RouteRow, words
from standfast.plan.clock import open_at
from standfast.plan.phrases import ages_in_words, hours_in_words, say

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
OFFICE = Hours(WEEKDAYS, "10:00", "16:00")
ROW = RouteRow("line", "A line", "Listens.", ("crisis",), ("https://example.org",), date(2026, 11, 24), "A", date(2027, 2, 24))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ("2026-11-24T10:00", True),  # a Tuesday
        ("2026-11-24T15:59", True),
        ("2026-11-24T16:00", False),
        ("2026-11-24T09:59", False),
        ("2026-11-28T12:00", False),  # a Saturday
    ],
)
def test_office_hours(when: str, answers: bool) -> None:
    assert open_at(evolve(ROW, hours=(OFFICE,)), at(when)) is answers


@pytest.mark.parametrize(
    ("when", "answers"),
    [
        ("2026-11-23T18:00", True),  # Monday evening
        ("2026-11-24T01:59", True),  # the night that follows
        ("2026-11-24T02:00", False),
        ("2026-11-23T01:00", False),  # the night before belongs to Sunday
        ("2026-11-27T01:00", True),  # Thursday's night, on Friday
        ("2026-11-28T01:00", False),  # Friday's night is no night of this line
    ],
)
def test_a_line_that_is_open_past_midnight(when: str, answers: bool) -> None:
    assert open_at(evolve(ROW, hours=(Hours(("mon", "tue", "wed", "thu"), "18:00", "02:00"),)), at(when)) is answers


def test_closing_at_midnight_and_a_whole_day() -> None:
    till_midnight = evolve(ROW, hours=(Hours(("tue",), "09:00", "00:00"),))
    assert open_at(till_midnight, at("2026-11-24T23:59")) and not open_at(till_midnight, at("2026-11-25T00:00"))
    round_the_clock = evolve(ROW, hours=(Hours(("fri",), "18:00", "18:00"),))
    assert open_at(round_the_clock, at("2026-11-28T17:59")) and not open_at(round_the_clock, at("2026-11-28T18:00"))


def test_day_and_night() -> None:
    assert open_at(evolve(ROW, always_open=True), at("2026-12-25T03:00")) is True


@pytest.mark.parametrize("sure", ["C", "K"])
def test_unsure_hours_are_never_shown_as_open_or_shut(sure: str) -> None:
    row = evolve(ROW, always_open=True, hours_sure=sure)
    assert open_at(row, at("2026-11-24T12:00")) is None
    assert hours_in_words(row, "en") == words("en").text["hours.checking"]


def test_unknown_hours_are_unknown() -> None:
    assert open_at(ROW, at("2026-11-24T12:00")) is None
    assert hours_in_words(ROW, "en") == ""


@pytest.mark.parametrize("day", ["2026-12-25", "2027-01-01", "2027-03-26", "2027-03-29", "2028-04-14", "2028-04-17"])
def test_an_office_is_shut_on_holidays(day: str) -> None:
    every_day = evolve(ROW, hours=(Hours((*WEEKDAYS, "sat", "sun"), "10:00", "16:00"),))
    assert open_at(evolve(every_day, holidays_shut=True), at(f"{day}T12:00")) is False
    assert open_at(every_day, at(f"{day}T12:00")) is True


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ((OFFICE,), "Monday to Friday 10:00 to 16:00"),
        ((Hours(("sat",), "09:00", "13:00"),), "Saturday 09:00 to 13:00"),
        ((Hours(("mon", "tue", "thu"), "09:00", "13:00"),), "Monday to Tuesday, Thursday 09:00 to 13:00"),
        ((Hours((*WEEKDAYS, "sat", "sun"), "11:00", "21:00"),), "every day 11:00 to 21:00"),
        ((OFFICE, Hours(("sat",), "09:00", "13:00")), "Monday to Friday 10:00 to 16:00; Saturday 09:00 to 13:00"),
    ],
)
def test_hours_in_words(hours: tuple[Hours, ...], said: str) -> None:
    assert hours_in_words(evolve(ROW, hours=hours), "en") == said


def test_hours_that_leave_out_holidays_say_so() -> None:
    assert (
        hours_in_words(evolve(ROW, hours=(OFFICE,), holidays_shut=True), "en") == "Monday to Friday 10:00 to 16:00, not on public holidays"
    )


@pytest.mark.parametrize(("low", "high", "said"), [(0, 120, ""), (0, 18, "under 19"), (18, 120, "18 and over"), (5, 25, "5 to 25")])
def test_ages_in_words(low: int, high: int, said: str) -> None:
    assert ages_in_words(evolve(ROW, min_age=low, max_age=high), "en") == said


def test_a_language_without_a_file_speaks_english() -> None:
    assert say("xx", "hours.always") == say("en", "hours.always")
