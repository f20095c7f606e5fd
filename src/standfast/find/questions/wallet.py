"""Is there a payment address that could work?"""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import BLACKMAIL, Finding, Strength

from ..evidence import Evidence, Question, finding

COINS = frozenset({"bitcoin", "ethereum", "litecoin", "monero", "tron"})


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.verdict.kind not in BLACKMAIL:
        return
    spans = [evidence.quote(i.start, i.end) for i in evidence.indicators if i.kind in COINS and i.valid and i.whose == "sender"]
    if spans:
        yield finding("wallet-checks", Strength.SHOWS, spans, lang=evidence.lang)


QUESTION = Question("wallet", look)
HITS = [
    "I recorded you through your webcam. Pay 900 USD in bitcoin to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT or all your contacts get the video."
]
NEAR_MISSES = [
    "I recorded you through your webcam. Pay 900 USD in bitcoin to 1BoatSLRHtKNngkdXEeobR76b53LETtpyX or all your contacts get the video."
]
