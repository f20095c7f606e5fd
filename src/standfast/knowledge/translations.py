"""Knowledge in another language: English rows with the words of ``words/<lang>.toml``; English where a part has none yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import cast

from attrs import evolve

from . import loader
from .planning import QuestionRow
from .schema import FindingRow, Words

_NUMBER = re.compile(r"\d[\d,]*(?:-\d+)*")
"""A count such as 5,244, or a date."""
GAP = "{n}"
"""Stands for each number in a sentence that a program writes: the words are translated once, the numbers move over."""


def text(key: str, lang: str = "en") -> str:
    """One sentence of the words file, its gaps still open. Raises KeyError for a key that English does not have."""
    here = _words(lang)
    found = here.text.get(key) if here else None
    return loader.words("en").text[key] if found is None else found


@cache
def translated(english: str, lang: str = "en") -> str:
    """A sentence of a contact, a platform fact, a law or a place, by its English words."""
    here = _words(lang)
    if here is None or lang == "en":
        return english
    whole = here.sentences.get(english)
    return _with_numbers(english, here) if whole is None else whole


@cache
def finding_row(finding_id: str, lang: str = "en") -> FindingRow:
    """The sentences of one kind of finding."""
    english = loader.finding_row(finding_id)
    here = _words(lang)
    row = here.findings.get(finding_id) if here else None
    if row is None:
        return english
    return evolve(english, says=row.get("says", english.says), limits=row.get("limits", english.limits))


@cache
def questions(lang: str = "en") -> tuple[QuestionRow, ...]:
    """Every question, in the order it is asked."""
    here = _words(lang)
    rows = loader.questions()
    return tuple(_question(row, here.questions[row.id]) if row.id in here.questions else row for row in rows) if here else rows


@cache
def measured(lang: str = "en") -> Mapping[str, str]:
    """For each finding id, the sentence that its benchmark last wrote."""
    return {key: translated(sentence, lang) for key, sentence in loader.measured().items()}


def _words(lang: str) -> Words | None:
    return loader.words(lang) if lang in loader.ids("words") else None


def _question(row: QuestionRow, words: Mapping[str, object]) -> QuestionRow:
    labels = cast(Mapping[str, str], words.get("choices", {}))
    hints = cast(Mapping[str, str], words.get("hints", {}))
    choices = tuple(evolve(one, label=labels.get(one.id, one.label), hint=hints.get(one.id, one.hint)) for one in row.choices)
    return evolve(row, text=str(words.get("text", row.text)), why=str(words.get("why", row.why)), choices=choices)


def _with_numbers(english: str, here: Words) -> str:
    sentence = here.sentences.get(_NUMBER.sub(GAP, english))
    if sentence is None:
        return english
    numbers: Iterator[str] = (found[0].replace(",", here.thousands) for found in _NUMBER.finditer(english))
    return re.sub(re.escape(GAP), lambda _: next(numbers), sentence)
