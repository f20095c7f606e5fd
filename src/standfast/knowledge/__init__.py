"""Reviewed facts as TOML, one file for each thing, and one loader. No sentence of advice is written in Python."""

from .loader import (
    area,
    country,
    facts,
    finding_row,
    ids,
    measured,
    platform,
    steps,
    tactics,
    words,
)
from .schema import (
    PURPOSES,
    Area,
    ContactRow,
    Country,
    FindingRow,
    Hours,
    LawRow,
    Platform,
    PlatformFact,
    RouteRow,
    StepRow,
    TacticRow,
    Tactics,
    Words,
)

__all__ = [
    "PURPOSES", "Area", "ContactRow", "Country", "FindingRow", "Hours", "LawRow", "Platform", "PlatformFact",
    "RouteRow", "StepRow", "TacticRow", "Tactics", "Words", "area", "country", "facts", "finding_row", "ids",
    "measured", "platform", "steps", "tactics", "words",
]
