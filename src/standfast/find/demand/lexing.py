"""The plain text as words with their places: what the readers of sums and deadlines walk over.

The fold's tokens are not enough here: "18:00", "1.500" and "10 min" on a line of its own mean something by their marks.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from standfast.find.fold import ABBREVIATIONS, MARKS, is_stretched, shipped, shorten, stripped, without_points

MAX_WORDS = 20_000
_PIECE = re.compile(r"\d+(?:[.,:]\d+)*(?=[^\W\d_]{0,9}(?![^\W_]))|[^\W\d_]+(?![^\W_])|[^\W_]+")
_letter = f"[^\\W\\d_](?:[{MARKS}\u064b-\u065f\u0670]|(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff]))*+"
_MARKED_PIECE = re.compile(
    rf"\d+(?:[.,:]\d+)*(?=(?:{_letter}){{0,9}}(?![^\W_]))|(?:{_letter})+(?![^\W_])|(?:{_letter}|[^\W_])+"
)
"""The same with vowel signs and marks as parts of their letters, and the apostrophe inside Ukrainian words."""
_MARKED = re.compile(f"[{MARKS}\u064b-\u065f\u0670\u0640]|[\u0400-\u04ff]'[\u0400-\u04ff]")
_CLOCK_PIECE = re.compile(r"(\d{1,2})(h|u|uhr|hod)(\d{2})")
_TIMES = re.compile(r"([0-9]{1,2})x([0-9]{1,3})")
"""``2x24 jam`` is 48 hours."""
_LEET = str.maketrans("013457", "oieast")
_HARD = re.compile(r"[.!?…;।॥؟۔]|\n\s*\n|\n\s*[-*•]")
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


_ONE_LETTER = {"ß": "s", "æ": "a", "œ": "o"}


@lru_cache(20_000)
def _bare(char: str) -> str:
    """One letter as the fold spells it, always one character: ``ß`` becomes ``s``."""
    low = char.lower()[:1]
    return _ONE_LETTER.get(low) or stripped(low) or char


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
    marked = not text.isascii() and _MARKED.search(text) is not None
    pieces = (_MARKED_PIECE if marked else _PIECE).finditer(text)
    for match in islice(pieces, MAX_WORDS):
        piece, start = match[0], match.start()
        for part, at in ((piece, start),) if piece.isalpha() else _split(piece, start):
            gap = text[done : min(at, done + _LONGEST_GAP)]
            done = at + len(part)
            hard = gap != " " and gap != "" and _HARD.search(gap) is not None and not (gap == ". " and _goes_on(found))
            found.append(_word(part, at, done, gap, hard))
    if marked or is_stretched(text):
        found = [word._replace(text=_plain_word(word.text)) for word in found]
    return found


def _goes_on(found: list[Word]) -> bool:
    """Whether the last word is an abbreviation, whose full stop ends nothing."""
    return bool(found) and found[-1].text in ABBREVIATIONS


def _plain_word(text: str) -> str:
    """As the fold spells it: no points, no apostrophes, no letters held down."""
    return text if text.isascii() and text.isdigit() else shorten(without_points(text).replace("'", "") or text, shipped)


def _word(piece: str, start: int, end: int, gap: str, hard: bool) -> Word:
    if not piece[0].isdigit():
        return Word(piece if piece.isalpha() else piece.translate(_LEET), start, end, None, gap, hard)
    times = _TIMES.fullmatch(piece)
    if times:
        return Word(piece, start, end, float(int(times[1]) * int(times[2])), gap, hard)
    return Word(piece, start, end, number(piece) if piece.isascii() else None, gap, hard)


def _split(piece: str, start: int) -> list[tuple[str, int]]:
    """``18h30`` as three words, ``48h0urs`` as a number and a word; everything else stays whole."""
    if not piece[0].isdigit() or (piece[-1].isdigit() and piece[0].isdigit() and not any(letter.isalpha() for letter in piece)):
        return [(piece, start)]
    clock = _CLOCK_PIECE.fullmatch(piece)
    if _TIMES.fullmatch(piece):
        return [(piece, start)]
    if clock:
        return [(clock[group], start + clock.start(group)) for group in (1, 2, 3)]
    size = next(at for at, letter in enumerate(piece) if not letter.isdigit())
    return [(piece[:size], start), (piece[size:], start + size)]
