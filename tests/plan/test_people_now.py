"""The crisis strip: who stands first, for whom, at what hour."""

from datetime import datetime

import pytest
from attrs import evolve

from standfast.model import Route, Situation
from standfast.plan import people, plan, routing

NIGHT = datetime(2026, 11, 24, 3, 0)
NOON = datetime(2026, 11, 24, 12, 0)
GB_TEEN = Situation(about="me", shown_age="16-17", country="GB", kind="image-threat", demanded=("money",))
GB_ADULT = Situation(about="me", shown_age="25-34", picture_age="18-plus", country="GB", kind="image-threat")


def strip(situation: Situation, now: datetime = NIGHT) -> list[str]:
    return [route.id for route in plan(situation, now).people_now]


def open_now(routes: tuple[Route, ...], name: str) -> bool | None:
    return next(route.open_now for route in routes if route.id == name)


def test_a_teenager_in_the_uk_sees_childline_first_by_night() -> None:
    made = plan(GB_TEEN, NIGHT)
    assert made.people_now[0].id == "childline" and open_now(made.people_now, "childline") is True


@pytest.mark.parametrize("age", ["18-24", "25-34", "35-plus", "unknown"])
def test_an_adult_and_someone_of_unknown_age_in_the_uk_see_samaritans_first(age: str) -> None:
    assert strip(evolve(GB_TEEN, shown_age=age))[0] == "samaritans"


def test_someone_of_unknown_age_sees_childline_too() -> None:
    assert "childline" in strip(Situation(country="GB"))


def test_the_emergency_number_is_always_on_the_strip() -> None:
    assert strip(GB_TEEN)[-1] == "emergency-999"
    assert strip(Situation())[0] == "emergency-anywhere"


def test_papyrus_is_never_shown_as_open() -> None:
    for now in (NIGHT, NOON):
        made = plan(evolve(GB_ADULT, danger_now="yes"), now)
        assert all(route.open_now is None for step in made.steps for route in step.routes if route.id == "papyrus")


def test_a_german_child_at_night_is_led_past_the_shut_line() -> None:
    made = plan(Situation(about="me", shown_age="13-15", country="DE"), NIGHT)
    assert made.people_now[0].id == "de-telefonseelsorge" and open_now(made.people_now, "de-nummer-gegen-kummer") is False
    day = plan(Situation(about="me", shown_age="13-15", country="DE"), datetime(2026, 11, 24, 15, 0))
    assert day.people_now[0].id == "de-nummer-gegen-kummer"


def test_where_no_line_is_open_the_emergency_number_leads() -> None:
    assert strip(Situation(about="me", shown_age="25-34", country="IT"))[0] == "it-emergency"
    assert strip(Situation(about="me", shown_age="25-34", country="IT"), NOON)[0] == "it-telefono-amico"


def test_a_number_that_is_not_sure_enough_is_not_shown() -> None:
    made = plan(Situation(about="me", shown_age="25-34", country="NG"), NIGHT)
    assert [route.id for route in made.people_now] == ["emergency-anywhere"]


def test_a_parent_sees_the_childs_line_and_one_for_adults() -> None:
    parent = Situation(about="my-child", shown_age="13-15", reader_age="35-plus", country="GB")
    assert strip(parent)[:2] == ["childline", "samaritans"]


def test_a_young_friend_of_an_adult_is_not_forgotten() -> None:
    assert strip(Situation(about="friend", shown_age="25-34", reader_age="13-15", country="GB"))[:2] == ["samaritans", "childline"]


def test_an_unknown_country_is_asked_for_and_no_number_is_guessed() -> None:
    made = plan(Situation(), NIGHT)
    assert "Tell us which country you are in. Then we can show you who to ring." in made.notices
    assert made.people_now[0].name == "The emergency number of the country you are in"


def test_the_strip_is_short() -> None:
    assert len(people.people_now(GB_TEEN, routing.seeker(GB_TEEN, "en"), NIGHT)[0]) <= people.MOST_LINES + 1
