"""Take-down requests: complete for both laws by construction, honest about each clock, and they work for people under 18."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve
from written_cases import EMPTY, NOW, SITUATIONS, full

from standfast.knowledge import PURPOSES, ids, text
from standfast.knowledge.letters import letter_text, letters
from standfast.model import Letter, LetterIncomplete, NotStored, Situation
from standfast.write import as_text, complete, letter, letters_for, next_step, platform_ways

GOLDEN = Path(__file__).parent / "golden"
FILLED = {
    "person-shown": "me",
    "links": "https://pictures.example/p/1\nhttps://pictures.example/p/2",
    "no-consent": "yes",
    "good-faith": "yes",
    "email": "sam@person.example",
    "signature": "Sam Example",
    "signed-on": "2026-11-04",
}
US_LAW = {
    "signature": "Sam Example",
    "identifies and locates it": "https://pictures.example/p/2",
    "good faith": "I say this in good faith",
    "without consent": "did not agree to this being shared",
    "contact": "sam@person.example",
}
"""TAKE IT DOWN Act, Public Law 119-12: what a removal request holds; see the sources in letter.toml."""
UK_LAW = {
    "intimate content is on the service": "An intimate image of a real person is on your service",
    "made by the person shown": "I am the person shown.",
    "enough to find it": "https://pictures.example/p/1",
    "contact details": "sam@person.example",
}
"""Intimate image content report; government memoranda of 20 March 2026."""
ROW = next(row for row in letters() if row.id == "take-down")


def request(situation: Situation = SITUATIONS["US 25-34"], lang: str = "en", **facts: str) -> Letter:
    told = {key: value for key, value in {**FILLED, **facts}.items() if value}
    return letter("take-down", evolve(EMPTY, facts=told), situation, None, lang, NOW)


def final_text(made: Letter) -> str:
    return as_text(complete(made))


@pytest.mark.parametrize("place", ["US 25-34", "GB 25-34", "GB 13-15", "nothing known"])
def test_a_finished_request_holds_the_fields_of_both_laws_wherever_the_person_is(place: str) -> None:
    final = final_text(request(SITUATIONS[place]))
    for field, words in {**US_LAW, **UK_LAW}.items():
        assert words in final, field
    assert "not filled in" not in final


@pytest.mark.parametrize("name", ["person-shown", "no-consent", "good-faith", "signature"])
def test_a_missing_field_is_asked_for_shown_as_a_gap_and_never_sent(name: str) -> None:
    made = request(**{name: ""})
    assert [one.id for one in made.missing] == [name]
    assert "not filled in]" in as_text(made.document)
    with pytest.raises(LetterIncomplete) as failure:
        final_text(made)
    assert failure.value.detail["fields"] == made.missing[0].label.rstrip(".")


@pytest.mark.parametrize(("one", "other"), [("links", "where-in-app"), ("email", "phone")])
def test_one_way_to_find_it_and_one_way_to_answer_are_enough(one: str, other: str) -> None:
    neither = request(**{one: "", other: ""})
    assert {name.id for name in neither.missing} == {one, other}
    with pytest.raises(LetterIncomplete):
        final_text(neither)
    assert final_text(request(**{one: "", other: "the account of pay.now, group Year of 2019"}))


@pytest.mark.parametrize(("name", "value"), [("no-consent", "no"), ("person-shown", "a passer-by"), ("signature", "   ")])
def test_what_is_no_answer_counts_as_missing(name: str, value: str) -> None:
    assert [one.id for one in request(**{name: value}).missing] == [name]


def test_someone_who_acts_for_the_person_says_so() -> None:
    assert "I act for the person shown" in final_text(request(**{"person-shown": "acting-for"}))


def test_each_law_is_named_only_in_its_own_country() -> None:
    american, british, other = (as_text(request(SITUATIONS[place]).document) for place in ("US 25-34", "GB 25-34", "nothing known"))
    assert "Public Law 119-12" in american and "United Kingdom" not in american
    assert "United Kingdom" in british and "Public Law" not in british
    assert "Public Law" not in other and "United Kingdom" not in other


def test_only_a_law_in_force_is_called_a_deadline() -> None:
    american, british, other = (request(SITUATIONS[place]) for place in ("US 25-34", "GB 25-34", "nothing known"))
    assert (american.clock_hours, american.clock_is_law) == (48, True) and "legal deadline" in american.clock_note
    assert (british.clock_hours, british.clock_is_law) == (48, False) and "could not confirm" in british.clock_note
    assert (other.clock_hours, other.clock_is_law) == (48, False) and "no legal time limit" in other.clock_note


def test_when_the_clock_runs_out_there_is_a_next_step() -> None:
    for country, words in (("US", "FTC"), ("GB", "Ofcom"), ("NZ", "once more")):
        says, purposes = next_step(ROW, country, "en")
        assert words in says and purposes and set(purposes) <= set(PURPOSES)
        assert next_step(ROW, country, "es")[0] != says
    assert next_step(evolve(ROW, clocks=()), "US", "en") == ("", ())


def test_the_page_says_on_which_day_the_fields_were_checked_and_that_it_is_no_legal_advice() -> None:
    said = "\n".join(request().document.notices)
    assert "Fields checked against the law as of November 24, 2026. This is not legal advice." in said
    assert text("notice.test-build", "en") in said


@pytest.mark.parametrize("lang", ["en", "es"])
def test_under_18_the_child_services_come_first_and_nothing_is_copied(lang: str) -> None:
    made = request(SITUATIONS["GB 13-15"], lang)
    assert 0 <= made.use.index("Take It Down") < 40 and "Report Remove" in made.use and "StopNCII" not in made.use
    assert ("Add no picture" if lang == "en" else "No añadas ninguna imagen") in made.use
    assert ("under 18 when it was made" if lang == "en" else "menos de 18 años cuando se hizo") in as_text(made.document)
    assert final_text(made)


def test_an_adult_is_not_called_a_child_in_the_request() -> None:
    assert "under 18" not in as_text(request(evolve(SITUATIONS["US 25-34"], picture_age="18-plus")).document)


def test_it_is_offered_only_when_something_was_shared() -> None:
    shared = SITUATIONS["GB 25-34"]
    offered = {share: [row.id for row in letters_for(EMPTY, evolve(shared, shared=share))] for share in ("yes", "no", "unknown")}
    assert "take-down" in offered["yes"] and "take-down" not in offered["no"] + offered["unknown"]


def test_the_persons_own_wording_cannot_make_a_request_incomplete() -> None:
    case = evolve(EMPTY, facts=FILLED, letters={"take-down": "Please remove it."})
    assert "Sam Example" in final_text(letter("take-down", case, SITUATIONS["US 25-34"], None, "en", NOW))


def test_both_languages_have_the_same_parts() -> None:
    english, spanish = letter_text("take-down", "en"), letter_text("take-down", "es")
    assert english and spanish and len(english.parts) == len(spanish.parts)
    for one, other in zip(english.parts, spanish.parts, strict=True):
        assert (one.when, one.unless, one.show, len(one.text), len(one.list)) == (other.when, other.unless, other.show, len(other.text), len(other.list))
        assert [pair[1] for pair in one.facts] == [pair[1] for pair in other.facts]


def test_every_platform_has_its_own_way_and_none_is_guessed() -> None:
    ways = {name: platform_ways(name, "en") for name in ids("platforms")}
    assert all(row.topic in ("takedown", "report") and row.sure != "K" for rows in ways.values() for row in rows)
    assert ways["x"][0].topic == "takedown" and ways["x"][0].address
    assert not any("stopncii" in row.address for rows in ways.values() for row in rows), "the service for the age is chosen elsewhere"
    assert platform_ways("no-such-place", "en") == ()
    bare = [row for rows in ways.values() for row in rows if row.sure == "C"]
    assert all(not row.text and row.address for row in bare)


def test_the_page_says_how_the_app_or_site_takes_it() -> None:
    assert "https://help.x.com/forms/" in letter("take-down", EMPTY, evolve(SITUATIONS["US 25-34"], platform="x"), None, "en", NOW).use
    assert "http" not in letter("police-us", EMPTY, evolve(SITUATIONS["US 25-34"], platform="x"), None, "en", NOW).use


def test_a_request_to_a_place_that_is_not_known_has_no_gap_in_its_address() -> None:
    assert "not known" not in final_text(request(evolve(SITUATIONS["US 25-34"], platform="unknown")))


def test_a_letter_that_does_not_exist_is_refused() -> None:
    with pytest.raises(NotStored):
        letter("no-such-letter", EMPTY, Situation(), None, "en", NOW)


@pytest.mark.parametrize(("row_id", "place"), [("take-down", "US 25-34"), ("police-gb-derbyshire", "Derbyshire")])
def test_the_letter_is_word_for_word_as_it_was_read(row_id: str, place: str, request: pytest.FixtureRequest) -> None:
    """Read the difference before a new one is written: ``pytest --golden-write``."""
    case = full() if row_id != "take-down" else evolve(EMPTY, facts=FILLED)
    made = as_text(letter(row_id, case, SITUATIONS[place], None, "en", NOW).document)
    file = GOLDEN / f"{row_id}.txt"
    if request.config.getoption("--golden-write"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, "utf-8", newline="\n")
    assert file.read_text("utf-8") == made
