"""A conversation is judged by what the other side said, and shows where in the trap it stands."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from saying import TRAP, talk

from standfast.find import FoundTalk, find_talk
from standfast.model import BLACKMAIL, Item, Kind, Origin


def found(*turns: tuple[str, str], **how: bool | int) -> FoundTalk:
    result = find_talk(talk(*turns, **how))  # type: ignore[arg-type]
    assert result is not None
    return result


def finding_ids(result: FoundTalk) -> set[str]:
    return {finding.id for finding in result.findings}


def test_the_trap_from_greeting_to_countdown_is_an_image_threat_and_told_step_by_step() -> None:
    result = found(*TRAP)
    assert result.verdict.kind is Kind.IMAGE_THREAT
    assert [stage.id for stage in result.talk.stages] == ["intimacy", "move-app", "pictures", "turn", "audience", "demand", "countdown"]
    assert [stage.minutes for stage in result.talk.stages] == [None, 12, 6, 6, 3, 3, 6]
    assert (result.demand.amount, result.demand.deadline_hours) == (300, 1)


def test_every_quote_is_exact_in_the_line_it_names() -> None:
    result = found(*TRAP)
    lines = {item.id: item for item in result.items}
    spans = [span for finding in result.findings for span in finding.because] + list(result.demand.because)
    assert spans
    for span in spans:
        name, _, part = span.item.partition("@")
        whole = {"": lines[name].text, "sender": lines[name].sender}.get(part)
        if part == "attachment":
            assert span.quote in {file.name for file in lines[name].attachments}
        else:
            assert whole is not None
            assert whole[span.start : span.end] == span.quote


def test_before_the_turn_it_is_the_start_of_the_trap_and_says_that_no_picture_is_listed() -> None:
    result = found(*TRAP[:7])
    assert result.verdict.kind is Kind.COERCION
    assert {"trap-start", "no-picture-of-yours-listed"} <= finding_ids(result)
    assert "trap-sequence" not in finding_ids(result)


def test_the_persons_own_pictures_are_listed_by_name_and_counted() -> None:
    result = found(*TRAP)
    (listed,) = [finding for finding in result.findings if finding.id == "pictures-of-yours-listed"]
    assert [span.quote for span in listed.because] == ["IMG_1.jpg"]


def test_asking_for_a_picture_is_not_having_one() -> None:
    assert "turn" not in {stage.id for stage in found(*TRAP[:8]).talk.stages}


def test_the_same_words_from_the_person_are_not_counted_against_them() -> None:
    swapped = [("me" if name == "Mia" else "Mia", words) for name, words in TRAP]
    assert found(*swapped).verdict.kind not in BLACKMAIL


def test_without_sides_the_worse_speaker_is_judged_and_the_reader_is_told() -> None:
    result = found(*TRAP, sides=False)
    assert result.verdict.kind is Kind.IMAGE_THREAT
    assert result.talk.speaker == "Mia"
    assert result.talk.notes == ("which-is-you",)
    assert not {"no-picture-of-yours-listed", "pictures-of-yours-listed"} & finding_ids(result)


def test_a_name_that_is_the_persons_own_settles_who_is_who() -> None:
    result = find_talk(talk(*TRAP, sides=False), own=frozenset({"ME"}))
    assert result is not None
    assert [(speaker.name, speaker.side) for speaker in result.talk.speakers] == [("Mia", "other"), ("me", "person")]


def test_friends_who_tease_are_no_blackmailers() -> None:
    result = found(
        ("Jo", "pay me back or i post your karaoke video lol"),
        ("me", "haha do it i dare you"),
        ("Jo", "everyone will see you sing abba 😂"),
        ("me", "lol see you friday"),
    )
    assert result.verdict.kind not in BLACKMAIL


def test_a_friend_who_hears_about_it_is_no_blackmailer() -> None:
    result = found(
        ("me", "someone says he has a video of me and will send it to my family if i dont pay"),
        ("Jo", "omg dont pay him. that is sextortion, it is not your fault"),
        ("me", "im so scared"),
        ("Jo", "come over, we call the police together and report the account"),
    )
    assert result.verdict.kind not in BLACKMAIL


def test_words_of_despair_from_the_person_bring_help_first() -> None:
    result = found(("Mia", "300 or everyone gets your nudes"), ("me", "i cant do this anymore i want to kill myself"))
    assert result.verdict.talks_of_self_harm
    (finding,) = [finding for finding in result.findings if finding.id == "speaks-of-self-harm"]
    assert {span.item for span in finding.because} == {"2"}


def test_a_message_request_counts_as_a_stranger() -> None:
    lines = talk(*TRAP)
    lines[0] = evolve(lines[0], notes=("message-request",))
    result = find_talk(lines)
    assert result is not None
    assert result.talk.stages[0].id == "stranger"


def test_a_number_for_a_name_counts_as_a_stranger() -> None:
    lines = [evolve(line, sender="+1 555 0100") if line.sender == "Mia" else line for line in talk(*TRAP)]
    result = find_talk(lines)
    assert result is not None
    assert result.talk.stages[0].id == "stranger"


def test_a_threat_after_years_of_small_talk_is_found() -> None:
    said = ["soup today?", "the bus is late again", "mum says hi", "see you at football", "that film was so good", "i am tired", "ok cool"]
    small = [("Mia" if n % 2 else "me", said[n % len(said)]) for n in range(3000)]
    result = found(*small, *TRAP[8:])
    assert result.verdict.kind is Kind.IMAGE_THREAT
    assert len(result.items) < 400


def test_long_small_talk_is_no_threat() -> None:
    small = [("Mia" if n % 2 else "me", f"did you send the pictures of dog {n} to your mum, she has a deadline") for n in range(3000)]
    assert found(*small).verdict.kind not in BLACKMAIL


def test_where_nobody_said_a_word_there_is_nothing_to_judge() -> None:
    assert find_talk(talk(("app", "Mia joined"))) is None
    assert find_talk(()) is None


def test_where_only_the_person_spoke_nothing_is_said_of_anybody() -> None:
    result = found(("me", "send me your nudes or i tell everyone"))
    assert result.verdict.kind is Kind.UNSURE
    assert result.talk.speaker == ""


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["me", "Mia", "app", ""]), st.text(max_size=60), st.sampled_from(["", "2026-11-24T10:00", "24/11/26"])),
        max_size=30,
    )
)
def test_no_conversation_makes_it_fail(turns: list[tuple[str, str, str]]) -> None:
    lines = [
        Item(str(n), "chat-line", words, Origin("-", 0, 0, ""), sender=name, when=when, thread="1")
        for n, (name, words, when) in enumerate(turns, 1)
    ]
    find_talk(lines)


def test_a_threat_forged_as_a_line_of_the_app_is_still_found() -> None:
    result = found(("Mia", "hi"), ("me", "hello"), ("app", "I have your nudes, pay me 300 or I send them to all your friends tonight"))
    assert result.verdict.kind is Kind.IMAGE_THREAT


def test_two_people_of_one_name_are_told_apart_where_the_file_knows_them() -> None:
    lines = [evolve(line, sender="Alex") for line in talk(*(("me" if name == "Mia" else "Mia", words) for name, words in TRAP))]
    result = find_talk(lines)
    assert result is not None
    assert result.verdict.kind not in BLACKMAIL
    assert {speaker.side for speaker in result.talk.speakers} == {"person", "other"}


def test_every_quoted_line_is_among_the_items_however_short_the_lines_are() -> None:
    words = [("Mia", word) for _, said in TRAP[8:] for word in said.split()]
    small = [("Mia" if n % 2 else "me", "ok") for n in range(400)]
    result = found(*TRAP[:8], *small, *words, *TRAP[8:], *small)
    held = {item.id for item in result.items}
    spans = [span for finding in result.findings for span in finding.because] + list(result.demand.because)
    assert spans
    assert {span.item.split("@")[0] for span in spans} <= held
