"""A text made to waste time takes no more of it than its length allows."""

from __future__ import annotations

import random
import time

import pytest

from standfast.find.fold import fold

SIZE = 1_000_000
LIMIT = 2.0
"""Seconds of processor time for SIZE characters."""
chance = random.Random(7)

HOSTILE = {
    "combining marks": "\u0301",
    "accents typed apart": "e\u0301",
    "marks in the wrong order": "a" + "\u0315\u0300\u0327\u0334" * 4,
    "single letters": "a ",
    "single letters with dashes": "a-",
    "an alphabet": "a b c d e f g h i j k l m ",
    "spaced words": "i w i l l s e n d y o u r v i d e o ",
    "spaced digits": "1 2 3 4 5 6 7 ",
    "pieces of wallets": "b c 1 q ",
    "one long word": "a",
    "at signs": "a@",
    "leetspeak": "y0ur v1d30 ",
    "entities": "&#97;",
    "entities of entities": "&amp;",
    "invisible characters": "a\u200b",
    "line breaks": "a\n",
    "apostrophes": "a's",
    "stops": "a.",
    "spaces": " ",
    "mixed alphabets": "раyment ",
    "Russian": "привет ",
    "Greek letters": "α ",
    "ligatures": "ﬃ",
    "a character that expands to eighteen": "ﷺ",
    "sharp s": "ß",
    "signs in words": "a¡",
    "sprinkled accents": "thé yóu ànd ",
    "ideographs": "漢字。",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_million_characters_are_folded_in_time(name: str):
    unit = HOSTILE[name]
    text = unit * (SIZE // len(unit))
    before = time.process_time()
    fold(text)
    assert time.process_time() - before < LIMIT


def test_a_million_random_letters_of_many_alphabets_are_folded_in_time():
    text = "".join(chance.choices("абвгдеорсaeiopcyαβγοντ \u0301\u200b&;#019.,'-", k=SIZE))
    before = time.process_time()
    fold(text)
    assert time.process_time() - before < 2 * LIMIT


def test_nothing_expands_without_limit():
    assert len(fold("ﷺ" * 1000).plain) <= 4000
