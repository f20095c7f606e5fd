"""Every language says the same as English: nothing missing, nothing more, the same gaps, numbers and addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

import standfast
from standfast.find import find
from standfast.knowledge import (
    PURPOSES,
    QuestionRow,
    RouteRow,
    area,
    country,
    finding_row,
    ids,
    measured,
    platform,
    questions,
    steps,
    text,
    translated,
    words,
    world_routes,
)
from standfast.knowledge.guides import GUIDE_WORDS, PART_WORDS, Guide, guide, guides
from standfast.model import DEMANDS, UNKNOWN, Item, Kind, Origin, Phase, Situation, Strength
from standfast.plan import choices, first_questions, follow_ups, plan, routes

LANGS = tuple(lang for lang in ids("words") if lang != "en")
NOON = datetime(2026, 11, 24, 12, 0)
SOURCE = Path(standfast.__file__).parent
GAP = re.compile(r"\{\w+\}")
ADDRESS = re.compile(r"https?://\S+|\b(?:[\w-]+\.)+(?:com|org|net|uk|gov|eu|ie|au|ca|nz|us|es|mx)\b(?:/\S*)?")
NUMBER = re.compile(r"\d+")
BLAMING = re.compile(r"[!¡]|\b(?:siempre|debiste|deberías|víctimas?|sextorsión|simplemente)\b", re.I)

ASKS_FOR_IT = re.compile(r"\b(?:envía|reenvía|muestra|enseña|copia|guarda|comparte|haz|sube|manda)\b.*\b(?:foto|video|imagen)", re.I)
REFUSES = re.compile(r"\b(?:no|ni|nunca|nadie|ningún|ninguna|ninguno)\b", re.I)

every_language = pytest.mark.parametrize("lang", LANGS)


def differs(english: str, other: str) -> list[str]:
    """What a translation lost or added of the things that may not change."""
    kinds = (("gaps", GAP), ("addresses", ADDRESS), ("numbers", NUMBER))
    found = [name for name, look in kinds if Counter(look.findall(english)) != Counter(look.findall(other))]
    return found + ([] if other.strip() and other == other.strip() else ["empty or edged with blanks"])


def faults(pairs: Iterable[tuple[str, str, str]]) -> list[str]:
    return [f"{place}: {wrong}: {other}" for place, english, other in pairs for wrong in differs(english, other)]


def of_steps(lang: str) -> Iterator[tuple[str, str, str]]:
    for row in steps():
        other = words(lang).steps[row.id]
        for field in ("title", "why", "skip"):
            if english := getattr(row, field):
                yield f"{row.id}.{field}", english, str(other[field])
        for number, (english, line) in enumerate(zip(row.how, list(other["how"]), strict=True)):  # type: ignore[call-overload]
            yield f"{row.id}.how.{number}", english, line


def of_questions(lang: str) -> Iterator[tuple[str, str, str]]:
    for english, other in zip(questions(), questions(lang), strict=True):
        yield f"{english.id}.text", english.text, other.text
        yield f"{english.id}.why", english.why, other.why
        for one, choice in zip(english.choices, other.choices, strict=True):
            yield f"{english.id}.{one.id}", one.label, choice.label
            if one.hint:
                yield f"{english.id}.{one.id}.hint", one.hint, choice.hint


def of_findings(lang: str) -> Iterator[tuple[str, str, str]]:
    for name in ids("findings"):
        for field in ("says", "limits"):
            yield f"{name}.{field}", getattr(finding_row(name), field), words(lang).findings[name][field]


def of_guides(lang: str) -> Iterator[tuple[str, str, str]]:
    for english, other in zip(guides(), guides(lang), strict=True):
        for field in GUIDE_WORDS:
            yield f"{english.id}.{field}", getattr(english, field), getattr(other, field)
        yield from _of_parts(english, other)


def _of_parts(english: Guide, other: Guide) -> Iterator[tuple[str, str, str]]:
    for number, (part, theirs) in enumerate(zip(english.parts, other.parts, strict=True)):
        for field in PART_WORDS:
            value, mine = getattr(part, field), getattr(theirs, field)
            pairs = ((value, mine),) if isinstance(value, str) else zip(value, mine, strict=True)
            yield from ((f"{english.id}.{number}.{field}", one, its) for one, its in pairs if one)


def of_text(lang: str) -> Iterator[tuple[str, str, str]]:
    return ((key, english, words(lang).text[key]) for key, english in words("en").text.items())


def of_sentences(lang: str) -> Iterator[tuple[str, str, str]]:
    return ((english, english, other) for english, other in words(lang).sentences.items())


EVERYTHING = (of_steps, of_questions, of_findings, of_guides, of_text, of_sentences)


def every_route() -> Iterator[RouteRow]:
    yield from world_routes()
    for iso in ids("countries"):
        yield from country(iso).routes
    for one in ids("areas"):
        yield from area(one).routes


def sentences_needed() -> set[str]:
    """Everything that a contact, a platform or a place says to a person."""
    needed = {"not measured"}
    for row in every_route():
        needed |= {row.does, row.note, row.cost}
        needed |= {word for one in row.contacts for word in (one.say, one.note)}
    for iso in ids("countries"):
        land = country(iso)
        needed |= {land.name, *land.nations.values(), *(law.text for law in land.law)}
    needed |= {fact.text for name in ids("platforms") for fact in platform(name).facts}
    return needed - {""}


def names() -> set[str]:
    """Proper names: translated only where the English name is a description."""
    found = {row.name for row in every_route()} | {area(one).name for one in ids("areas")}
    return found | {platform(one).name for one in ids("platforms")}


@every_language
def test_every_sentence_of_the_pages_is_there(lang: str) -> None:
    here, english = words(lang).text, words("en").text
    assert [key for key in english if key not in here] == []
    assert [key for key in here if key not in english] == []


@every_language
def test_every_step_is_there_with_every_line(lang: str) -> None:
    here = words(lang).steps
    assert set(here) == {row.id for row in steps()}
    for row in steps():
        fields = {"title", "why", "how"} | ({"skip"} if row.skip else set())
        assert set(here[row.id]) == fields, row.id
        assert len(list(here[row.id]["how"])) == len(row.how), row.id  # type: ignore[call-overload]


@every_language
def test_every_finding_is_there(lang: str) -> None:
    assert {name: set(row) for name, row in words(lang).findings.items()} == {name: {"says", "limits"} for name in ids("findings")}


def _shape(row: QuestionRow) -> dict[str, set[str]]:
    choice_ids, hints = {one.id for one in row.choices}, {one.id for one in row.choices if one.hint}
    return {"text": set(), "why": set()} | ({"choices": choice_ids} if choice_ids else {}) | ({"hints": hints} if hints else {})


@every_language
def test_every_question_is_there_with_every_choice(lang: str) -> None:
    here = words(lang).questions
    assert set(here) == {row.id for row in questions()}
    for row in questions():
        assert {key: set(value) if isinstance(value, dict) else set() for key, value in here[row.id].items()} == _shape(row), row.id


@every_language
def test_every_guide_is_there(lang: str) -> None:
    assert set(words(lang).guides) == set(ids("guides"))


@every_language
def test_every_sentence_of_a_contact_a_platform_or_a_place_is_there(lang: str) -> None:
    here = words(lang).sentences
    assert sorted(sentences_needed() - set(here)) == []
    written = {key for key in here if "{n}" in key}
    assert sorted(set(here) - sentences_needed() - names() - written) == []


@every_language
def test_every_measured_sentence_is_told_with_its_own_numbers(lang: str) -> None:
    for name, english in measured().items():
        other = measured(lang)[name]
        assert other != english, f"no words for: {english}"
        assert "{" not in other
        assert NUMBER.findall(other) == NUMBER.findall(english.replace(",", words(lang).thousands)), other


@every_language
@pytest.mark.parametrize("part", EVERYTHING, ids=lambda part: part.__name__)
def test_gaps_numbers_and_addresses_are_the_same(lang: str, part: object) -> None:
    assert faults(part(lang)) == []  # type: ignore[operator]


@pytest.mark.parametrize("part", EVERYTHING, ids=lambda part: part.__name__)
def test_spanish_keeps_the_voice(part: object) -> None:
    """The word for the crime may stand only in the name of a page that carries it in English too."""
    told = ((place, other) for place, english, other in part("es") if "sextortion" not in english)  # type: ignore[operator]
    assert [f"{place}: {other}" for place, other in told if BLAMING.search(other)] == []


@pytest.mark.parametrize("part", (of_steps, of_questions, of_findings, of_guides, of_text), ids=lambda part: part.__name__)
def test_spanish_asks_nobody_to_save_show_or_send_a_picture(part: object) -> None:
    told = ((place, clause) for place, _, other in part("es") for clause in re.split(r"[.;:?]\s", other))  # type: ignore[operator]
    assert [f"{place}: {clause}" for place, clause in told if ASKS_FOR_IT.search(clause) and not REFUSES.search(clause)] == []


def test_a_clause_that_asks_for_a_picture_would_be_found() -> None:
    assert ASKS_FOR_IT.search("Guarda la foto") and not REFUSES.search("Guarda la foto")
    assert REFUSES.search("Guarda las palabras, nunca una foto")


def test_a_lost_number_gap_or_address_would_be_found() -> None:
    assert differs("Ring 999 or see police.uk: {limits}", "Llama al 999 o mira police.uk: {limits}") == []
    assert differs("Ring 999.", "Llama al 911.") == ["numbers"]
    assert differs("See police.uk.", "Mira la web.") == ["addresses"]
    assert differs("In {hours} hours", "En horas") == ["gaps"]


def test_a_plan_in_spanish_has_no_english_sentence_in_it() -> None:
    english_words = re.compile(r"\b(?:the|and|you|your|with|someone|free)\b")
    kept = re.compile(r'"[^"]*"|“[^”]*”|«[^»]*»')
    for iso in (*ids("countries"), UNKNOWN):
        made = plan(Situation(kind="image-threat", country=iso, deepfake="yes", shared="yes", paid="yes"), NOON, "es")
        told = [*made.notices, *(line for step in made.steps for line in (step.title, step.why, *step.how, step.skip))]
        shown = [*made.people_now, *(route for step in made.steps for route in step.routes)]
        told += [word for route in shown for word in (route.does, route.note, route.cost, route.hours, route.ages)]
        told += [word for route in shown for contact in route.contacts for word in (contact.say, contact.note)]
        assert [line for line in told if english_words.search(kept.sub("", line))] == [], iso


def test_the_language_changes_words_and_nothing_else() -> None:
    for iso in ("GB", "US", UNKNOWN):
        situation = Situation(kind="image-threat", country=iso, shown_age="16-17")
        english, spanish = plan(situation, NOON), plan(situation, NOON, "es")
        assert [step.id for step in english.steps] == [step.id for step in spanish.steps]
        assert [route.id for route in english.people_now] == [route.id for route in spanish.people_now]
        for one, other in zip(english.steps, spanish.steps, strict=True):
            assert [(r.id, [c.value for c in r.contacts]) for r in one.routes] == [
                (r.id, [c.value for c in r.contacts]) for r in other.routes
            ]


def test_the_directory_speaks_the_language_too() -> None:
    assert any(route.does.startswith("Alguien te escucha") for route in routes("GB", now=NOON, lang="es"))


def test_findings_are_told_in_the_language_and_their_gaps_are_filled() -> None:
    item = Item(
        "one", "text", "I hаve yоur vidео. Pay 500 in bitcoin by tonight or I will sеnd it tо all yоur friеnds.", Origin("-", 0, 0, "")
    )
    english, spanish = find(item), find(item, lang="es")
    assert [one.id for one in english.findings] == [one.id for one in spanish.findings]
    assert [one.because for one in english.findings] == [one.because for one in spanish.findings]
    assert english.verdict == spanish.verdict
    said = {one.id: one for one in spanish.findings}
    assert "letras" in said["disguised-words"].says
    assert all("{" not in one.says and one.says != other.says for one, other in zip(spanish.findings, english.findings, strict=True))
    assert all(
        one.limits != other.limits and one.measured != other.measured for one, other in zip(spanish.findings, english.findings, strict=True)
    )


def test_questions_are_asked_in_the_language() -> None:
    assert [row.id for row in first_questions("es")] == [row.id for row in first_questions()]
    by_id = {row.id: row for row in questions("es")}
    named = {one.id: one.label for one in choices(by_id["country"], Situation(), "es")}
    assert named["ES"] == "España"
    situation = Situation(kind="image-threat", country="GB")
    assert [row.id for row in follow_ups(situation, "es")] == [row.id for row in follow_ups(situation)]
    assert all(row.text.startswith("¿") for row in follow_ups(situation, "es"))


def test_a_language_without_a_file_is_answered_in_english() -> None:
    assert translated("Free", "xx") == "Free"
    assert text("day.mon", "xx") == "Monday"
    assert questions("xx") == questions()
    assert finding_row("hidden-text", "xx") == finding_row("hidden-text")
    assert measured("xx") == measured()
    assert guide("paid", "en").id == "paid"


def test_english_is_the_knowledge_itself() -> None:
    assert translated("Free") == "Free"
    assert not words("en").sentences and not words("en").steps and not words("en").findings and not words("en").questions


def keys_used() -> Iterator[tuple[str, str]]:
    call = re.compile(r"""\b(?:say|text|say_here)\(\s*(?:[\w.]+,\s*)?(f?)["']([^"']+)["']""")
    for file in sorted((*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"))):
        for found in call.finditer(file.read_text("utf-8")):
            yield file.name, found[2].partition("{")[0]


def test_every_key_that_a_program_uses_exists_in_english() -> None:
    english = words("en").text
    missing = [
        (file, key)
        for file, key in keys_used()
        if "." in key and key not in english and not (key.endswith((".", "-")) and any(one.startswith(key) for one in english))
    ]
    assert missing == []


def test_every_closed_list_has_its_words() -> None:
    needed = [
        *(f"verdict.{kind.value}" for kind in Kind),
        *(f"{of}.{strength.value}" for of in ("strength", "chip", "page.chip") for strength in Strength),
        *(f"phase.{phase.value}" for phase in Phase),
        *(f"purpose.{purpose}" for purpose in PURPOSES),
        *(f"demand.{wish}" for wish in DEMANDS),
        *(f"month.{number}" for number in range(1, 13)),
    ]
    assert [key for key in needed if key not in words("en").text] == []
