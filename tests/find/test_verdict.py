"""The verdict, and the worst errors: a cry for help called blackmail, or blackmail called harmless."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.find import find
from standfast.model import BLACKMAIL, Item, Kind, Origin


def verdict(text: str):
    return find(Item("1", "text", text, Origin("-", 0, 0, ""))).verdict


THREATS = [
    "I have your nudes and I will send them to all your followers if you don't pay me 200 by paypal tonight",
    "Ich habe deine Nacktbilder. 300 Euro per Paysafecard bis morgen, sonst schicke ich alles an deine Familie",
    "J'ai tes photos intimes, envoie 200 euros avant ce soir ou je les publie et tous tes amis les verront",
    "Tengo tus fotos íntimas, mándame 200 euros hoy o se las envío a toda tu familia y a tus amigos",
    "Tenho as tuas fotos íntimas, manda 200 euros hoje ou envio para toda a tua família e amigos",
    "Ho le tue foto intime, manda 200 euro entro stasera o le invio a tutta la tua famiglia e ai tuoi amici",
    "Ik heb je naaktfoto's, betaal 200 euro vanavond of ik stuur ze naar al je familie en vrienden",
    "Mam twoje nagie zdjęcia, zapłać 200 euro do wieczora albo wyślę je całej twojej rodzinie i znajomym",
    "Mám tvoje intimní fotky, pošli 200 eur do večera nebo je pošlu celé tvojí rodině a kamarádům",
]
CRIES = [
    "My son got an email saying they hacked his webcam and want bitcoin. Is it real? What should we do?",
    "Someone I met online has my pictures and says he will send them to my family if I don't pay. Please help me, I don't know what to do",
    "Police said two men were jailed after threatening to post pictures of their victims online.",
    "If someone threatens to share your pictures, do not pay. Keep the messages and report it to the police.",
    "Meine Tochter wird erpresst, jemand will ihre Bilder veröffentlichen wenn sie nicht zahlt. Was sollen wir tun?",
    "Quelqu'un menace de publier mes photos si je ne paye pas. Qu'est-ce que je dois faire ? Aidez-moi",
]


@pytest.mark.parametrize("text", THREATS)
def test_a_plain_threat_is_never_harmless(text: str):
    assert verdict(text).kind is Kind.IMAGE_THREAT


@pytest.mark.parametrize("text", CRIES)
def test_a_cry_for_help_is_never_blackmail(text: str):
    assert verdict(text).kind not in BLACKMAIL


@pytest.mark.parametrize("text", ["", " ", "ok", "hi", "?", "👍"])
def test_too_little_text_is_unsure(text: str):
    assert verdict(text).kind is Kind.UNSURE


@pytest.mark.parametrize(
    "text",
    ["I don't want to live anymore, he will post it tonight", "just kill yourself then nobody will miss you", "Ich will nicht mehr leben",
     "je veux mourir", "quiero morir", "quero morrer", "voglio morire", "ik wil dood", "chcę umrzeć", "chci umřít"],
)
def test_talk_of_self_harm_by_either_side_is_seen(text: str):
    assert verdict(text).talks_of_self_harm


def test_a_message_that_knows_your_life_is_not_called_a_bluff():
    text = "When we were together you sent me those videos. Your sister and your boss get them tonight unless you pay me 500 in bitcoin."
    assert verdict(text).kind is not Kind.HACK_BLUFF


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_no_text_breaks_it_and_every_quote_is_exact(text: str):
    found = find(Item("1", "text", text, Origin("-", 0, 0, "")))
    for finding in found.findings:
        for span in finding.because:
            assert span.item == "1"
            assert text[span.start : span.end] == span.quote
    for one in found.indicators:
        assert 0 <= one.start <= one.end <= len(text)
