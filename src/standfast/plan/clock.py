"""Is somebody there now, by the clock on the person's wall?"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import lru_cache

from standfast.knowledge import Hours, RouteRow
from standfast.knowledge.schema import DAYS

UNSURE = frozenset({"C", "K"})


def open_at(row: RouteRow, now: datetime) -> bool | None:
    """Whether the route answers at ``now`` (local wall clock). None: the hours are not known, or not sure enough to say."""
    if row.hours_sure in UNSURE:
        return None
    if row.always_open:
        return True
    if not row.hours:
        return None
    if row.holidays_shut and now.date() in _shut_days(now.year):
        return False
    return any(_inside(span, now) for span in row.hours)


def _inside(span: Hours, now: datetime) -> bool:
    """A span that closes at or before it opens runs into the next day."""
    clock = now.strftime("%H:%M")
    today = DAYS[now.weekday()]
    if span.open < span.close:
        return today in span.days and span.open <= clock < span.close
    yesterday = DAYS[now.weekday() - 1]
    return (today in span.days and clock >= span.open) or (yesterday in span.days and clock < span.close)


@lru_cache(maxsize=16)
def _shut_days(year: int) -> frozenset[date]:
    """Days on which offices in all our countries keep holiday: New Year, Good Friday, Easter Monday, Christmas.

    Other public holidays differ by place; the hours in words say "not on public holidays".
    """
    easter = _easter(year)
    fixed = {date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)}
    return frozenset(fixed | {easter - timedelta(days=2), easter + timedelta(days=1)})


def _easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus (Meeus, Astronomical Algorithms)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    w = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * w) // 451
    month, day = divmod(h + w - 7 * m + 114, 31)
    return date(year, month, day + 1)
