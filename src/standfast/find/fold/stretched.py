"""Letters held down: ``sendddd``, ``plssss``, ``صووورك``. Three or more of the same letter are one, or two where English has it so."""

from __future__ import annotations

import re
from collections.abc import Callable

from .words import Words

STRETCHED = re.compile(r"([^\W\d_]|[\u0900-\u094f])\1\1")
_TRIPLES = tuple(3 * letter for letter in "abcdefghijklmnopqrstuvwxyz")
_RUN = re.compile(r"(.)\1{2,}")
_LONGEST = 60
"""A longer row of letters is no word."""


def is_in(text: str) -> bool:
    """Whether a letter is held down anywhere in a folded text. Plain search is four times as fast as the pattern."""
    return any(triple in text for triple in _TRIPLES) if text.isascii() else STRETCHED.search(text) is not None


def shorten(word: str, words: Callable[[], Words]) -> str:
    """One folded word without its stretched letters. A row of one letter (``xxx``) and what holds digits (a code) stay."""
    if len(word) > _LONGEST or not STRETCHED.search(word) or len(set(word)) == 1 or any(map(str.isdigit, word)):
        return word
    one, two = _RUN.sub(r"\1", word), _RUN.sub(r"\1\1", word)
    known = words()
    if known.has("en", two) or (known.knows(two) and not known.knows(one)):
        return two
    return one
