"""Day first, month first or year first? Decided once for the whole file, from all its dates, or left open.

A date as ``03/04/26`` alone says nothing. Three things do: a number that can be no month; the order of time, which a chat
follows; and the way of writing itself (a year of four digits in front; dots, which no country writes with the month first).
Where they do not decide, the date stays as written and the Item says so.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from attrs import define, field

from .stamp import Stamp, clock, numbers, plain

Shape = tuple[str, int, int, bool]
FIRST_YEAR, LAST_YEAR = 2009, 2099
"""WhatsApp began in 2009."""
BUDDHIST = 543
CLEARLY = 20
"""How many times fewer breaks one order must show: forwarded lines and wrong clocks break a few."""


@lru_cache(maxsize=8192)
def day(three: tuple[int, int, int], order: str) -> date | None:
    """The day that three numbers mean in an order, or None where there is no such day."""
    year, month, number = (three[order.index(part)] for part in "ymd")
    if year < 100:
        year += 2000 if year < 52 else 2500
    if year >= 2400:
        year -= BUDDHIST
    try:
        return date(year, month, number) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def shape(stamp: Stamp) -> Shape:
    """How a date is written: one phone writes all its dates alike, and a change of phone shows."""
    _, (first, last), between = numbers(stamp.date)
    return between, max(2, first), max(2, last), stamp.dotted


def possible(written: Shape) -> tuple[str, ...]:
    between, first, last, dotted = written
    if first > 2:
        return ("ymd",)
    if between == ".":
        return ("dmy",) if last > 2 or not dotted else ("dmy", "ymd")
    return ("dmy", "mdy") if last > 2 else ("dmy", "mdy", "ymd")


@define
class _Tally:
    """For one order: days that do not exist, and steps back in time."""

    order: str
    wrong: int = 0
    back: int = 0
    last: date = date.min

    def take(self, three: tuple[int, int, int]) -> None:
        found = day(three, self.order)
        if found is None:
            self.wrong += 1
            return
        self.back += found < self.last
        self.last = found


@define
class Orders:
    """Takes every beginning of a file in a first pass, then tells the time of each in the second."""

    _tallies: dict[Shape, list[_Tally]] = field(factory=dict[Shape, list[_Tally]])
    _decided: dict[Shape, str] = field(factory=dict[Shape, str])
    _last: tuple[bytes, bool] = (b"", False)

    def take(self, stamp: Stamp) -> None:
        seen = stamp.date, stamp.dotted
        if seen == self._last:
            return
        self._last = seen
        written = shape(stamp)
        if written not in self._tallies:
            self._tallies[written] = [_Tally(order) for order in possible(written)]
        three = numbers(stamp.date)[0]
        for tally in self._tallies[written]:
            tally.take(three)

    def order(self, written: Shape) -> str:
        """``dmy``, ``mdy``, ``ymd``, or empty where nothing decides."""
        if written not in self._decided:
            tallies = self._tallies.get(written, [])
            self._decided[written] = _decide(_usual(tallies) if written[0] == "/" else tallies)
        return self._decided[written]

    def when(self, stamp: Stamp) -> tuple[str, tuple[str, ...]]:
        """(ISO 8601, or as written; the notes that go with it)."""
        three = numbers(stamp.date)[0]
        order = self.order(shape(stamp))
        found = day(three, order) if order else None
        time = clock(stamp.time, stamp.half)
        if found and time:
            return f"{found.isoformat()}T{time}", ()
        if not order:
            note = "date-order-unclear"
        elif not found:
            note = "date-unclear"
        else:
            note = "clock-unclear"
        return _written(stamp.written), (note,)


def _decide(tallies: list[_Tally]) -> str:
    if len(tallies) < 2:
        return tallies[0].order if tallies else ""
    fewest = min(tally.wrong for tally in tallies)
    left = [tally for tally in tallies if not _many(tally.wrong, fewest)]
    if len(left) > 1:
        fewest = min(tally.back for tally in left)
        left = [tally for tally in left if not _many(tally.back, fewest)]
    return left[0].order if len(left) == 1 else ""


def _usual(tallies: list[_Tally]) -> list[_Tally]:
    """Without ``ymd`` for ``24/11/26``: only Basque phones write that with the year first, so it needs proof against the others."""
    others = [tally for tally in tallies if tally.order != "ymd"]
    return others if any(not tally.wrong and not tally.back for tally in others) else tallies


def _many(count: int, fewest: int) -> bool:
    return count > 0 and count >= CLEARLY * fewest


def _written(raw: bytes) -> str:
    """The beginning without brackets, dash and invisible marks."""
    return plain(raw).strip().rstrip("-–— ").strip("[] ").replace("\u202f", " ").replace("\xa0", " ")[:80]
