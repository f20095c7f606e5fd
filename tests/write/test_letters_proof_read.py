"""Every letter, in every language, with empty, full and hostile cases: what a careful proof-reader would stop."""

from __future__ import annotations

import re
import sys
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve
from written_cases import CASES, EMPTY, HOSTILE, NOW, OWN, PIN, SITUATIONS, WORDS, full

sys.path.append(str(Path(__file__).parents[1] / "plan"))  # the lint of the plan's words is the lint of these words

from lint import BLAME, PROMISE, SUBJECT_WORDS, reading_grade, sentences, takes_a_picture  # noqa: E402

from standfast.knowledge import country, ids  # noqa: E402
from standfast.knowledge.letter_rows import LetterRow  # noqa: E402
from standfast.knowledge.letters import GAP, asked, letter_languages, letter_text, letter_words, letters  # noqa: E402
from standfast.model import Case, Letter  # noqa: E402
from standfast.write import as_html, as_text, letter  # noqa: E402

PAGES = ("en", "es", "fr", "de", "it")
every_letter = pytest.mark.parametrize("row", letters(), ids=[row.id for row in letters()])
every_case = pytest.mark.parametrize("case", CASES)


def situations(row: LetterRow) -> list[str]:
    """Those in a country the letter is for, in any; a letter must hold even where the rules would not offer it."""
    return [name for name, one in SITUATIONS.items() if not row.countries or one.country in row.countries] or ["nothing known"]


@cache
def made(row_id: str, lang: str, case: str, situation: str) -> Letter:
    return letter(row_id, CASES[case], SITUATIONS[situation], None, lang, NOW)


def all_made(row: LetterRow, case: str) -> list[Letter]:
    return [made(row.id, lang, case, situation) for lang in PAGES for situation in situations(row)]


# --- placeholders, leaks, hostile values

PROGRAM_WORDS = re.compile(r"\b(None|nan|undefined|unknown|null|True|False)\b|Block\(|<class")
PLACEHOLDER = re.compile(r"\{[a-z-]+\}|\?\{|^\?|TODO|XXX|lorem|\[\]|\(\)", re.MULTILINE)


@every_letter
@pytest.mark.parametrize("case", ["empty", "full"])
def test_no_placeholder_and_no_word_of_a_program_is_left(row: LetterRow, case: str) -> None:
    for one in all_made(row, case):
        for words in (one.title, one.use, as_text(one.document), *(thing.label for thing in one.asked)):
            assert not PLACEHOLDER.search(words), words
            assert not PROGRAM_WORDS.search(words), words


@every_letter
@pytest.mark.parametrize("case", ["hostile", "right to left", "long"])
def test_what_others_wrote_stays_words(row: LetterRow, case: str) -> None:
    for one in all_made(row, case):
        text, page = as_text(one.document), as_html(one.document)
        assert "<script" not in page.lower() and "javascript:" not in page
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text + page)
        assert text.count("\u2068") == text.count("\u2069") and page.count("<bdi>") == page.count("</bdi>")


def test_a_gap_inside_a_value_is_never_filled() -> None:
    case = full(HOSTILE)
    text = as_text(letter("take-down", case, SITUATIONS["US 25-34"], None, "en", NOW).document)
    assert '{name} {no-such} <script>alert(1)</script> "&\' #read("/etc/passwd")' in text


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.attributes: dict[str, dict[str, str | None]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes.setdefault(tag, dict(attrs))
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open[-1] == tag, f"</{tag}> closes {self.open[-3:]}"
        self.open.pop()


@every_letter
@every_case
def test_the_page_is_whole_and_loads_nothing(row: LetterRow, case: str) -> None:
    one = made(row.id, "en", case, situations(row)[-1])
    outline = Outline()
    outline.feed(as_html(one.document))
    assert not outline.open and outline.seen.count("h1") == 1
    assert outline.attributes["html"] == {"lang": one.document.lang, "dir": "ltr"}
    assert not {"script", "img", "link", "iframe", "form", "a", "object"} & set(outline.seen)
    assert outline.seen.count("table") == outline.seen.count("thead")


def test_the_proof_reader_sees_a_page_that_is_not_whole() -> None:
    with pytest.raises(AssertionError, match="closes"):
        Outline().feed("<p><b>words</p>")


@every_letter
def test_what_is_sent_in_another_language_can_be_read_in_the_own(row: LetterRow) -> None:
    place = SITUATIONS[situations(row)[-1]]
    sent = letter(row.id, EMPTY, place, None, "en", NOW).document
    read = letter(row.id, EMPTY, place, None, "en", NOW, to_read=True).document
    assert sent.lang == (row.written_in or "en")
    assert read.lang == ("en" if (text := letter_text(row.id, "en")) and text.parts else row.written_in)


# --- dates

NUMBERS_ONLY = re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
AMERICAN = re.compile(r"\b[A-Z][a-z]+ \d{1,2}, \d{4}")
EUROPEAN = re.compile(r"\b\d{1,2}\.? (de )?[A-Za-zéäû]+ (de )?\d{4}")


@every_letter
def test_dates_are_in_the_order_of_the_country_with_the_month_as_a_word(row: LetterRow) -> None:
    for situation in situations(row):
        text = as_text(made(row.id, "en", "full", situation).document)
        iso = SITUATIONS[situation].country
        order = country(iso).date_order if iso in ids("countries") else "dmy"
        assert not NUMBERS_ONLY.search(text)
        assert not re.search(r"(?<![\d-])20\d\d-\d\d-\d\d(?![\d-])", text), "a date without a word for the month"
        if row.group == "tell":
            assert not (AMERICAN.search(text) or EUROPEAN.search(text)), "a message carries no date"
        elif order == "mdy":
            assert AMERICAN.search(text) and not EUROPEAN.search(text)
        elif order == "dmy":
            assert EUROPEAN.search(text) and not AMERICAN.search(text)


# --- what the person reads


def read_by_person(row: LetterRow, lang: str) -> list[str]:
    """Title, how to use it, what is asked; and the message itself where the person says it in their own name."""
    text = letter_text(row.id, lang)
    assert text, f"{row.id} has no words in {lang}"
    rows = [asked(name) for name in row.asks]
    words = [text.title + ".", text.use, text.use_minor]
    words += [line for one in rows for line in (one.label.get(lang, "") + ".", one.hint.get(lang, ""))]
    if row.group == "tell":
        words += [line.removeprefix("?") for part in text.parts for line in (*part.text, *part.list)]
    return [GAP.sub("it", one) for one in words if one.strip(" .")]


HUERTA_EASY = 70.0
"""Fernández Huerta (1959): 70 to 80 is "fairly easy", the sixth year of school, about 11 years."""


def syllables_es(word: str) -> int:
    """Vowel groups; two strong vowels, or a weak one with an accent, are two syllables. The u of que, qui, gue, gui is silent."""
    lower = re.sub(r"([qg])u([eéií])", r"\1\2", word.lower())
    groups = re.findall(r"[aeiouáéíóúü]+", lower)
    return max(1, sum(1 + len(re.findall(r"(?<=[aeoáéó])[aeoáéó]|(?<=[aeoiu])[íú]|[íú](?=[aeo])", one)) for one in groups))


def reading_ease_es(texts: list[str]) -> float:
    parts = [one for text in texts for one in sentences(text)]
    words = [word for one in parts for word in re.findall(r"[A-Za-zÁÉÍÓÚÜÑáéíóúüñ]+", one)]
    return 206.84 - 60 * sum(map(syllables_es, words)) / len(words) - 1.02 * len(words) / len(parts)


@every_letter
def test_what_the_person_reads_is_easy(row: LetterRow) -> None:
    assert reading_grade(read_by_person(row, "en")) <= 6.0
    assert reading_ease_es(read_by_person(row, "es")) >= HUERTA_EASY
    for lang in ("en", "es"):  # by itself: short labels would hide long sentences
        text = letter_text(row.id, lang)
        for use in filter(None, (text.use, text.use_minor) if text else ()):
            assert reading_grade([use]) <= 6.0 if lang == "en" else reading_ease_es([use]) >= HUERTA_EASY, use


def test_the_spanish_measure_can_fail() -> None:
    assert [syllables_es(word) for word in ("que", "imagen", "país", "aéreo", "día", "guerra", "bien")] == [1, 3, 2, 4, 2, 2, 1]
    hard = "La correspondencia incriminatoria requiere inmediata documentación administrativa, notificación y responsabilidad."
    assert reading_ease_es([hard]) < 30 < HUERTA_EASY < reading_ease_es(["No pagues. Guarda las palabras. Cuenta con nosotros."])


INTIMATE = re.compile(
    r"\b(describe (the|what|your)\b.{0,30}\b(picture|photo|video|image|body)|what (the|a) (picture|photo|video|image) shows|your body|naked|"
    r"undressed|(which|what) (part|parts) of|how (old|explicit)|sexual act|genital\w*|breasts?|describe (la|tu)\b.{0,20}\b(imagen|foto)|"
    r"tu cuerpo|desnud\w+|qué se ve en)\b",
    re.IGNORECASE,
)
SHAMING = re.compile(r"\b(victims?|víctimas?|sextort\w*|sextors\w*|porn\w*)\b", re.IGNORECASE)
BODIES = re.compile(r"Revenge Porn Helpline|revengepornhelpline\S*", re.IGNORECASE)
"""Names of services; nobody can rename them."""
NOT_MEANT = re.compile(r"should not have to|it to the police", re.IGNORECASE)
"""What the lists of the plan would take for blame or for a picture: here "it" is the letter."""
OTHERS = re.compile(r"\b(they|them|somebody|someone|the (sender|message|words))\b", re.IGNORECASE)
"""A sentence about what others do asks the reader for nothing."""
NEGATION = re.compile(r"\b(not|never|nobody|no|nadie|nunca)\b", re.IGNORECASE)


@every_letter
def test_nobody_is_asked_what_a_picture_shows_and_nobody_is_blamed(row: LetterRow) -> None:
    for lang in ("en", "es"):
        for words in read_by_person(row, lang):
            plain = NOT_MEANT.sub("", BODIES.sub("the helpline", words))
            assert not any(INTIMATE.search(one) and not NEGATION.search(one) for one in sentences(plain)), words
            assert not SHAMING.search(plain), words
            assert not (lang == "en" and (BLAME.search(plain) or PROMISE.search(plain))), words
            assert "!" not in plain and "¡" not in plain
            told = [one for one in sentences(plain) if not OTHERS.search(one)]
            assert lang != "en" or not any(takes_a_picture(one, official=False) for one in told), words


@pytest.mark.parametrize("bad", ["Please describe what the picture shows.", "Was it of your body?", "Dinos qué se ve en la foto."])
def test_the_closed_list_sees_a_bad_question(bad: str) -> None:
    assert INTIMATE.search(bad)


@every_letter
def test_the_title_on_the_page_gives_nothing_away(row: LetterRow) -> None:
    text = letter_text(row.id, "en")
    assert text and not SUBJECT_WORDS.search(text.title) and len(text.title) <= 60


# --- truth: from the case or from knowledge, else a gap


@every_letter
def test_every_letter_says_its_day_and_that_it_is_a_test_build(row: LetterRow) -> None:
    for one in all_made(row, "empty"):
        said = "\n".join(one.document.notices)
        words = letter_words(one.document.lang)
        assert all(notice in as_text(one.document) for notice in one.document.notices)
        if row.group == "tell":
            assert len(one.document.notices) == 1, "a message to somebody close says that it is a test build, and no more"
            continue
        assert any(str(row.as_of.year) in notice and str(row.as_of.day) in notice for notice in one.document.notices)
        assert "2026" in said and one.document.as_of == row.as_of.isoformat() and len(one.document.notices) >= 3
        if row.law:
            assert words.text["law"].split("{date}")[1] in said


@every_letter
def test_a_fact_that_changes_changes_the_letter_and_one_that_is_gone_leaves_no_trace(row: LetterRow) -> None:
    lang = row.written_in or "en"
    own = letter_text(row.id, lang)
    assert own
    always = {
        name
        for part in own.parts
        if not part.when and not part.unless
        for line in (*part.text, *part.list, *(pair[1] for pair in part.facts))
        for name in GAP.findall(line)
        if name in row.asks and asked(name).kind in ("text", "lines")
    }
    situation = SITUATIONS[situations(row)[-1]]
    for name in always:
        told = full()
        with_other = letter(row.id, _told(name, "a changed fact"), situation, None, lang, NOW)
        assert "a changed fact" in as_text(with_other.document), name
        gone = as_text(letter(row.id, _told(name, ""), situation, None, lang, NOW).document)
        assert told.facts[name] == "words of mine" and "a changed fact" not in gone


def _told(name: str, value: str) -> Case:
    return evolve(EMPTY, facts={name: value})


@every_letter
def test_no_pin_and_no_word_of_the_person_as_the_senders(row: LetterRow) -> None:
    for one in all_made(row, "full"):
        text = as_text(one.document) + as_html(one.document)
        assert PIN not in text and "me@person.example" not in text
        assert not any(block.kind == "quote" and OWN in block.text for block in one.document.blocks)


@every_letter
def test_an_empty_case_invents_nothing(row: LetterRow) -> None:
    for one in all_made(row, "empty"):
        text = as_text(one.document)
        assert not any(block.kind in ("table", "quote") for block in one.document.blocks)
        assert WORDS not in text and "lena.example" not in text and "USD" not in text


@every_letter
def test_a_letter_is_made_in_every_language_of_the_pages_and_its_own(row: LetterRow) -> None:
    assert {"en", "es", row.written_in or "en"} <= set(letter_languages(row.id))
    for name in row.asks:
        assert {"en", "es", row.written_in or "en"} <= set(asked(name).label), name
