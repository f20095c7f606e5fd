"""The rows of a home: they come first for what they serve, and never in the way of the crisis lines."""

from collections.abc import Iterator
from datetime import date, datetime
from random import Random

import pytest
from attrs import evolve
from care import care
from chance import people as chance_people

from standfast import pipeline
from standfast.knowledge import PURPOSES, ContactRow, Hours, RouteRow
from standfast.knowledge.home_rows import row_faults
from standfast.model import Plan, Route, Situation
from standfast.plan import plan, weigh
from standfast.plan.people import MOST_LINES
from standfast.plan.routing import candidates, seeker

NIGHT = datetime(2026, 11, 24, 3, 0)
NOON = datetime(2026, 11, 24, 12, 0)
DESK = RouteRow(
    id="home-desk",
    name="The welfare desk",
    does="Listens, and helps you with the next step.",
    purposes=("victim-support", "crisis"),
    source=("https://example.org/desk",),
    as_of=date(2026, 11, 24),
    sure="A",
    recheck_by=date(2027, 11, 24),
    always_open=True,
    contacts=(ContactRow("phone", "01632 960 001"), ContactRow("web", "https://example.org/desk")),
    order=0,
)
GB_TEEN = Situation(about="me", shown_age="16-17", country="GB", area="GB-derbyshire", nation="england", kind="image-threat")
GB_ADULT = Situation(about="me", shown_age="25-34", country="GB", kind="image-threat", may_self_harm="yes")


def strip(situation: Situation, *more: RouteRow, now: datetime = NIGHT) -> list[str]:
    return [route.id for route in plan(situation, now, more=more).people_now]


def serving(purpose: str, situation: Situation, *more: RouteRow) -> list[str]:
    return [one.open.id for one in candidates(seeker(situation, "en", more), purpose)]


def shown(made: Plan) -> Iterator[Route]:
    yield from made.people_now
    for step in made.steps:
        yield from step.routes


def any_row(luck: Random, number: int) -> RouteRow:
    """Any row at all, also ones that the loader refuses: the plan holds by itself."""
    low = luck.choice((0, 0, 11, 18))
    return evolve(
        DESK,
        id=luck.choice((f"home-{number}", f"home-{number}", "childline", "samaritans", "emergency-999")),
        purposes=tuple(luck.sample(PURPOSES, luck.choice((1, 2, 3, len(PURPOSES))))),
        sure=luck.choice("ABCK"),
        recheck_by=luck.choice((date(2026, 12, 1), date(2030, 1, 1))),
        always_open=luck.random() < 0.5,
        hours=luck.choice(((), (Hours(("mon", "tue", "wed"), "09:00", "17:00"),))),
        min_age=low,
        max_age=luck.choice((max(low, 19), 120)),
        order=luck.randint(0, 99),
        contacts=luck.choice((DESK.contacts, (ContactRow("phone", "999"), ContactRow("phone", "116 123")), ())),
    )


def some_rows(luck: Random) -> tuple[RouteRow, ...]:
    return tuple(any_row(luck, number) for number in range(luck.randint(1, 4)))


def lines(made: Plan, among: tuple[Route, ...] | None = None) -> list[Route]:
    """The crisis lines of the strip, the emergency number left out."""
    return [one for one in made.people_now if "emergency" not in one.purposes and (among is None or one in among)]


def test_without_a_home_the_plan_is_the_same_to_the_last_byte() -> None:
    for situation, now in chance_people(200, seed=4):
        assert repr(plan(situation, now)) == repr(plan(situation, now, "en", ()))


def test_a_home_stands_first_for_what_it_serves() -> None:
    assert serving("victim-support", GB_TEEN, DESK) == ["home-desk", *serving("victim-support", GB_TEEN)]


@pytest.mark.parametrize("purpose", PURPOSES)
def test_a_home_takes_nobody_away(purpose: str) -> None:
    everything = evolve(DESK, purposes=PURPOSES)
    for situation, _ in chance_people(100, seed=5):
        without = serving(purpose, situation)
        assert [one for one in serving(purpose, situation, everything) if one != "home-desk"] == without


def test_a_home_does_not_take_the_place_of_the_world() -> None:
    assert "take-it-down-anywhere" in serving("takedown-child", Situation(), evolve(DESK, purposes=("takedown-child",)))


def test_a_home_that_lists_the_numbers_of_others_does_not_hide_them() -> None:
    copied = evolve(DESK, purposes=("crisis", "bank"), contacts=tuple(ContactRow("phone", one) for one in ("116 123", "0800 1111", "159")))
    assert set(strip(GB_ADULT)) <= set(strip(GB_ADULT, copied))
    assert set(serving("bank", GB_ADULT)) <= set(serving("bank", GB_ADULT, copied))


def test_the_childs_line_stays_first_and_the_home_joins_the_strip() -> None:
    without = strip(GB_TEEN)
    found = strip(GB_TEEN, DESK)
    assert found[0] == "childline" and found[-1] == without[-1] == "emergency-999"
    assert [one for one in found if one != "home-desk"] == without and "home-desk" in found


def test_a_home_brings_one_line_to_the_strip_and_all_of_them_to_the_step() -> None:
    many = tuple(evolve(DESK, id=f"home-{number}") for number in range(9))
    made = plan(GB_ADULT, NIGHT, more=many)
    assert len(made.people_now) <= MOST_LINES + 2
    assert {row.id for row in many} <= {route.id for route in made.steps[0].routes}


def test_a_home_that_is_shut_stands_after_the_lines_that_are_open() -> None:
    office = evolve(DESK, always_open=False, hours=(Hours(("mon", "tue", "wed"), "09:00", "17:00"),))
    found = plan(GB_ADULT, NIGHT, more=(office,)).people_now
    states = [route.open_now for route in found if "crisis" in route.purposes]
    assert states == sorted(states, key=(True, None, False).index) and found[0].id == "samaritans"


@pytest.mark.parametrize("sure", ["C", "K"])
def test_a_home_line_that_is_not_sure_enough_is_not_in_the_strip(sure: str) -> None:
    assert strip(GB_TEEN, evolve(DESK, sure=sure)) == strip(GB_TEEN)


@pytest.mark.parametrize(("sure", "kinds"), [("A", ["phone", "web"]), ("C", ["web"]), ("K", [])])
def test_a_home_row_passes_the_same_gates_as_every_other(sure: str, kinds: list[str]) -> None:
    found = candidates(seeker(GB_ADULT, "en", (evolve(DESK, sure=sure, purposes=("advice",)),)), "advice")
    assert [contact.kind for one in found if one.open.id == "home-desk" for contact in one.open.contacts] == kinds


def test_a_home_cannot_name_another_emergency_number() -> None:
    false = evolve(DESK, purposes=("emergency",))
    assert serving("emergency", GB_TEEN, false) == serving("emergency", GB_TEEN)
    assert strip(GB_TEEN, false) == strip(GB_TEEN)


def test_a_home_cannot_take_the_name_of_a_line() -> None:
    false = evolve(DESK, id="childline")
    assert plan(GB_TEEN, NIGHT, more=(false,)).people_now == plan(GB_TEEN, NIGHT).people_now


def test_a_home_row_that_is_past_its_date_is_said_and_the_emergency_number_leads() -> None:
    old = evolve(DESK, recheck_by=date(2026, 11, 1))
    made = plan(GB_TEEN, NIGHT, more=(old,))
    assert made.people_now[0].id == "emergency-999" and any("past the day" in notice for notice in made.notices)


def test_no_line_of_a_home_is_guessed_for_an_unknown_country() -> None:
    assert strip(Situation(), DESK) == strip(Situation())


def test_the_age_of_a_home_row_counts() -> None:
    grown = evolve(DESK, min_age=18)
    assert "home-desk" not in strip(GB_TEEN, grown) and "home-desk" in strip(GB_ADULT, grown)


def test_no_row_whatever_it_holds_takes_a_line_from_the_strip() -> None:
    luck = Random(7)
    for situation, now in chance_people(1000, seed=6):
        made, without = plan(situation, now, more=some_rows(luck)), plan(situation, now)
        assert set(without.people_now) <= set(made.people_now)
        assert lines(made, among=without.people_now) == lines(without)
        assert made.crisis_first == without.crisis_first and [one.id for one in made.steps][:1] == [one.id for one in without.steps][:1]
        assert all(route.sure != "K" for route in shown(made))


def test_the_rules_of_care_hold_with_every_row_that_the_loader_lets_in() -> None:
    luck, tried = Random(9), 0
    for situation, now in chance_people(1500, seed=10):
        more = tuple(row for row in some_rows(luck) if not list(row_faults((row,), {})))
        tried += len(more)
        new = set(care(plan(situation, now, more=more), situation, now)) - set(care(plan(situation, now), situation, now))
        assert not new, (new, more, situation)
    assert tried > 200


def test_the_steps_of_the_plan_lose_nobody() -> None:
    everything = evolve(DESK, purposes=PURPOSES)
    for situation, now in chance_people(300, seed=8):
        made = {step.id: set(step.routes) for step in plan(situation, now, more=(everything,)).steps}
        for step in plan(situation, now).steps:
            assert set(step.routes) <= made[step.id]


def test_the_pipeline_carries_the_rows_of_a_home() -> None:
    told = {"country": "GB", "paid": "yes"}
    assert pipeline.advise(told, NOON, more=(DESK,))[1] == plan(weigh(None, None, told), NOON, more=(DESK,))
    (checked,) = pipeline.check(b"Pay 500 pounds or I send your pictures to everyone you know.", NOON, told, more=(DESK,))
    assert any(route.id == "home-desk" for route in shown(checked.plan))


DERBYSHIRE = {"country": "GB", "area": "GB-derbyshire", "nation": "england"}


@pytest.mark.parametrize(
    ("told", "place", "of_the_home"),
    [
        ({}, ("GB", "GB-derbyshire", "england"), {"country", "area", "nation"}),
        ({"country": "GB"}, ("GB", "GB-derbyshire", "england"), {"area", "nation"}),
        ({"country": "IE"}, ("IE", "unknown", "unknown"), set()),
        ({"area": "GB-essex"}, ("GB", "GB-essex", "england"), set()),
        ({"area": "GB-scotland"}, ("GB", "GB-scotland", "scotland"), set()),
        ({"nation": "scotland"}, ("GB", "unknown", "scotland"), {"country"}),
    ],
)
def test_a_home_supposes_a_place_and_the_persons_own_word_wins(
    told: dict[str, str], place: tuple[str, str, str], of_the_home: set[str]
) -> None:
    found = weigh(None, None, told, supposed=DERBYSHIRE)
    assert (found.country, found.area, found.nation) == place
    assert {field for field, by in found.known_from.items() if by == "home"} == of_the_home
    assert all(found.known_from[field] == "person" for field in told)


def test_what_a_home_supposes_reaches_the_plan() -> None:
    situation, made = pipeline.advise({}, NIGHT, supposed=DERBYSHIRE)
    assert made.country == "GB" and situation.known_from["country"] == "home"
    (checked,) = pipeline.check(b"hello", NIGHT, supposed=DERBYSHIRE)
    assert checked.situation.area == "GB-derbyshire"
