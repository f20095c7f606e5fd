"""What the rest of a conversation says about one side's words: laughed at, asked about, pleaded against."""

from __future__ import annotations

from collections.abc import Sequence

from ..fold import fold
from ..tactics import find_tactics
from ..understanding import LAUGH

TELLING = frozenset({"banter", "asks-for-help", "reported-threat", "advice", "news", "self-harm-talk"})
"""Tactics in the answers that change what the words before them mean."""
MAX_REPLIES = 2_000
"""Characters of the answers that are looked at."""
AMONG = "talk"
"""The mark of every text that is one side of a conversation."""


def marks(replies: Sequence[str], langs: tuple[str, ...]) -> frozenset[str]:
    """Names for the model, each starting with ``me-``: the person's words add to what the other's mean, never counted themselves."""
    text = "\n".join(replies)[-MAX_REPLIES:]
    found = {AMONG}
    if not text:
        return frozenset(found | {"me-silent"})
    if LAUGH.search(text):
        found.add("me-laughs")
    if "?" in text:
        found.add("me-asks")
    hits = find_tactics(fold(text), langs)
    found |= {f"me-{hit.tactic}" for hit in hits if hit.tactic in TELLING}
    return frozenset(found)
