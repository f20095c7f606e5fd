"""A weak passphrase is refused, the reason is a code with a sentence, and a suggested one is strong."""

from __future__ import annotations

import pytest

from standfast.keep.strength import Passphrase, refuse_weak, strength, suggested, words
from standfast.model import WeakPassphrase

WEAK = {
    "": "short",
    "x7": "short",
    "password1": "common",
    "qwertyuiop": "common",
    "zxcvfr": "keys",
    "aaaaaaaaaaaa": "repeat",
    "abcdefgh": "sequence",
    "11/05/1998": "date",
    "umbrella": "word",
    "katherine": "name",
}


@pytest.mark.parametrize("passphrase", WEAK)
def test_a_weak_one_is_refused_and_says_why(passphrase: str) -> None:
    with pytest.raises(WeakPassphrase) as told:
        refuse_weak(passphrase)
    assert told.value.detail["why"] in {WEAK[passphrase], "common", "word"}
    assert passphrase == "" or passphrase not in str(told.value)


def test_what_others_know_of_the_person_does_not_count() -> None:
    name = "zorblattquimm"
    assert not strength(name).too_weak
    assert strength(name, (name,)) == Passphrase(0, "moment", "known")


def test_a_longer_one_holds_longer() -> None:
    order = ("moment", "minutes", "hours", "days", "months", "years", "centuries")
    found = [strength(one) for one in ("cat", "catlamp7", "cat lamp tulip", "cat lamp tulip orbit", "cat lamp tulip orbit fern gravy")]
    places = [order.index(one.holds) for one in found]
    assert places == sorted(places) and places[0] == 0 and places[-1] == 6
    assert [one.score for one in found] == sorted(one.score for one in found) and found[-1] == Passphrase(4, "centuries", "")


def test_a_very_long_one_is_looked_at_without_taking_long() -> None:
    assert strength("cat lamp tulip orbit " * 5000).score >= 2


def test_a_suggested_one_is_strong_and_never_the_same() -> None:
    made = {suggested() for _ in range(20)}
    assert len(made) == 20
    for one in made:
        assert len(one.split()) == 6 and strength(one) == Passphrase(4, "centuries", "")


def test_the_words_are_short_plain_and_unlike_each_other() -> None:
    found = words()
    assert len(found) == len(set(found)) == 2048 and list(found) == sorted(found)
    assert all(3 <= len(word) <= 8 and word.isascii() and word.isalpha() and word.islower() for word in found)
    unkind = {"body", "dead", "die", "fat", "fight", "gun", "hate", "hit", "kill", "kiss", "leg", "lie", "naked", "nude", "rape", "sex", "shame", "sick",
              "ugly", "weapon", "blood", "knife", "hurt", "stupid", "cry", "ghost", "skin", "chest", "breast", "hip", "fear", "guilty", "punch", "attack"}  # fmt: skip
    assert not unkind & set(found)
