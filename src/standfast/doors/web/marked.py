"""The message as it came, cut where evidence begins and ends."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import frozen

from standfast.model import Finding, Item, Span

HEADERS = ("from", "to", "when", "subject")


@frozen
class Segment:
    """A run of text, with the numbers of the findings that rest on it; the numbers stand where a finding's words end."""

    text: str
    numbers: tuple[int, ...] = ()


def marked(text: str, place: str, findings: Iterable[Finding]) -> tuple[Segment, ...]:
    """``text`` in order, without a gap. ``place`` is a Span's ``item``: an Item's id, or ``<id>@<header>``.

    Words that several findings share are marked once: overlapping spans become one, with all their numbers.
    """
    runs = _joined([(span, n) for n, one in enumerate(findings, 1) for span in one.because if _inside(span, place, text)])
    made: list[Segment] = []
    at = 0
    for start, end, numbers in runs:
        if start > at:
            made.append(Segment(text[at:start]))
        made.append(Segment(text[start:end], numbers))
        at = end
    if at < len(text):
        made.append(Segment(text[at:]))
    return tuple(made)


def header_lines(item: Item, findings: Iterable[Finding]) -> tuple[tuple[str, tuple[Segment, ...]], ...]:
    """From, to, when and subject, as far as the message has them, each marked."""
    found = tuple(findings)
    values = {"from": item.sender, "to": item.to, "when": item.when, "subject": item.subject}
    raw = dict(reversed(item.headers))
    shown = {name: raw.get("date" if name == "when" else name, value) if value else "" for name, value in values.items()}
    return tuple((name, marked(text, f"{item.id}@{name}", found)) for name, text in shown.items() if text)


def _inside(span: Span, place: str, text: str) -> bool:
    return span.item == place and 0 <= span.start < span.end <= len(text) and text[span.start : span.end] == span.quote


def _joined(spans: Iterable[tuple[Span, int]]) -> list[tuple[int, int, tuple[int, ...]]]:
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    for span, number in sorted(spans, key=lambda pair: (pair[0].start, -pair[0].end)):
        if runs and span.start < runs[-1][1]:
            start, end, numbers = runs[-1]
            runs[-1] = (start, max(end, span.end), tuple(dict.fromkeys((*numbers, number))))
        else:
            runs.append((span.start, span.end, (number,)))
    return runs
