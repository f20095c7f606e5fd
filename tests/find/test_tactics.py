"""Contract of every language file: closed vocabulary, patterns that compile, hits that hit, near-misses that do not."""

from __future__ import annotations

import pytest

from standfast.find.fold import fold
from standfast.find.tactics import MAX_LANGUAGES, find_tactics, guess_languages, patterns
from standfast.knowledge import ids, tactics
from standfast.knowledge.vocabulary import TACTICS

LANGS = ids("tactics")
ROWS = [(lang, name) for lang in LANGS for name in tactics(lang).tactics]


def found(lang: str, text: str) -> set[str]:
    return {hit.tactic for hit in find_tactics(fold(text), (lang,))}


def test_the_nine_first_languages_are_there():
    assert {"en", "fr", "de", "es", "pt", "it", "nl", "pl", "cs"} <= set(LANGS)


@pytest.mark.parametrize("lang", LANGS)
def test_a_language_knows_every_tactic_and_no_other(lang: str):
    assert set(tactics(lang).tactics) == set(TACTICS)


@pytest.mark.parametrize("lang", LANGS)
def test_every_pattern_of_a_language_compiles(lang: str):
    assert patterns(lang).anchored


@pytest.mark.parametrize(("lang", "name"), ROWS)
def test_hits_hit_and_near_misses_do_not(lang: str, name: str):
    row = tactics(lang).tactics[name]
    assert len(row.near_misses) >= len(row.hits) >= 2
    assert [text for text in row.hits if name not in found(lang, text)] == []
    assert [text for text in row.near_misses if name in found(lang, text)] == []


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I will send the pictures to all your friends if you do not pay me tonight"),
        ("fr", "je vais envoyer les photos à tous tes amis si tu ne payes pas ce soir"),
        ("de", "ich schicke die Bilder an alle deine Freunde wenn du heute nicht zahlst"),
        ("es", "voy a mandar las fotos a todos tus amigos si no me pagas esta noche"),
        ("pt", "vou mandar as fotos para todos os seus amigos se você não pagar hoje"),
        ("it", "mando le foto a tutti i tuoi amici se non mi paghi entro stasera"),
        ("nl", "ik stuur de foto's naar al je vrienden als je vanavond niet betaalt"),
        ("pl", "wyślę zdjęcia do wszystkich twoich znajomych jeśli nie zapłacisz dzisiaj"),
        ("cs", "pošlu ty fotky všem tvým kamarádům jestli mi dneska nezaplatíš"),
    ],
)
def test_a_plain_threat_is_understood_in_its_language(lang: str, text: str):
    langs = guess_languages(fold(text).tokens)
    assert langs[0] == lang
    assert "will-share" in found(lang, text)


def test_a_long_text_is_looked_at_in_few_languages():
    assert len(guess_languages(fold("the dog and the cat are in the house with you and me " * 5).tokens)) <= MAX_LANGUAGES
