"""Days and times in words: the country's order, the month as a word of the letter's language, so that nobody can misread them."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

from standfast.knowledge import country, ids
from standfast.knowledge.letter_rows import LetterWords

from .clean import one_line

_MAIL = re.compile(r"\b\d{1,2} [A-Za-z]{3} \d{4} \d\d?:\d\d")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def order_of(iso: str) -> str:
    """``dmy``, ``mdy`` or ``ymd``; ``dmy`` where the country is not known."""
    return country(iso).date_order if iso in ids("countries") else "dmy"


def day(when: date, order: str, words: LetterWords) -> str:
    return words.dates[order].format(day=when.day, month=words.months[when.month - 1], year=f"{when.year:04d}")


def read_day(written: str) -> date | None:
    """An ISO date; None for anything else, because 03/04 could be two days."""
    try:
        return date.fromisoformat(written.strip()) if _DAY.fullmatch(written.strip()) else None
    except ValueError:
        return None


def read_time(written: str) -> datetime | None:
    """ISO 8601 with a time, or the date of a mail; None for anything that could mean two moments."""
    text = written.strip()
    try:
        if text[4:5] == "-" and len(text) > 10:
            return datetime.fromisoformat(text)
        return parsedate_to_datetime(text) if _MAIL.search(text) else None
    except (TypeError, ValueError, IndexError, OverflowError):
        return None


def moment(written: str, order: str, words: LetterWords) -> str:
    """A time in words, its offset as it was given; what cannot be read is quoted as it was written, and nothing is guessed."""
    text = written.strip()
    only_day = read_day(text)
    if only_day:
        return day(only_day, order, words)
    when = read_time(text)
    if when is None:
        return words.text["as-written"].replace("{when}", one_line(text)) if text else words.text["no-date"]
    offset = f" UTC{when:%z}" if when.tzinfo else ""
    clock = f"{when:%H:%M}{offset[:-2]}:{offset[-2:]}" if offset else f"{when:%H:%M}"
    return words.text["at"].replace("{date}", day(when.date(), order, words)).replace("{time}", clock)


def sort_key(written: str) -> tuple[int, str]:
    """Days and times in their order as written, each by its own clock; what cannot be read comes last."""
    only_day, when = read_day(written), read_time(written)
    if only_day:
        return 0, only_day.isoformat()
    return (0, when.replace(tzinfo=None).isoformat()) if when else (1, written)
