"""Who is shown, with what: by rating, place, age and purpose."""

from datetime import date, datetime

import pytest
from attrs import evolve

from standfast.knowledge import ContactRow, Platform, PlatformFact, RouteRow, ids
from standfast.model import AGE_BANDS, BadAnswer, Route, Situation, UnknownPlace
from standfast.plan import routes
from standfast.plan.routing import candidates, seeker
from standfast.plan.shown import candidate, platform_candidate

NOON = datetime(2026, 11, 24, 12, 0)
ROW = RouteRow(
    id="office",
    name="An office",
    does="Helps.",
    purposes=("fraud",),
    source=("https://example.org",),
    as_of=date(2026, 11, 24),
    sure="A",
    recheck_by=date(2027, 2, 24),
    cost="Free",
    note="Ask for Anna.",
    contacts=(
        ContactRow("phone", "0123 456 789"),
        ContactRow("web", "https://example.org/help"),
        ContactRow("email", "help@example.org", sure="C"),
    ),
)


def shown(row: RouteRow, purposes: tuple[str, ...] = ("fraud",)) -> Route | None:
    found = candidate(evolve(row, purposes=purposes), "en")
    return found.unsure if found else None


def kinds(route: Route | None) -> list[str]:
    return [contact.kind for contact in route.contacts] if route else []


def serving(purpose: str, **answers: str) -> list[str]:
    return [one.open.id for one in candidates(seeker(Situation(**answers), "en"), purpose)]


@pytest.mark.parametrize("sure", ["A", "B"])
def test_a_good_row_shows_its_numbers_but_not_a_weak_channel(sure: str) -> None:
    assert kinds(shown(evolve(ROW, sure=sure))) == ["phone", "web"]


def test_a_c_row_shows_a_name_and_an_address_and_nothing_else() -> None:
    route = shown(evolve(ROW, sure="C", always_open=True))
    assert route and kinds(route) == ["web"]
    assert (route.does, route.hours, route.cost, route.note, route.open_now) == ("", "", "", "", None)


def test_a_c_row_without_an_address_is_not_shown() -> None:
    assert shown(evolve(ROW, sure="C", contacts=(ContactRow("phone", "0123 456 789"),))) is None


@pytest.mark.parametrize("purpose", ["crisis", "emergency"])
def test_a_c_row_never_stands_between_a_person_and_help(purpose: str) -> None:
    assert shown(evolve(ROW, sure="C"), (purpose,)) is None


def test_a_k_row_is_never_shown() -> None:
    assert shown(evolve(ROW, sure="K")) is None
    assert kinds(shown(evolve(ROW, contacts=(*ROW.contacts, ContactRow("text", "85258", sure="K"))))) == ["phone", "web"]


def test_a_row_whose_every_channel_is_weak_is_not_shown() -> None:
    assert shown(evolve(ROW, contacts=(ContactRow("phone", "0123 456 789", sure="K"),))) is None


def test_a_platform_fact_becomes_a_route() -> None:
    fact = PlatformFact(
        "report", "report", "Use the flag.", ("https://example.org",), date(2026, 1, 1), "A", date(2027, 1, 1), "https://example.org/r"
    )
    app = Platform("app", "App", "no", "no", (fact,))
    good, weak = platform_candidate(app, fact), platform_candidate(app, evolve(fact, sure="C"))
    assert good and (good.open.name, good.open.does) == ("App", "Use the flag.")
    assert weak and (weak.open.does, kinds(weak.open)) == ("", ["web"])
    assert platform_candidate(app, evolve(fact, sure="C", address="")) is None
    assert platform_candidate(app, evolve(fact, sure="K")) is None


def test_the_own_police_area_stands_before_the_country() -> None:
    found = serving("police", country="GB", area="GB-derbyshire", nation="england")
    assert found[0] == "derbyshire-police" and "police-101" not in found


def test_without_an_area_the_country_stands_alone() -> None:
    assert serving("police", country="GB")[0] == "police-101"


def test_an_area_of_another_country_is_forgotten() -> None:
    assert "derbyshire-police" not in serving("police", country="IE", area="GB-derbyshire")


def test_a_nation_sees_its_own_and_an_unknown_nation_is_told_where_it_counts() -> None:
    assert "police-scotland" not in serving("fraud", country="GB", nation="wales")
    notes = {one.open.id: one.open.note for one in candidates(seeker(Situation(country="GB"), "en"), "fraud")}
    assert notes["police-scotland"].startswith("Only in Scotland.")


def test_child_services_are_for_children() -> None:
    assert "ceop" in serving("police-child", country="GB", shown_age="16-17")
    assert "ceop" not in serving("police-child", country="GB", shown_age="25-34")


def test_an_adult_whose_picture_is_from_childhood_gets_take_it_down() -> None:
    grown = {"country": "GB", "shown_age": "25-34", "picture_age": "under-18"}
    assert serving("takedown-child", **grown) == ["take-it-down"]
    assert serving("takedown-child", country="GB", shown_age="13-15") == ["report-remove", "take-it-down"]


@pytest.mark.parametrize("purpose", ["emergency", "takedown-child", "takedown-adult", "police-child"])
def test_an_unknown_country_has_the_world(purpose: str) -> None:
    assert serving(purpose)


def test_a_country_without_a_file_is_unknown_not_an_error() -> None:
    assert serving("emergency", country="ZZ") == serving("emergency")


@pytest.mark.parametrize("iso", ids("countries"))
@pytest.mark.parametrize("age", [*AGE_BANDS, "unknown"])
def test_every_country_can_be_asked_for_its_routes(iso: str, age: str) -> None:
    found = routes(iso, age=age, now=NOON)
    assert "emergency" in found[0].purposes
    assert len({route.id for route in found}) == len(found)
    assert all(route.sure in "ABC" for route in found)


def test_routes_of_an_area() -> None:
    assert "derbyshire-police" in [route.id for route in routes("GB", "GB-derbyshire", now=NOON)]


def test_a_child_sees_the_child_line_before_the_others_here_too() -> None:
    young = [route.id for route in routes("GB", age="13-15", now=NOON)]
    grown = [route.id for route in routes("GB", age="35-plus", now=NOON)]
    assert young[:3] == ["emergency-999", "childline", "samaritans"] and grown[:2] == ["emergency-999", "samaritans"]


def test_an_area_of_another_country_is_refused() -> None:
    with pytest.raises(BadAnswer):
        routes("IE", "GB-derbyshire", now=NOON)


def test_an_unknown_place_or_age_is_refused() -> None:
    for place in (("ZZ",), ("GB", "GB-atlantis")):
        with pytest.raises(UnknownPlace):
            routes(*place, now=NOON)
    with pytest.raises(BadAnswer):
        routes("GB", age="17", now=NOON)
