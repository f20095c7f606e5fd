"""The linear model: reads its weights from one small file and adds them up. Pure Python; see docs/model-card.md."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import exp, fsum

from attrs import field, frozen

from .features import BUCKETS, PAIR_WEIGHT, pair_feature, rule_features, scale, word_features

WINDOW = 160
STRIDE = 80
"""Words of a window and its step: a threat inside a long text is judged by the window that holds it."""
MAX_WINDOWS = 40
REMEMBERED = 150_000
"""Words, and pairs, whose sums are kept in memory."""

Row = tuple[float, ...]


@frozen
class Guess:
    """``kinds`` adds up to 1; ``flags`` are each between 0 and 1. ``start`` and ``end`` say which tokens were judged."""

    kinds: dict[str, float]
    flags: dict[str, float]
    start: int
    end: int


@frozen(slots=False)
class Model:
    """Weights by bucket and head; heads are the kinds, then the flags."""

    kinds: tuple[str, ...]
    flags: tuple[str, ...]
    bias: Row
    weights: bytes
    """``BUCKETS × heads`` bytes; byte b stands for ``levels[b]`` times the head's scale."""
    levels: tuple[float, ...]
    scales: Row
    words: dict[str, Row] = field(factory=dict[str, Row])
    pairs: dict[tuple[str, str], bytes] = field(factory=dict[tuple[str, str], bytes])

    def codes(self, bucket: int) -> bytes:
        """The packed weights of one feature, a byte for each head."""
        size = len(self.bias)
        return self.weights[bucket * size : bucket * size + size]

    def columns(self, codes: bytes) -> list[float]:
        """For each head the sum over many features, whose ``codes`` stand one behind the other."""
        size, level = len(self.bias), self.levels.__getitem__
        return [fsum(map(level, codes[head::size])) for head in range(size)]

    def row(self, bucket: int) -> Row:
        return tuple(map(self.levels.__getitem__, self.codes(bucket)))

    def word(self, word: str) -> Row:
        """The sum over a word's features, remembered."""
        known = self.words.get(word)
        if known is None:
            (whole, _), *pieces = word_features(word)
            each = pieces[0][1] if pieces else 0.0
            sums = self.columns(b"".join([self.codes(bucket) for bucket, _ in pieces]))
            known = tuple([value + each * of_pieces for value, of_pieces in zip(self.row(whole), sums, strict=True)])
            if len(self.words) > REMEMBERED:
                self.words.clear()
            self.words[word] = known
        return known

    def pair(self, pair: tuple[str, str]) -> bytes:
        """A pair's packed weights, remembered."""
        known = self.pairs.get(pair)
        if known is None:
            bucket, _ = pair_feature(*pair)
            known = self.codes(bucket)
            if len(self.pairs) > REMEMBERED:
                self.pairs.clear()
            self.pairs[pair] = known
        return known

    def guess(self, tokens: Sequence[str], tactics: Iterable[str], indicators: Iterable[str], start: int, end: int) -> Guess:
        """Judge tokens ``start`` to ``end`` with the tactics that stand there and the indicators of the whole text."""
        piece = tokens[start:end]
        by = scale(piece)
        words = [fsum(column) for column in zip(*map(self.word, dict.fromkeys(piece)), strict=True)] or [0.0] * len(self.bias)
        pairs = self.columns(b"".join(map(self.pair, dict.fromkeys(pairwise(piece)))))
        rules = [(self.row(bucket), weight) for bucket, weight in rule_features(tactics, indicators)]
        total = [
            self.bias[k] + self.scales[k] * ((words[k] + PAIR_WEIGHT * pairs[k]) / by + fsum([row[k] * weight for row, weight in rules]))
            for k in range(len(self.bias))
        ]
        count = len(self.kinds)
        return Guess(
            dict(zip(self.kinds, _softmax(total[:count]), strict=True)),
            dict(zip(self.flags, (1 / (1 + exp(-max(-30.0, min(30.0, value)))) for value in total[count:]), strict=True)),
            start,
            end,
        )


def _softmax(values: list[float]) -> list[float]:
    top = max(values)
    powers = [exp(value - top) for value in values]
    whole = fsum(powers)
    return [power / whole for power in powers]


def windows(count: int) -> list[tuple[int, int]]:
    """The pieces in which a text of ``count`` words is judged."""
    if count <= WINDOW + STRIDE:
        return [(0, count)]
    starts = range(0, count - STRIDE, STRIDE)
    return [(start, min(count, start + WINDOW)) for start in starts][:MAX_WINDOWS]


@cache
def model() -> Model:
    """The shipped model."""
    return unpack((files("standfast.find.learned") / "weights.bin").read_bytes())


def unpack(packed: bytes) -> Model:
    """A model from the bytes that tools/train.py writes. Raises ValueError where they do not fit the features."""
    head, _, body = packed.partition(b"\n")
    about = json.loads(head)
    kinds, flags = tuple(about["kinds"]), tuple(about["flags"])
    weights = zlib.decompress(body)
    if len(weights) != BUCKETS * (len(kinds) + len(flags)):
        raise ValueError("weights.bin does not fit its features")
    return Model(kinds, flags, tuple(about["bias"]), weights, tuple(levels()), tuple(about["scales"]))


def levels() -> list[float]:
    """What each byte stands for: 0 is 0, 1 to 127 rise by the square to 1, 128 to 255 the same below zero."""
    up = [(step / 127) ** 2 for step in range(128)]
    return up + [-(((step - 127) / 128) ** 2) for step in range(128, 256)]
