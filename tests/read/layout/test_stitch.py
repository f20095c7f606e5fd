"""Several screens of one conversation become one, by their overlap."""

from __future__ import annotations

import random

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, Origin
from standfast.read.layout import stitch

TALK = [
    ("person", "hello, who is this?"), ("other", "you know who I am"), ("other", "we were on video last night"), ("person", "what do you want"),
    ("other", "400 today or everyone sees it"), ("person", "please do not"), ("other", "not my problem"), ("other", "you have until nine"),
    ("person", "I need more time"), ("other", "no more time for you"), ("person", "ok"), ("other", "good, here is the address"),
]  # fmt: skip


def screen(start: int, end: int, name: str = "a", sender: str = "Clara") -> list[Item]:
    origin = Origin(f"{name}.png", 0, 1, "")
    return [
        Item(
            id=str(n), kind="chat-line", text=text, origin=origin, side=side, sender=sender if side == "other" else "", thread=sender or name,
            notes=("screen-read",),
        )
        for n, (side, text) in enumerate(TALK[start:end], 1)
    ]  # fmt: skip


def said(items: list[Item]) -> list[tuple[str, str]]:
    return [(item.side, item.text) for item in items]


def test_the_overlap_is_there_once_and_the_numbers_go_on() -> None:
    joined = stitch([screen(0, 6, "a"), screen(4, 9, "b"), screen(7, 12, "c")])
    assert said(joined) == TALK
    assert [item.id for item in joined] == [str(n) for n in range(1, 13)]


def test_the_order_comes_from_the_overlap_not_from_the_names() -> None:
    assert said(stitch([screen(7, 12, "a"), screen(0, 6, "b"), screen(4, 9, "c")])) == TALK


def test_small_reading_mistakes_do_not_hide_the_overlap() -> None:
    second = screen(4, 9, "b")
    second[0] = evolve(second[0], text="4OO today or everyone sees lt")
    assert len(stitch([screen(0, 6, "a"), second])) == 9


def test_of_a_line_cut_by_the_edge_the_whole_one_is_kept() -> None:
    first, second = screen(0, 5, "a"), screen(4, 9, "b")
    first[-1] = evolve(first[-1], text="400 today or everyone")
    assert said(stitch([first, second])) == TALK[:9]


def test_a_short_word_that_both_hold_by_chance_is_no_overlap() -> None:
    first = screen(0, 2, "a") + [evolve(screen(10, 11, "a")[0], id="3")]
    second = screen(10, 12, "b")
    joined = stitch([first, second])
    assert len(joined) == 5
    assert "screens-no-overlap" in joined[3].notes


def test_screens_that_share_nothing_stay_in_the_order_given_and_say_so() -> None:
    joined = stitch([screen(0, 3, "a"), screen(6, 9, "b")])
    assert said(joined) == TALK[:3] + TALK[6:9]
    assert [("screens-no-overlap" in item.notes) for item in joined] == [False, False, False, True, False, False]


def test_a_screen_without_a_head_takes_the_name_of_the_conversation() -> None:
    joined = stitch([screen(0, 6, "a"), screen(4, 9, "b", sender="")])
    assert {item.thread for item in joined} == {"Clara"}


def test_the_same_screen_twice_is_there_once() -> None:
    assert said(stitch([screen(0, 6, "a"), screen(0, 6, "b")])) == TALK[:6]


def test_a_screen_that_lies_inside_another_adds_nothing() -> None:
    assert said(stitch([screen(0, 9, "a"), screen(2, 6, "b")])) == TALK[:9]


@pytest.mark.parametrize("screens", [[], [[]], [[], []]])
def test_nothing_stays_nothing(screens: list[list[Item]]) -> None:
    assert stitch(screens) == []


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_a_conversation_cut_at_any_lines_comes_back_whole(step: int, seed: int) -> None:
    parts = [screen(start, start + step + 2, str(start)) for start in range(0, len(TALK) - 2, step)]
    random.Random(seed).shuffle(parts)
    assert said(stitch(parts)) == TALK
