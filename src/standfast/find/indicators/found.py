"""What a kind of indicator offers: one file for each kind in ``kinds``, its id is the file's name with ``-`` for ``_``."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import frozen


@frozen
class Found:
    """An indicator at ``plain[start:end]``; see model.Indicator for the other fields."""

    start: int
    end: int
    value: str
    valid: bool | None = None
    platform: str = ""


@frozen
class Kind:
    """``look`` gets the plain text (entities, hidden characters and look-alike letters undone) and costs next to nothing
    where the text does not hold the kind's anchor (``@``, ``bc1``, ``0x`` ...). Its time grows with the length of the text."""

    id: str
    order: int
    """Who keeps a place that two kinds claim: smaller first. Something found inside another find of a smaller order is dropped."""
    look: Callable[[str], Iterator[Found]]


@frozen
class Hit:
    """An example that every kind file carries: the text holds exactly this one find of the kind."""

    text: str
    value: str
    valid: bool | None = None
    platform: str = ""
