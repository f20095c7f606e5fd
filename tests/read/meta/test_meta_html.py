"""Meta's HTML: cards found by their marks or their order, never by words; linear time on hostile markup."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item
from standfast.read import read_bytes
from standfast.read.meta.html_page import card

HEAD = "<html><head><style>._a6-g,._a6-o{}</style></head><body>"


def shown(sender: str, text: str, when: str = "24 nov. 2026, 21:04", known: bool = True) -> str:
    marks = ("_3-95 _a6-h", "_a6-p", "_a6-o") if known else ("q1", "q2", "q3")
    return (
        f'<section class="_a6-g"><h2 class="{marks[0]}">{sender}</h2><div class="{marks[1]}"><div>{text}</div></div>'
        f'<footer class="{marks[2]}"><div class="_a72d">{when}</div></footer></section>'
    )


def items(markup: str) -> list[Item]:
    return [one for one in read_bytes((HEAD + markup).encode(), "message_1.html") if isinstance(one, Item)]


def test_times_stay_as_written_and_say_that_they_are_local() -> None:
    (item,) = items(shown("Mia", "hej"))
    assert (item.sender, item.when, item.notes, item.thread) == ("Mia", "24 nov. 2026, 21:04", ("local-time",), "chat")


def test_parts_are_told_by_their_order_where_the_marks_are_new() -> None:
    (item,) = items(shown("Mia", "hej", known=False))
    assert (item.sender, item.text, item.when) == ("Mia", "hej", "24 nov. 2026, 21:04")


def test_pictures_are_listed_once_and_reactions_left_out() -> None:
    inside = 'x<a href="your_instagram_activity/messages/inbox/m/photos/1.jpg"><img src="your_instagram_activity/messages/inbox/m/photos/1.jpg"/></a>'
    (item,) = items(shown("Mia", inside + '<ul class="_a6-q"><li><a href="https://x.example">❤ Sam</a></li></ul>'))
    assert (item.text, [(a.name, a.media_type, a.size) for a in item.attachments]) == ("x", [("1.jpg", "image/jpg", -1)])
    assert item.platform == "instagram"


def test_a_card_without_a_time_is_no_message() -> None:
    assert [item.text for item in items('<div class="_a6-g"><div>Participants: Mia and Sam</div></div>' + shown("Mia", "hej"))] == ["hej"]


def test_a_meta_page_without_messages_is_read_as_a_page() -> None:
    (item,) = items("<p>Nothing here</p>")
    assert (item.kind, item.text) == ("text", "Nothing here")


@settings(max_examples=150, deadline=2000, derandomize=True)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=30), min_size=1, max_size=6))
def test_any_words_come_back_oldest_first(texts: list[str]) -> None:
    safe = [text.replace("&", "&amp;").replace("<", "&lt;") for text in texts]
    assert [item.text for item in items("".join(shown("Mia", text) for text in safe))] == list(reversed(texts))


SLOW = {
    "a million open tags": "<div>" * 1_000_000,
    "tags never closed": "<a " * 1_000_000,
    "quotes never closed": '<a b="' * 300_000,
    "cards without end": '<div class="_a6-g">' * 200_000,
    "comments never closed": "<!--" * 500_000,
    "signs that are no tags": "<" * 2_000_000,
    "scripts never closed": "<script>" * 200_000,
    "half a class": '<div class="' * 200_000,
    "attributes without end": "<a " + "x=1 " * 500_000 + ">",
}


@pytest.mark.parametrize("name", SLOW)
def test_markup_made_to_waste_time_is_read_soon(name: str) -> None:
    begun = time.process_time()
    items(shown("Mia", SLOW[name]))
    assert time.process_time() - begun < 6


@settings(max_examples=300, deadline=2000, derandomize=True)
@given(st.text(alphabet="<>!-/\"'= abdivclass_6go&;#x0\n", max_size=300))
def test_any_markup_makes_a_card(source: str) -> None:
    card(source.encode()).text.encode("utf-8")
