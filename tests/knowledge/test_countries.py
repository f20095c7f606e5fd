"""Every country file, held to what the loader's types cannot say. A new country is covered by being there."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from standfast.knowledge import PURPOSES, Country, Hours, RouteRow, country, ids
from standfast.knowledge.schema import DAYS
from standfast.model import AGE_BANDS

SHIPS = ("A", "B", "C")
SHOWN = ("A", "B")
NUMBERS = ("phone", "text", "textphone", "email", "social")
ADDRESSES = ("web", "chat", "form", "app")
KINDS = (*NUMBERS, *ADDRESSES, "in-person")
PHONE = re.compile(r"\+?\(?\d[\d ()-]{0,18}\d")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
NAMED_ROW = re.compile(r"(research: [a-z-]+ section \d|list L\d )")
BLAME_OR_PROMISE = re.compile(r"\b(just|simply|should have|guarantee\w*|always works|will be removed|will be deleted)\b", re.IGNORECASE)
PICTURE_TAKING = re.compile(r"\b(screenshot|forward|show|upload|copy)\b[^.]*\b(picture|photo|video|nude)", re.IGNORECASE)
NEVER = re.compile(r"\b(never|not|no|nobody|without)\b", re.IGNORECASE)

every_country = pytest.mark.parametrize("iso", ids("countries"))


def minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def is_open(row: Hours, day: int, minute: int) -> bool:
    """``day`` 0 is Monday. A close at or before open ends the next day."""
    start, end = minutes(row.open), minutes(row.close)
    if end > start:
        return DAYS[day] in row.days and start <= minute < end
    return (DAYS[day] in row.days and minute >= start) or (DAYS[day - 1] in row.days and minute < end)


def answers(route: RouteRow, day: int, minute: int) -> bool:
    if (route.hours_sure or route.sure) not in SHOWN:
        return False
    return route.always_open or any(is_open(row, day, minute) for row in route.hours)


def serves(route: RouteRow, nation: str, band: tuple[int, int]) -> bool:
    return (not route.nations or nation in route.nations) and route.min_age <= band[0] and band[1] <= route.max_age


def crisis_lines(land: Country, nation: str, band: tuple[int, int], day: int, hour: int) -> list[RouteRow]:
    return [
        route
        for route in land.routes
        if "crisis" in route.purposes and route.sure in SHOWN and serves(route, nation, band) and answers(route, day, hour * 60)
    ]


def sentences(land: Country) -> list[tuple[str, str]]:
    """Every sentence of the file that a person reads, with the id of its row."""
    said = [(row.id, row.text) for row in land.law]
    for route in land.routes:
        said += [(route.id, text) for text in (route.name, route.does, route.note, route.cost)]
        said += [(route.id, text) for contact in route.contacts for text in (contact.say, contact.note)]
    return [(row, text) for row, text in said if text]


@every_country
def test_it_loads_under_its_own_name(iso: str) -> None:
    land = country(iso)
    assert land.id == iso and land.name and land.languages and land.currency
    assert land.date_order in ("dmy", "mdy", "ymd")


@every_country
def test_row_ids_are_unique(iso: str) -> None:
    land = country(iso)
    count = Counter(row.id for row in (*land.routes, *land.law))
    assert [row for row, times in count.items() if times > 1] == []


@every_country
def test_purposes_are_known_and_none_is_missing(iso: str) -> None:
    for route in country(iso).routes:
        assert route.purposes and set(route.purposes) <= set(PURPOSES), route.id


@every_country
@pytest.mark.parametrize("purpose", ["emergency", "crisis", "police", "police-child", "takedown-child", "takedown-adult", "domestic-abuse"])
def test_no_question_ends_without_somebody_to_ask(iso: str, purpose: str) -> None:
    assert [route.id for route in country(iso).routes if purpose in route.purposes]


@every_country
def test_nothing_unread_ships(iso: str) -> None:
    land = country(iso)
    assert land.emergency_sure in SHIPS
    for law in land.law:
        assert law.sure in SHOWN and "a lawyer must read the wording" in law.check, law.id
    for route in land.routes:
        assert route.sure in SHIPS, route.id
        assert route.hours_sure in ("", *SHIPS), route.id
        assert all(contact.sure in ("", *SHIPS) for contact in route.contacts), route.id


@every_country
def test_a_channel_is_never_surer_than_its_row(iso: str) -> None:
    for route in country(iso).routes:
        assert all(contact.sure >= route.sure for contact in route.contacts if contact.sure), route.id


@every_country
def test_a_c_row_shows_no_number_and_no_mail_address(iso: str) -> None:
    for route in country(iso).routes:
        for contact in route.contacts:
            if "C" in (route.sure, contact.sure):
                assert contact.kind not in NUMBERS, (route.id, contact.value)


@every_country
def test_no_crisis_line_is_a_c_row(iso: str) -> None:
    assert [route.id for route in country(iso).routes if "crisis" in route.purposes and route.sure not in SHOWN] == []


@every_country
def test_an_emergency_number_that_is_not_sure_says_that_it_must_be_confirmed(iso: str) -> None:
    land = country(iso)
    assert land.emergency_sure in SHOWN or "must be confirmed" in land.emergency_check


@every_country
def test_the_emergency_row_carries_the_emergency_number(iso: str) -> None:
    land = country(iso)
    rows = [route for route in land.routes if "emergency" in route.purposes]
    assert all(route.always_open for route in rows)
    if land.emergency_sure in SHOWN:
        assert any(contact.value == land.emergency for route in rows for contact in route.contacts if contact.kind == "phone")


@every_country
@pytest.mark.parametrize("band", AGE_BANDS)
def test_every_age_has_somebody_to_ring_at_every_hour_of_the_week(iso: str, band: str) -> None:
    land = country(iso)
    for nation in land.nations or ("",):
        for day in range(7):
            for hour in range(24):
                lines = crisis_lines(land, nation, AGE_BANDS[band], day, hour)
                reachable = [line for line in lines if any(contact.kind in (*NUMBERS, *ADDRESSES) for contact in line.contacts)]
                assert reachable or PHONE.fullmatch(land.emergency), (nation, band, DAYS[day], hour)


@every_country
def test_a_picture_taken_under_18_is_never_turned_away_by_age_now(iso: str) -> None:
    for route in country(iso).routes:
        if "takedown-adult" in route.purposes:
            assert route.min_age == 18, route.id
    assert any("takedown-child" in route.purposes and route.max_age == 120 and route.contacts for route in country(iso).routes)


@every_country
def test_contacts_have_the_shape_of_their_kind(iso: str) -> None:
    assert PHONE.fullmatch(country(iso).emergency)
    for route in country(iso).routes:
        for contact in route.contacts:
            place = (route.id, contact.value)
            assert contact.kind in KINDS, place
            if contact.kind in ("phone", "text", "textphone"):
                assert PHONE.fullmatch(contact.value), place
                assert 2 <= sum(letter.isdigit() for letter in contact.value) <= 16, place
            elif contact.kind == "email":
                assert re.fullmatch(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", contact.value), place
            elif contact.kind in ADDRESSES:
                assert urlsplit(contact.value).scheme == "https" and "." in urlsplit(contact.value).netloc, place


@every_country
def test_hours_are_whole(iso: str) -> None:
    for route in country(iso).routes:
        assert not (route.always_open and route.hours), route.id
        for row in route.hours:
            assert row.days and set(row.days) <= set(DAYS), route.id
            assert CLOCK.fullmatch(row.open) and CLOCK.fullmatch(row.close), route.id


@every_country
def test_age_limits_are_ages(iso: str) -> None:
    for route in country(iso).routes:
        assert 0 <= route.min_age <= route.max_age <= 120, route.id


@every_country
def test_nations_are_named_in_the_file(iso: str) -> None:
    land = country(iso)
    for row in (*land.routes, *land.law):
        assert set(row.nations) <= set(land.nations), row.id


@every_country
def test_every_row_names_where_it_was_read(iso: str) -> None:
    land = country(iso)
    for row, found in (("emergency", land.emergency_source), *((r.id, r.source) for r in (*land.routes, *land.law))):
        assert found, row
        for source in found:
            url = urlsplit(source)
            assert NAMED_ROW.match(source) or (url.scheme in ("http", "https") and "." in url.netloc and " " not in source), (row, source)


@every_country
def test_every_row_is_looked_at_again_after_it_was_read(iso: str) -> None:
    land = country(iso)
    assert land.emergency_recheck_by > land.emergency_as_of
    for row in (*land.routes, *land.law):
        assert row.recheck_by > row.as_of, row.id


@every_country
def test_the_words_neither_blame_nor_promise(iso: str) -> None:
    assert [(row, text) for row, text in sentences(country(iso)) if BLAME_OR_PROMISE.search(text)] == []


@every_country
def test_nobody_is_told_to_copy_or_show_a_picture(iso: str) -> None:
    told = [
        (row, sentence)
        for row, text in sentences(country(iso))
        for sentence in re.split(r"(?<=[.!?])\s", text)
        if PICTURE_TAKING.match(sentence) and not NEVER.search(sentence)
    ]
    assert told == []


@every_country
def test_each_service_is_told_in_one_sentence(iso: str) -> None:
    for route in country(iso).routes:
        assert route.does.endswith(".") and not re.search(r"[.!?]\s", route.does), route.id


def test_a_line_that_closes_past_midnight_is_open_on_the_next_morning() -> None:
    friday_night = Hours(days=("fri",), open="18:00", close="02:00")
    assert is_open(friday_night, DAYS.index("fri"), 23 * 60)
    assert is_open(friday_night, DAYS.index("sat"), 60)
    assert not is_open(friday_night, DAYS.index("sat"), 2 * 60)
    assert not is_open(friday_night, DAYS.index("fri"), 60)


def test_a_line_that_closes_on_sunday_night_is_open_early_on_monday() -> None:
    assert is_open(Hours(days=("sun",), open="18:00", close="06:00"), DAYS.index("mon"), 5 * 60)
