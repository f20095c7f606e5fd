"""Everything a person keeps about what happened to them, in one place. Frozen: each change gives a new Case."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen

from .demand import Demand
from .finding import Finding
from .indicator import Indicator
from .item import Item
from .talk import Talk
from .verdict import Verdict

EVENTS = (
    "made",
    "added",
    "examined",
    "noted",
    "answered",
    "told",
    "followed",
    "exported",
    "stamped",
    "removed",
    "changed",
)
"""What can happen to a Case; see ``keep.log``."""
WAYS = ("bank", "card", "app", "gift-card", "crypto", "other")
"""How something can be paid."""
FOLLOW_UPS = ("reference", "stopncii", "take-down", "reminder")


@frozen
class Media:
    """A picture, video or sound that was left out (rule 13): what it was called, never what it shows."""

    name: str
    media_type: str
    size: int
    """Bytes after transfer decoding, or -1 where not known."""
    sha256: str = ""
    """Of those bytes; empty where they were not there to be read."""
    when: str = ""


@frozen
class Seen:
    """A picture or video that exists and is not kept: where, when and from whom. Words only."""

    what: str
    """``picture`` or ``video``."""
    where: str = ""
    when: str = ""
    who: str = ""
    says: str = ""
    """The person's own words about it, as far as they want any."""


@frozen
class Judged:
    """One message or conversation as the tool understood it on the day it was added."""

    items: tuple[Item, ...]
    verdict: Verdict
    findings: tuple[Finding, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    demand: Demand = field(factory=Demand)
    talk: Talk | None = None
    language: str = ""


@frozen
class Entry:
    """One thing that was added. Its bytes lie beside the Case under ``id``; a removed one keeps ``id``, ``kind`` and ``removed`` alone."""

    id: str
    """``0001``, ``0002`` ..., never given twice."""
    kind: str
    """``messages`` (a file or pasted words), ``screen`` (a picture that the person says shows words only) or ``seen`` (nothing stored)."""
    added: str = ""
    """ISO 8601 with offset."""
    name: str = ""
    """File name as it was given, without its folder."""
    size: int = 0
    """Bytes of the file as received."""
    sha256: str = ""
    """Of the file as received, all of it."""
    kept_size: int = 0
    kept_sha256: str = ""
    """Of the bytes that are stored: the same, or the file without its media. Empty where nothing is stored."""
    media: tuple[Media, ...] = ()
    judged: tuple[Judged, ...] = ()
    seen: Seen | None = None
    notes: tuple[str, ...] = ()
    """Codes of ``knowledge/words`` (``note.<id>``): what reading had to guess or could not read."""
    removed: str = ""


@frozen
class Note:
    id: str
    when: str
    text: str


@frozen
class Payment:
    """Money or its like that was sent. Every field as the person told it; empty where not known."""

    id: str
    how: str = ""
    """One of ``WAYS``, or empty."""
    amount: str = ""
    currency: str = ""
    when: str = ""
    to: str = ""
    reference: str = ""


@frozen
class FollowUp:
    """Something to come back to: a reference number, a StopNCII case, a take-down request that was sent, a reminder."""

    id: str
    kind: str
    """One of ``FOLLOW_UPS``."""
    who: str = ""
    """Body or platform."""
    country: str = ""
    """Whose law sets the clock; for ``take-down``."""
    reference: str = ""
    pin: str = ""
    sent: str = ""
    """ISO 8601, when the person says they sent it; a clock starts only here."""
    due: str = ""
    done: str = ""
    text: str = ""
    letter: str = ""
    """Id of the letter that was sent."""


@frozen
class Export:
    """A pack that was made. Who it was for stays in the case: the log, which every receiver gets, does not name the others."""

    id: str
    when: str
    receiver: str
    fingerprint: str
    left_out: int


@frozen
class Event:
    """One line of the log. ``hash`` covers the rest of the line, and so all lines before it."""

    number: int
    when: str
    """ISO 8601 with offset, by this device's own clock."""
    what: str
    """One of ``EVENTS``."""
    about: str = ""
    """``entry/0001``, ``note/2``, ``answers`` ...: the part of the Case that changed."""
    seal: str = ""
    """Salted SHA-256 of that part as it was then; it tells nothing once its salt is gone."""
    detail: Mapping[str, str] = field(factory=dict[str, str])
    version: str = ""
    """Of the tool."""
    before: str = ""
    """``hash`` of the line before; of the first line: SHA-256 of the case's id."""
    hash: str = ""


@frozen
class Case:
    id: str
    """Random, 32 hexadecimal digits."""
    made: str
    answers: Mapping[str, str] = field(factory=dict[str, str])
    """Situation field -> what the person answered (several values joined with commas)."""
    facts: Mapping[str, str] = field(factory=dict[str, str])
    """What the person filled in for letters: id of ``knowledge/asked`` -> words."""
    entries: tuple[Entry, ...] = ()
    notes: tuple[Note, ...] = ()
    payments: tuple[Payment, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    exports: tuple[Export, ...] = ()
    done: tuple[str, ...] = ()
    """Ids of the plan's steps that are done."""
    letters: Mapping[str, str] = field(factory=dict[str, str])
    """Letter id -> the person's own wording, where they changed it."""
    log: tuple[Event, ...] = ()
    salts: Mapping[str, str] = field(factory=dict[str, str])
    """``Event.about`` -> salt of its seal, for every part that is still there."""
    signing_key: str = ""
    """Ed25519 seed, 64 hexadecimal digits: what packs of this case are signed with."""
