"""What the sender wants, how much, and by when, each with the exact words it rests on."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from standfast.find.fold import Folded
from standfast.model import Demand, Span

from .amounts import Amount, amounts, demanded, sums
from .deadlines import Deadline, deadline, limits, surest
from .lexing import flat, words

__all__ = ["Amount", "Deadline", "TacticHit", "amounts", "deadline", "demand"]

_WISHES = {
    "demand-money": "money", "demand-pictures": "pictures", "demand-live-act": "live-act", "demand-meeting": "meeting",
    "demand-self-harm": "self-harm", "demand-recruit": "recruit",
}
"""Tactic to what is wanted."""
_PAYING = ("demand-money", "payment-method")
_THREAT = frozenset(
    {
        *_PAYING, "will-share", "has-pictures", "ai-made", "hacked-device", "conditional", "promise-delete", "deadline", "audience",
    }
)
"""Beside any of these a number without a currency may be a sum."""


class TacticHit(Protocol):
    """A tactic at tokens ``start`` to ``end`` (one past the last)."""

    @property
    def tactic(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def demand(
    item_id: str, text: str, folded: Folded, langs: Iterable[str], hits: Iterable[TacticHit], received: datetime | None = None
) -> Demand:
    """``text`` is the Item's own; ``hits`` are its tactics. Without ``received``, clock times give a span and no hours."""
    plain = flat(folded.plain)
    row, spoken, seen = words(plain), tuple(langs), list(hits)
    paying = sorted(folded.span(hit.start, hit.end) for hit in seen if hit.tactic in _PAYING)
    times = list(limits(row, spoken, received))
    clocks = [(row[time.start].start, row[time.end - 1].end) for time in times]
    found = [amount for amount in sums(plain, row, spoken) if not (amount.bare and _inside(amount, clocks))]
    sum_asked = demanded(plain, found, [_distance(folded, amount, paying) for amount in found], any(hit.tactic in _THREAT for hit in seen))
    limit = surest(times)
    spans = _wishes(item_id, text, folded, seen)
    what = set(spans)
    if sum_asked and paying:
        what.add("money")
    because = list(spans.values())
    if sum_asked:
        because.append(_span(item_id, text, *folded.plain_span(sum_asked.start, sum_asked.end)))
    if limit:
        because.append(_span(item_id, text, *folded.plain_span(row[limit.start].start, row[limit.end - 1].end)))
    return Demand(
        what=tuple(sorted(what)),
        amount=sum_asked.value if sum_asked else None,
        currency=sum_asked.currency if sum_asked else "",
        deadline_hours=limit.hours if limit else None,
        because=tuple(sorted(set(because), key=lambda span: (span.start, span.end))),
    )


def _inside(amount: Amount, clocks: Sequence[tuple[int, int]]) -> bool:
    """Whether a number without a currency is part of a time: "by 6" is not six of any money."""
    return any(start <= amount.start < end for start, end in clocks)


def _wishes(item_id: str, text: str, folded: Folded, hits: Sequence[TacticHit]) -> dict[str, Span]:
    """For each thing wanted, the first place that says so."""
    first: dict[str, Span] = {}
    for hit in sorted(hits, key=lambda hit: (hit.start, hit.end)):
        wish = _WISHES.get(hit.tactic)
        if wish and wish not in first:
            first[wish] = _span(item_id, text, *folded.span(hit.start, hit.end))
    return first


def _span(item_id: str, text: str, start: int, end: int) -> Span:
    return Span(item_id, start, end, text[start:end])


def _distance(folded: Folded, amount: Amount, paying: list[tuple[int, int]]) -> int:
    """Characters of the Item's text from a sum to the nearest hit of paying; 0 inside one."""
    if not paying:
        return 10_000
    start, end = folded.plain_span(amount.start, amount.end)
    at = bisect_right(paying, (start, end))
    before = max(0, start - paying[at - 1][1]) if at else 10_000
    after = 10 + 2 * max(0, paying[at][0] - end) if at < len(paying) else 10_000
    return min(before, after)
