"""What is known of one Item when the questions are asked: a work sheet inside this room, not a noun."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from attrs import frozen

from standfast.knowledge import finding_row, measured, translated
from standfast.model import Demand, Finding, Indicator, Item, Span, Strength, Verdict

from .fold import Folded
from .patterns import Hit

QUOTE_LONGEST = 240
SPANS_MOST = 6


@frozen
class Evidence:
    """``langs`` are the languages whose wording was looked for, likeliest first.

    A Span's ``item`` is the Item's id for its text, ``<id>@<header>`` for a mail header, ``<id>@hidden`` for hidden text.
    """

    item: Item
    folded: Folded
    langs: tuple[str, ...]
    hits: tuple[Hit, ...]
    indicators: tuple[Indicator, ...]
    demand: Demand
    verdict: Verdict
    own: frozenset[str]
    judged_on: tuple[int, int]
    """Token numbers of the words that decided."""
    too_little: bool
    lang: str = "en"
    """The language in which findings are told; it does not change what is found."""

    def judged(self) -> Span:
        """The words that decided, as received."""
        return self.quote(*self.folded.span(*self.judged_on))

    def spans(self, *tactics: str) -> tuple[Span, ...]:
        """The exact words of these tactics, overlapping ones joined, first ones first."""
        places = sorted((hit.start, hit.end) for hit in self.hits if hit.tactic in tactics)
        joined: list[tuple[int, int]] = []
        for start, end in places:
            if joined and start < joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return tuple(self.quote(*self.folded.span(start, end)) for start, end in joined[:SPANS_MOST])

    def quote(self, start: int, end: int) -> Span:
        """Characters ``start`` to ``end`` of the text as received."""
        end = min(end, start + QUOTE_LONGEST)
        return Span(self.item.id, start, end, self.item.text[start:end])

    def tactics(self) -> frozenset[str]:
        return frozenset(hit.tactic for hit in self.hits)

    def header(self, name: str) -> str:
        return next((value for key, value in self.item.headers if key == name), "")


@frozen
class Question:
    """One file of ``find/questions``: its id is the file's name."""

    id: str
    look: Callable[[Evidence], Iterator[Finding]]


def finding(finding_id: str, strength: Strength, because: Iterable[Span] | Sequence[Span], lang: str = "en", **gaps: str) -> Finding:
    """A finding with its sentences from knowledge, its gaps filled, and its last measured error rate."""
    row = finding_row(finding_id, lang)
    says = row.says
    for gap, words in gaps.items():
        says = says.replace("{" + gap + "}", words)
    return Finding(finding_id, says, strength, tuple(because), row.limits, measured(lang).get(finding_id, translated("not measured", lang)))
