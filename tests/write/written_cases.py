"""Cases and situations that letters are tried with: empty, full, hostile. All of it is invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone

from attrs import evolve

from standfast.knowledge import ids
from standfast.knowledge.letters import asked, letters
from standfast.model import (
    UNKNOWN,
    Case,
    Demand,
    Entry,
    Event,
    Finding,
    FollowUp,
    Indicator,
    Item,
    Judged,
    Media,
    Origin,
    Payment,
    Seen,
    Situation,
    Span,
    Strength,
    Talk,
    Verdict,
)
from standfast.model.talk import Speaker
from standfast.model.verdict import Kind

NOW = datetime(2026, 11, 4, 15, 20, tzinfo=timezone(timedelta(hours=0)))
"""The fourth of November: a date whose order can be got wrong."""
PIN = "739-PIN-1155"
WORDS = "Pay 300 USD in 24 hours or your contacts see it"
OWN = "please leave me alone"
HOSTILE = '{name} {no-such} <script>alert(1)</script> "&\' #read("/etc/passwd") $x$ `%s` {{}} \\n None null'
RIGHT_TO_LEFT = "\u202eسوف أرسلها\u202c\u0007 \x1b[31m اليوم"
LONG = "long words " * 909


def item(text: str = WORDS, side: str = "other", when: str = "2026-11-03T21:14:00", name: str = "lena.example") -> Item:
    return Item("m1" if side == "other" else "m2", "chat-line", text, Origin("chat.txt", 0, 9, "ab" * 32), sender=name, when=when, side=side, platform="instagram")


def judged(text: str = WORDS, name: str = "lena.example") -> Judged:
    spans = (Span("m1", 0, len(text), text), Span("m1", 0, 3, text[:3]), Span("m2", 0, len(OWN), OWN))
    finding = Finding("blackmail", "The words threaten to share something.", Strength.SHOWS, spans, "It does not show that they have anything.")
    marks = (
        Indicator("iban", "GB33BUKB20201555555555", True, "m1", 0, 3),
        Indicator("handle", name, None, "m1", 0, 3, "instagram"),
        Indicator("bitcoin", "1BadChecksumExample", False, "m1", 0, 3),
        Indicator("email", "me@person.example", None, "m2", 0, 3, whose="person"),
    )
    demand = Demand(("money",), 300.0, "USD", 24.0)
    talk = Talk("chat", "instagram", 40, "", "", (Speaker(name, "other", 20, 2), Speaker("me.example", "person", 20, 0)), name)
    verdict = Verdict(Kind.IMAGE_THREAT, Strength.SHOWS, 0.9)
    return Judged((item(text, name=name), item(OWN, "person", "2026-11-03T21:20:00", "me.example")), verdict, (finding,), marks, demand, talk, "en")


def _entries(text: str, name: str) -> tuple[Entry, ...]:
    media = (Media("IMG-0001.jpg", "image/jpeg", 2048, when="2026-11-02"),)
    kept = Entry("0001", "messages", "2026-11-04T10:00:00+00:00", name, 900, "cd" * 32, 800, "ef" * 32, media, (judged(text, name),))
    seen = Entry("0002", "seen", "2026-11-04T10:05:00+00:00", seen=Seen("picture", "a group chat", "2026-11-03", name, "I was told"))
    return kept, seen, Entry("0003", "messages", removed="2026-11-04T11:00:00+00:00")


def facts(words: str = "words of mine") -> Mapping[str, str]:
    filled: dict[str, str] = {}
    for name in ids("asked"):
        row = asked(name)
        filled[name] = {"tick": "yes", "date": "2026-11-03", "choice": next(iter(row.choices), "")}.get(row.kind, words)
    return filled


EMPTY = Case("0" * 32, "2026-11-04T09:00:00+00:00")


def full(words: str = "words of mine", text: str = WORDS, name: str = "lena.example") -> Case:
    return evolve(
        EMPTY,
        facts=facts(words),
        entries=_entries(text, name),
        payments=(Payment("1", "bank", "300", "USD", "2026-11-03", words, "REF-1"), Payment("2")),
        follow_ups=(
            FollowUp("1", "reference", "Derbyshire Police", "GB", "INC-4471", sent="2026-11-04T12:00:00+00:00"),
            FollowUp("2", "stopncii", "StopNCII", reference="SN-1", pin=PIN, text=f"pin is {PIN}", sent="2026-11-04"),
            FollowUp("3", "take-down", "Instagram", "GB", sent="2026-11-04T13:00:00+00:00", due="2026-11-06T13:00:00+00:00", letter="take-down"),
            FollowUp("4", "reminder", text=words, due="2026-11-09"),
        ),
        done=("police", "talk-now"),
        log=(Event(1, "2026-11-04T10:00:00+00:00", "added", "entry/0001"), Event(2, "2026-11-04T11:00:00+00:00", "removed", "entry/0003")),
    )


CASES: Mapping[str, Case] = {
    "empty": EMPTY,
    "full": full(),
    "hostile": full(HOSTILE, HOSTILE, HOSTILE),
    "right to left": full(RIGHT_TO_LEFT, RIGHT_TO_LEFT, RIGHT_TO_LEFT),
    "long": full(LONG, LONG, "x" * 10_000),
}


def _situations() -> Mapping[str, Situation]:
    places = {row.countries[0] for row in letters() if row.countries} | {"GB", "US", UNKNOWN}
    found: dict[str, Situation] = {"nothing known": Situation()}
    for iso in sorted(places):
        for age in ("13-15", "25-34"):
            found[f"{iso} {age}"] = Situation(
                reader_age=age, about="me", country=iso, platform="instagram", kind="image-threat", demanded=("money",), shared="yes", paid="yes"
            )
    found["Derbyshire"] = evolve(found["GB 25-34"], area="GB-derbyshire", nation="england")
    return found


SITUATIONS = _situations()
