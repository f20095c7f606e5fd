"""What does the sender say? One finding for each tactic, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import BLACKMAIL, Finding, Kind, Strength

from ..evidence import Evidence, Question, finding

STRONG = frozenset({"has-pictures", "hacked-device", "ai-made", "demand-pictures", "demand-live-act", "demand-self-harm"})
"""Found in at most about one in ten harmless look-alikes (knowledge/measured.toml); the others carry less by themselves."""
BY_KIND = {
    Kind.RECOVERY_SCAM: ("recover-offer", "payment-method", "secrecy", "promise-delete"),
    Kind.PHISHING: ("click-link", "deadline", "fake-authority"),
    Kind.OTHER_SCAM: ("prize-or-gain", "click-link", "payment-method", "deadline"),
    Kind.OTHER_THREAT: ("violence", "debt-or-law", "deadline", "conditional", "demand-money", "fake-authority"),
}
BLACKMAIL_ORDER = (
    "demand-self-harm",
    "has-pictures",
    "ai-made",
    "will-share",
    "audience",
    "contact-knowledge",
    "hacked-device",
    "watched-site",
    "password-quoted",
    "demand-money",
    "demand-pictures",
    "demand-live-act",
    "demand-meeting",
    "demand-recruit",
    "demand-other",
    "deadline",
    "payment-method",
    "conditional",
    "secrecy",
    "promise-delete",
    "fake-authority",
    "shame",
    "move-app",
    "quick-video",
    "quick-intimacy",
    "trade-offer",
    "violence",
)


def look(evidence: Evidence) -> Iterator[Finding]:
    kind = evidence.verdict.kind
    order = BLACKMAIL_ORDER if kind in BLACKMAIL or kind is Kind.UNSURE else BY_KIND.get(kind, ())
    for tactic in order:
        spans = evidence.spans(tactic)
        if tactic == "has-pictures":
            asked = evidence.spans("demand-pictures", "trade-offer")
            spans = tuple(span for span in spans if not any(span.start < one.end and one.start < span.end for one in asked))
        if spans:
            strength = Strength.STRONGLY if tactic in STRONG and kind is not Kind.UNSURE else Strength.SUGGESTS
            yield finding(f"says-{tactic}", strength, spans, lang=evidence.lang)


QUESTION = Question("wording", look)
HITS = ["I have your pictures and I will send them to all your friends unless you pay 200 by tonight"]
NEAR_MISSES = ["The wedding pictures are ready, come and choose the ones you like"]
