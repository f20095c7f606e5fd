"""What a plan is for each person who comes. The exhaustive proof is in test_rules_of_care.py; these are the people."""

from datetime import date, datetime

import pytest
from attrs import evolve

from standfast.knowledge import Words, country, ids
from standfast.model import Phase, Plan, Situation
from standfast.plan import make, plan

NIGHT = datetime(2026, 11, 24, 3, 0)
NOON = datetime(2026, 11, 24, 12, 0)
GB_TEEN = Situation(about="me", shown_age="16-17", country="GB", kind="image-threat", demanded=("money",))
GB_ADULT = Situation(about="me", shown_age="25-34", picture_age="18-plus", country="GB", kind="image-threat")


def steps(situation: Situation, now: datetime = NIGHT) -> list[str]:
    return [step.id for step in plan(situation, now).steps]


def routes_of(made: Plan, step_id: str) -> list[str]:
    return [route.id for step in made.steps if step.id == step_id for route in step.routes]


# --- danger


@pytest.mark.parametrize("answers", [{"danger_now": "yes"}, {"may_self_harm": "yes"}, {"demanded": ("self-harm",)}])
@pytest.mark.parametrize("kind", ["image-threat", "phishing", "none", "hack-bluff"])
def test_danger_puts_crisis_help_and_the_full_plan_first_whatever_the_kind(answers: dict[str, str], kind: str) -> None:
    made = plan(evolve(GB_TEEN, kind=kind, **{"demanded": (), **answers}), NIGHT)
    assert made.crisis_first and "crisis" in made.steps[0].acts
    assert {"childline", "emergency-999"} <= {route.id for route in made.steps[0].routes} & {route.id for route in made.people_now}
    assert {"do-not-pay", "police", "image-service-child"} <= {step.id for step in made.steps}


def test_in_danger_the_emergency_number_leads_the_first_step() -> None:
    assert plan(evolve(GB_TEEN, danger_now="yes"), NIGHT).steps[0].routes[0].id == "emergency-999"


def test_without_danger_no_crisis_step_and_still_somebody_to_talk_to() -> None:
    made = plan(GB_TEEN, NIGHT)
    assert not made.crisis_first and "talk-now" not in steps(GB_TEEN)
    assert made.steps[0].id == "breathe" and routes_of(made, "breathe")[0] == "childline"


# --- the kinds


def test_a_teenager_threatened_with_a_picture() -> None:
    assert steps(GB_TEEN) == [
        "breathe", "stop-answering", "do-not-pay", "the-clock", "tell-someone", "capture-words-young", "report-account", "block",
        "police-child-services", "police", "police-save-account", "image-service-child", "private-accounts", "hide-lists", "warn-firms",
        "own-password", "two-step", "look-after", "comes-back",
    ]  # fmt: skip


def test_the_services_of_a_teenager() -> None:
    made = plan(GB_TEEN, NOON)
    assert routes_of(made, "police-child-services") == ["ceop"]
    assert routes_of(made, "image-service-child") == ["report-remove", "take-it-down"]


def test_the_services_of_an_adult() -> None:
    made = plan(GB_ADULT, NOON)
    assert "police-child-services" not in steps(GB_ADULT)
    assert routes_of(made, "image-service-adult") == ["stopncii"]
    assert "revenge-porn-helpline" in routes_of(made, "helpline")


def test_unknown_ages_see_both_services() -> None:
    assert {"take-it-down", "stopncii"} <= set(routes_of(plan(Situation(country="GB"), NOON), "image-service-both"))


def test_a_bluff_is_short_and_asks_the_one_question() -> None:
    bluff = evolve(GB_ADULT, kind="hack-bluff")
    found = steps(bluff)
    assert found[:3] == ["breathe", "bluff-what", "bluff-ask"]
    assert found.index("forward-it") < found.index("bluff-password") < found.index("delete-mail")
    assert "capture-words" not in found and "image-service-adult" not in found
    assert routes_of(plan(bluff, NOON), "forward-it") == ["phishing-mail", "phishing-text"]


def test_a_bluff_that_was_paid_is_kept_and_reported() -> None:
    found = steps(evolve(GB_ADULT, kind="hack-bluff", paid="yes"))
    assert {"bank-now", "capture-words", "police", "fraud-report"} <= set(found) and "delete-mail" not in found


def test_paid_rings_the_bank_now_by_159_in_the_uk() -> None:
    made = plan(evolve(GB_ADULT, paid="yes"), NIGHT)
    bank = next(step for step in made.steps if step.id == "bank-now")
    assert bank.phase is Phase.NOW and [contact.value for contact in bank.routes[0].contacts] == ["159"]


def test_where_no_bank_number_is_known_the_card_has_one() -> None:
    bank = next(step for step in plan(Situation(paid="yes"), NIGHT).steps if step.id == "bank-now")
    assert not bank.routes and "on the card" in " ".join(bank.how)


def test_nothing_sent_yet_can_stop_now() -> None:
    found = steps(evolve(GB_TEEN, kind="coercion", on_camera="no"))
    assert "nothing-sent" in found and "you-can-stop" not in found


def test_a_call_for_help_is_no_threat_and_gets_the_full_plan() -> None:
    found = steps(evolve(GB_TEEN, kind="none", asks_for_help="yes"))
    assert {"capture-words-young", "image-service-child", "police"} <= set(found) and "calm-what" not in found


def test_ordinary_life_gets_a_calm_plan_with_prevention() -> None:
    found = steps(Situation(kind="none", country="GB", area="GB-derbyshire", nation="england"))
    assert found == [
        "calm-what", "privacy-settings", "own-password", "two-step", "share-with-care", "links", "report-anyway", "read-more", "new-device",
    ]  # fmt: skip


def test_the_forces_own_advice_page_is_named() -> None:
    made = plan(Situation(kind="none", country="GB", area="GB-derbyshire", nation="england"), NOON)
    assert routes_of(made, "read-more")[0] == "derbyshire-sextortion-steps"


def test_no_prevention_that_sounds_like_blame_in_a_full_plan() -> None:
    assert not {"share-with-care", "report-anyway", "links"} & set(steps(GB_TEEN))


def test_phishing_leaves_the_link_and_sends_it_on() -> None:
    found = steps(evolve(GB_ADULT, kind="phishing"))
    assert found[:2] == ["phish-leave", "phish-details"] and "forward-it" in found and "links" in found


def test_a_helper_for_a_fee_is_named_a_trick_and_the_free_services_stay() -> None:
    found = steps(evolve(GB_ADULT, kind="recovery-scam"))
    assert {"recovery-stop", "do-not-pay", "image-service-adult", "fraud-report", "police"} <= set(found)


def test_a_fake_gets_the_same_steps_and_one_sentence_more() -> None:
    assert [step for step in steps(evolve(GB_ADULT, deepfake="yes")) if step != "fake-same-help"] == steps(GB_ADULT)


# --- already shared, by country


@pytest.mark.parametrize(("iso", "step"), [("US", "shared-removal-us"), ("GB", "shared-removal-uk"), ("DE", "shared-removal")])
def test_the_request_to_take_it_down_fits_the_law_of_the_country(iso: str, step: str) -> None:
    found = steps(Situation(kind="image-threat", shared="yes", country=iso))
    assert [one for one in found if one.startswith("shared-removal")] == [step]


def test_in_the_us_the_ftc_comes_after_48_hours() -> None:
    made = plan(Situation(kind="image-threat", shared="yes", country="US"), NOON)
    assert routes_of(made, "shared-removal-us") == ["us-ftc"]


def test_search_engines_are_asked_too() -> None:
    made = plan(Situation(kind="image-threat", shared="yes", country="FR"), NOON)
    assert routes_of(made, "shared-search") == ["google-search-removal", "bing-removal"]


def test_the_apps_own_page_stands_in_the_step_about_reporting() -> None:
    made = plan(evolve(GB_TEEN, platform="instagram"), NOON)
    assert "instagram-report" in routes_of(made, "report-account")


# --- safety


@pytest.mark.parametrize("answers", [{"known_person": "yes"}, {"unsafe_home": "yes"}])
def test_safety_comes_before_saving_blocking_and_settings(answers: dict[str, str]) -> None:
    found = steps(evolve(GB_ADULT, **answers))
    assert found.index("safety-plan") < found.index("domestic-abuse-line") < found.index("stop-answering") < found.index("capture-words")


def test_a_domestic_abuse_line_is_shown() -> None:
    made = plan(evolve(GB_ADULT, unsafe_home="yes", nation="wales"), NOON)
    assert routes_of(made, "domestic-abuse-line")[0] == "live-fear-free"


def test_at_an_unsafe_home_nobody_at_home_is_named() -> None:
    made = plan(evolve(GB_TEEN, unsafe_home="yes"), NIGHT)
    told = next(step for step in made.steps if "tell-someone" in step.acts)
    assert told.id == "tell-someone-outside" and "parent" not in " ".join(told.how)


# --- helpers


def test_a_parent_reads_first_what_to_say() -> None:
    found = steps(evolve(GB_TEEN, about="my-child"))
    assert found[:3] == ["parent-first-words", "parent-no-contact", "do-it-together"]


def test_a_teacher_looks_at_nothing_and_goes_to_the_lead() -> None:
    found = steps(evolve(GB_TEEN, about="pupil"))
    assert found[:2] == ["pupil-do-not-look", "pupil-lead"]
    assert not {"capture-words-young", "report-account", "block", "private-accounts"} & set(found)


def test_a_friend_listens_first() -> None:
    assert steps(evolve(GB_TEEN, about="friend"))[0] == "friend-first-words"


def test_a_helper_of_someone_at_risk_stays_with_them() -> None:
    assert steps(evolve(GB_TEEN, about="friend", may_self_harm="yes"))[0] == "stay-with-them"


# --- the plan as a thing


def test_the_same_answers_and_clock_make_the_same_plan() -> None:
    assert plan(GB_TEEN, NIGHT) == plan(GB_TEEN, NIGHT)
    assert plan(GB_TEEN, NIGHT).as_of == "2026-11-24T03:00"


def test_seconds_do_not_change_a_plan() -> None:
    assert plan(GB_TEEN, datetime(2026, 11, 24, 3, 0, 59)) == plan(GB_TEEN, NIGHT)


@pytest.mark.parametrize("iso", [*ids("countries"), "ZZ", "unknown"])
def test_every_country_has_a_plan(iso: str) -> None:
    made = plan(Situation(country=iso, kind="image-threat"), NIGHT)
    assert len(made.steps) >= 10 and made.people_now


def test_past_a_recheck_date_the_emergency_number_leads_and_the_page_says_so() -> None:
    late = max(row.recheck_by for row in country("GB").routes if "crisis" in row.purposes)
    made = plan(GB_TEEN, datetime(late.year + 1, late.month, late.day))
    assert made.people_now[0].id == "emergency-999" and made.people_now[1].id == "childline"
    assert any("past the day" in notice for notice in made.notices)
    assert not any("past the day" in notice for notice in plan(GB_TEEN, NIGHT).notices)


def test_the_test_build_notice_stays_until_the_release_is_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert plan(GB_TEEN, NIGHT).notices[0] == "Test build, do not publish."
    signed = evolve(make.release(), signed=True, signed_by="A person", signed_on=date(2027, 1, 1))
    monkeypatch.setattr(make, "release", lambda: signed)
    assert "Test build, do not publish." not in plan(GB_TEEN, NIGHT).notices


def test_another_language_speaks_where_it_can_and_english_where_it_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    mirror = Words("xx", "Mirror", "ltr", {}, steps={"breathe": {"title": "Ehtaerb", "how": ["Ylwols."]}})
    monkeypatch.setattr(make, "ids", lambda folder: ("en", "xx"))
    monkeypatch.setattr(make, "words", lambda lang: mirror)
    made = plan(GB_TEEN, NIGHT, lang="xx")
    assert (made.steps[0].title, made.steps[0].how) == ("Ehtaerb", ("Ylwols.",))
    assert made.steps[0].why and made.steps[1].title == "Stop answering"
