"""Reviewed facts as TOML, one file for each thing, and one loader. No sentence of advice is written in Python."""

from .loader import (
    area,
    branches,
    common_words,
    country,
    deadline_words,
    facts,
    finding_row,
    ids,
    measured,
    platform,
    questions,
    release,
    steps,
    tactics,
    words,
    world_routes,
)
from .planning import (
    ACTS,
    GROUPS,
    PLATFORM_TOPICS,
    Alternative,
    Branches,
    BranchRow,
    ChoiceRow,
    QuestionRow,
    Release,
    ReleaseCheck,
    Rule,
    World,
)
from .schema import (
    PURPOSES,
    Area,
    ContactRow,
    Country,
    DeadlineWords,
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
    "ACTS", "GROUPS", "PLATFORM_TOPICS", "PURPOSES", "Alternative", "Area", "BranchRow", "Branches", "ChoiceRow", "ContactRow", "Country",
    "DeadlineWords", "FindingRow", "Hours", "LawRow", "Platform", "PlatformFact", "QuestionRow", "Release", "ReleaseCheck", "RouteRow",
    "Rule", "StepRow", "TacticRow", "Tactics", "Words", "World", "area", "branches", "common_words", "country", "deadline_words", "facts", "finding_row",
    "ids", "measured", "platform", "questions", "release", "steps", "tactics", "words", "world_routes",
]
