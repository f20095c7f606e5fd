"""Whatever comes in, every offset leads to a place in it."""

from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st

from standfast.find.fold import fold
from standfast.find.fold.letters import stripped

TRICKY = (
    "абвероснухкмт αοντυρ pay me now y0ur v1d30 ß æ œ İ ı é ø ł ñ ü \u0301\u0308\u200b\u200d\u00ad\u2060 ｐａｙ 𝗺 "
    "ﬁ ﷺ ½ … ’ ' . ! ? \n\n &#233; &amp; &amp;#97; - _ $ @ ¡ € 漢字 한 \u1112\u1161 สวัส नमस् 🙏🏽 🅰 1 4 8 0 "
)
messy = st.text(st.sampled_from(TRICKY), max_size=120)
anything = st.one_of(st.text(max_size=120), messy, messy.map(" ".join), messy.map("\u200b".join), messy.map("-".join))


@given(anything)
def test_every_token_is_quoted_from_where_it_stands(text: str):
    folded = fold(text)
    count = len(folded.tokens)
    assert count == len(folded.starts) == len(folded.ends) == len(folded.sentence)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert folded.starts == sorted(folded.starts)
    assert folded.ends == sorted(folded.ends)
    assert all(folded.tokens)
    assert folded.sentence == sorted(folded.sentence)
    assert set(folded.sentence) == set(range(max(folded.sentence, default=-1) + 1))


@given(anything, st.integers(-3, 200), st.integers(-3, 200))
def test_every_span_is_inside_the_text(text: str, i: int, j: int):
    folded = fold(text)
    for start, end in (folded.span(i, j), folded.plain_span(i, j)):
        assert 0 <= start <= end <= len(text)


@given(anything)
def test_every_example_of_a_trick_can_be_quoted(text: str):
    tricks = fold(text).tricks
    assert all(trick.count > 0 and 0 <= trick.start < trick.end <= len(text) for trick in tricks)
    assert len({trick.name for trick in tricks}) == len(tricks)


@given(anything)
def test_each_character_of_plain_has_a_place(text: str):
    folded = fold(text)
    spans = [folded.plain_span(at, at + 1) for at in range(len(folded.plain))]
    assert spans == sorted(spans)
    assert all(start < end for start, end in spans)


@given(st.text(st.characters(max_codepoint=126), max_size=120))
def test_folding_the_words_again_changes_nothing(text: str):
    for token in fold(text).tokens:
        once = fold(token).tokens
        assert fold(" ".join(once)).tokens == once


@given(st.text("abcdefghijklmnopqrstuvwxyz ,.!\n", max_size=120))
def test_plain_letters_are_their_own_folding(text: str):
    for token in fold(text).tokens:
        assert fold(token).tokens == [token]


def test_an_identity_keeps_no_map():
    folded = fold("Hello, this is plain text.")
    assert folded.trail.layers == ()
    assert folded.plain_span(7, 11) == (7, 11)
    assert folded.span(1, 3) == (7, 14)


def test_an_empty_range_is_a_place():
    folded = fold("one two")
    assert folded.span(1, 1) == (4, 4)
    assert folded.span(2, 2) == (7, 7)
    assert folded.span(5, 9) == (7, 7)


def test_only_one_letter_grows_when_lowered():
    """Offsets rest on it: folding takes care of it by hand."""
    assert [char for code in range(sys.maxunicode + 1) if len((char := chr(code)).lower()) != 1] == ["İ"]


def test_stripping_a_letter_twice_is_stripping_it_once():
    letters = [chr(code) for code in range(0x80, 0x3000)]
    assert [char for char in letters if len(stripped(char)) != 1 or stripped(stripped(char)) != stripped(char)] == []
