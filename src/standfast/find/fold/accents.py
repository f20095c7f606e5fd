"""Accents sprinkled over words that no language writes so: ``thé yóu ànd``.

Three simple signs, each enough: English words that English never writes with accents; accents that no one language has
together; accents piled on each other. Real French, Polish or Vietnamese shows none of them.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from .data import lines
from .folded import Trick
from .letters import fold_word
from .words import Words

ACCENTED = re.compile("[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff]|[A-Za-z][\u0300-\u036f]+")
PILED = re.compile("(?:[A-Za-z\u00c0-\u024f\u1e00-\u1eff][\u0300-\u036f]+)+")
ENGLISH = frozenset({"the", "you", "your", "and", "have", "with", "this", "that", "what", "from", "are", "of", "they", "know"})
"""Two of them, with accents or without, say that there is English in the text."""
FEWEST = 4
"""Accented letters in a line before it can be judged."""
FEWEST_ENGLISH, SHARE_ENGLISH = 3, 0.34
ONE_LANGUAGE = 0.8
"""The share of a line's accented letters that its best language must have."""
WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")


@cache
def alphabets() -> tuple[frozenset[str], ...]:
    """The letters beyond a to z of each language in the data file."""
    return tuple(frozenset(row.split("\t")[1]) for row in lines("alphabets.tsv") if not row.startswith("#"))


def sprinkled(plain: str, tokens: list[str], words: Words) -> tuple[Trick, ...]:
    """``tokens``: the folded words, a cheap hint of whether English is in it. Offsets are of ``plain``."""
    letters = Counter(ACCENTED.findall(plain.lower()))
    if sum(letters.values()) < FEWEST_ENGLISH:
        return ()
    piled = [match.span() for match in PILED.finditer(plain)]
    odd = piled if len(piled) >= FEWEST_ENGLISH else []
    if not odd and len(ENGLISH.intersection(tokens)) > 1:
        odd = _english(plain, words)
    if not odd and not any(letters.keys() <= alphabet for alphabet in alphabets()):
        odd = _of_no_language(plain, words)
    return (Trick("sprinkled-accents", len(odd), *odd[0]),) if odd else ()


def _accented_words(text: str, offset: int = 0) -> list[tuple[int, int, str]]:
    found = ((match.start() + offset, match.end() + offset, match[0]) for match in WORD.finditer(text) if not match[0].isascii())
    return [(start, end, fold_word(word)) for start, end, word in found]


def _english(plain: str, words: Words) -> list[tuple[int, int]]:
    accented = _accented_words(plain)
    odd = [(start, end) for start, end, word in accented if word in words.only_english]
    return odd if len(odd) >= FEWEST_ENGLISH and len(odd) >= SHARE_ENGLISH * len(accented) else []


def _of_no_language(plain: str, words: Words) -> list[tuple[int, int]]:
    """Line by line, so that a text in two languages is none; common words only, so that a list of names is none."""
    odd: list[tuple[int, int]] = []
    offset = 0
    for line in plain.split("\n"):
        letters = ACCENTED.findall(line.lower())
        if len(letters) >= FEWEST and _best_share(letters) < ONE_LANGUAGE:
            accented = _accented_words(line, offset)
            known = sum(len(word) > 2 and words.knows(word) for _, _, word in accented)
            if 2 * known >= len(accented):
                odd += [(start, end) for start, end, _ in accented]
        offset += len(line) + 1
    return odd


def _best_share(letters: list[str]) -> float:
    return max(sum(letter in alphabet for letter in letters) for alphabet in alphabets()) / len(letters)
