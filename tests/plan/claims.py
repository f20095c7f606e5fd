"""The rules of care that speak of which steps a plan has: one table, read by two tests.

A claim is about raw answers, never about the branches of the knowledge files, so that a wrong branch is caught too.
It speaks of marks: what a step makes a person do (``police``), which step it is (``id:block``), or whom its routes serve
(``for:takedown-child``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from standfast.knowledge import StepRow
from standfast.model import DEMANDS, Situation, Step

Given = Mapping[str, tuple[str, ...]]


@frozen
class Claim:
    rule: int
    """Of DESIGN.md, or 0 for what the brief of the plan asks beyond them."""
    says: str
    given: Given
    """All keys must hold, any value will do."""
    nor: tuple[Given, ...] = ()
    """None of these may hold."""
    has: tuple[str, ...] = ()
    """At least one step with one of these marks."""
    lacks: tuple[str, ...] = ()
    first: str = ""
    """A mark of the very first step."""


@frozen
class Marks:
    """What the steps of one plan do, in order."""

    each: tuple[frozenset[str], ...]
    all: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "all", frozenset().union(*self.each))


def marks_of_row(row: StepRow) -> frozenset[str]:
    return frozenset({*row.acts, f"id:{row.id}", *(f"for:{purpose}" for purpose in row.routes)})


def marks_of_step(step: Step) -> frozenset[str]:
    return frozenset({*step.acts, f"id:{step.id}", *(f"for:{purpose}" for route in step.routes for purpose in route.purposes)})


def holds(given: Given, facts: Mapping[str, tuple[str, ...]]) -> bool:
    return all(any(one in values for one in facts[key]) for key, values in given.items())


def broken(claim: Claim, marks: Marks) -> bool:
    """Whether the steps break a claim that applies."""
    if claim.first and (not marks.each or claim.first not in marks.each[0]):
        return True
    return bool((claim.has and marks.all.isdisjoint(claim.has)) or not marks.all.isdisjoint(claim.lacks))


FULL_KINDS = ("image-threat", "coercion", "unsure", "unknown")
THREATS = (*FULL_KINDS, "hack-bluff", "recovery-scam", "other-scam", "other-threat")
SIGNS: tuple[Given, ...] = (
    {"kind": FULL_KINDS},
    {"asks_for_help": ("yes",)},
    {"danger_now": ("yes",)},
    {"may_self_harm": ("yes",)},
    {"shared": ("yes",)},
    {"deepfake": ("yes",)},
    {"on_camera": ("yes",)},
    {"known_person": ("yes",)},
    {"unsafe_home": ("yes",)},
    {"demanded": ("pictures", "live-act", "meeting", "self-harm", "recruit")},
    {"kind": ("none",), "paid": ("yes",)},
)
"""Any of these means: treat it as a threat with a picture, whatever the message was taken for."""
NOT_A_PUPIL: Given = {"about": ("me", "unknown", "my-child", "friend")}
PUPIL: Given = {"about": ("pupil",)}
YOUNG: Given = {"person_group": ("minor", "unknown")}
HANDS_ON = ("capture", "report-app", "block", "deactivate", "delete-mail")
PREVENTION = ("privacy-settings", "share-with-care", "links", "report-anyway")


def _crisis() -> Iterator[Claim]:
    for sign in ({"danger_now": ("yes",)}, {"may_self_harm": ("yes",)}, {"demanded": ("self-harm",)}):
        yield Claim(1, "where someone may be harmed, crisis help is the first step", sign, first="crisis")
        helper = {**sign, "about": tuple(HELPER_STEPS)}
        yield Claim(1, "a helper stays with them", helper, has=("id:stay-with-them",), lacks=("id:talk-now",))


def _full() -> Iterator[Claim]:
    for sign in SIGNS:
        for act in ("do-not-pay", "stop-answering", "tell-someone", "police", "image-service", "warn-firms", "care"):
            yield Claim(5 if act == "do-not-pay" else 7 if act == "warn-firms" else 0, f"a full plan has {act}", sign, has=(act,))
        hands = {**sign, **NOT_A_PUPIL}
        for act in ("capture", "report-app", "block", "deactivate", "settings", "password", "wait", "calm"):
            yield Claim(4, f"a full plan has {act}", hands, has=(act,))
        yield Claim(4, "a full plan deletes nothing", sign, lacks=("delete-mail",))
        yield Claim(2, "a full plan gives no advice that comes too late", sign, lacks=("id:share-with-care", "id:calm-what"))
        for step in ("hide-lists", "own-password", "two-step", "police-save-account", "comes-back"):
            yield Claim(0, f"a full plan has {step}", hands, has=(f"id:{step}",))
        yield from _helpers(sign)
        yield from _services(sign)


HELPER_STEPS = {
    "my-child": ("parent-first-words", "parent-no-contact", "do-it-together", "keep-talking"),
    "pupil": ("pupil-do-not-look", "pupil-lead", "pupil-words", "do-it-together", "keep-talking"),
    "friend": ("friend-first-words", "do-it-together"),
}


def _helpers(sign: Given) -> Iterator[Claim]:
    for about, steps in HELPER_STEPS.items():
        for step in steps:
            yield Claim(3 if step == "pupil-do-not-look" else 0, f"{about} has {step}", {**sign, "about": (about,)}, has=(f"id:{step}",))


def _services(sign: Given) -> Iterator[Claim]:
    child, adult = "for:takedown-child", "for:takedown-adult"
    yield Claim(6, "under 18 in the picture: the child service", {**sign, "service_group": ("minor",)}, has=(child,), lacks=(adult,))
    yield Claim(6, "18 or older in the picture: the adult service", {**sign, "service_group": ("adult",)}, has=(adult,), lacks=(child,))
    for service in (child, adult):
        yield Claim(6, "age unknown: both services", {**sign, "service_group": ("unknown",)}, has=(service,))


def _every_kind() -> Iterator[Claim]:
    threat: Given = {"kind": THREATS}
    for act in ("do-not-pay", "stop-answering", "tell-someone", "warn-firms", "care"):
        yield Claim(5 if act == "do-not-pay" else 7, f"every threat has {act}", threat, has=(act,))
    yield Claim(5, "already paid: the bank", {"paid": ("yes",)}, has=("bank",))
    yield Claim(4, "already paid: the mail is kept", {"paid": ("yes",)}, lacks=("delete-mail",))
    others = tuple(kind for kind in ("none", *THREATS) if kind != "hack-bluff")
    yield Claim(4, "only a mass mail is ever deleted", {"kind": others}, lacks=("delete-mail",))
    yield Claim(3, "hands off a pupil's phone", PUPIL, lacks=HANDS_ON[:4])
    yield Claim(3, "under 18 or unknown: no capture step but the one that says no picture", YOUNG, lacks=("id:capture-words",))
    yield Claim(8, "a fake is said to be no different", {"deepfake": ("yes",)}, has=("id:fake-same-help",))
    yield from _services({"kind": ("recovery-scam",)})


def _safety() -> Iterator[Claim]:
    for sign in ({"known_person": ("yes",)}, {"unsafe_home": ("yes",)}):
        for step in ("safety-plan", "domestic-abuse-line"):
            yield Claim(12, "safety planning where the sender is known or home is not safe", sign, has=(f"id:{step}",))
    for sign in ({"demanded": ("meeting",)}, {"known_person": ("yes",)}):
        yield Claim(12, "never meet", sign, has=("no-meeting",))
    unsafe: Given = {"unsafe_home": ("yes",)}
    yield Claim(12, "home not safe: nobody at home is named", unsafe, lacks=("id:tell-someone",))
    yield Claim(12, "home not safe: someone outside", {**unsafe, **NOT_A_PUPIL}, has=("id:tell-someone-outside",))


def _branches() -> Iterator[Claim]:
    bluff: Given = {"kind": ("hack-bluff",)}
    yield Claim(0, "a bluff is explained", bluff, has=("id:bluff-what",))
    yield Claim(0, "a bluff asks", {**bluff, "on_camera": ("unknown",)}, SIGNS, has=("id:bluff-ask",))
    yield Claim(0, "a quoted password is changed", bluff, has=("id:bluff-password",))
    harmless: tuple[Given, ...] = (*SIGNS, {"paid": ("yes",)})
    yield Claim(0, "a mass mail may be deleted", {"kind": ("hack-bluff", "phishing")}, harmless, has=("delete-mail",))
    yield Claim(0, "an answered bluff asks no more", {**bluff, "on_camera": ("yes", "no")}, lacks=("id:bluff-ask",))
    yield Claim(0, "a bluff without a picture stays short", bluff, harmless, lacks=("capture", "image-service", "police-child"))
    calm: Given = {"kind": ("none",)}
    yield Claim(
        0, "ordinary life: a calm plan", calm, SIGNS, has=("id:calm-what",), lacks=("capture", "block", "do-not-pay", "image-service")
    )
    for kind, step in (
        ("phishing", "phish-leave"),
        ("phishing", "phish-details"),
        ("recovery-scam", "recovery-stop"),
        ("other-threat", "threat-of-harm"),
    ):
        yield Claim(0, f"{kind} has {step}", {"kind": (kind,)}, has=(f"id:{step}",))
    yield from _shared()
    for step in ("account-recover", "account-tell-contacts"):
        yield Claim(0, "account taken: get it back, tell the others", {"account_taken": ("yes",)}, has=(f"id:{step}",))
    yield Claim(0, "a claim is no taken account", {"account_taken": ("no", "unknown")}, lacks=("account",))
    for sign in ({"kind": ("coercion",)}, {"demanded": ("pictures", "live-act")}):
        yield Claim(0, "nothing sent: you can stop", {**sign, "on_camera": ("no",)}, has=("id:nothing-sent",), lacks=("id:you-can-stop",))
        yield Claim(
            0,
            "whatever was sent: you can stop",
            {**sign, "on_camera": ("yes", "unknown")},
            has=("id:you-can-stop",),
            lacks=("id:nothing-sent",),
        )
    yield Claim(0, "no call is owed", {"demanded": ("live-act",)}, has=("id:no-call",))
    yield Claim(0, "nobody else is brought in", {"demanded": ("recruit",)}, has=("id:bring-nobody-in",))
    yield from _helpers({"kind": THREATS})
    for step in (*PREVENTION, "own-password", "two-step"):
        yield Claim(0, f"prevention has {step}", {"kind": ("none", "phishing"), **NOT_A_PUPIL}, SIGNS, has=(f"id:{step}",))
    family: Given = {"kind": ("none",), "about": ("me", "unknown", "my-child")}
    yield Claim(0, "prevention has new-device", family, SIGNS, has=("id:new-device",))


def _shared() -> Iterator[Claim]:
    posted: Given = {"shared": ("yes",)}
    yield Claim(0, "already shared: search engines", posted, has=("id:shared-search",))
    yield Claim(0, "already shared: report the post", {**posted, **NOT_A_PUPIL}, has=("id:shared-report-post",))
    asks = {"GB": "shared-removal-uk", "US": "shared-removal-us", "unknown": "shared-removal"}
    for iso, step in asks.items():
        others = tuple(f"id:{other}" for other in asks.values() if other != step)
        yield Claim(0, "already shared: the request of the country", {**posted, "country": (iso,)}, has=(f"id:{step}",), lacks=others)


CLAIMS: tuple[Claim, ...] = (*_crisis(), *_full(), *_every_kind(), *_safety(), *_branches())


def _by_given() -> tuple[tuple[Given, tuple[Given, ...], tuple[Claim, ...]], ...]:
    groups: dict[str, list[Claim]] = {}
    for claim in CLAIMS:
        groups.setdefault(repr((sorted(claim.given.items()), claim.nor)), []).append(claim)
    return tuple((group[0].given, group[0].nor, tuple(group)) for group in groups.values())


_GROUPS = _by_given()


def applying(facts: Mapping[str, tuple[str, ...]]) -> Iterator[Claim]:
    """The claims on a plan for these answers."""
    for given, nor, claims in _GROUPS:
        if holds(given, facts) and not any(holds(other, facts) for other in nor):
            yield from claims


def facts_for(situation: Situation) -> dict[str, tuple[str, ...]]:
    """The raw answers that claims look at. Not the product's own: a claim must not lean on what it tests."""
    return {name: situation.demanded if name == "demanded" else (getattr(situation, name),) for name in _NAMES}


_NAMES = tuple(sorted({key for claim in CLAIMS for given in (claim.given, *claim.nor) for key in given}))


assert set(DEMANDS) >= {"meeting", "self-harm"}
