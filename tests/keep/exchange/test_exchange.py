"""What other programs read of a case: right by their own rules, the same every time, and without anything of the person's."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
import stix2
from attrs import evolve
from exchange_case import EVERY, NOW, OWN_MAIL, WALLET, found, item, judged, sample
from stix2.properties import BooleanProperty, StringProperty

from standfast.keep.exchange import case_uco, indicators_csv, stix
from standfast.keep.exchange.moment import moment
from standfast.keep.exchange.stix import EXTENSION, TLP_AMBER
from standfast.keep.exchange.table import safe
from standfast.model import Case, Entry

VERSION = "0.7.0"
OF_THE_PERSON = (OWN_MAIL, "sam", "7700 900123", "447700900123", "Reader", "holiday.jpg", "a picture of me", "/home/")


@stix2.v21.CustomObservable(
    "standfast-identifier",
    [("identifier_kind", StringProperty(required=True)), ("value", StringProperty(required=True)), ("checksum_holds", BooleanProperty())],
    ["identifier_kind", "value"],
    extension_name=EXTENSION,
)
class Identifier:
    """So that the library reads our extension as strictly as its own kinds."""


def one_message(text: str, *indicators: tuple[str, str]) -> Case:
    message = item("1", "text", text)
    entry = Entry("0001", "messages", NOW, "pasted", judged=(judged((message,), tuple(found(kind, value, message) for kind, value in indicators)),))
    return Case("aa" * 16, NOW, entries=(entry,))


def rows(case: Case, entries: tuple[str, ...] = EVERY) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(indicators_csv(case, entries).decode("utf-8-sig"), newline="")))


def bundle(case: Case, entries: tuple[str, ...] = EVERY) -> list[Any]:
    return list(stix2.parse(stix(case, entries, NOW, VERSION).decode(), allow_custom=False).objects)


def graph(case: Case, entries: tuple[str, ...] = EVERY) -> list[dict[str, Any]]:
    return json.loads(case_uco(case, entries, NOW, VERSION))["@graph"]


WRITERS = [
    pytest.param(lambda case, entries=EVERY: indicators_csv(case, entries), id="csv"),
    pytest.param(lambda case, entries=EVERY: stix(case, entries, NOW, VERSION), id="stix"),
    pytest.param(lambda case, entries=EVERY: case_uco(case, entries, NOW, VERSION), id="case-uco"),
]


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_of_the_person_is_in_it(write: Any):
    text = write(sample()).decode("utf-8-sig")
    assert "dark@mail.example" in text
    assert [word for word in OF_THE_PERSON if word.lower() in text.lower()] == []


@pytest.mark.parametrize("write", WRITERS)
def test_the_same_case_gives_the_same_bytes(write: Any):
    assert write(sample()) == write(sample())


@pytest.mark.parametrize("write", WRITERS)
def test_an_entry_that_was_not_chosen_is_not_in_it(write: Any):
    assert b"lena_77" in write(sample(), ("0002",))
    assert b"lena_77" not in write(sample(), ("0001",))
    assert WALLET.encode() not in write(sample(), ("0002",))


@pytest.mark.parametrize("write", WRITERS)
def test_an_empty_case_still_gives_a_whole_file(write: Any):
    assert write(Case("bb" * 16, NOW)).endswith(b"\n")


def test_a_row_says_what_it_is_where_it_stood_and_how_often():
    row = next(row for row in rows(sample()) if row["value"] == "dark@mail.example")
    assert (row["count"], row["where"], row["files"]) == ("2", "0001/1 | 0002/8", "threat.eml | in.zip")
    wallet = next(row for row in rows(sample()) if row["kind"] == "bitcoin")
    assert (wallet["value"], wallet["checksum_holds"]) == (WALLET, "yes")


def test_first_and_last_are_in_order_of_time_not_of_place():
    late, early = item("1", "text", "a@b.example", when="2026-11-24T10:00:00"), item("2", "text", "a@b.example", when="2026-11-23T10:00:00")
    group = judged((late, early), (found("email", "a@b.example", late), found("email", "a@b.example", early)))
    row = rows(Case("aa" * 16, NOW, entries=(Entry("0001", "messages", NOW, judged=(group,)),)))[0]
    assert (row["first_seen"], row["last_seen"]) == ("2026-11-23T10:00:00", "2026-11-24T10:00:00")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "x;=1", "x; -1", "＝1"])
def test_no_cell_can_be_a_formula(cell: str):
    written = safe(cell)
    for part in written.split(";"):
        assert part.lstrip()[:1] not in set("=+-@＝＋－＠"), written
    assert not set(written) & set("\t\r\n")


@pytest.mark.parametrize("cell", ["user@mail.example", "a=b", "https://x.example/?a=b-c", "lena_77", ""])
def test_an_ordinary_cell_stays_as_it_is(cell: str):
    assert safe(cell) == cell


def test_the_table_opens_as_unicode_in_excel_and_has_the_line_ends_of_the_standard():
    data = indicators_csv(one_message("zoë@mail.example", ("email", "zoë@mail.example")), EVERY)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 2


def test_the_bundle_is_stix_by_the_librarys_strict_reading():
    kinds = sorted({one["type"] for one in bundle(sample())})
    assert kinds == [
        "email-addr", "extension-definition", "identity", "indicator", "marking-definition", "observed-data", "relationship",
        "standfast-identifier", "url", "user-account",
    ]


def test_observables_have_the_ids_that_every_other_program_gives_them():
    for one in bundle(sample()):
        if one["type"] in ("email-addr", "url", "user-account", "standfast-identifier"):
            plain = {key: one[key] for key in one if key in ("value", "account_type", "account_login", "identifier_kind")}
            made = {"email-addr": stix2.EmailAddress, "url": stix2.URL, "user-account": stix2.UserAccount}.get(one["type"], Identifier)
            assert made(**plain).id == one["id"]


def test_every_pattern_finds_its_own_observable_and_every_reference_leads_somewhere():
    objects = {one["id"]: one for one in bundle(sample())}
    for one in objects.values():
        for field in ("created_by_ref", "source_ref", "target_ref"):
            assert one.get(field, one["id"]) in objects
        for field in ("object_refs", "object_marking_refs"):
            assert set(one.get(field, ())) <= set(objects)
    indicators = [one for one in objects.values() if one["type"] == "indicator"]
    assert len(indicators) == 5
    assert any("x?a=\\'b\\'" in one["pattern"] for one in indicators)


def test_the_bundle_asks_to_be_kept_among_those_who_need_it():
    for one in bundle(sample()):
        if one["type"] not in ("identity", "marking-definition", "extension-definition"):
            assert one["object_marking_refs"] == [TLP_AMBER]
    assert stix2.TLP_AMBER.id == TLP_AMBER


def test_an_identifier_is_called_malicious_only_where_the_message_was():
    calm = one_message("write to a@b.example", ("email", "a@b.example"))
    kept = calm.entries[0].judged[0]
    calm = evolve(calm, entries=(evolve(calm.entries[0], judged=(evolve(kept, verdict=evolve(kept.verdict, kind="unsure")),)),))
    assert [one["indicator_types"] for one in bundle(calm) if one["type"] == "indicator"] == [["unknown"]]


def test_a_gift_card_brand_points_at_nobody():
    card = one_message("two steam cards", ("gift-card", "steam"))
    assert [row["kind"] for row in rows(card)] == ["gift-card"]
    assert b"steam" not in stix(card, EVERY, NOW, VERSION)
    assert [one for one in graph(card) if "gift-card" in one.get("uco-core:tag", ())] == []


def test_a_time_without_an_offset_is_never_called_utc():
    assert moment("2026-11-23T21:04:11") is None
    assert moment("Tue, 24 Nov 2026 10:00:00 +0100") == moment("2026-11-24T09:00:00Z")
    assert b"21:04:11" not in stix(sample(), EVERY, NOW, VERSION)
    assert b"21:04:11" not in case_uco(sample(), EVERY, NOW, VERSION)


@pytest.mark.parametrize("written", ["", "yesterday", "9999-99-99", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-24T99:00Z", "Mon, 00 Zzz"])
def test_a_date_that_is_none_breaks_nothing(written: str):
    message = item("1", "text", "a@b.example", when=written)
    case = Case("aa" * 16, "", entries=(Entry("0001", "messages", judged=(judged((message,), (found("email", "a@b.example", message),)),)),))
    assert len(rows(case)) == 1
    assert [one for one in bundle(case) if one["type"] == "observed-data"]
    assert graph(case)
