"""Known mass scripts, as MinHash signatures: the mails themselves are not shipped and cannot be read back.

A signature is the SIZE smallest checksums among the text's runs of four words (bottom-k MinHash). Two texts are compared
below the smaller of their largest checksums, where both signatures are complete, so a fragment is known as well.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from zlib import crc32

from attrs import frozen

SIZE = 128
RUN = 4
CLOSE = 0.25
"""Share of a text's runs that a family must hold. Unrelated mails measured at 0.02 or less: see bench/accuracy.py."""
FEWEST = 8
"""Comparable runs needed; with fewer, chance could do it."""


@frozen
class Family:
    id: str
    seen: str
    """Year and month of the first mail it was learned from."""
    mails: int
    signature: frozenset[int]


def signature(tokens: Sequence[str]) -> tuple[int, ...]:
    """The SIZE smallest checksums, rising; numbers count as one word, so sums and dates do not matter."""
    words = ["0" if token.isdigit() else token for token in tokens]
    runs = {crc32(" ".join(words[i : i + RUN]).encode("utf-8", "surrogatepass")) for i in range(len(words) - RUN + 1)}
    return tuple(sorted(runs)[:SIZE])


def share(mine: Sequence[int], theirs: frozenset[int]) -> float:
    """How much of ``mine`` is in the family, 0 to 1, over the range where both are complete."""
    if not mine or not theirs:
        return 0.0
    top = max(theirs) if len(theirs) >= SIZE else 1 << 32
    comparable = [run for run in mine if run <= top]
    if len(comparable) < FEWEST:
        return 0.0
    return sum(run in theirs for run in comparable) / len(comparable)


@cache
def families() -> tuple[Family, ...]:
    rows: list[Mapping[str, object]] = json.loads((files("standfast.find.scripts") / "families.json").read_text("utf-8"))
    return tuple(Family(str(r["id"]), str(r["seen"]), int(str(r["mails"])), frozenset(r["signature"])) for r in rows)  # pyright: ignore[reportArgumentType]


def closest(tokens: Sequence[str]) -> tuple[Family, float] | None:
    """The family this text is close to, and how close; None where there is none."""
    mine = signature(tokens)
    best = max(((family, share(mine, family.signature)) for family in families()), key=lambda pair: pair[1], default=None)
    return best if best and best[1] >= CLOSE else None
