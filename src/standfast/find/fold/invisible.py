"""Characters that show nothing. Between two letters they are there for a filter, not for a reader."""

from __future__ import annotations

import re

from .folded import Trick
from .offsets import Layer, rewrite

INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
SOFT_HYPHEN = "\u00ad"
LETTER = "[0-9A-Za-z\u00c0-\u058f\u13a0-\u13ff\u1e00-\u1fff]"
"""Alphabets that need no joiners: in Persian or Hindi a joiner between letters is spelling."""
_letter = re.compile(LETTER)
_single = re.compile(f"(?<!{LETTER})[A-Za-z]{SOFT_HYPHEN}+[A-Za-z]|[A-Za-z]{SOFT_HYPHEN}+[A-Za-z](?!{LETTER})")
"""A soft hyphen that leaves one letter alone; no hyphenation does. Plain letters only: in text of a wrong charset it is noise."""


def remove(text: str) -> tuple[str, tuple[Layer | None, ...], tuple[Trick, ...]]:
    """The text without them. Soft hyphens are a trick only where no printer would hyphenate."""
    edits: list[tuple[int, int, str]] = []
    hiding: list[tuple[int, int]] = []
    soft_is_trick = SOFT_HYPHEN in text and _single.search(text) is not None
    for match in INVISIBLE.finditer(text):
        start, end = match.span()
        edits.append((start, end, ""))
        if start and _letter.match(text, start - 1) and _letter.match(text, end) and (soft_is_trick or match[0].strip(SOFT_HYPHEN)):
            hiding.append((start - 1, end + 1))
    plain, layer = rewrite(text, edits)
    return plain, (layer,), (Trick("zero-width", len(hiding), *hiding[0]),) if hiding else ()
