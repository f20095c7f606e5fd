"""A conversation: who is who, what the other side said, and how far along the trap it is. Any length, in bounded memory."""

from .conversation import FoundTalk, find_talk
from .replies import marks

__all__ = ["FoundTalk", "find_talk", "marks"]
