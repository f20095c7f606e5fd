"""The shapes behind a plan: acts, branches, questions, worldwide routes, the release list."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field, frozen

from .schema import RouteRow

ACTS: Mapping[str, str] = {
    "crisis": "reach a crisis line or the emergency number",
    "calm": "breathe; hear that it is not your fault",
    "stop-answering": "write nothing more to the sender",
    "do-not-pay": "pay nothing, send nothing",
    "wait": "let a time limit pass without acting on it",
    "bank": "ring the bank or the payment firm",
    "capture": "keep the words, the profile and the payment details; never a picture",
    "record": "write down in one's own words what happened",
    "report-app": "report the account or the post inside the app",
    "block": "block the account",
    "deactivate": "switch an own account off for a while, or make it private; never delete it",
    "settings": "change what others can see",
    "password": "change a password, turn on two-step",
    "account": "get a taken account back",
    "tell-someone": "tell a person one trusts",
    "police": "tell the police or a child protection team",
    "image-service": "hand the own file to the official service for the age",
    "takedown": "ask for a post to be taken down",
    "fraud": "tell the fraud service that money is lost",
    "helpline": "talk to a helpline for this kind of harm",
    "forward": "send a mail or text on to the official report address",
    "delete-mail": "throw a bluff mail away, after it was forwarded",
    "safety-plan": "think about one's own safety first; the domestic-abuse line",
    "no-meeting": "meet nobody",
    "refuse": "owe no act, no call, no name",
    "warn-firms": "beware of firms that delete or trace for a fee",
    "support": "what a parent, teacher or friend says and does first",
    "do-not-look": "never view, copy or pass on a picture",
    "answer": "answer a question, so that the plan fits",
    "learn": "know what this is",
    "care": "look after oneself, come back later",
}
"""Everything that a step may have a person do. The rules of care are tested on these, so the list is closed."""

PLATFORM_TOPICS = ("platform:report", "platform:block", "platform:preserve", "platform:police-data")
"""What a step may take from the platform's own file, beside the purposes of routes."""

GROUPS = ("person_group", "reader_group", "service_group")
"""Properties of a Situation that a rule may name: ``minor``, ``adult`` or ``unknown``."""

Rule = Mapping[str, tuple[str, ...]]
"""Key to allowed values. Keys are Situation fields, GROUPS, or ``branch``."""


def _no_rule() -> Rule:
    return {}


@frozen
class Alternative:
    """All keys of ``when`` must hold, none of ``unless`` may."""

    when: Rule = field(factory=_no_rule)
    unless: Rule = field(factory=_no_rule)


@frozen
class BranchRow:
    """A name for a condition with an "or" in it, so that many steps can share it. Later branches may use earlier ones."""

    id: str
    says: str
    any: tuple[Alternative, ...]


@frozen
class Branches:
    id: str
    branches: tuple[BranchRow, ...]


@frozen
class ChoiceRow:
    """One answer. ``sets`` are Situation fields; ``demanded`` values of several choices are joined."""

    id: str
    label: str
    sets: Mapping[str, str]
    hint: str = ""


@frozen
class QuestionRow:
    """One question, one file. Every question can be skipped; skipping sets nothing."""

    id: str
    order: int
    text: str
    why: str
    choices: tuple[ChoiceRow, ...] = ()
    many: bool = False
    """Whether several choices may be ticked. Where two set the same field, the first in the file wins."""
    first: bool = False
    """Asked on the first pass; the others follow up where ``when`` and ``unless`` hold and the answer changes the plan."""
    choices_from: str = ""
    """``countries``, ``areas`` or ``platforms``: the choices are the files of that folder, and set the field ``fills``."""
    fills: str = ""
    when: Rule = field(factory=_no_rule)
    unless: Rule = field(factory=_no_rule)


@frozen
class World:
    """Routes that serve every country: shown where the country is unknown, or has nobody for a purpose."""

    id: str
    routes: tuple[RouteRow, ...]


@frozen
class ReleaseCheck:
    id: str
    what: str
    who: str


@frozen
class Release:
    """Until ``signed``, every page and letter carries the test-build notice (rule 15)."""

    id: str
    signed: bool
    checks: tuple[ReleaseCheck, ...]
    signed_by: str = ""
    signed_on: date | None = None
