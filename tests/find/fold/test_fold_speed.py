"""Ordinary text is folded about as fast as it can be cut into words at all."""

from __future__ import annotations

import re
from timeit import repeat

from standfast.find.fold import fold

MAIL = """Hello! I am sorry to tell you that some months ago I have got full access to the device you use to browse the
internet. Since then I have been following your activity. Being a regular visitor of certain websites, you gave me what I
needed. I have a recording, and it won't be nice if your friends, family and colleagues see it. Transfer 1500 USD to me
within 48 hours, and I will forget about the whole thing. Do not reply to this mail, the return address is not mine.
"""
TEXT = (MAIL * 3)[:1100]
WORD = re.compile("[a-z0-9]+")


def cut() -> list[tuple[str, tuple[int, int]]]:
    return [(match.group(), match.span()) for match in WORD.finditer(TEXT.lower())]


def best(job: str, text: str = TEXT) -> float:
    return min(repeat(job, globals={"fold": fold, "cut": cut, "text": text}, number=100, repeat=7))


def test_plain_english_costs_a_few_times_as_much_as_finding_its_words():
    assert best("fold(text)") < 5 * best("cut()")


def test_accents_of_a_language_cost_little_more():
    german = TEXT.replace("ou", "ü").replace("a ", "ä ").replace("o ", "ö ")
    fold(german)
    assert best("fold(text)", german) < 4 * best("fold(text)")


def test_time_grows_with_length_only():
    assert best("fold(text)", TEXT * 8) < 16 * best("fold(text)")
