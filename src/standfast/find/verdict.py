"""From what the rules saw and what the model guesses to one Verdict. The thresholds are fixed on held-out writers."""

from __future__ import annotations

from attrs import frozen

from standfast.model import BLACKMAIL, Kind, Strength, Verdict

from .learned import Guess, Model, model, windows
from .understanding import Understood

BLACKMAIL_AT = 0.88
"""Called blackmail from here: chosen on held-out writers, where about 1 in 33 hard look-alikes reach it. See docs/model-card.md."""
DOUBT_AT = 0.54
"""From here to BLACKMAIL_AT the answer is ``unsure``, and the plan is the careful one."""
LONG, LONG_AT = 80, 0.97
"""A message of so many words and more is called blackmail from here: mass mails reach 0.99, and long ordinary letters are many."""
ALONE_AT = 0.96
"""Where the rules saw none of the CORE_SIGNS, the model alone must be this sure."""
OTHER_AT = 0.50
"""Another kind than ``none`` is named from here."""
STRONG_AT = 0.93
FLAG_AT = 0.5
FEW_WORDS = 4
"""With fewer words than this, and nothing telling in them, there is too little text."""

THREAT_SIGNS = frozenset(
    {
        "hacked-device",
        "has-pictures",
        "ai-made",
        "will-share",
        "audience",
        "demand-money",
        "demand-pictures",
        "demand-live-act",
        "demand-meeting",
        "demand-recruit",
        "demand-self-harm",
        "demand-other",
        "deadline",
        "payment-method",
        "secrecy",
        "conditional",
        "promise-delete",
        "password-quoted",
        "move-app",
        "quick-video",
        "quick-intimacy",
        "trade-offer",
        "contact-knowledge",
    }
)
CORE_SIGNS = THREAT_SIGNS - {"audience", "contact-knowledge", "deadline", "payment-method", "conditional", "quick-intimacy"}
CLOSE_UP, CLOSE_UP_SIGNS, CLOSE_UPS = 40, 2, 6
"""Words that a close-up spans, different core signs it needs, and how many are taken of one text."""
OWN_LIFE = frozenset({"contact-knowledge"})
"""Tactics that a mass mail cannot hold: with one of these a message is never called a bluff."""
BLUFF_SIGNS = frozenset({"hacked-device", "watched-site", "password-quoted"})
"""What mass mails claim. Without one of them, and with the model NEARLY undecided, it is taken for a threat."""
NEARLY = 0.25


@frozen
class Judged:
    """The verdict, and the words it was judged on (token numbers)."""

    verdict: Verdict
    start: int
    end: int
    too_little: bool


def judge(seen: Understood, learned: Model | None = None, around: frozenset[str] = frozenset()) -> Judged:
    """Never raises; an empty text is ``unsure``. ``learned`` is the shipped model, unless a bench brings its own.

    ``around`` is what the rest of a conversation says about these words, as names for the model.
    """
    guesses = _guesses(seen, learned or model(), around)
    best = max(guesses, key=_blackmail)
    score = _blackmail(best)
    if score < DOUBT_AT:
        best = min(guesses, key=lambda guess: guess.kinds["none"])
    tactics = frozenset(hit.tactic for hit in seen.hits)
    too_little = len(seen.folded.tokens) < FEW_WORDS and score < ALONE_AT
    at = LONG_AT if len(seen.folded.tokens) >= LONG and not around else BLACKMAIL_AT
    kind = Kind.UNSURE if too_little else _kind(best, score, tactics, at)
    flags = {name: max(guess.flags[name] for guess in guesses) >= FLAG_AT for name in best.flags}
    verdict = Verdict(
        kind=kind,
        strength=_strength(kind, best, score, tactics),
        score=round(score, 4),
        deepfake=flags["deepfake"] or ("ai-made" in tactics and kind in BLACKMAIL),
        account_claim=(flags["account_claim"] or "hacked-device" in tactics) and kind not in {Kind.NONE, Kind.UNSURE},
        talks_of_self_harm=flags["talks_of_self_harm"] or bool(tactics & {"self-harm-talk", "demand-self-harm"}),
        asks_for_help=kind in {Kind.NONE, Kind.UNSURE} and (flags["asks_for_help"] or {"asks-for-help", "reported-threat"} <= tactics),
    )
    return Judged(verdict, best.start, best.end, too_little)


def _guesses(seen: Understood, learned: Model, around: frozenset[str]) -> list[Guess]:
    def guess(start: int, end: int) -> Guess:
        tactics = seen.tactics_between(start, end) | seen.marks(start, end) | around
        return learned.guess(seen.folded.tokens, tactics, seen.indicator_kinds(start, end), start, end)

    places = windows(len(seen.folded.tokens))
    guesses = [guess(start, end) for start, end in places]
    if len(places) > 1:
        # A close-up sees little, so it counts only where it is as sure as the model alone must be.
        guesses += [one for start, end in _close_ups(seen) if _blackmail(one := guess(start, end)) >= ALONE_AT]
    return guesses


def _close_ups(seen: Understood) -> list[tuple[int, int]]:
    """In a long text, the places where several core signs stand together: a short threat under a long harmless letter."""
    signs = sorted({(hit.start, hit.end, hit.tactic) for hit in seen.hits if hit.tactic in CORE_SIGNS})
    found: list[tuple[int, int]] = []
    for start, _, _ in signs:
        near = [(end, tactic) for begin, end, tactic in signs if start <= begin < start + CLOSE_UP]
        if len({tactic for _, tactic in near}) >= CLOSE_UP_SIGNS and (not found or start >= found[-1][1]):
            found.append((max(0, start - 6), min(len(seen.folded.tokens), max(end for end, _ in near) + 6)))
    return found[:CLOSE_UPS]


def _blackmail(guess: Guess) -> float:
    return sum(guess.kinds[kind.value] for kind in BLACKMAIL)


def _kind(best: Guess, score: float, tactics: frozenset[str], at: float) -> Kind:
    if score >= (at if tactics & CORE_SIGNS else max(at, ALONE_AT)):
        kind = Kind(max((k.value for k in BLACKMAIL), key=lambda name: best.kinds[name]))
        return Kind.IMAGE_THREAT if kind is Kind.HACK_BLUFF and _may_know_you(best, tactics) else kind
    if score >= DOUBT_AT:
        return Kind.UNSURE
    rest = {name: share for name, share in best.kinds.items() if Kind(name) not in BLACKMAIL}
    name = max(rest, key=lambda key: rest[key])
    return Kind(name) if name == "none" or rest[name] >= OTHER_AT else Kind.NONE


def _may_know_you(best: Guess, tactics: frozenset[str]) -> bool:
    """A threat from somebody who knows the person must not be called a bluff; the other way round costs less."""
    if tactics & OWN_LIFE and "hacked-device" not in tactics:
        return True
    return not tactics & BLUFF_SIGNS and best.kinds["image-threat"] >= NEARLY * best.kinds["hack-bluff"]


def _strength(kind: Kind, best: Guess, score: float, tactics: frozenset[str]) -> Strength:
    if kind in BLACKMAIL:
        return Strength.STRONGLY if score >= STRONG_AT and len(tactics & THREAT_SIGNS) >= 2 else Strength.SUGGESTS
    if kind is Kind.UNSURE or best.kinds[kind.value] < OTHER_AT:
        return Strength.NEUTRAL
    return Strength.SUGGESTS
