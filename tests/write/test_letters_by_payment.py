"""A letter about money is about its own kind of payment: another one never fills it."""

from __future__ import annotations

from attrs import evolve
from written_cases import EMPTY, NOW, SITUATIONS

from standfast.model import Payment
from standfast.write import as_text, letter, letters_for

SITUATION = evolve(next(iter(SITUATIONS.values())), paid="yes", country="GB")
BANK = evolve(EMPTY, payments=(Payment("1", "bank", "100", "GBP", "2026-11-20", "J Doe", "Ref 7"),))


def test_a_bank_transfer_does_not_fill_the_letter_about_a_gift_card() -> None:
    assert "100 GBP" in as_text(letter("bank-call", BANK, SITUATION, None, "en", NOW).document)
    for other in ("gift-card", "crypto-notice", "app-payment"):
        assert "100" not in as_text(letter(other, BANK, SITUATION, None, "en", NOW).document)


def test_only_letters_about_what_was_paid_are_offered() -> None:
    money = {"bank-call", "gift-card", "crypto-notice", "app-payment"}
    assert {row.id for row in letters_for(BANK, SITUATION)} & money == {"bank-call"}
    assert {row.id for row in letters_for(EMPTY, SITUATION)} & money == money


def test_a_payment_whose_way_is_not_known_may_be_any() -> None:
    some = evolve(EMPTY, payments=(Payment("1", "", "100", "GBP"),))
    assert "gift-card" in {row.id for row in letters_for(some, SITUATION)}
    assert "100" in as_text(letter("gift-card", some, SITUATION, None, "en", NOW).document)


def test_a_message_to_a_friend_is_its_words_alone() -> None:
    text = as_text(letter("tell-friend", EMPTY, SITUATION, None, "en", NOW).document)
    assert text.startswith("Hi.")
    assert "====" not in text
