"""Times of messages as exports write them: ISO 8601 or close to it, or a number since 1970."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from .line import writable

_SPACED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}) ?(UTC|Z)?$")


def iso_time(text: str, utc: bool = False) -> str:
    """ISO 8601 to the second, ``Z`` for UTC; empty where it is no such time. ``utc``: the export documents UTC for times without zone."""
    try:
        found = datetime.fromisoformat(text.strip())
    except ValueError:
        return ""
    if found.tzinfo is None and utc:
        found = found.replace(tzinfo=UTC)
    try:
        return found.isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""


def when_written(written: str, utc: bool = False) -> tuple[str, list[str]]:
    """(as from ``iso_time``, else as written; the note that says so)."""
    when = iso_time(written, utc)
    return when or writable(written), ["date-as-written"] if written and not when else []


def spaced_time(written: str) -> str:
    """``2026-07-03 23:00:11 UTC`` as ISO 8601; anything else as written."""
    match = _SPACED.match(written)
    return f"{match[1]}T{match[2]}{'Z' if match[3] else ''}" if match else writable(written)


def at_milliseconds(value: object) -> str:
    """Milliseconds since 1970 as ISO 8601 in UTC; empty where it is no such number."""
    return at_seconds(value / 1000) if isinstance(value, int | float) else ""


def at_seconds(value: object) -> str:
    """Seconds since 1970 as ISO 8601 in UTC; empty where it is no such number."""
    if not isinstance(value, int | float):
        return ""
    try:
        return datetime.fromtimestamp(value, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    except (ValueError, OverflowError, OSError):
        return ""
