"""Where in the trap's known sequence a conversation stands. The order is the one that police and charities publish:
a stranger, quick intimacy, another app, pictures, the turn, the list of followers, the demand, the countdown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standfast.model import Span, Stage

from .clock import minutes
from .listener import Burst, Listener, Sight

STAGES: dict[str, tuple[str, ...]] = {
    "intimacy": ("quick-intimacy",),
    "move-app": ("move-app",),
    "pictures": ("demand-pictures", "demand-live-act", "quick-video", "trade-offer"),
    "turn": ("has-pictures", "ai-made", "will-share", "hacked-device"),
    "audience": ("audience", "contact-knowledge"),
    "demand": ("demand-money", "demand-other", "demand-recruit", "demand-meeting", "demand-self-harm", "payment-method"),
    "countdown": ("deadline",),
}
ORDER = ("stranger", *STAGES)
"""All steps, first to last; ``stranger`` is told by the app, not by words."""
EARLY = ("intimacy", "move-app", "pictures")
LATE = ("audience", "demand", "countdown")
LONGEST = 60 * 24 * 60
"""Minutes before the turn in which an early step counts as part of it."""
QUICK = 14 * 24 * 60
"""Minutes from the first line in which early steps are quick; long-known people write such things too."""
QUICK_LINES = 250
"""The same in lines."""
YOUNG = 1_500
"""A conversation of more lines than this is no start of anything, and a step further from the turn no part of it."""


def stages(listener: Listener, telling: Iterable[Burst]) -> tuple[Stage, ...]:
    """With a turn: every step around it, in the order of the conversation. ``telling``: bursts that were called blackmail."""
    ids = {line.id for burst in telling for line in burst.joined.lines}
    asked = [span for sight in _sights(listener, "pictures") for span in sight.spans]
    turns = [sight for sight in _sights(listener, "turn") if any(span.item in ids and not _within(span, asked) for span in sight.spans)]
    if not turns:
        return ()
    turn = min(turns, key=lambda sight: sight.line)
    found = [("turn", turn)]
    for name in EARLY:
        before = [one for one in _sights(listener, name) if turn.line - YOUNG < one.line < turn.line]
        before = [one for one in before if (minutes(one.item.when, turn.item.when) or 0) <= LONGEST]
        found += [(name, before[0])] if before else []
    for name in LATE:
        after = [one for one in _sights(listener, name) if one.line >= turn.line and any(span.item in ids for span in one.spans)]
        found += [(name, after[0])] if after else []
    return _told(listener, found)


def _within(span: Span, others: Iterable[Span]) -> bool:
    """"Send me a pic of you" holds "pic of you": asking is not having."""
    return any(one.item == span.item and one.start < span.end and span.start < one.end for one in others)


def early(listener: Listener, start: str) -> tuple[Stage, ...]:
    """Without a turn: the first steps, where they come soon after the conversation begins (``start`` is its first time)."""
    if listener.lines > YOUNG:
        return ()
    found: list[tuple[str, Sight]] = []
    for name in EARLY:
        for one in _sights(listener, name):
            if one.line <= QUICK_LINES and (minutes(start, one.item.when) or 0) <= QUICK:
                found.append((name, one))
                break
    return _told(listener, found) if found else ()


def _sights(listener: Listener, stage: str) -> list[Sight]:
    return sorted((one for tactic in STAGES[stage] for one in listener.sights.get(tactic, ())), key=lambda one: one.line)


def _told(listener: Listener, found: list[tuple[str, Sight]]) -> tuple[Stage, ...]:
    order = list(STAGES)
    found.sort(key=lambda pair: (pair[1].line, order.index(pair[0])))
    return tuple(_timed([*_stranger(listener), *((name, one.item.when, one.spans) for name, one in found)]))


def _stranger(listener: Listener) -> Iterator[tuple[str, str, tuple[Span, ...]]]:
    """The app's own sign that they were no contact: a message request, or a bare number for a name."""
    line = listener.request or (listener.first if _is_number(listener.name) else None)
    if line:
        yield "stranger", line.when, (Span(f"{line.id}@sender", 0, len(line.sender), line.sender),)


def _is_number(name: str) -> bool:
    bare = name.strip("\u200e\u200f\u202a\u202c\u2068\u2069 ~")
    return bare.startswith("+") and sum(c.isdigit() for c in bare) >= 7 and not any(c.isalpha() for c in bare)


def _timed(steps: list[tuple[str, str, tuple[Span, ...]]]) -> Iterator[Stage]:
    before = ""
    for name, when, spans in steps:
        yield Stage(name, when, minutes(before, when), spans)
        before = when or before
