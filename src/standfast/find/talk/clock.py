"""Times of chat lines, where a file gives them."""

from __future__ import annotations

from datetime import datetime


def at(when: str) -> datetime | None:
    """ISO 8601 as local wall time without a zone; None for anything else: a time that could be read two ways is no time."""
    if len(when) < 16 or when[4:5] != "-":
        return None
    try:
        return datetime.fromisoformat(when).replace(tzinfo=None)
    except ValueError:
        return None


def minutes(earlier: str, later: str) -> float | None:
    """Between two times, not below 0."""
    first, second = at(earlier), at(later)
    if first is None or second is None:
        return None
    return max(0.0, (second - first).total_seconds() / 60)
