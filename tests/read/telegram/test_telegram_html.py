"""Telegram's ``messages.html``: a page of a chat."""

from __future__ import annotations

from pathlib import Path

from standfast.model import Item
from standfast.read import read, read_bytes

PAGE = Path(__file__).parents[2] / "fixtures/read/telegram_html/messages.html"
TOP = b'<html><div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">\nMia\n</div></div></div>'


def message(body: str, kind: str = "default clearfix", number: int = 9) -> bytes:
    return TOP + f'\n<div class="message {kind}" id="message{number}"><div class="body">{body}</div></div></div></html>'.encode()


def one(data: bytes) -> Item:
    (found,) = read_bytes(data, "f")
    assert isinstance(found, Item)
    return found


def test_a_page_is_read_with_its_senders_words_and_times() -> None:
    found = [one for one in read(PAGE) if isinstance(one, Item)]
    assert [(one.sender, one.side, one.text.splitlines()[0]) for one in found] == [
        ("Mia", "other", "Hi & hello"),
        ("Mia", "other", "Pay here or they all see it"),
        ("Alex", "person", "Leave me alone"),
        ("Mia", "other", "look who is on your list"),
        ("", "notice", "Mia set messages to auto-delete in 1 day"),
    ]
    assert found[0].when == "2026-11-21T21:04:11+01:00"
    assert {one.thread for one in found} == {"Mia"}


def test_the_lines_between_two_days_are_no_messages() -> None:
    assert all(isinstance(one, Item) and "November" not in one.text for one in read(PAGE))


def test_a_joined_message_is_of_whoever_wrote_last_and_where_a_link_leads_is_shown() -> None:
    second = [one for one in read(PAGE) if isinstance(one, Item)][1]
    assert (second.sender, second.text) == ("Mia", "Pay here or they all see it\nhttps://pay.example/now")


def test_a_forwarded_picture_is_listed_and_its_first_sender_is_not_taken_for_this_one() -> None:
    fourth = [one for one in read(PAGE) if isinstance(one, Item)][3]
    assert (fourth.sender, fourth.notes) == ("Mia", ("forwarded",))
    assert [(one.name, one.size) for one in fourth.attachments] == [("photo_1@21-11-2026_21-12-00.jpg", -1)]


def test_times_without_a_zone_say_so_and_unknown_ones_stay_as_written() -> None:
    head = '<div class="pull_right date details" title="{}">x</div><div class="text">hi</div>'
    local, odd = one(message(head.format("21.11.2026 21:04:11"))), one(message(head.format("8 Kasım 2026 21:04")))
    assert (local.when, local.notes) == ("2026-11-21T21:04:11", ("local-time",))
    assert (odd.when, odd.notes) == ("8 Kasım 2026 21:04", ("date-as-written",))


def test_a_file_that_was_left_out_is_listed_by_its_title() -> None:
    body = (
        '<div class="media_wrap clearfix"><div class="media clearfix pull_left media_photo"><div class="fill pull_left"></div>'
        '<div class="body"><div class="title bold">Photo</div><div class="description">Not included</div>'
        '<div class="status details">5 KB</div></div></div></div>'
    )
    found = one(message(body))
    assert [(a.name, a.media_type) for a in found.attachments] == [("Photo", "image/*")] and found.text == ""


def test_a_call_is_a_notice() -> None:
    body = (
        '<div class="from_name">Mia</div><div class="media_wrap"><div class="media clearfix media_call"><div class="body">'
        '<div class="title bold">Mia</div><div class="status details">Incoming (12 seconds)</div></div></div></div>'
    )
    found = one(message(body))
    assert found.side == "notice" and found.text.startswith("Mia")


def test_a_group_has_no_sides() -> None:
    data = message('<div class="from_name">Sam</div><div class="text">hello</div>')
    assert one(data).side == ""


def test_the_byte_range_is_the_message_alone() -> None:
    data = PAGE.read_bytes()
    found = [one for one in read(PAGE) if isinstance(one, Item)]
    assert data[found[0].origin.start :].startswith(b'<div class="message default clearfix" id="message1">')
    assert b"Pay" not in data[found[0].origin.start : found[0].origin.end]


def test_markup_that_is_never_closed_is_read() -> None:
    data = TOP + b'<div class="message default clearfix" id="message1"><div class="body"><div class="text">cut off he'
    assert one(data).text == "cut off he"
