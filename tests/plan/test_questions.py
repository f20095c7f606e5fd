"""Which questions are asked, and what their answers set."""

import pytest
from lint import BLAME, PROMISE, reading_grade, sentences

from standfast.knowledge import ids, questions
from standfast.model import CHOICES, DEMANDS, BadAnswer, Kind, Situation, Strength, Verdict
from standfast.plan import answers_from, choices, first_questions, follow_ups, plan, weigh
from standfast.plan.ask import fields

BLUFF = Verdict(kind=Kind.HACK_BLUFF, strength=Strength.STRONGLY, score=0.9)


def asked(situation: Situation) -> list[str]:
    return [row.id for row in follow_ups(situation)]


def test_at_most_seven_questions_on_the_first_pass() -> None:
    assert 1 <= len(first_questions()) <= 7


def test_danger_is_asked_first() -> None:
    assert set(fields(first_questions()[0])) == {"danger_now", "may_self_harm"}


def test_every_question_sets_only_what_a_situation_knows() -> None:
    for row in questions():
        for choice in row.choices:
            for field, value in choice.sets.items():
                assert value in (("none", *DEMANDS) if field == "demanded" else CHOICES[field]), (row.id, choice.id)
        assert bool(row.choices) != bool(row.choices_from and row.fills), row.id


def test_every_choice_is_a_good_answer() -> None:
    for row in questions():
        for choice in choices(row, Situation(country="GB")):
            weigh(None, None, answers_from({row.id: [choice.id]}))


def test_no_question_at_all_still_gives_a_plan() -> None:
    from datetime import datetime

    assert plan(weigh(None, None, answers_from({})), datetime(2026, 11, 24, 3)).steps


def test_a_bluff_is_always_asked_about_camera_and_pictures() -> None:
    assert "on-camera" in asked(weigh(BLUFF, None, {}))
    assert "on-camera" in asked(weigh(BLUFF, None, {"may_self_harm": "yes", "paid": "yes", "about": "my-child"}))


def test_what_was_answered_is_not_asked_again() -> None:
    assert "on-camera" not in asked(weigh(BLUFF, None, {"on_camera": "no"}))


@pytest.mark.parametrize("answer", ["yes", "maybe"])
def test_yes_or_not_sure_turns_a_bluff_into_the_full_plan_with_care_for_the_bluff(answer: str) -> None:
    from datetime import datetime

    situation = weigh(BLUFF, None, {"country": "GB", **answers_from({"on-camera": [answer]})})
    steps = [step.id for step in plan(situation, datetime(2026, 11, 24, 12)).steps]
    assert {"bluff-what", "bluff-password", "forward-it", "capture-words-young", "block", "police", "image-service-both"} <= set(steps)
    assert "bluff-ask" not in steps and "delete-mail" not in steps


def test_the_age_of_the_picture_is_asked_of_adults_only() -> None:
    assert "picture-age" in asked(Situation(kind="image-threat", shown_age="25-34"))
    assert "picture-age" not in asked(Situation(kind="image-threat", shown_age="16-17"))
    assert "picture-age" not in asked(Situation(kind="phishing", shown_age="25-34"))


def test_the_area_is_asked_only_where_there_are_areas() -> None:
    assert "area" in asked(Situation(country="GB"))
    assert "area" not in asked(Situation(country="DE"))
    assert "area" not in asked(Situation())


def test_calm_people_are_left_in_peace() -> None:
    assert asked(Situation(kind="none")) == []


def test_ticks_become_answers() -> None:
    ticked = {"happened": ["paid", "threat", "fake"], "demanded": ["pictures", "money"], "about": ["me"], "country": ["GB"]}
    assert answers_from(ticked) == {
        "about": "me", "country": "GB", "kind": "image-threat", "deepfake": "yes", "paid": "yes", "demanded": "money pictures",
    }  # fmt: skip


def test_the_earlier_choice_of_the_file_wins() -> None:
    assert answers_from({"happened": ["other", "mail", "threat"]})["kind"] == "image-threat"
    assert answers_from({"danger": ["no", "self-harm"]})["may_self_harm"] == "yes"


@pytest.mark.parametrize("ticked", [{"weather": ["rain"]}, {"about": ["king"]}, {"about": ["me", "friend"]}, {"country": ["ZZ"]}])
def test_a_tick_that_is_no_choice_is_refused(ticked: dict[str, list[str]]) -> None:
    with pytest.raises(BadAnswer):
        answers_from(ticked)


def test_countries_areas_and_platforms_are_offered_by_name() -> None:
    by_id = {row.id: row for row in questions()}
    assert {choice.id for choice in choices(by_id["country"], Situation())} == set(ids("countries"))
    assert len(choices(by_id["area"], Situation(country="GB"))) == len(ids("areas"))
    assert all(choice.label for choice in choices(by_id["platform"], Situation()))


def test_the_words_of_the_questions_are_kind_and_easy() -> None:
    for row in questions():
        texts = [row.text, row.why, *(choice.label for choice in row.choices), *(choice.hint for choice in row.choices if choice.hint)]
        assert row.why, row.id
        for text in texts:
            assert not BLAME.search(text) and not PROMISE.search(text), (row.id, text)
            assert all(len(one.split()) <= 20 for one in sentences(text)), (row.id, text)
        assert reading_grade(texts) <= 6.0, row.id
