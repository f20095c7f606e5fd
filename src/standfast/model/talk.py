"""A conversation as a whole: who spoke, from when to when, and how far along the trap it is."""

from __future__ import annotations

from attrs import frozen

from .finding import Span


@frozen
class Speaker:
    """``side`` is ``person``, ``other``, or empty where nothing says it."""

    name: str
    side: str
    lines: int
    media: int
    """Pictures and videos of theirs that the file lists; none of them was opened."""


@frozen
class Stage:
    """One step of the trap's known sequence, where it was first seen."""

    id: str
    """``stranger intimacy move-app pictures turn audience demand countdown``"""
    when: str
    """As the Item says it; empty where the file gives no time."""
    minutes: float | None
    """Since the step before; None for the first, and where the file gives no time."""
    because: tuple[Span, ...]


@frozen
class Talk:
    """What is known of a conversation beside its Items. Only the lines that the findings rest on are kept as Items."""

    thread: str
    platform: str
    lines: int
    first: str
    """Time of the first line, as the Item says it."""
    last: str
    speakers: tuple[Speaker, ...]
    speaker: str
    """Whose words the verdict is about; empty where nobody but the person spoke."""
    stages: tuple[Stage, ...] = ()
    notes: tuple[str, ...] = ()
    """As in Item: ``which-is-you`` where nothing in the file says which speaker is the person."""
