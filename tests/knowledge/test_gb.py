"""The United Kingdom: who can be reached at any hour, and what must never be shown."""

from __future__ import annotations

import pytest

from standfast.knowledge import PURPOSES, RouteRow, area, country, ids, platform
from standfast.knowledge.schema import DAYS
from standfast.model import AGE_BANDS

GB = country("GB")
AREAS = tuple(area(name) for name in ids("areas") if name.startswith("GB-"))
ROUTES = (*GB.routes, *(route for place in AREAS for route in place.routes))
CRISIS = tuple(route for route in GB.routes if "crisis" in route.purposes)
SPEAKING = ("phone", "textphone", "text", "email")
WEEK_HOURS = tuple((day, hour) for day in DAYS for hour in range(24))


def minutes(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)


def is_open(route: RouteRow, day: str, hour: int) -> bool:
    """Open in local time, and sure enough of it to say so."""
    if not {route.sure, route.hours_sure or route.sure} <= {"A", "B"}:
        return False
    if route.always_open:
        return True
    now = DAYS.index(day) * 1440 + hour * 60
    for span in route.hours:
        length = (minutes(span.close) - minutes(span.open)) % 1440 or 1440
        for opening in span.days:
            since = (now - DAYS.index(opening) * 1440 - minutes(span.open)) % (7 * 1440)
            if since < length:
                return True
    return False


def serves(route: RouteRow, ages: tuple[int, int], nation: str) -> bool:
    """Everyone of these ages, in this nation."""
    return route.min_age <= ages[0] and ages[1] <= route.max_age and nation in (route.nations or (nation,))


def route(route_id: str) -> RouteRow:
    return next(row for row in GB.routes if row.id == route_id)


@pytest.mark.parametrize("nation", GB.nations)
@pytest.mark.parametrize("band", AGE_BANDS)
def test_a_crisis_line_is_open_at_every_hour_for_every_age(band: str, nation: str) -> None:
    lines = [r for r in CRISIS if serves(r, AGE_BANDS[band], nation) and any(c.kind == "phone" for c in r.contacts)]
    for day, hour in WEEK_HOURS:
        assert any(is_open(line, day, hour) for line in lines), f"{band} in {nation}: no line on {day} at {hour}:00"


def test_the_emergency_number_is_always_open_for_everyone() -> None:
    emergency = [r for r in GB.routes if "emergency" in r.purposes]
    assert GB.emergency == "999"
    assert all(r.always_open and not r.nations and (r.min_age, r.max_age) == (0, 120) for r in emergency)


def test_papyrus_is_never_shown_as_open_and_names_a_line_that_is() -> None:
    papyrus = route("papyrus")
    assert not papyrus.always_open
    assert not any(is_open(papyrus, day, hour) for day, hour in WEEK_HOURS)
    assert "116 123" in papyrus.note
    assert papyrus.check


def test_an_adult_and_a_person_of_unknown_age_meet_samaritans_first() -> None:
    assert min(CRISIS, key=lambda r: r.order).id == "samaritans"


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("tue", 12, False),
        ("tue", 1, True),
        ("tue", 2, False),
        ("tue", 18, True),
        ("fri", 17, False),
        ("sat", 12, True),
        ("sun", 17, True),
        ("mon", 5, True),
        ("mon", 6, False),
    ],
)
def test_breathing_space_is_open_on_evenings_and_all_weekend(day: str, hour: int, expected: bool) -> None:
    assert is_open(route("breathing-space"), day, hour) is expected


def test_take_it_down_stays_open_to_adults_whose_picture_was_taken_under_18() -> None:
    assert route("take-it-down").max_age == 120
    assert route("report-remove").max_age == 17
    assert route("stopncii").min_age == 18


def test_nothing_unread_is_shipped() -> None:
    laws = [(row.id, row.sure) for row in GB.law]
    facts = [(row.id, row.sure) for name in ids("platforms") for row in platform(name).facts]
    shown = [(r.id, r.sure) for r in ROUTES] + [(f"{r.id} {c.value}", c.sure or r.sure) for r in ROUTES for c in r.contacts]
    assert not [row for row, sure in shown + facts if sure not in ("A", "B", "C")]
    assert not [row for row, sure in laws if sure not in ("A", "B")]


def test_a_row_rated_c_shows_a_name_and_an_official_address_only() -> None:
    weak = [r for r in ROUTES if r.sure == "C"]
    assert not [r.id for r in weak if "crisis" in r.purposes or "emergency" in r.purposes]
    assert not [r.id for r in weak for c in r.contacts if c.kind in SPEAKING]
    assert not [r.id for r in ROUTES for c in r.contacts if c.sure == "C" and c.kind in SPEAKING]


def test_every_purpose_is_a_known_one_and_every_route_can_be_used() -> None:
    assert not [r.id for r in ROUTES if not r.purposes or set(r.purposes) - set(PURPOSES)]
    assert not [r.id for r in ROUTES if not r.contacts or set(r.nations) - set(GB.nations)]


def test_every_territorial_police_force_has_a_file_that_leads_to_its_own_pages() -> None:
    assert len(AREAS) == 45
    for place in AREAS:
        assert place.country == "GB" and place.nation in GB.nations
        assert place.home.startswith("https://") and place.home.endswith(".police.uk")
        assert any("police" in r.purposes for r in place.routes)
        addresses = [c.value for r in place.routes for c in r.contacts if c.value.startswith("https://")]
        assert not [value for value in addresses if not value.startswith(place.home)]
