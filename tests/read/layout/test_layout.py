"""Words with boxes to lines with speakers, on pages made by hand; no engine is needed."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.layout.pages import FIELD, HEAD, STATUS, at, middle, page, to

from standfast.model import Origin
from standfast.read.layout import items_of, lines_of, page_from_plain
from standfast.read.recognise.engine import Page, Word

ORIGIN = Origin("screen.png", 0, 3, "")


def said(shown: Page) -> list[tuple[str, str]]:
    return [(line.side, line.text) for line in lines_of(shown).lines]


BUBBLES = page(
    STATUS, HEAD, middle(300, "Today"),
    to(1030, 420, "who is this?"), to(1030, 470, "21:02"),
    at(50, 600, "you know who, we were on"), at(50, 655, "video last night"), at(690, 665, "21:04"),
    at(50, 790, "pay before 21:30"), at(690, 840, "21:05"),
    FIELD,
)  # fmt: skip


def test_bubbles_at_the_left_are_the_others_and_bubbles_at_the_right_are_the_persons() -> None:
    assert said(BUBBLES) == [
        ("person", "who is this?"),
        ("other", "you know who, we were on video last night"),
        ("other", "pay before 21:30"),
    ]


def test_the_head_names_the_other_and_is_no_line() -> None:
    chat = lines_of(BUBBLES)
    assert (chat.name, chat.bubbles) == ("Clara Voss", True)
    assert [line.sender for line in chat.lines] == ["", "Clara Voss", "Clara Voss"]


def test_times_go_to_when_and_a_deadline_in_the_text_stays() -> None:
    assert [line.when for line in lines_of(BUBBLES).lines] == ["Today 21:02", "Today 21:04", "Today 21:05"]


def test_a_time_at_the_end_of_a_line_stays_where_bubbles_have_no_times_of_their_own() -> None:
    shown = page(STATUS, HEAD, at(50, 600, "send it by 21:30"), to(1030, 720, "no"), to(1030, 840, "leave me alone"), FIELD)
    assert said(shown)[0] == ("other", "send it by 21:30")


def test_a_whole_line_as_one_word_with_its_time_in_it_is_split_like_single_words() -> None:
    shown = page(
        STATUS, HEAD,
        [Word("who is this? 21:02 W", 640, 420, 390, 40, 0.98)],
        [Word("pay 300 today", 50, 600, 280, 40, 0.98), Word("21:04", 350, 605, 80, 32, 0.98)],
        [Word("or else 21:05", 50, 760, 290, 40, 0.98)],
        FIELD,
    )  # fmt: skip
    assert said(shown) == [("person", "who is this?"), ("other", "pay 300 today"), ("other", "or else")]
    assert [line.when for line in lines_of(shown).lines] == ["21:02", "21:04", "21:05"]


def test_a_wrapped_line_of_the_person_is_one_bubble_on_the_persons_side() -> None:
    shown = page(STATUS, HEAD, at(50, 500, "pay"), at(330, 640, "please, I do not have that much"), at(330, 694, "right now"), FIELD)
    assert said(shown) == [("other", "pay"), ("person", "please, I do not have that much right now")]


def test_an_address_that_is_broken_over_two_lines_is_put_together_again() -> None:
    shown = page(
        STATUS, HEAD, at(50, 500, "bc1qinventedaddress0000000000000"), at(50, 554, "0000000000stays"), to(1030, 700, "no"), FIELD
    )
    assert said(shown)[0][1] == "bc1qinventedaddress00000000000000000000000stays"


def test_keyboard_and_what_is_typed_above_it_are_left_out() -> None:
    keys = [*at(30, 1800, "q w e r t y u i o p"), *at(60, 1950, "a s d f g h j k l"), *at(120, 2100, "z x c v b n m")]
    shown = page(STATUS, HEAD, at(50, 500, "answer me"), to(1030, 640, "no"), at(160, 1600, "Message..."), at(90, 1700, "I the and"), keys)
    assert said(shown) == [("other", "answer me"), ("person", "no")]
    assert lines_of(shown).platform == "instagram"


@pytest.mark.parametrize(
    ("hint", "platform"),
    [
        ("Send a chat", "snapchat"), ("iMessage", "text-message"), ("Text message", "text-message"), ("Message...", "instagram"),
        ("Aa", "messenger"), ("Message @claravoss", "discord"), ("Signal message", "signal"), ("Type a message", ""),
    ],
)  # fmt: skip
def test_the_empty_field_names_the_app(hint: str, platform: str) -> None:
    shown = page(STATUS, at(170, 120, "Clara Voss"), at(50, 500, "answer me"), to(1030, 640, "no"), at(160, 2250, hint))
    assert lines_of(shown).platform == platform


def test_discord_lines_have_the_name_above_them_and_the_head_says_who_is_the_other() -> None:
    shown = page(
        STATUS, at(40, 120, "claravoss"),
        at(160, 400, "sam.w"), at(290, 404, "Today at 21:02"), at(160, 460, "who is this"),
        at(160, 560, "claravoss"), at(380, 564, "Today at 21:04"), at(160, 620, "you know"), at(160, 680, "300 today"),
        at(160, 2250, "Message @claravoss"),
    )  # fmt: skip
    assert [(line.side, line.sender) for line in lines_of(shown).lines][0] == ("person", "sam.w")
    assert {line.side for line in lines_of(shown).lines[1:]} == {"other"}
    assert "300 today" in lines_of(shown).lines[-1].text


def test_discord_without_its_head_leaves_the_sides_open_and_keeps_the_names() -> None:
    shown = page(
        at(160, 400, "sam.w"), at(290, 404, "Today at 21:02"), at(160, 460, "who is this"),
        at(160, 560, "claravoss"), at(380, 564, "Today at 21:04"), at(160, 620, "you know"),
    )  # fmt: skip
    assert [(line.side, line.sender) for line in lines_of(shown).lines] == [("", "sam.w"), ("", "claravoss")]


def test_snapchat_names_in_capitals_say_who_speaks() -> None:
    shown = page(
        STATUS, at(170, 120, "Clara Voss"),
        at(30, 400, "ME"), at(56, 450, "who is this"), at(30, 540, "CLARA VOSS"), at(56, 590, "you know"), at(56, 650, "300 today"),
        at(160, 2250, "Send a chat"),
    )  # fmt: skip
    assert said(shown) == [("person", "who is this"), ("other", "you know"), ("other", "300 today")]


def test_the_name_in_a_groups_bubble_is_the_sender_and_no_part_of_the_text() -> None:
    shown = page(
        STATUS, at(170, 120, "Five-a-side"), at(170, 175, "14 members, 3 online"),
        at(50, 400, "Tariq"), at(50, 454, "you missed it"), at(400, 464, "21:02"), to(1030, 600, "I know"), to(1030, 650, "21:03"), FIELD,
    )  # fmt: skip
    assert [(line.sender, line.text) for line in lines_of(shown).lines] == [("Tariq", "you missed it"), ("", "I know")]


def test_a_mail_is_text_in_reading_order_and_no_conversation() -> None:
    shown = page(at(60, 300, "Dear customer,"), at(60, 420, "your parcel waits at the depot and can"), at(60, 474, "be fetched from Monday on."))
    chat = lines_of(shown)
    assert not chat.bubbles
    items = items_of(chat, "mail", ORIGIN)
    assert [item.kind for item in items] == ["text"]
    assert items[0].text == "Dear customer,\nyour parcel waits at the depot and can be fetched from Monday on."


def test_words_that_were_read_badly_are_marked_in_text_and_notes() -> None:
    shown = page(STATUS, HEAD, [*at(50, 500, "pay"), *at(128, 500, "3OO", sure=0.4)], to(1030, 640, "no"), FIELD)
    first, second = items_of(lines_of(shown), "screen", ORIGIN)
    assert [first.text[start:end] for start, end in first.unsure] == ["3OO"]
    assert first.notes == ("screen-read", "screen-unsure")
    assert second.notes == ("screen-read",)


def test_an_empty_page_gives_nothing() -> None:
    assert items_of(lines_of(Page(1080, 2340, ())), "screen", ORIGIN) == []


def test_a_page_from_the_browser_is_the_same_page() -> None:
    record = {
        "width": BUBBLES.width, "height": BUBBLES.height,
        "words": [[word.text, word.x, word.y, word.w, word.h, word.sure] for word in BUBBLES.words],
    }  # fmt: skip
    assert page_from_plain(json.dumps(record)) == BUBBLES
    assert page_from_plain(record) == BUBBLES


@pytest.mark.parametrize("bad", ["{}", "[]", "null", '{"width": 1, "height": 1, "words": [["a"]]}', '{"width": 1, "height": 1, "words": 3}', "{"])
def test_what_is_no_page_is_refused(bad: str) -> None:
    with pytest.raises(ValueError):
        page_from_plain(bad)


boxes = st.builds(
    Word, st.text(max_size=12), st.floats(-50, 1200), st.floats(-50, 2500), st.floats(-5, 900), st.floats(-5, 300), st.floats(0, 1)
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(boxes, max_size=40))
def test_any_boxes_at_all_are_taken_without_an_error(words: list[Word]) -> None:
    for item in items_of(lines_of(Page(1080, 2340, tuple(words))), "screen", ORIGIN):
        assert item.text.strip()
        assert all(0 <= start < end <= len(item.text) for start, end in item.unsure)


def test_thousands_of_words_do_not_take_long() -> None:
    words = tuple(Word("word", 30 + 70 * (n % 14), 20 + 30 * (n // 14), 60, 22) for n in range(20_000))
    started = time.perf_counter()
    lines_of(Page(1080, 43_000, words))
    assert time.perf_counter() - started < 5
