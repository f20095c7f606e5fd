"""Items to Findings, Indicators, a Demand and a Verdict. Pure Python; nothing here goes to disk or network."""

from . import questions
from .found import Found, find
from .talk import FoundTalk, find_talk
from .understanding import MAX_CHARACTERS, Understood, received_at, understand

__all__ = ["MAX_CHARACTERS", "Found", "FoundTalk", "Understood", "find", "find_talk", "questions", "received_at", "understand"]
