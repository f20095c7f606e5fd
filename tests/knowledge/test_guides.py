"""The guides: whole, kind, dated, and never a word that could harm. English here; other languages by their structure."""

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

sys.path.append(str(Path(__file__).parents[1] / "plan"))  # the lint of the plan's words is the lint of these words

from lint import BLAME, PROMISE, SUBJECT_WORDS, faults, reading_grade, sentences  # noqa: E402

from standfast.knowledge import PURPOSES, Words, ids, steps, words  # noqa: E402
from standfast.knowledge import guides as every_guide_in  # noqa: E402
from standfast.knowledge import loader as knowledge_loader  # noqa: E402
from standfast.knowledge.guides import ART, GUIDE_WORDS, ICONS, PART_KINDS, PART_WORDS, Guide, GuidePart, _translated, guide, guide_facts  # noqa: E402
from standfast.knowledge.loader import _converter  # noqa: E402
from standfast.model import CHOICES, KnowledgeError, Situation  # noqa: E402

GUIDES = every_guide_in()
PARTS = tuple((one, part) for one in GUIDES for part in one.parts)
OTHER_LANGUAGES = tuple(lang for lang in ids("words") if lang != "en")
SEVEN = ("threat", "message", "fake", "paid", "other", "accounts", "device")
READING_AGE_11 = 6.0
STEPS = {row.id: row for row in steps()}
COMING = re.compile(r"\b(coming soon|soon|later version|not yet ready|under construction)\b", re.IGNORECASE)

every_guide = pytest.mark.parametrize("one", GUIDES, ids=[one.id for one in GUIDES])
every_part = pytest.mark.parametrize(("one", "part"), PARTS, ids=[f"{one.id}-{part.heading}" for one, part in PARTS])


def part_texts(part: GuidePart) -> tuple[str, ...]:
    """What the reader is told; words to avoid are quoted as bad and stand apart."""
    return (part.heading, *part.text, *part.points, *part.say)


def guide_texts(one: Guide) -> tuple[str, ...]:
    return (one.choice, one.choice_more, one.title, one.lead, *(text for part in one.parts for text in part_texts(part)))


def whole(one: Guide) -> str:
    return "\n".join(guide_texts(one)).lower()


def steps_of(one: Guide) -> set[str]:
    return {step for part in one.parts for step in part.steps}


def purposes_of(one: Guide) -> set[str]:
    return {purpose for part in one.parts for purpose in part.purposes}


def test_there_is_one_guide_for_each_path_in_the_order_of_the_first_page() -> None:
    assert tuple(one.id for one in GUIDES) == SEVEN


@every_guide
def test_a_guide_names_only_pictures_that_exist(one: Guide) -> None:
    assert one.icon in ICONS and one.art in ART


@every_guide
def test_the_answers_a_path_gives_are_answers_of_a_situation(one: Guide) -> None:
    assert all(value in CHOICES[key] for key, value in one.sets.items())
    Situation(**one.sets)


@every_part
def test_a_part_has_content_and_names_only_what_exists(one: Guide, part: GuidePart) -> None:
    assert part.kind in PART_KINDS
    assert part.text or part.points or part.steps or part.say or part.avoid
    assert set(part.steps) <= set(STEPS) and set(part.purposes) <= set(PURPOSES)
    assert all(text.strip() == text and text for text in (*part_texts(part), *part.avoid))


@every_part
def test_nobody_is_listed_twice_in_one_part(one: Guide, part: GuidePart) -> None:
    assert not set(part.purposes) & {purpose for step in part.steps for purpose in STEPS[step].routes}


@every_guide
def test_a_guide_is_whole_and_promises_no_later_version(one: Guide) -> None:
    assert len(one.parts) >= 5 and not COMING.search(whole(one))


@every_guide
def test_a_guide_blames_nobody_promises_nothing_and_asks_for_no_picture(one: Guide) -> None:
    assert not [(fault, text) for text in guide_texts(one) for fault in faults(text)]


@every_guide
def test_headings_give_nothing_away_over_a_shoulder(one: Guide) -> None:
    for heading in (one.title, *(part.heading for part in one.parts)):
        assert not SUBJECT_WORDS.search(heading), heading
        assert len(heading) <= 60 and not heading.endswith(".")
    assert not re.search(r"\b(fake|threat\w*|pictures?|paid|police)\b", one.title, re.IGNORECASE)


@every_guide
def test_a_guide_is_easy_to_read(one: Guide) -> None:
    assert reading_grade(guide_texts(one)) <= READING_AGE_11
    assert all(len(sentence.split()) <= 22 for text in guide_texts(one) for sentence in sentences(text))


def test_all_guides_together_read_like_a_book_for_nine() -> None:
    assert reading_grade(text for one in GUIDES for text in guide_texts(one)) < 4.0


@pytest.mark.parametrize("row", tuple(guide_facts()), ids=lambda row: f"{row.row}")
def test_what_a_guide_states_has_a_source_a_date_and_a_day_to_look_again(row) -> None:  # type: ignore[no-untyped-def]
    assert row.sure in ("A", "B")
    assert row.source and all(address.startswith("http") for address in row.source)
    assert row.as_of < row.recheck_by <= date(row.as_of.year + 1, row.as_of.month, row.as_of.day)


@every_part
def test_a_part_has_all_of_its_own_facts_or_none(one: Guide, part: GuidePart) -> None:
    own = (bool(part.source), part.as_of is not None, bool(part.sure), part.recheck_by is not None)
    assert all(own) or not any(own)


def test_a_part_for_one_app_or_device_is_dated_by_itself_and_says_that_menus_move() -> None:
    named = re.compile(r"^(Instagram|Snapchat|WhatsApp|TikTok|Discord|iPhone|Android|Xbox|PlayStation|Nintendo)")
    found = [part for _, part in PARTS if named.search(part.heading)]
    assert len(found) == 10
    for part in found:
        assert part.as_of and part.source
        assert "menus move" in " ".join(part.text).lower() or part.heading == "WhatsApp"


@every_guide
def test_nobody_is_told_what_the_sender_will_do(one: Guide) -> None:
    """Rule 2: "often", never "always" and never "they will go away"."""
    assert not re.search(r"\b(they|it) (always|never) \w+|\bthey will (come|leave|stop|give up|share|send|post)\b", whole(one))


@pytest.mark.parametrize("guide_id", ["threat", "fake", "other", "paid", "message"])
def test_where_a_picture_may_be_in_play_the_guide_says_that_none_is_needed(guide_id: str) -> None:
    """Rule 3."""
    said = whole(guide(guide_id))
    assert re.search(r"nobody needs (it|a picture)|never a private picture|you need no picture|looks at no picture", said)


def test_a_picture_set_to_vanish_is_left_alone() -> None:
    assert "if a picture is set to vanish, leave it. do not save it in any way." in whole(guide("threat"))


@every_guide
def test_nothing_of_ones_own_is_deleted(one: Guide) -> None:
    """Rule 4. A mail may go once it is forwarded; nothing else."""
    for text in guide_texts(one):
        for sentence in sentences(text):
            if re.search(r"\bdelete\b", sentence, re.IGNORECASE) and "offers to delete" not in sentence:
                assert re.search(r"\bdelete nothing\b|\bthen you can delete it\b", sentence, re.IGNORECASE), sentence


def test_who_paid_meets_the_bank_first_and_no_blame() -> None:
    """Rule 5."""
    paid = guide("paid")
    assert paid.sets == {"paid": "yes"}
    assert paid.parts[0].steps == ("bank-now",) and "bank" in STEPS["bank-now"].routes
    assert "that is human" in paid.lead.lower() and "do-not-pay" in steps_of(paid)


def test_a_fake_leads_to_a_service_for_either_age() -> None:
    """Rule 6: never a dead end, and the services stay with the age in the picture."""
    fake = guide("fake")
    child = next(part for part in fake.parts if part.steps == ("image-service-child",))
    adult = next(part for part in fake.parts if part.steps == ("image-service-adult",))
    assert child is not adult and "not sure" in child.heading
    assert "image-abuse" in adult.purposes and "not the age today" in child.text[0]


@pytest.mark.parametrize("guide_id", ["threat", "fake", "paid"])
def test_the_guide_warns_of_firms_that_want_a_fee(guide_id: str) -> None:
    """Rule 7."""
    assert "warn-firms" in steps_of(guide(guide_id))


def test_the_message_guide_knows_the_paid_recovery_trick() -> None:
    assert "delete or trace it all for a fee" in whole(guide("message"))


def test_a_fake_gets_the_same_help_and_no_score() -> None:
    """Rule 8, and no verdict on what made it."""
    said = whole(guide("fake"))
    assert "real or fake makes no difference" in said and "you do not have to prove anything" in said
    assert "no program can reliably tell you" in said and "we do not give you a score" in said
    assert "a voice or a sound can be faked too" in said
    assert not re.search(r"\d+ ?%|\bpercent\b", said)
    assert "the threat is the crime" in whole(guide("threat"))


def test_where_the_sender_is_known_safety_comes_before_saving_and_blocking() -> None:
    """Rule 12."""
    threat = guide("threat")
    assert threat.parts[0].steps == ("safety-plan", "domestic-abuse-line")
    assert "your own safety first" in threat.lead
    assert "before you change a setting" in guide("accounts").lead


@pytest.mark.parametrize("guide_id", ["threat", "paid", "other", "device"])
def test_a_parent_is_never_the_only_trusted_adult(guide_id: str) -> None:
    said = whole(guide(guide_id))
    assert re.search(r"a teacher|does not have to be a parent|more than one (adult|person)|which adult besides me", said)


@every_guide
def test_nobody_is_told_to_meet(one: Guide) -> None:
    for text in guide_texts(one):
        for sentence in sentences(text):
            if re.search(r"\bmeet(ing)?\b", sentence, re.IGNORECASE) and not sentence.endswith("?"):
                assert re.search(r"\bno\b|\bnot\b", sentence), sentence


def test_a_parent_a_teacher_and_a_friend_each_have_first_words_and_leave_the_picture_alone() -> None:
    other = guide("other")
    for step in ("parent-first-words", "pupil-do-not-look", "friend-first-words"):
        part = next(part for part in other.parts if step in part.steps)
        assert len(part.say) >= 3 and part.kind == "talk"
    said = whole(other)
    assert "do not look at it. do not ask to see it." in said and "never save, copy, print or forward it" in said
    assert any(part.avoid for part in other.parts)


def test_words_to_avoid_are_kept_apart_from_words_to_say() -> None:
    for _, part in PARTS:
        if part.avoid:
            assert "close the door" in part.heading and not part.say


def test_the_new_device_guide_has_a_talk_for_each_age_and_one_sheet_to_print() -> None:
    device = guide("device")
    talks = [part.heading for part in device.parts if part.kind == "talk"]
    assert [re.findall(r"\d+", heading) for heading in talks] == [["5", "7"], ["8", "10"], ["11", "13"], ["14", "17"]]
    (sheet,) = (part for part in device.parts if part.kind == "sheet")
    assert sheet.purposes == ("crisis",) and len(sheet.points) == 5
    assert "you won't be in trouble for telling me" in device.lead


def test_the_account_guide_begins_with_mail_and_has_the_advice_of_the_police_warning() -> None:
    accounts = guide("accounts")
    assert accounts.parts[0].heading == "Your mail first"
    assert {"own-password", "two-step", "privacy-settings", "hide-lists", "links", "share-with-care"} <= steps_of(accounts)


def test_a_fake_mail_has_an_address_to_go_to() -> None:
    assert {"phishing-mail", "phishing-text"} <= purposes_of(guide("message"))


def test_an_unknown_guide_and_an_unknown_key_are_refused() -> None:
    with pytest.raises(KnowledgeError):
        guide("nowhere")
    with pytest.raises(Exception, match="[Ee]xtra|While structuring"):
        _converter.structure({"heading": "One", "hedding": "slip"}, GuidePart)


@pytest.mark.parametrize("lang", OTHER_LANGUAGES)
@every_guide
def test_another_language_has_the_same_guides_with_all_of_their_words(lang: str, one: Guide) -> None:
    row = words(lang).guides[one.id]
    assert set(row) == {*GUIDE_WORDS, "parts"}
    other = guide(one.id, lang)
    assert (other.sets, other.source, other.icon, other.first_steps) == (one.sets, one.source, one.icon, one.first_steps)
    for english, translated, written in zip(one.parts, other.parts, row["parts"], strict=True):  # type: ignore[call-overload]
        assert set(written) <= set(PART_WORDS)
        for key in PART_WORDS:
            told, retold = getattr(english, key), getattr(translated, key)
            assert len(told) == len(retold) if isinstance(told, tuple) else retold
            assert not told or key in written, f"{one.id}, {english.heading}: {key} is not translated"
        assert (translated.steps, translated.purposes, translated.as_of) == (english.steps, english.purposes, english.as_of)


@pytest.mark.parametrize("lang", OTHER_LANGUAGES)
def test_another_language_shouts_at_nobody(lang: str) -> None:
    assert not any(re.search(r"[!¡]", text) for one in every_guide_in(lang) for text in guide_texts(one))


def test_a_translation_changes_words_alone() -> None:
    english = GuidePart("Heading", text=("One.",), steps=("block",), purposes=("bank",), fold=True)
    other = _translated(english, {"heading": "Título", "text": ["Uno."]})
    assert other == evolve(english, heading="Título", text=("Uno.",))


def test_a_translation_with_a_missing_part_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    short = Words(id="xx", name="Xx", direction="ltr", text={}, guides={"paid": {"title": "x", "parts": []}})
    monkeypatch.setattr(knowledge_loader, "words", lambda lang: short)
    guide.cache_clear()
    with pytest.raises(KnowledgeError):
        guide("paid", "xx")
    assert guide("fake", "xx") == guide("fake")
    guide.cache_clear()


def test_the_lint_would_see_a_bad_guide() -> None:
    assert BLAME.search("You should have known.") and PROMISE.search("They always come back.")
    assert faults("Send the picture to the police.")
