"""The contract of every letter file: whole, dated, and with nothing in it that no program fills."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from standfast.knowledge import facts, ids
from standfast.knowledge.letter_rows import AskedRow, LetterRow, LetterText, PartRow
from standfast.knowledge.letters import (
    COMPUTED,
    asked,
    check_row,
    check_text,
    gaps,
    letter_languages,
    letter_text,
    letter_words,
    letters,
    whole,
)
from standfast.knowledge.loader import structured
from standfast.model import KnowledgeError

every_letter = pytest.mark.parametrize("row", letters(), ids=[row.id for row in letters()])
FOLDER = Path(str(files("standfast.knowledge"))) / "letters"
LATEST = date(2027, 11, 24)
"""A year after the letters were written."""
ROW = next(row for row in letters() if row.id == "take-down")
TEXT = letter_text("take-down", "en") or LetterText("take-down", "", "")


@every_letter
def test_a_letter_says_where_it_is_from_and_when_to_look_again(row: LetterRow) -> None:
    assert row.sure in ("A", "B") and all(one.startswith("http") for one in row.source)
    assert row.as_of < row.recheck_by <= LATEST
    assert row.check or row.sure == "A", "what must a person check before a release?"


@every_letter
def test_every_language_of_a_letter_is_whole(row: LetterRow) -> None:
    for lang in letter_languages(row.id):
        text = letter_text(row.id, lang)
        assert text and text.title and (lang not in ("en", "es") or text.use)


@every_letter
def test_a_letter_says_the_same_in_every_language(row: LetterRow) -> None:
    """Where the page's language has the parts of a letter in another one, the person reads there what they send."""
    texts = [text for lang in letter_languages(row.id) if (text := letter_text(row.id, lang)) and text.parts]
    for text in texts[1:]:
        assert {*gaps(text)} - {"platform"} == {*gaps(texts[0])} - {"platform"}
        assert [part.show for part in text.parts if part.show] == [part.show for part in texts[0].parts if part.show]


@every_letter
def test_what_must_be_filled_in_stands_in_the_letter(row: LetterRow) -> None:
    needed = {*row.required, *(name for group in row.one_of for name in group)}
    for lang in letter_languages(row.id):
        text = letter_text(row.id, lang)
        shown = {part.show for part in text.parts} if text else set()
        assert not text or not text.parts or needed <= {*gaps(text), *shown}, lang


@every_letter
def test_a_letter_is_a_fact(row: LetterRow) -> None:
    assert (f"letters/{row.id}/letter.toml", row.id) in {(fact.file, fact.row) for fact in facts()}


@pytest.mark.parametrize("asked_id", ids("asked"))
def test_what_is_asked_has_words_in_both_languages_of_the_pages(asked_id: str) -> None:
    row = asked(asked_id)
    for words in (row.label, row.hint, *row.choices.values()):
        assert words.get("en") and words.get("es")


def test_everything_asked_is_asked_by_some_letter() -> None:
    used = {name for row in letters() for name in row.asks}
    assert set(ids("asked")) - used == set(), "delete the file, or ask for it"


@pytest.mark.parametrize("lang", ids("letter-words"))
def test_the_shared_words_are_the_same_in_every_language(lang: str) -> None:
    here, english = letter_words(lang), letter_words("en")
    assert len(here.months) == 12 and set(here.dates) == {"dmy", "mdy", "ymd"} and set(here.computed) == set(COMPUTED)
    assert set(here.text) == set(english.text) and all("{label}" in one for one in (here.not_filled, here.not_known))
    for key, words in english.text.items():
        assert words.count("{") == here.text[key].count("{"), key


def test_a_language_without_shared_words_gets_the_english_ones() -> None:
    assert letter_words("xx") == letter_words("en")


BROKEN_ROWS: Mapping[str, Mapping[str, Any]] = {
    "group": {"group": "hack-back"},
    "countries": {"countries": ("XX",)},
    "asks": {"asks": ("shoe-size",), "required": (), "one_of": ()},
    "required": {"required": ("bank-name",)},
    "routes": {"routes": ("astrology",)},
    "rule": {"when": {"mood": ("bad",)}},
    "rule shared": {"when": {"shared": ("maybe",)}},
    "source": {"source": ()},
    "twice": {"asks": (*ROW.asks, "links")},
    "no words in": {"written_in": "de"},
    "clocks": {"clocks": (evolve(ROW.clocks[0], hours=0),)},
}


@pytest.mark.parametrize("problem", BROKEN_ROWS)
def test_a_broken_letter_is_refused_with_its_file_and_place(problem: str) -> None:
    with pytest.raises(KnowledgeError) as failure:
        check_row(evolve(ROW, **BROKEN_ROWS[problem]))
    assert failure.value.file == "knowledge/letters/take-down/letter.toml"
    assert problem in f"{failure.value.place} {failure.value.detail}"


BROKEN_PARTS = {
    "gap": PartRow(text=("{shoe-size}",)),
    "part 1": PartRow(text=("a brace { alone",)),
    "show": PartRow(show="horoscope"),
    "rule": PartRow(when={"mood": ("bad",)}),
}


@pytest.mark.parametrize("problem", BROKEN_PARTS)
def test_a_broken_text_is_refused_with_its_file_and_place(problem: str) -> None:
    with pytest.raises(KnowledgeError) as failure:
        check_text(ROW, evolve(TEXT, parts=(BROKEN_PARTS[problem],)), "en")
    assert failure.value.file.startswith("knowledge/letters/take-down/en.toml")
    assert problem in str(failure.value)


def test_shared_parts_stand_where_a_letter_names_them() -> None:
    named, own = PartRow(same=("reach-me", "end")), PartRow(text=("mine",))
    parts = tuple(whole((named, own), "en", "x"))
    assert len(parts) == 3 and parts[0].heading == "How to reach me safely" and parts[-1] == own
    assert not any(part.same for row in letters() if (text := letter_text(row.id, "en")) for part in text.parts)


@pytest.mark.parametrize(("lang", "part"), [("en", PartRow(same=("no-such-group",))), ("xx", PartRow(same=("end",))), ("en", PartRow(same=("end",), show="kept"))])
def test_a_shared_part_that_is_not_there_is_refused(lang: str, part: PartRow) -> None:
    with pytest.raises(KnowledgeError, match="same"):
        tuple(whole((part,), lang, "x"))


def test_every_shared_part_is_used_by_two_letters() -> None:
    used = Counter(name for file in FOLDER.glob("*/en.toml") for part in tomllib.loads(file.read_text("utf-8")).get("parts", ()) for name in part.get("same", ()))
    kept = tomllib.loads((FOLDER.parent / "letter-parts/en.toml").read_text("utf-8"))["groups"]
    assert set(used) == set(kept) and min(used.values()) > 1


def test_what_a_list_shows_as_it_is_has_no_gap() -> None:
    with pytest.raises(KnowledgeError, match="no gaps"):
        check_text(ROW, evolve(TEXT, title="Ask {platform}"), "en")


def test_a_letter_without_parts_in_its_own_language_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no parts"):
        check_text(ROW, evolve(TEXT, parts=()), "en")


def test_a_typing_slip_cannot_hide_a_fact() -> None:
    with pytest.raises(KnowledgeError, match="extra fields"):
        structured({"id": "x", "kind": "text", "label": {"en": "X"}, "hnit": {}}, AskedRow, "knowledge/asked/x.toml")


def test_an_unknown_thing_to_ask_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="shoe-size"):
        asked("shoe-size")


def test_a_letter_that_does_not_exist_has_no_words() -> None:
    assert letter_text("no-such-letter", "en") is None and letter_text("take-down", "xx") is None
