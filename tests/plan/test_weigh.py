"""What the message suggests and what the person says become one Situation."""

import pytest

from standfast.model import BadAnswer, Demand, Kind, Strength, Verdict
from standfast.plan import weigh


def verdict(kind: Kind = Kind.IMAGE_THREAT, **flags: bool) -> Verdict:
    return Verdict(kind=kind, strength=Strength.STRONGLY, score=0.9, **flags)


def test_nothing_known_is_all_unknown() -> None:
    situation = weigh(None, None, {})
    assert situation.kind == "unknown" and situation.known_from == {}


def test_the_message_suggests_its_kind_and_its_flags() -> None:
    situation = weigh(verdict(deepfake=True, asks_for_help=True), None, {})
    assert (situation.kind, situation.deepfake, situation.asks_for_help) == ("image-threat", "yes", "yes")
    assert situation.known_from == {"kind": "finding", "deepfake": "finding", "asks_for_help": "finding"}


def test_a_mail_that_claims_a_taken_account_proves_nothing() -> None:
    assert weigh(verdict(Kind.HACK_BLUFF, account_claim=True), None, {}).account_taken == "unknown"


def test_the_person_knows_if_an_account_was_taken() -> None:
    situation = weigh(verdict(Kind.HACK_BLUFF, account_claim=True), None, {"account_taken": "yes"})
    assert situation.account_taken == "yes" and situation.known_from["account_taken"] == "person"


def test_the_demand_is_taken_from_the_message() -> None:
    situation = weigh(verdict(), Demand(what=("pictures", "money")), {})
    assert situation.demanded == ("money", "pictures") and situation.known_from["demanded"] == "finding"


def test_the_answers_win() -> None:
    situation = weigh(
        verdict(Kind.HACK_BLUFF, deepfake=True),
        Demand(what=("money",)),
        {"kind": "coercion", "deepfake": "no", "demanded": "pictures, meeting"},
    )
    assert (situation.kind, situation.deepfake, situation.demanded) == ("coercion", "no", ("pictures", "meeting"))
    assert set(situation.known_from.values()) == {"person"}


def test_a_skipped_question_leaves_the_message_standing() -> None:
    situation = weigh(verdict(), None, {"kind": "unknown", "shared": "unknown", "about": ""})
    assert situation.kind == "image-threat" and "shared" not in situation.known_from


def test_nothing_demanded_is_an_answer() -> None:
    assert weigh(verdict(), Demand(what=("money",)), {"demanded": "none"}).demanded == ()


@pytest.mark.parametrize("answer", ["", "unknown", "no", "yes"])
def test_talk_of_self_harm_puts_crisis_help_first_whatever_was_answered(answer: str) -> None:
    situation = weigh(verdict(Kind.NONE, talks_of_self_harm=True), None, {"may_self_harm": answer} if answer else {})
    assert situation.may_self_harm == "yes"
    assert situation.known_from["may_self_harm"] == ("person" if answer == "yes" else "finding")


def test_an_order_to_self_harm_cannot_be_answered_away() -> None:
    situation = weigh(verdict(), Demand(what=("money", "self-harm")), {"demanded": "money"})
    assert situation.demanded == ("money", "self-harm")


def test_without_such_talk_the_answer_stands() -> None:
    assert weigh(verdict(), None, {"may_self_harm": "no"}).may_self_harm == "no"


def test_an_area_sets_country_and_nation() -> None:
    situation = weigh(None, None, {"area": "GB-derbyshire", "country": "US"})
    assert (situation.area, situation.country, situation.nation) == ("GB-derbyshire", "GB", "england")
    assert situation.known_from["nation"] == "person"


@pytest.mark.parametrize(
    "answers",
    [
        {"kind": "spam"},
        {"paid": "maybe"},
        {"demanded": "money, blood"},
        {"country": "ZZ"},
        {"area": "GB-atlantis"},
        {"nation": "mercia"},
        {"platform": "fax"},
        {"colour": "blue"},
        {"known_from": "person"},
        {"shown_age": "17"},
    ],
)
def test_an_answer_that_is_no_choice_is_refused_with_the_choices(answers: dict[str, str]) -> None:
    with pytest.raises(BadAnswer) as refused:
        weigh(None, None, answers)
    assert refused.value.detail["choices"]
