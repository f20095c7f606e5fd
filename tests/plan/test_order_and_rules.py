"""One order for all steps, and rules that refuse what they do not know."""

from datetime import date

import pytest
from attrs import evolve

from standfast.knowledge import StepRow, steps
from standfast.model import KnowledgeError, Situation
from standfast.plan.order import PHASES, in_order
from standfast.plan.rules import Rulebook, facts_of, vocabulary

STEP = StepRow(
    "a",
    "now",
    10,
    "Do it",
    "Because.",
    ("Do it now.",),
    ("https://example.org",),
    date(2026, 11, 24),
    "A",
    date(2027, 5, 24),
    acts=("learn",),
)


def step(name: str, order: int = 10, phase: str = "now", before: tuple[str, ...] = ()) -> StepRow:
    return evolve(STEP, id=name, order=order, phase=phase, before=before)


def names(*rows: StepRow) -> list[str]:
    return [row.id for row in in_order(rows)]


def test_phases_come_first_then_order_then_id() -> None:
    rows = step("d", 1, "later"), step("c", 2), step("b", 1), step("a", 1), step("e", 9, "today"), step("f", 1, "this week")
    assert names(*rows) == ["a", "b", "c", "e", "f", "d"]


def test_before_wins_over_order_and_leaves_the_rest_alone() -> None:
    assert names(step("a", 1), step("b", 2), step("c", 3, before=("a",)), step("d", 4)) == ["b", "c", "a", "d"]


def test_before_holds_whatever_is_left_out() -> None:
    whole = names(step("a", 1), step("b", 2, before=("a",)), step("c", 3, before=("b",)))
    assert whole == ["c", "b", "a"]


@pytest.mark.parametrize(
    "rows",
    [
        (step("a", before=("b",)), step("b", before=("a",))),
        (step("a", before=("a",)),),
        (step("a", before=("b",)), step("b", before=("c",)), step("c", before=("a",))),
        (step("a", before=("nobody",)),),
        (step("a", phase="today", before=("b",)), step("b")),
        (step("a", phase="someday"),),
    ],
)
def test_an_order_that_cannot_be_kept_is_an_error_of_the_knowledge(rows: tuple[StepRow, ...]) -> None:
    with pytest.raises(KnowledgeError):
        in_order(rows)


def test_the_orders_of_the_real_steps_keep_every_before_already() -> None:
    """So ``before`` is a fence, not a surprise: reading the numbers in the files shows the order."""
    place = {row.id: (PHASES.index(row.phase), row.order, row.id) for row in steps()}
    assert [row.id for row in in_order(steps())] == sorted(place, key=lambda name: place[name])


def chosen(row: StepRow, situation: Situation) -> bool:
    return bool(Rulebook([row], vocabulary(), "a test").choose(facts_of(situation)))


def test_all_keys_must_hold_and_any_value_will_do() -> None:
    row = evolve(STEP, when={"kind": ("coercion", "none"), "paid": ("yes",)})
    assert chosen(row, Situation(kind="none", paid="yes"))
    assert not chosen(row, Situation(kind="none"))
    assert not chosen(row, Situation(kind="phishing", paid="yes"))


def test_unknown_holds_only_where_it_is_named() -> None:
    assert not chosen(evolve(STEP, when={"paid": ("yes", "no")}), Situation())
    assert chosen(evolve(STEP, when={"paid": ("unknown",)}), Situation())


def test_any_key_of_unless_leaves_the_step_out() -> None:
    row = evolve(STEP, unless={"about": ("pupil",), "paid": ("yes",)})
    assert chosen(row, Situation())
    assert not chosen(row, Situation(about="pupil")) and not chosen(row, Situation(paid="yes"))


def test_of_several_demands_one_is_enough() -> None:
    row = evolve(STEP, when={"demanded": ("meeting", "recruit")})
    assert chosen(row, Situation(demanded=("money", "meeting"))) and not chosen(row, Situation(demanded=("money",)))


def test_groups_and_branches_are_keys_too() -> None:
    row = evolve(STEP, when={"person_group": ("minor",), "branch": ("unsafe",)})
    assert chosen(row, Situation(shown_age="13-15", unsafe_home="yes"))
    assert not chosen(row, Situation(shown_age="13-15"))


@pytest.mark.parametrize("rule", [{"paid": ("maybe",)}, {"mood": ("bad",)}, {"branch": ("imagined",)}, {"country": ("ZZ",)}])
def test_a_slip_of_the_pen_in_a_rule_is_an_error_of_the_knowledge(rule: dict[str, tuple[str, ...]]) -> None:
    for row in (evolve(STEP, when=rule), evolve(STEP, unless=rule)):
        with pytest.raises(KnowledgeError):
            Rulebook([row], vocabulary(), "a test")


@pytest.mark.parametrize(
    ("answers", "branch", "holds"),
    [
        ({"kind": "none"}, "calm", True),
        ({"kind": "none", "asks_for_help": "yes"}, "calm", False),
        ({"kind": "none", "asks_for_help": "yes"}, "full", True),
        ({"kind": "unsure"}, "full", True),
        ({}, "full", True),
        ({"kind": "hack-bluff"}, "full", False),
        ({"kind": "hack-bluff"}, "contact", False),
        ({"kind": "hack-bluff", "paid": "yes"}, "contact", True),
        ({"kind": "hack-bluff", "on_camera": "yes"}, "full", True),
        ({"kind": "phishing"}, "threatened", False),
        ({"kind": "other-scam"}, "money", True),
        ({"kind": "phishing", "may_self_harm": "yes"}, "full", True),
    ],
)
def test_branches(answers: dict[str, str], branch: str, holds: bool) -> None:
    assert (branch in facts_of(Situation(**answers))["branch"]) is holds
