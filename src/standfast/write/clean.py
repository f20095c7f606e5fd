"""Words that others wrote, made safe to set into a letter: no control characters, and their direction kept to themselves."""

from __future__ import annotations

import re
import unicodedata

ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate, and its end: text inside cannot turn the sentence around it. A page writes them as ``<bdi>``."""
_STEERING = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Control characters, marks that steer the direction of text, halves of characters."""
_BREAKS = re.compile("\r\n?|[\u000b\u000c\u0085\u2028\u2029]")


def cleaned(words: str) -> str:
    """Lines kept, tabs as spaces, nothing that steers a terminal, a page or the direction of other words."""
    lines = _STEERING.sub("", _BREAKS.sub("\n", words).replace("\t", " ")).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n ")


def foreign(words: str) -> str:
    """As ``cleaned``; lines with a letter that runs from right to left are isolated, each by itself."""
    return "\n".join(f"{ISOLATE}{line}{END}" if _runs_left(line) else line for line in cleaned(words).split("\n"))


def one_line(words: str) -> str:
    """As ``foreign``, for a cell of a table."""
    return foreign(" ".join(cleaned(words).split()))


def _runs_left(line: str) -> bool:
    return any(unicodedata.bidirectional(char) in ("R", "AL", "AN") for char in line)
