"""A claim about Items, with the exact words it rests on."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Strength(StrEnum):
    """How much a finding or a verdict can carry. Never a percentage."""

    SHOWS = "shows"
    STRONGLY = "strongly suggests"
    SUGGESTS = "suggests"
    NEUTRAL = "neutral"


@frozen
class Span:
    """Exact words: ``items[item].text[start:end] == quote``.

    ``item`` is the Item's id; ``<id>@<header>`` where the words stand in a mail header, ``<id>@hidden`` in hidden text.
    """

    item: str
    start: int
    end: int
    quote: str


@frozen
class Finding:
    """``id`` names the file in ``knowledge/findings`` that holds its sentences."""

    id: str
    says: str
    strength: Strength
    because: tuple[Span, ...]
    limits: str
    """What it does not show, and what would make it wrong."""
    measured: str = "not measured"
    """The error rate its benchmark last measured, with the data's name and size."""
