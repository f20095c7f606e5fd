"""The checks of care.py can fail: each rule is broken on purpose, and the break is seen.

First by hand-made bad plans, one for each way to break a rule; then by taking each step out of the product.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from attrs import evolve
from care import care
from chance import people
from claims import CLAIMS, Marks, applying, broken, facts_for, marks_of_step
from every_situation import EverySituation

from standfast.knowledge import steps
from standfast.model import Contact, Plan, Route, Situation, Step
from standfast.plan import plan
from standfast.plan.make import rulebook

NIGHT = datetime(2026, 11, 24, 3, 0)
YOUNG = Situation(about="me", shown_age="16-17", country="GB", kind="image-threat", demanded=("money",))
ADULT = Situation(about="me", shown_age="25-34", picture_age="18-plus", country="GB", kind="image-threat")
IN_DANGER = evolve(YOUNG, may_self_harm="yes")
UNSAFE = evolve(YOUNG, known_person="yes", unsafe_home="yes")
PAID = evolve(ADULT, paid="yes")
FAKE = evolve(ADULT, deepfake="yes")
NOWHERE = Situation(kind="image-threat")
BLUFF = Situation(kind="hack-bluff", country="GB", about="me", shown_age="25-34")
GUESSED = Route(
    "x", "A line", "", (Contact("phone", "12345"),), "", True, "2026-11-24", "B", ("https://example.org",), purposes=("crisis", "emergency")
)


def without(*ids: str) -> Callable[[Plan], Plan]:
    return lambda good: evolve(good, steps=tuple(step for step in good.steps if step.id not in ids))


def first(step_id: str) -> Callable[[Plan], Plan]:
    return lambda good: evolve(good, steps=tuple(sorted(good.steps, key=lambda step: step.id != step_id)))


def last(step_id: str) -> Callable[[Plan], Plan]:
    return lambda good: evolve(good, steps=tuple(sorted(good.steps, key=lambda step: step.id == step_id)))


def changed(step_id: str, **parts: object) -> Callable[[Plan], Plan]:
    def change(step: Step) -> Step:
        return evolve(step, **parts) if step.id == step_id else step

    return lambda good: evolve(good, steps=tuple(change(step) for step in good.steps))


def strip(change: Callable[[tuple[Route, ...]], tuple[Route, ...]]) -> Callable[[Plan], Plan]:
    return lambda good: evolve(good, people_now=change(good.people_now))


def rated(sure: str) -> Callable[[Plan], Plan]:
    return strip(lambda lines: (evolve(lines[0], sure=sure), *lines[1:]))


def all_shut(lines: tuple[Route, ...]) -> tuple[Route, ...]:
    return tuple(line if "emergency" in line.purposes else evolve(line, open_now=False) for line in lines)


def papyrus_open(lines: tuple[Route, ...]) -> tuple[Route, ...]:
    return (*lines[:-1], evolve(lines[0], id="papyrus"), lines[-1])


BREAKS: tuple[tuple[str, Situation, Callable[[Plan], Plan], str], ...] = (
    ("the crisis step is gone", IN_DANGER, without("talk-now"), "1:"),
    ("the crisis step is last", IN_DANGER, last("talk-now"), "1:"),
    ("the crisis step leads to nobody", IN_DANGER, changed("talk-now", routes=()), "1:"),
    ("crisis_first is forgotten", IN_DANGER, lambda good: evolve(good, crisis_first=False), "1:"),
    ("the plan is for another hour", YOUNG, lambda good: evolve(good, as_of="2026-11-24T12:00"), "1:"),
    ("no emergency number", YOUNG, strip(lambda lines: lines[:-1]), "1:"),
    ("all lines shut, emergency last", YOUNG, strip(all_shut), "1:"),
    ("a shut line first", YOUNG, strip(lambda lines: (evolve(lines[0], open_now=False), *lines[1:])), "1:"),
    ("Childline not first for a child", YOUNG, strip(lambda lines: (lines[1], lines[0], *lines[2:])), "1:"),
    ("Samaritans not first for an adult", ADULT, strip(lambda lines: (lines[1], lines[0], *lines[2:])), "1:"),
    ("Papyrus shown as open", ADULT, strip(papyrus_open), "1:"),
    ("a C row as a number", YOUNG, rated("C"), "1:"),
    ("a K row", YOUNG, rated("K"), "1:"),
    ("a route without a date", YOUNG, strip(lambda lines: (evolve(lines[0], as_of=""), *lines[1:])), "1:"),
    (
        "a line that may be shut, alone in a step",
        YOUNG,
        changed("breathe", routes=(evolve(GUESSED, open_now=None, purposes=("crisis",)),)),
        "1:",
    ),
    ("a guessed number", NOWHERE, strip(lambda lines: (*lines, GUESSED)), "1:"),
    ("blame", YOUNG, changed("breathe", why="You should have known better."), "2:"),
    ("a promise", YOUNG, changed("block", why="Then they will go away."), "2:"),
    ("the other promise", YOUNG, changed("do-not-pay", why="They always come back."), "2:"),
    ("a number in a text", YOUNG, changed("police", how=("Ring 101.",)), "2:"),
    ("a heading that gives it away", YOUNG, changed("police", title="Report the sextortion"), "2:"),
    ("capture the picture", ADULT, changed("capture-words", how=("Take a screenshot of the picture.",)), "3:"),
    ("show the police the picture", ADULT, changed("police", how=("Show the picture to the police.",)), "3:"),
    ("the adult's capture step for a child", YOUNG, changed("capture-words-young", id="capture-words"), "3:"),
    (
        "a child's capture step without: no picture is needed",
        YOUNG,
        changed("capture-words-young", why="", how=("Take no screenshot.",)),
        "3:",
    ),
    ("a capture step for a vanishing picture", ADULT, changed("capture-words", how=("Take screenshots of the words.",)), "3:"),
    ("block before capture", YOUNG, first("block"), "4:"),
    ("block without capture", YOUNG, without("capture-words-young"), "4:"),
    ("capture without a skip", YOUNG, changed("capture-words-young", skip=""), "4:"),
    ("report after block", YOUNG, last("report-account"), "4:"),
    ("delete the account", YOUNG, changed("private-accounts", how=("Delete your account.",)), "4:"),
    ("delete the mail, then forward it", BLUFF, last("forward-it"), "4:"),
    ("nothing about paying", YOUNG, without("do-not-pay"), "5:"),
    ("paid, and no bank", PAID, without("bank-now"), "5:"),
    ("the adult service for a child", YOUNG, lambda good: evolve(good, steps=tuple(_adult_service(step) for step in good.steps)), "6:"),
    ("no picture service", ADULT, without("image-service-adult"), "6:"),
    ("two steps only", YOUNG, lambda good: evolve(good, steps=good.steps[:2]), "6:"),
    (
        "nobody to reach",
        NOWHERE,
        lambda good: evolve(good, people_now=(), steps=tuple(evolve(step, routes=()) for step in good.steps)),
        "6:",
    ),
    ("no warning of firms", YOUNG, without("warn-firms"), "7:"),
    ("a fake that counts less", FAKE, without("fake-same-help"), "8:"),
    ("no safety plan", UNSAFE, without("safety-plan", "domestic-abuse-line"), "12:"),
    ("safety after blocking", UNSAFE, last("safety-plan"), "12:"),
    ("the line for abuse after settings", UNSAFE, last("domestic-abuse-line"), "12:"),
    (
        "a parent at an unsafe home",
        UNSAFE,
        changed("tell-someone-outside", how=("It can be a teacher, a doctor, an aunt or a parent.",)),
        "12:",
    ),
    ("only a parent", YOUNG, changed("tell-someone", how=("Tell a parent.",)), "12:"),
    ("a meeting", UNSAFE, without("never-meet"), "12:"),
    ("no test-build notice", YOUNG, lambda good: evolve(good, notices=()), "15:"),
    ("country not asked for", NOWHERE, lambda good: evolve(good, notices=good.notices[:1]), "15:"),
    ("a bluff that does not ask", BLUFF, without("bluff-ask"), "0:"),
    ("phases mixed up", YOUNG, last("breathe"), "0:"),
    ("a step twice", YOUNG, lambda good: evolve(good, steps=(good.steps[0], *good.steps)), "0:"),
    ("a step without a source", YOUNG, changed("breathe", source=()), "0:"),
    ("an act that nobody knows", YOUNG, changed("breathe", acts=("meet-them",)), "0:"),
)


def _adult_service(step: Step) -> Step:
    if "image-service" not in step.acts:
        return step
    return evolve(step, routes=tuple(evolve(route, purposes=("takedown-adult",)) for route in step.routes))


@pytest.mark.parametrize(("what", "situation", "break_it", "rule"), BREAKS, ids=[what for what, *_ in BREAKS])
def test_a_bad_plan_is_seen(what: str, situation: Situation, break_it: Callable[[Plan], Plan], rule: str) -> None:
    good = plan(situation, NIGHT)
    assert not care(good, situation, NIGHT), "the plan must be good before it is broken"
    faults = care(break_it(good), situation, NIGHT)
    assert any(fault.startswith(rule) for fault in faults), (what, faults)


def test_every_rule_that_speaks_of_plans_is_broken_once() -> None:
    assert {rule for *_, rule in BREAKS} == {f"{rule}:" for rule in (0, 1, 2, 3, 4, 5, 6, 7, 8, 12, 15)}


NOT_GUARDED = frozenset({"look-after", "read-more", "forward-it", "fraud-report", "helpline", "police-child-services"})
"""``look-after`` shares its act with ``comes-back``; the others are left out where a country has nobody for them."""


def test_a_step_that_is_taken_out_is_missed() -> None:
    guarded = set()
    for situation, now in people(6000, seed=7):
        good = plan(situation, now)
        marks = [(step.id, marks_of_step(step)) for step in good.steps]
        claims = tuple(applying(facts_for(situation)))
        for gone, _ in marks:
            if gone not in guarded and any(broken(claim, Marks(tuple(each for name, each in marks if name != gone))) for claim in claims):
                guarded.add(gone)
    missed = {row.id for row in steps()} - guarded
    assert missed <= NOT_GUARDED, sorted(missed - NOT_GUARDED)


def test_the_exhaustive_test_sees_a_wrong_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """One value taken out of one rule, as a slip of the pen would: image-service-child forgets the age."""
    book = rulebook()
    place = next(place for place, row in enumerate(book.rows) if row.id == "image-service-child")
    wrong = {key: mask & ~(1 << place) if key == ("service_group", "minor") else mask for key, mask in book._lets.items()}
    monkeypatch.setattr(book, "_lets", wrong)
    monkeypatch.setattr(book, "_seen", {})
    chunk = next(EverySituation().chunks())
    assert any(chunk.broken(claim).any() for claim in CLAIMS if claim.rule == 6)
