"""What is to be come back to, with the clock of a request that was sent."""

from __future__ import annotations

import math
from datetime import datetime, timedelta
from typing import Any

from standfast.model import Case, FollowUp
from standfast.pipeline import case as cases

from ..render import day_in_words
from ..visit import Visit

TICKS = 48
CENTRE, INNER, SHORT, LONG = 70, 52, 59, 62
"""Of the drawing, in its own units of 140 across; every sixth stroke is a long one."""


def shown(visit: Visit, row: FollowUp, case: Case) -> dict[str, Any]:
    """A row for the page. ``clock``: strokes of its drawing, where it was sent and an answer is due at an hour.

    ``next`` and ``routes``: what to do once the time of a request has run out.
    """
    due, sent, now = _at(row.due), _at(row.sent), visit.now
    sentence, routes = cases.run_out(row, case, visit.now.astimezone(), visit.lang, visit.more, visit.supposed) if due else ("", ())
    left = (due - now).total_seconds() / 3600 if due else 0.0
    return {
        "row": row,
        "due": in_words(visit, row.due),
        "sent": in_words(visit, row.sent),
        "next": sentence,
        "routes": routes,
        "over": bool(due and not row.done and due <= now),
        "left": max(0, math.ceil(left)),
        "hours": round((due - sent) / timedelta(hours=1)) if due and sent else 0,
        "clock": _strokes(sent, due, now) if due and sent and "T" in row.due and not row.done else (),
    }


def in_words(visit: Visit, when: str) -> str:
    """ "24 November 2026", with the time where there is one."""
    at = _at(when)
    if at is None:
        return when
    day = day_in_words(visit.lang, at.date())
    return f"{day}, {at:%H:%M}" if "T" in when else day


def _at(when: str) -> datetime | None:
    """On the person's wall clock; None for what is no date."""
    try:
        at = datetime.fromisoformat(when)
    except ValueError:
        return None
    return at.astimezone().replace(tzinfo=None) if at.tzinfo else at


def _strokes(sent: datetime, due: datetime, now: datetime) -> tuple[dict[str, Any], ...]:
    """As in a dial: the strokes of the hours that are gone come first."""
    gone = min(1.0, max(0.0, (now - sent) / (due - sent))) * TICKS if due > sent else TICKS
    made: list[dict[str, Any]] = []
    for number in range(TICKS):
        turn = math.tau * (number + 0.5) / TICKS
        end = LONG if number % 6 == 0 else SHORT
        (x1, y1), (x2, y2) = ((CENTRE + far * math.sin(turn), CENTRE - far * math.cos(turn)) for far in (INNER, end))
        made.append({"path": f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", "gone": number < gone})
    return tuple(made)
