"""What the linear model sees of a text: its words, pairs of words, pieces of words, and what the rules found.

A feature is a number below BUCKETS: the checksum (CRC-32) of its name, so no vocabulary is shipped and every Python
gives the same number. Names start with a letter for their sort: ``w`` word, ``p`` pair, ``c`` piece, ``t`` tactic,
``u`` two tactics together, ``i`` indicator.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from zlib import crc32

BUCKETS = 1 << 17
PIECE_SIZES = (3, 4, 5)
PAIR_WEIGHT = 0.7
TACTIC_WEIGHT = 0.35
TOGETHER_WEIGHT = 0.18
LONGEST = 24
"""Letters of a word that are looked at; longer ones are codes, not words."""


def bucket(name: str) -> int:
    return crc32(name.encode("utf-8", "surrogatepass")) % BUCKETS


def word_features(word: str) -> tuple[tuple[int, float], ...]:
    """(bucket, weight) of one word: itself, and its pieces, which together weigh as much as it does."""
    word = word[:LONGEST]
    if word.isdigit():
        word = "0" * len(word)
    framed = f"<{word}>"
    pieces = [framed[i : i + size] for size in PIECE_SIZES for i in range(len(framed) - size + 1)]
    each = len(pieces) ** -0.5 if pieces else 0.0
    return ((bucket("w" + word), 1.0), *((bucket("c" + piece), each) for piece in pieces))


def pair_feature(first: str, second: str) -> tuple[int, float]:
    return bucket(f"p{first[:LONGEST]} {second[:LONGEST]}"), PAIR_WEIGHT


def rule_features(tactics: Iterable[str], indicators: Iterable[str]) -> list[tuple[int, float]]:
    """Features of what the rules found. Independent of language: this is what one language teaches another."""
    names = sorted(set(tactics))
    found = [(bucket("t" + name), TACTIC_WEIGHT) for name in names]
    found += [(bucket(f"u{a}+{b}"), TOGETHER_WEIGHT) for a, b in combinations(names, 2)]
    found += [(bucket("i" + name), TACTIC_WEIGHT) for name in sorted(set(indicators))]
    return found


def scale(tokens: Sequence[str]) -> float:
    """Lexical features are divided by this, so that long and short texts weigh alike."""
    return max(4, len(set(tokens))) ** 0.5
