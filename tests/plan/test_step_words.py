"""The words of every step: kind, honest, easy, and free of what must not be said. Findings and notices too."""

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from lint import BLAME, PROMISE, SUBJECT_WORDS, faults, reading_grade, sentences, step_texts, takes_a_picture

from standfast.knowledge import ACTS, PURPOSES, StepRow, facts, finding_row, ids, release, steps, words, world_routes
from standfast.knowledge.loader import _converter
from standfast.plan.make import rulebook
from standfast.plan.order import in_order

READING_AGE_11 = 6.0
every_step = pytest.mark.parametrize("row", steps(), ids=[row.id for row in steps()])


@every_step
def test_a_step_says_nothing_it_must_not(row: StepRow) -> None:
    found = [(fault, text) for text in step_texts(row) for fault in faults(text, "image-service" in row.acts)]
    assert not found


@every_step
def test_a_heading_gives_nothing_away(row: StepRow) -> None:
    assert not SUBJECT_WORDS.search(row.title)
    assert len(row.title) <= 60 and not row.title.endswith(".")


@every_step
def test_a_step_is_easy_to_read(row: StepRow) -> None:
    assert reading_grade(step_texts(row)) <= READING_AGE_11
    assert all(len(one.split()) <= 22 for text in step_texts(row) for one in sentences(text))
    assert 1 <= len(row.how) <= 7


def test_all_steps_together_read_like_a_book_for_nine() -> None:
    assert reading_grade(text for row in steps() for text in step_texts(row)) < 4.0


@every_step
def test_a_step_says_where_it_is_from_and_when_to_look_again(row: StepRow) -> None:
    assert row.sure in ("A", "B")
    assert row.source and all(one.startswith("http") for one in row.source)
    assert row.as_of < row.recheck_by and row.recheck_by <= date(row.as_of.year + 1, row.as_of.month, row.as_of.day)
    assert row.acts and set(row.acts) <= set(ACTS)


@every_step
def test_a_crisis_step_is_looked_at_again_within_three_months(row: StepRow) -> None:
    if "crisis" in row.acts:
        assert (row.recheck_by - row.as_of).days <= 92 and row.check


def test_every_act_is_used() -> None:
    assert {act for row in steps() for act in row.acts} == set(ACTS)


def test_no_capture_step_asks_for_a_picture_that_was_shared_for_a_short_time() -> None:
    for row in (row for row in steps() if "capture" in row.acts):
        text = " ".join(step_texts(row)).lower()
        assert "if a picture is set to vanish, leave it" in text and "66ae" in row.check.lower()


WARNING = {
    "privacy-settings": ("only people you know and trust", "accounts of your children"),
    "share-with-care": ("private facts or pictures", "only met online", "15 to 17", "under 30", "anyone"),
    "own-password": ("each account its own password",),
    "two-step": ("two-step",),
    "links": ("never click a link", "passwords or personal details"),
    "report-anyway": ("embarrassing", "support you", "not for emergencies"),
    "new-device": ("before you wrap it", "talk", "controls"),
}


@pytest.mark.parametrize("step_id", WARNING)
def test_all_the_advice_of_the_police_warning_is_there(step_id: str) -> None:
    row = next(row for row in steps() if row.id == step_id)
    text = " ".join(step_texts(row)).lower()
    assert all(phrase in text for phrase in WARNING[step_id])
    assert any("derbyshire.police.uk" in one for one in row.source)


@pytest.mark.parametrize("finding_id", ids("findings"))
def test_a_finding_blames_nobody_and_promises_nothing(finding_id: str) -> None:
    """A finding tells what others do; only a sentence that tells the reader what to do could ask for a picture."""
    row = finding_row(finding_id)
    for text in (row.says, row.limits):
        assert not BLAME.search(text) and not PROMISE.search(text), text
        told = [
            one
            for one in sentences(text)
            if not re.search(r"\b(they|them|somebody|someone|the (sender|message|words))\b", one, re.IGNORECASE)
        ]
        assert not any(takes_a_picture(one, official=False) for one in told), text


def test_notices_and_world_routes_are_kind_and_easy() -> None:
    notices = [text for key, text in words("en").text.items() if key.startswith("notice.")]
    routes = [text for row in world_routes() for text in (row.does, row.note) if text]
    for text in (*notices, *routes):
        assert not BLAME.search(text) and not PROMISE.search(text), text
    assert reading_grade(notices) <= 7 and reading_grade(routes) <= 7


def test_the_release_list_is_unsigned_and_names_who_must_check_what() -> None:
    assert not release().signed
    assert {"numbers-rung", "law-copying", "words-safeguarding", "words-young-people", "words-language"} <= {
        one.id for one in release().checks
    }
    assert all(one.what and one.who for one in release().checks)


def test_steps_and_world_routes_are_facts() -> None:
    rows = {fact.row for fact in facts()}
    assert {row.id for row in steps()} <= rows and {row.id for row in world_routes()} <= rows


def test_purposes_that_steps_name_are_served_somewhere() -> None:
    from standfast.knowledge import area, country

    served = {purpose for iso in ids("countries") for row in country(iso).routes for purpose in row.purposes}
    served |= {purpose for place in ids("areas") for row in area(place).routes for purpose in row.purposes}
    served |= {purpose for row in world_routes() for purpose in row.purposes}
    wanted = {purpose for row in rulebook().rows for purpose in row.routes if purpose in PURPOSES}
    assert wanted - served <= {"police-find", "phishing-text"}


@pytest.mark.parametrize(
    "bad",
    [
        "You should have been more careful.",
        "It is over now!",
        "They always come back.",
        "They will go away soon.",
        "The picture will be removed.",
        "Take a screenshot of the picture.",
        "Send the photo to the police.",
        "Save the picture and show it to a teacher.",
        "Upload the images to our site.",
        "Simply block them.",
        "The victim must report it.",
        "Ring 0800 1111 now.",
    ],
)
def test_the_lint_sees_a_bad_sentence(bad: str) -> None:
    assert faults(bad)


def test_the_one_exception_is_for_the_official_service_alone() -> None:
    handed = "Only the person in the picture hands over the file or the link."
    assert not faults(handed, official=True) and faults(handed, official=False)


def test_long_words_in_long_sentences_are_hard() -> None:
    hard = "Notwithstanding considerable apprehension, immediate documentation of incriminating correspondence facilitates investigation."
    assert reading_grade([hard]) > 15 > 3 > reading_grade(["Stop. Do not pay. Tell one person you trust."])


def test_the_worked_example_of_the_docs_is_a_good_step() -> None:
    block = re.search(r"```toml\n(.*?)```", (Path(__file__).parents[2] / "docs" / "plan.md").read_text("utf-8"), re.DOTALL)
    assert block
    row = _converter.structure({"id": "gift-card-receipt", **tomllib.loads(block[1])}, StepRow)
    assert in_order((*steps(), row)) and not any(faults(text) for text in step_texts(row))
    assert set(row.acts) <= set(ACTS) and row.sure in ("A", "B") and reading_grade(step_texts(row)) <= READING_AGE_11
