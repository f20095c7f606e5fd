"""Is it close to a mass mail that is known? Compared by MinHash signatures; see find/scripts."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import BLACKMAIL, Finding, Strength

from ..evidence import Evidence, Question, finding
from ..scripts import closest


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.verdict.kind not in BLACKMAIL:
        return
    found = closest(evidence.folded.tokens)
    if found:
        family, _ = found
        yield finding("known-script", Strength.STRONGLY, [evidence.judged()], lang=evidence.lang, family=f"{family.id}, {family.seen}")


QUESTION = Question("known_script", look)
HITS: list[str] = []
"""The mails behind the signatures may not be shipped: tests/find/test_scripts.py builds a family of its own."""
NEAR_MISSES = [
    "I hacked your camera and recorded a video of you. Pay 900 USD in bitcoin or I send it to all your contacts, in words nobody used before."
]
