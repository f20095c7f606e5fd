"""Items to Findings, Indicators, a Demand and a Verdict. Pure Python; nothing here goes to disk or network."""

from . import questions
from .found import Found, find
from .talk import STAGES, FoundTalk, duration, find_talk
from .understanding import MAX_CHARACTERS, Understood, received_at, understand

__all__ = [
    "MAX_CHARACTERS",
    "STAGES",
    "Found",
    "FoundTalk",
    "Understood",
    "duration",
    "find",
    "find_talk",
    "questions",
    "received_at",
    "understand",
]
