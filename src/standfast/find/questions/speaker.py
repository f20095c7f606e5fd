"""Who is speaking: somebody who threatens, or somebody who tells, asks, warns or reports?"""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Finding, Kind, Strength

from ..evidence import Evidence, Question, finding


def look(evidence: Evidence) -> Iterator[Finding]:
    if evidence.verdict.talks_of_self_harm:
        yield finding("speaks-of-self-harm", Strength.SUGGESTS, evidence.spans("self-harm-talk", "demand-self-harm"), lang=evidence.lang)
    if evidence.verdict.kind not in {Kind.NONE, Kind.UNSURE}:
        return
    told = evidence.spans("reported-threat", "asks-for-help")
    if told and evidence.verdict.asks_for_help:
        yield finding("tells-of-a-threat", Strength.SUGGESTS, told, lang=evidence.lang)
    advised = evidence.spans("advice", "news")
    if advised and not evidence.verdict.asks_for_help:
        yield finding("gives-advice-or-news", Strength.SUGGESTS, advised, lang=evidence.lang)


QUESTION = Question("speaker", look)
HITS = [
    "My son got a mail saying they hacked his webcam and want money. Is it real, what should we do?",
    "Police said two men were arrested after they threatened to share pictures. Do not pay, report it.",
]
NEAR_MISSES = [
    "I have your pictures. Pay me 300 tonight or I send them to your whole family.",
    "See you at the match on Sunday, bring the kids.",
]
