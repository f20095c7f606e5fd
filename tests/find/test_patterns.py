"""The pattern language: words, stems, classes, gaps, sentences; and linear time on hostile text."""

from __future__ import annotations

import time

import pytest

from standfast.find.fold import fold
from standfast.find.patterns import Patterns, PatternSyntax
from standfast.find.tactics import patterns
from standfast.knowledge import ids


def places(pattern: str, text: str, **classes: list[str]) -> list[tuple[int, int]]:
    compiled = Patterns()
    compiled.add("x", "en", pattern, classes, frozenset({"the", "i"}))
    folded = fold(text)
    return [(hit.start, hit.end) for hit in compiled.hits(folded.tokens, folded.sentence)]


def test_words_must_stand_together_without_a_gap():
    assert places("send it", "send it now") == [(0, 2)]
    assert places("send it", "send all of it") == []


def test_two_dots_allow_three_words_between_and_three_dots_eight():
    assert places("send .. it", "send a b c it") == [(0, 5)]
    assert places("send .. it", "send a b c d it") == []
    assert places("send ... it", "send a b c d e f g h it") == [(0, 10)]


def test_a_pattern_never_reaches_over_the_end_of_a_sentence():
    assert places("send .. it", "Send them. It is cold") == []


def test_stems_and_classes_and_alternatives():
    assert places("<will> post*|send", "they posted", will=["they"]) == [(0, 2)]


@pytest.mark.parametrize("pattern", ["", "..", "a ..", ".. a", "a .. .. b", "Upper", "<nothing> a"])
def test_a_pattern_that_cannot_be_read_is_refused(pattern: str):
    with pytest.raises(PatternSyntax):
        places(pattern, "a b")


@pytest.mark.parametrize("lang", ids("tactics"))
def test_no_language_takes_long_over_hostile_text(lang: str):
    """Every anchor word of the language, over and over, in one endless sentence: twice the words, at most about twice the time."""
    compiled = patterns(lang)
    stock = [word for word in compiled.exact if len(word) > 1][:400]
    tokens = (stock * 40)[:6000]
    sentence = [0] * len(tokens)
    list(compiled.hits(tokens[:500], sentence[:500]))

    def cost(count: int) -> float:
        start = time.process_time()
        for _ in compiled.hits(tokens[:count], sentence[:count]):
            pass
        return time.process_time() - start

    half, whole = cost(3000), cost(6000)
    assert whole < 20 * max(half, 0.05)
    assert whole < 20
