"""Days and times in a letter: nobody can take the fourth of November for the eleventh of April."""

from __future__ import annotations

from datetime import date

import pytest

from standfast.knowledge.letters import letter_words
from standfast.write.clean import cleaned, foreign
from standfast.write.dates import day, moment, order_of, read_time, sort_key
from standfast.write.values import amount

FOURTH = date(2026, 11, 4)


@pytest.mark.parametrize(
    ("lang", "country", "written"),
    [
        ("en", "GB", "4 November 2026"),
        ("en", "US", "November 4, 2026"),
        ("en", "CA", "2026 November 4"),
        ("en", "unknown", "4 November 2026"),
        ("es", "ES", "4 de noviembre de 2026"),
        ("fr", "FR", "4 novembre 2026"),
        ("de", "DE", "4. November 2026"),
        ("it", "IT", "4 novembre 2026"),
    ],
)
def test_a_day_is_written_as_the_country_does(lang: str, country: str, written: str) -> None:
    assert day(FOURTH, order_of(country), letter_words(lang)) == written


@pytest.mark.parametrize(
    ("raw", "written"),
    [
        ("2026-11-04", "4 November 2026"),
        ("2026-11-04T09:05:59", "4 November 2026, 09:05"),
        ("2026-11-04T09:05:59-05:00", "4 November 2026, 09:05 UTC-05:00"),
        ("Wed, 4 Nov 2026 09:05:59 +0530", "4 November 2026, 09:05 UTC+05:30"),
        ("04/11/2026, 09:05", "as written there: 04/11/2026, 09:05"),
        ("last Tuesday", "as written there: last Tuesday"),
        ("2026-13-45", "as written there: 2026-13-45"),
        ("", "date not known"),
    ],
)
def test_a_time_is_read_or_quoted_and_never_guessed(raw: str, written: str) -> None:
    assert moment(raw, "dmy", letter_words("en")) == written


def test_what_cannot_be_read_comes_last() -> None:
    times = ["last Tuesday", "2026-11-04T10:00:00+09:00", "", "2026-11-04", "Wed, 4 Nov 2026 09:05:59 +0530"]
    assert sorted(times, key=sort_key) == ["2026-11-04", times[4], times[1], "", "last Tuesday"]
    assert read_time("99999999999999") is None


@pytest.mark.parametrize(("value", "written"), [(300.0, "300 USD"), (1400.5, "1400.5 USD"), (0.05, "0.05 USD"), (1e6, "1000000 USD")])
def test_an_amount_has_no_mark_that_another_country_reads_otherwise(value: float, written: str) -> None:
    assert amount(value, "USD") == written


def test_words_of_others_lose_what_steers_and_keep_what_is_said() -> None:
    assert cleaned("a\r\nb\tc\u202e\x1b[2J\u0000\ud800 \u2028d") == "a\nb c[2J\nd"
    assert foreign("hello") == "hello"
    assert foreign("hello\nسلام\u2069") == "hello\n\u2068سلام\u2069"
