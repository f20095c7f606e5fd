"""What does the wording as a whole look like? The model's own finding, and the honest answer where it cannot tell."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.knowledge import text
from standfast.model import Finding, Kind, Strength

from ..evidence import Evidence, Question, finding


def look(evidence: Evidence) -> Iterator[Finding]:
    kind = evidence.verdict.kind
    if evidence.too_little:
        all_of_it = [evidence.quote(0, len(evidence.item.text))] if evidence.item.text else []
        yield finding("too-little-text", Strength.NEUTRAL, all_of_it, lang=evidence.lang)
    elif kind is Kind.UNSURE:
        yield finding("signs-both-ways", Strength.NEUTRAL, [evidence.judged()], lang=evidence.lang)
    elif kind is not Kind.NONE:
        named = text(f"kind.{kind.value}", evidence.lang)
        yield finding("whole-wording", evidence.verdict.strength, [evidence.judged()], lang=evidence.lang, kind=named)


QUESTION = Question("whole", look)
HITS = ["I have your pictures and I will send them to all your friends unless you pay 200 by tonight", "ok"]
NEAR_MISSES = [
    "See you at the match on Sunday, bring the kids and a warm coat.",
    "The agenda for Tuesday's meeting is attached, please read it.",
]
