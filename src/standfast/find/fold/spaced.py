"""Letters pulled apart: ``y o u r   v i d e o``, the same with every gap alike, and ``p-a-y``.

Joined only where words come out: a table, a formula, an alphabet or a drawing of single characters stays as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import frozen

from .folded import Trick
from .letters import fold_word, stripped
from .lookalikes import as_latin
from .offsets import Layer, rewrite
from .words import Words

RUN = re.compile(r"(?<!\S)\S(?!\S)(?:\s{1,12}\S(?!\S))++")
DASHED = re.compile(r"(?<![^\W_])(?<![-._*~|/,+·•])[^\W\d_](?:([-._*~|/,+·•])[^\W\d_])(?:\1[^\W\d_])*+(?![^\W_])(?!\1[^\W_])")
"""Two letters or more with the same sign in each gap."""
ITEM = re.compile(
    r"(?P<whole>0x[0-9a-fA-F]{40}|(?:bc1|tb1|ltc1)(?:[02-9ac-hj-np-z]{59}|[02-9ac-hj-np-z]{39})|T[1-9A-HJ-NP-Za-km-z]{33}"
    r"|[48][1-9A-HJ-NP-Za-km-z]{94}|[13][1-9A-HJ-NP-Za-km-z]{33})"
    r"|(?P<number>[$€£]?\d+(?:[.,:]\d+)*%?)|(?P<letters>[^\W\d_](?:['’]?[^\W\d_])*+)|(?P<glue>[-_/@:#&+=])|(?P<open>[(\[{«“„¿¡])|(?P<sign>.)",
    re.DOTALL,
)
"""What can stand in a run whose gaps are all alike. Wallets first, by their lengths, so that they are not cut into words."""
FEWEST = 6
"""Fewer single characters are a list, initials or a formula, unless they spell one word of four letters or more."""
KNOWN_SHARE, LONG, KNOWN_SHARE_OF_LONG = 0.6, 24, 0.35
"""Letters that must belong to known words. Jumbled letters give 0.05 at most in runs of 24 and more."""
LONGEST = 1_000_000
"""Letters that are split into words; a text with more in one run is not a message."""
REPORTED_SHARE, WHOLE_TEXT = 0.1, 0.6
MANY_DASHED = 0.3
"""The share of dashed letters from which pairs are joined too: t-o, m-y."""


@frozen
class _Reading:
    """One run, read: its characters, where they stand, and before which of them a word begins."""

    chars: str
    at: list[int]
    cuts: frozenset[int]
    letters: int
    accepted: bool


def join(text: str, words: Words) -> tuple[str, Layer | None, tuple[Trick, ...]]:
    """The text with such letters as words, one space between them."""
    readings = [_read(text, match.start(), match[0], words) for match in RUN.finditer(text) if len(set(match[0])) > 3]
    total = sum(map(len, re.findall(r"[^\W_]+", text)))
    dashed = _dashed(text, total, words)
    found = sum(reading.letters for reading in readings if reading.accepted)
    if found < WHOLE_TEXT * total:
        readings = [reading for reading in readings if reading.accepted]
    found += sum(len(match[0]) // 2 + 1 for match in dashed)
    if not readings and not dashed:
        return text, None, ()
    edits = [edit for reading in readings for edit in _edits(text, reading)]
    for match in dashed:
        edits += [(at, at + 1, "") for at in range(match.start() + 1, match.end(), 2)]
    edits.sort()
    places = [(reading.at[0], reading.at[min([*reading.cuts, len(reading.at)]) - 1] + 1) for reading in readings]
    places += [match.span() for match in dashed]
    count = len(dashed) + sum(1 + len(reading.cuts) for reading in readings)
    plain, layer = rewrite(text, edits)
    return plain, layer, (Trick("spaced-letters", count, *min(places)),) if found >= REPORTED_SHARE * total else ()


def _dashed(text: str, total: int, words: Words) -> list[re.Match[str]]:
    found = list(DASHED.finditer(text))
    sure = [match for match in found if len(match[0]) > 3 and _is_hidden_word(match[0], match[1], words)]
    if sum(len(match[0]) // 2 + 1 for match in sure) < MANY_DASHED * total:
        return sure
    return [match for match in found if len(match[0]) > 3 or words.knows(match[0][0].lower() + match[0][2].lower())]


def _is_hidden_word(run: str, sign: str, words: Words) -> bool:
    word = run.replace(sign, "")
    return words.knows(fold_word(word)) and not (sign == "." and word.isupper() and len(word) < 5)


def _read(text: str, start: int, run: str, words: Words) -> _Reading:
    at = [start + place for place, char in enumerate(run) if not char.isspace()]
    chars = "".join(run.split())
    gaps = [after - before for before, after in pairwise(at)]
    narrow = min(gaps)
    lines = {k for k, gap in enumerate(gaps, 1) if gap > 1 and "\n" in text[at[k - 1] : at[k]]} if "\n" in run else set[int]()
    wide = {k for k, gap in enumerate(gaps, 1) if gap > narrow}
    letters = sum(map(str.isalnum, chars))
    has_word_gaps = 16 * len(wide - lines) >= len(chars)
    cuts = wide | lines
    if has_word_gaps:
        known = _known_letters(chars, cuts, words)
    else:
        more, known = _split(chars, cuts, words) if letters <= LONGEST else (set[int](), 0.0)
        cuts |= more
    accepted = letters >= FEWEST and known >= 3 and known >= _needed(chars)
    if has_word_gaps and not accepted:
        accepted = _looks_like_words(chars, cuts)
    if 3 < letters < FEWEST:
        accepted = chars.isalpha() and words.knows(fold_word(chars))
        cuts = set[int]()
    return _Reading(chars, at, frozenset(cuts), letters, accepted)


def _needed(chars: str) -> float:
    """How many letters must belong to known words. A long run of few different letters, such as DNA, is no text."""
    letters = [char for char in chars.lower() if char.isalpha()]
    if len(letters) < LONG:
        return KNOWN_SHARE * len(letters)
    return KNOWN_SHARE_OF_LONG * len(letters) if len(set(letters)) > 7 else len(letters) + 1


def _looks_like_words(chars: str, cuts: set[int]) -> bool:
    """For languages we have no words of: wide gaps between stretches that are as long as words, of many letters."""
    letters = [char for char in chars.lower() if char.isalpha()]
    return len(letters) > 24 and len(set(letters)) > 9 and len(cuts) > 3 and 3 <= len(chars) / (len(cuts) + 1) <= 9


def _known_letters(chars: str, cuts: set[int], words: Words) -> float:
    places = sorted({0, *cuts, len(chars)})
    known = 0.0
    for a, b in pairwise(places):
        word = "".join(filter(str.isalpha, chars[a:b]))
        if word and words.knows(fold_word(word)):
            known += _weight(word)
    return known


def _weight(word: str) -> float:
    """Short words turn up in any jumble of letters, so they prove less."""
    return len(word) if len(word) > 2 else len(word) / 2


def _split(chars: str, cuts: set[int], words: Words) -> tuple[set[int], float]:
    """Where words begin in a run whose gaps are all alike, and how many letters belong to known words."""
    lower = "".join(map(stripped, chars if chars.isascii() else as_latin(chars)))
    sample = "".join(filter(str.isalpha, lower[:400]))
    lang = words.best_language(sample)
    more: set[int] = set()
    known = 0.0
    places = sorted({0, *cuts, len(chars)})
    for a, b in pairwise(places):
        joined = True
        for item in ITEM.finditer(chars, a, b):
            kind = item.lastgroup
            if not joined and kind not in ("sign", "glue"):
                more.add(item.start())
            joined = kind in ("glue", "open")
            if kind == "letters":
                begins, sure = _split_letters(lower, item.start(), item.end(), words, lang)
                more.update(begins)
                known += sure
        if known < 0.2 * b and b > 2_000:
            break
    return more, known


def _split_letters(lower: str, start: int, end: int, words: Words, lang: str) -> tuple[list[int], float]:
    stretch = lower[start:end]
    places = [start + k for k, char in enumerate(stretch) if char not in "'’"]
    letters = "".join(char for char in stretch if char not in "'’")
    begins = words.split(letters, lang)
    known = 0.0
    for a, b in zip(begins, [*begins[1:], len(letters)], strict=True):
        if words.has(lang, letters[a:b]):
            known += _weight(letters[a:b])
    return [places[k] for k in begins[1:]], known


def _edits(text: str, reading: _Reading) -> list[tuple[int, int, str]]:
    edits: list[tuple[int, int, str]] = []
    at = reading.at
    for k in range(1, len(at)):
        start, end = at[k - 1] + 1, at[k]
        gap = text[start:end]
        new = ""
        if k in reading.cuts:
            new = "\n" * min(gap.count("\n"), 2) or " "
        if gap != new:
            edits.append((start, end, new))
    return edits
