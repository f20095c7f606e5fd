"""Times as messages give them, read as UTC only where they say how far from UTC they are."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_YEARS = range(1970, 2200)
"""A date outside these is a slip or a trick, and some programs refuse a whole file for one."""


def moment(written: str, assume_utc: bool = False) -> datetime | None:
    """In UTC, from ISO 8601 or a mail's Date header; None where it is no date, or says no offset and none may be assumed."""
    when = _read(written.strip())
    if when is None or when.year not in _YEARS:
        return None
    if when.tzinfo is None:
        return when.replace(tzinfo=UTC) if assume_utc else None
    return when.astimezone(UTC)


def stamp(when: datetime) -> str:
    """As STIX and xsd:dateTime write it, to the millisecond."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03}Z"


def _read(written: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return read(written)
        except (ValueError, TypeError, IndexError):
            continue
    return None
