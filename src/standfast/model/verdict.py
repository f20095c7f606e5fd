"""What kind of message this is, in the words of DESIGN.md."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen

from .finding import Strength


class Kind(StrEnum):
    HACK_BLUFF = "hack-bluff"
    IMAGE_THREAT = "image-threat"
    COERCION = "coercion"
    RECOVERY_SCAM = "recovery-scam"
    PHISHING = "phishing"
    OTHER_SCAM = "other-scam"
    OTHER_THREAT = "other-threat"
    NONE = "none"
    UNSURE = "unsure"


BLACKMAIL = frozenset({Kind.HACK_BLUFF, Kind.IMAGE_THREAT, Kind.COERCION})
"""The kinds that a sextortion plan is for."""


@frozen
class Verdict:
    kind: Kind
    strength: Strength
    score: float
    """0 to 1, how much this looks like blackmail. For sorting many messages only; no person is shown it."""
    deepfake: bool = False
    account_claim: bool = False
    talks_of_self_harm: bool = False
    asks_for_help: bool = False
