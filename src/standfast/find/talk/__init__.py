"""A conversation: who is who, what the other side said, and how far along the trap it is. Any length, in bounded memory."""

from .conversation import FoundTalk, find_talk
from .replies import marks
from .sequence import ORDER as STAGES
from .told import duration

__all__ = ["STAGES", "FoundTalk", "duration", "find_talk", "marks"]
