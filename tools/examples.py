"""What the model learns from: the invented corpus, and the development mails where they are at hand."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from pathlib import Path

from attrs import evolve, frozen

from standfast.find import understand
from standfast.find.fold import fold
from standfast.find.learned import pair_feature, rule_features, scale, windows, word_features
from standfast.find.tactics import guess_languages
from standfast.find.talk import marks
from standfast.model import Item, Origin

from . import corpus

DEV_KINDS = {"sextortion-bluff": "hack-bluff", "other-scam": "other-scam", "ham": "none"}
"""The phishing rows are CC BY-NC: they are never learned from, only measured on."""


@frozen
class Example:
    """One text, or piece of one, with what it counts for in training."""

    text: str
    kind: str
    flags: frozenset[str]
    group: str
    """The writer, or the source: what a split keeps together."""
    lang: str
    weight: float
    whole: bool = True
    """False for pieces and damaged copies, which are learned from and never measured on."""
    talk: corpus.Text | None = None
    """The whole conversation, where the text is one side of it."""
    around: frozenset[str] = frozenset()
    """What the answers add, as ``find.talk`` sees them."""


BLIND = frozenset({"rowan", "yew", "willow"})
"""Writers who saw neither the program nor the other texts. Never learned from, never tuned on: only measured on."""


def invented() -> list[Example]:
    """The corpus without the blind writers."""
    return [one for one in every_invented() if one.group not in BLIND]


def every_invented() -> list[Example]:
    return [_example(text) for text in corpus.texts()]


def _example(text: corpus.Text) -> Example:
    plain = Example(text.text, text.kind, text.flags, text.writer, text.lang, 1.0)
    if not text.turns:
        return plain
    replies = [words for side, words in text.turns if side == "M"]
    langs = guess_languages(fold("\n".join(words for _, words in text.turns)).tokens)
    return evolve(plain, talk=text, around=marks(replies, langs))


def development(data: Path) -> list[Example]:
    """The rows of dev.jsonl.gz that may be learned from; mail subjects stand before the text."""
    found: list[Example] = []
    with gzip.open(data / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            kind = DEV_KINDS.get(row["label"])
            if kind is None:
                continue
            text = f"{row['subject']}\n\n{row['text']}" if row.get("subject") else row["text"]
            flags = frozenset({"account_claim"} if kind == "hack-bluff" else ())
            source = row["source"].split(":")[0].split("/")[0]
            found.append(Example(text, kind, flags, f"dev-{source}", row.get("lang") or "en", 0.5))
    return found


def pieces(examples: list[Example], seed: int = 7) -> Iterator[Example]:
    """Cuts and damaged copies, so that a fragment or a bad scan of a threat is still known."""
    chance = random.Random(seed)
    for example in examples:
        text = example.text
        if example.kind == "hack-bluff" and len(text) > 500:
            for _ in range(5):
                size = chance.choice((160, 220, 300, 500))
                start = chance.randrange(0, max(1, len(text) - size))
                yield evolve(example, text=text[start : start + size], weight=0.4, whole=False)
            yield evolve(example, text=text[:300], weight=0.4, whole=False)
            yield evolve(example, text=text[-300:], weight=0.4, whole=False)
        elif len(text) > 400 and chance.random() < 0.4:
            start = chance.randrange(0, len(text) - 160)
            yield evolve(example, text=text[start : start + 160], weight=example.weight * 0.4, whole=False)
        if not example.group.startswith("dev-") and chance.random() < 0.25:
            yield evolve(example, text=scanned(text, chance), weight=example.weight * 0.4, whole=False)


_MISREAD = {
    "l": "1i|",
    "i": "l1",
    "o": "0",
    "m": "rn",
    "e": "c",
    "a": "o",
    "u": "v",
    "n": "ri",
    "s": "5",
    "t": "f",
    "c": "e",
    "h": "b",
    "g": "9",
}


def scanned(text: str, chance: random.Random, share: float = 0.06) -> str:
    """As a poor text recognition would give it: one letter in sixteen misread."""
    return "".join(chance.choice(_MISREAD[c]) if c in _MISREAD and chance.random() < share else c for c in text)


def features(example: Example) -> Iterator[dict[int, float]]:
    """One row for each window of the text, as the model sees it when it judges."""
    item = Item("1", "text", example.text, Origin("-", 0, 0, ""))
    seen = understand(item)
    tokens = seen.folded.tokens
    for start, end in windows(len(tokens))[:6]:
        piece = tokens[start:end]
        row: dict[int, float] = {}
        by = scale(piece)
        for word in set(piece):
            for bucket, weight in word_features(word):
                row[bucket] = row.get(bucket, 0.0) + weight / by
        for pair in set(zip(piece, piece[1:], strict=False)):
            bucket, weight = pair_feature(*pair)
            row[bucket] = row.get(bucket, 0.0) + weight / by
        tactics = seen.tactics_between(start, end) | seen.marks(start, end) | example.around
        for bucket, weight in rule_features(tactics, seen.indicator_kinds(start, end)):
            row[bucket] = row.get(bucket, 0.0) + weight
        yield row
