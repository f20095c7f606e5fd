"""Letters pulled apart: ``y o u r   v i d e o``, the same with every gap alike, and ``p-a-y``.

Joined only where words come out: a table, a formula, an alphabet or a drawing of single characters stays as it is.
"""

from __future__ import annotations

import re
from itertools import pairwise

from attrs import frozen

from . import glued
from .folded import Trick
from .letters import fold_word
from .lookalikes import as_latin
from .offsets import Layer, rewrite
from .words import Words

RUN = re.compile(r"(?<!\S)\S(?!\S)(?:\s{1,12}\S(?!\S))++")
DASHED = re.compile(r"(?<![^\W_])(?<![-._*~|/,+·•])[^\W\d_](?:([-._*~|/,+·•])[^\W\d_])(?:\1[^\W\d_])*+(?![^\W_])(?!\1[^\W_])")
"""Two letters or more with the same sign in each gap."""
FEWEST = 6
"""Fewer single characters are a list, initials or a formula, unless they spell one word of four letters or more."""
FEWEST_DIFFERENT = 4
LONGEST = 1_000_000
"""Characters of a run that are still split into words; no message has more."""
REPORTED, WHOLE_TEXT = 0.1, 0.6
"""Shares of the text's letters and digits: from which it is called a trick, and from which every other run is joined too."""
MANY_DASHED = 0.3
"""The share of dashed letters from which pairs are joined too: t-o, m-y."""


@frozen
class _Run:
    at: list[int]
    """Where its characters stand in the text."""
    cuts: set[int]
    """Before which of them a word begins, the first one apart."""
    characters: int
    """Letters and digits."""
    accepted: bool

    def first_word(self) -> tuple[int, int]:
        return self.at[0], self.at[min(self.cuts, default=len(self.at)) - 1] + 1


def join(text: str, words: Words) -> tuple[str, Layer | None, tuple[Trick, ...]]:
    """The text with such letters as words, one space between them."""
    separate = [match for match in RUN.finditer(text) if len(set(match[0])) >= FEWEST_DIFFERENT]
    signed = list(DASHED.finditer(text))
    if not separate and not signed:
        return text, None, ()
    total = sum(map(len, re.findall(r"[^\W_]+", text)))
    runs = [_read(text, match, words) for match in separate]
    found = sum(run.characters for run in runs if run.accepted)
    if found < WHOLE_TEXT * total:
        runs = [run for run in runs if run.accepted]
    dashed = _dashed(signed, total, words)
    found += sum(len(match[0]) // 2 + 1 for match in dashed)
    edits = [edit for run in runs for edit in _edits(text, run)]
    edits += [(at, at + 1, "") for match in dashed for at in range(match.start() + 1, match.end(), 2)]
    if not edits:
        return text, None, ()
    examples = [run.first_word() for run in runs] + [match.span() for match in dashed]
    count = len(dashed) + sum(1 + len(run.cuts) for run in runs)
    plain, layer = rewrite(text, sorted(edits))
    return plain, layer, (Trick("spaced-letters", count, *min(examples)),) if found >= REPORTED * total else ()


def _dashed(found: list[re.Match[str]], total: int, words: Words) -> list[re.Match[str]]:
    sure = [match for match in found if len(match[0]) > 3 and _is_hidden_word(match[0], match[1], words)]
    if sum(len(match[0]) // 2 + 1 for match in sure) < MANY_DASHED * total:
        return sure
    return [match for match in found if len(match[0]) > 3 or words.knows(fold_word(match[0][0] + match[0][2]))]


def _is_hidden_word(run: str, sign: str, words: Words) -> bool:
    word = run.replace(sign, "")
    return words.knows(fold_word(word)) and not (sign == "." and word.isupper() and len(word) < 5)


def _read(text: str, match: re.Match[str], words: Words) -> _Run:
    run, start = match[0], match.start()
    at = [start + place for place, char in enumerate(run) if not char.isspace()]
    chars = "".join(run.split())
    characters = sum(map(str.isalnum, chars))
    if characters < FEWEST:
        return _Run(at, set(), characters, characters > 3 and chars.isalpha() and words.knows(fold_word(as_latin(chars))))
    gaps = [after - before for before, after in pairwise(at)]
    narrow = min(gaps)
    wide = {k for k, gap in enumerate(gaps, 1) if gap > narrow}
    lines = {k for k, gap in enumerate(gaps, 1) if gap > 1 and "\n" in text[at[k - 1] : at[k]]} if "\n" in run else set[int]()
    if 16 * len(wide - lines) >= len(chars):
        reading = glued.read_words(as_latin(chars), wide | lines, words)
        return _Run(at, reading.cuts, characters, reading.makes_sense() or _looks_like_words(chars, reading.cuts))
    if len(chars) > LONGEST:
        return _Run(at, set(), characters, False)
    reading = glued.split(chars, as_latin(chars), wide | lines, words)
    return _Run(at, reading.cuts, characters, reading.makes_sense())


def _looks_like_words(chars: str, cuts: set[int]) -> bool:
    """For languages we have no words of: wide gaps between stretches that are as long as words, of many letters."""
    letters = [char for char in chars.lower() if char.isalpha()]
    return len(letters) > 24 and len(set(letters)) > 9 and len(cuts) > 3 and 3 <= len(chars) / (len(cuts) + 1) <= 9


def _edits(text: str, run: _Run) -> list[tuple[int, int, str]]:
    edits: list[tuple[int, int, str]] = []
    for k, (before, after) in enumerate(pairwise(run.at), 1):
        gap = text[before + 1 : after]
        new = "\n" * min(gap.count("\n"), 2) or " " if k in run.cuts else ""
        if gap != new:
            edits.append((before + 1, after, new))
    return edits
