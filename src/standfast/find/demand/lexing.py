"""The plain text as words with their places: what the readers of sums and deadlines walk over.

The fold's tokens are not enough here: "18:00", "1.500" and "10 min" on a line of its own mean something by their marks.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

MAX_WORDS = 20_000
_PIECE = re.compile(r"\d+(?:[.,:]\d+)*(?=[^\W\d_]{0,9}(?![^\W_]))|[^\W\d_]+(?!\d)|[^\W_]+")
_CLOCK_PIECE = re.compile(r"(\d{1,2})(h|u|uhr|hod)(\d{2})")
_LEET = str.maketrans("013457", "oieast")
_HARD = re.compile(r"[.!?…;]|\n\s*\n|\n\s*[-*•]")
_LONGEST_GAP = 200
_LONGEST_NUMBER = 12
"""Digits and marks; a longer one is an account, not a sum or a time."""


class Word(NamedTuple):
    """``text`` is folded; ``[start, end)`` counts characters of ``plain``."""

    text: str
    start: int
    end: int
    number: float | None
    gap: str
    """What stands between the word before and this one, of a long gap the beginning."""
    hard: bool
    """Whether a sentence ends before this word."""


@lru_cache(20_000)
def _bare(char: str) -> str:
    """One letter without its accents, lower case; always one character. ``ß`` becomes ``s``."""
    low = char.lower()[:1]
    return {"ß": "s", "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "a", "œ": "o"}.get(low) or unicodedata.normalize("NFD", low)[:1] or char


def flat(plain: str) -> str:
    """Lower case without accents, every offset kept."""
    if plain.isascii():
        return plain.lower()
    marked = {char for char in set(plain) if not char.isascii()}
    return plain.translate({ord(char): _bare(char) for char in marked}).lower()


def number(text: str) -> float | None:
    """``1.500,00``, ``1,500`` and ``1 500`` are thousands; ``0.5`` and ``1,5`` are not. None for clock times and long rows."""
    digits = text.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace("'", "").replace("’", "")
    if ":" in digits or len(digits) > _LONGEST_NUMBER or not digits:
        return None
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return float(digits)
    mark = digits[last]
    other = "," if mark == "." else "."
    whole, part = digits[:last], digits[last + 1 :]
    groups = len(part) == 3 and not whole.startswith("0") and other not in whole
    if digits.count(mark) > 1 or groups:
        return float(digits.replace(mark, "").replace(other, "")) if len(part) == 3 else None
    return float(f"{whole.replace(other, '')}.{part}")


def words(text: str) -> list[Word]:
    """The first MAX_WORDS words and numbers of a flat text."""
    found = list[Word]()
    done = 0
    for match in islice(_PIECE.finditer(text), MAX_WORDS):
        piece, start = match[0], match.start()
        for part, at in ((piece, start),) if piece.isalpha() else _split(piece, start):
            gap = text[done : min(at, done + _LONGEST_GAP)]
            done = at + len(part)
            hard = gap != " " and gap != "" and _HARD.search(gap) is not None
            found.append(_word(part, at, done, gap, hard))
    return found


def _word(piece: str, start: int, end: int, gap: str, hard: bool) -> Word:
    if not piece[0].isdigit():
        return Word(piece if piece.isalpha() else piece.translate(_LEET), start, end, None, gap, hard)
    return Word(piece, start, end, number(piece) if piece.isascii() else None, gap, hard)


def _split(piece: str, start: int) -> list[tuple[str, int]]:
    """``18h30`` as three words, ``48h0urs`` as a number and a word; everything else stays whole."""
    if not piece[0].isdigit() or (piece[-1].isdigit() and piece[0].isdigit() and not any(letter.isalpha() for letter in piece)):
        return [(piece, start)]
    clock = _CLOCK_PIECE.fullmatch(piece)
    if clock:
        return [(clock[group], start + clock.start(group)) for group in (1, 2, 3)]
    size = next(at for at, letter in enumerate(piece) if not letter.isdigit())
    return [(piece[:size], start), (piece[size:], start + size)]
