"""Each change of a case writes its own line, and what is taken out is gone."""

from __future__ import annotations

import json

import pytest
from cattrs import Converter

from standfast.keep import (
    Mark,
    added,
    answered,
    check,
    examined,
    exported,
    followed,
    new,
    next_id,
    noted,
    paid,
    removed,
    reworded,
    stamped,
    steps_done,
    told,
)
from standfast.model import Case, Entry, FollowUp, NotStored, Payment, Seen

FIRST = Mark("2026-03-03T21:04:11+00:00", "0.7.0")
LATER = Mark("2026-03-03T21:30:00+00:00", "0.7.0")


def full() -> Case:
    case = new(FIRST, "ab" * 32, "c" * 32)
    case = added(case, Entry("0001", "messages", FIRST.when, "threat-from-mia.eml", 12, "1" * 64, 12, "1" * 64), FIRST)
    case = added(case, Entry("0002", "seen", FIRST.when, seen=Seen("picture", "chat", "3 March", "@mia")), FIRST)
    case = noted(case, "She found me through a friend's list.", FIRST)
    case = paid(case, Payment("", "gift-card", "50", "GBP"), FIRST)
    case = followed(case, FollowUp("", "reference", "Derbyshire Constabulary", reference="26*12345"), FIRST)
    case = answered(case, {"country": "GB"}, FIRST)
    case = told(case, {"name": "Sam"}, FIRST)
    case = steps_done(case, ("block",), FIRST)
    return reworded(case, "tell-friend", "Can I talk to you?", FIRST)


def test_every_change_writes_one_line_and_the_log_holds() -> None:
    case = full()
    assert [line.what for line in case.log] == [
        "made", "added", "added", "noted", "noted", "followed", "answered", "told", "changed", "changed",
    ]  # fmt: skip
    assert check(case) == ()


def test_the_same_answers_again_write_nothing() -> None:
    case = full()
    assert answered(case, {"country": "GB"}, LATER) == case
    assert told(case, {"name": "Sam"}, LATER) == case


def test_a_removed_entry_leaves_nothing_that_tells_of_it() -> None:
    before = full()
    case = removed(before, "entry/0001", LATER)
    text = json.dumps(Converter().unstructure(case))
    assert "threat-from-mia" not in text
    assert "1" * 64 not in text
    assert before.salts["entry/0001"] not in text, "without its salt the seal in the log tells nothing"
    assert case.entries[0].removed == LATER.when
    assert case.log[-1].what == "removed"
    assert check(case) == ()


def test_a_number_is_never_given_twice() -> None:
    case = removed(removed(full(), "entry/0002", LATER), "note/1", LATER)
    assert next_id(case) == "0003"
    assert noted(case, "Again.", LATER).notes[-1].id == "2"


@pytest.mark.parametrize("about", ["entry/0009", "note/7", "payment/x", "follow-up/2", "answers", "", "entry/", "../entry/0001"])
def test_what_is_not_there_cannot_be_removed(about: str) -> None:
    with pytest.raises(NotStored):
        removed(full(), about, LATER)


def test_what_was_removed_cannot_be_removed_again() -> None:
    with pytest.raises(NotStored):
        removed(removed(full(), "entry/0001", LATER), "entry/0001", LATER)


def test_an_entry_can_be_understood_anew() -> None:
    case = full()
    entry = Entry("0001", "messages", FIRST.when, "threat-from-mia.eml", 12, "1" * 64, 12, "1" * 64, notes=("text-cut",))
    assert check(examined(case, entry, LATER)) == ()
    with pytest.raises(NotStored):
        examined(case, Entry("0007", "messages"), LATER)


def test_a_follow_up_is_changed_in_place() -> None:
    case = followed(full(), FollowUp("1", "reference", "Derbyshire Constabulary", reference="26*12345", done=LATER.when), LATER)
    assert len(case.follow_ups) == 1
    assert case.follow_ups[0].done
    assert check(case) == ()


def test_an_empty_word_takes_a_fact_out() -> None:
    case = told(full(), {"name": ""}, LATER)
    assert case.facts == {}
    assert check(case) == ()


def test_packs_and_stamps_are_in_the_log_with_what_they_stand_for() -> None:
    case = exported(full(), "police", "1a2b 3c4d", 2, LATER)
    case = stamped(case, "https://stamps.example", "2026-03-03T21:31:00+00:00", "30", LATER)
    assert (case.exports[0].receiver, case.exports[0].fingerprint, case.exports[0].left_out) == ("police", "1a2b 3c4d", 2)
    assert case.log[-2].about == "export/1"
    assert "police" not in str(case.log), "whoever gets the log does not learn who else got a pack"
    assert case.log[-1].detail["of"] == case.log[-2].hash
    assert check(case) == ()
