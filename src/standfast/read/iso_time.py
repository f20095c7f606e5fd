"""Times that exports write in ISO 8601 or close to it."""

from __future__ import annotations

from datetime import UTC, datetime


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
