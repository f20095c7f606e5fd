"""Meta's JSON: letters repaired, oldest line first, each line with its own bytes, cut files read up to the cut."""

from __future__ import annotations

import hashlib
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import BrokenFile, Item, ReadError
from standfast.read import read_bytes
from standfast.read.chat import owner_of, writable
from standfast.read.meta.mojibake import repaired
from standfast.read.meta.profile import names_told
from standfast.read.records import MAX_BRACKETS

SOME = settings(max_examples=200, deadline=2000, derandomize=True)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


def moji(text: str) -> str:
    return text.encode("utf-8").decode("latin-1")


def page(*messages: dict[str, object], **more: object) -> bytes:
    whole = {"participants": [{"name": "Mia"}, {"name": "Sam"}], "messages": list(messages), "title": "Mia", **more}
    return json.dumps(whole).encode()


def message(text: str | None = "hello", at: int = 1_795_000_000_000, sender: str = "Mia", **more: object) -> dict[str, object]:
    content = {} if text is None else {"content": moji(text)}
    return {"sender_name": moji(sender), "timestamp_ms": at, **content, **more}


def items(data: bytes) -> list[Item]:
    return [found for found in read_bytes(data, "message_1.json") if isinstance(found, Item)]


@SOME
@given(TEXTS)
def test_any_text_survives_metas_mistake(text: str) -> None:
    assert repaired(moji(text)) == text


@SOME
@given(TEXTS)
def test_text_that_is_whole_and_beyond_latin_1_is_kept(text: str) -> None:
    text += "→"
    assert repaired(text) == text


def test_half_characters_are_joined_or_marked_as_lost() -> None:
    assert writable("\ud83d\ude08 x \ud83d y") == "😈 x \ufffd y"


@SOME
@given(st.lists(TEXTS.filter(lambda text: text.strip("\n").strip()), min_size=1, max_size=12))
def test_a_page_reads_backwards_with_every_text_and_every_byte_range(texts: list[str]) -> None:
    data = page(*(message(text, 1_795_000_000_000 - k * 1000) for k, text in enumerate(texts)))
    found = items(data)
    assert [item.text for item in found] == [text.strip("\n") for text in reversed(texts)]
    assert [item.id for item in found] == [str(k + 1) for k in range(len(texts))]
    assert [item.when for item in found] == sorted(item.when for item in found)
    for item in found:
        assert hashlib.sha256(data[item.origin.start : item.origin.end]).hexdigest() == item.origin.sha256
        assert json.loads(data[item.origin.start : item.origin.end])["sender_name"] == "Mia"


def test_a_page_that_is_oldest_first_stays_so() -> None:
    assert [item.text for item in items(page(message("a", 1_795_000_000_000), message("b", 1_795_000_009_000)))] == ["a", "b"]


def test_unsent_lines_are_marked_and_their_words_left_out() -> None:
    (item,) = items(page(message("secret", is_unsent=True, photos=[{"uri": "x/photos/1.jpg"}])))
    assert (item.text, item.notes, item.attachments) == ("", ("deleted",), ())


def test_media_are_listed_by_name_sort_and_time_under_whatever_key() -> None:
    media = {
        "photos": [{"uri": "a/photos/1.jpg", "creation_timestamp": 1_795_000_000}],
        "audio_files": [{"uri": "a/audio/clip.mp4"}],
        "videos": [{"uri": "a/videos/without_ending"}],
        "something_new": [{"uri": "a/new/9.heic"}],
        "reactions": [{"reaction": "x", "actor": "Sam", "uri": "not/media.jpg"}],
    }
    (item,) = items(page(message(None, **media)))
    assert [(a.name, a.media_type, a.size) for a in item.attachments] == [
        ("1.jpg", "image/jpg", -1), ("clip.mp4", "audio/mp4", -1), ("without_ending", "video/*", -1), ("9.heic", "image/heic", -1),
    ]  # fmt: skip
    assert item.attachments[0].when == "2026-11-18T11:06:40Z"


def test_a_shared_link_follows_the_words_once() -> None:
    link = "https://pay.example/x"
    assert [item.text for item in items(page(message("look", share={"link": link}), message(f"at {link}", share={"link": link})))] == [
        f"at {link}", f"look\n{link}",
    ]  # fmt: skip


def test_a_line_of_which_nothing_is_left_says_so() -> None:
    (item,) = items(page(message(None)))
    assert (item.text, item.notes) == ("", ("content-missing",))


def test_a_call_is_a_line_of_the_app() -> None:
    assert items(page(message("Mia called you.", call_duration=12)))[0].side == "notice"


def test_people_who_are_gone_keep_the_name_that_the_export_gives_them() -> None:
    assert items(page(message(sender="Instagram User")))[0].sender == "Instagram User"


@pytest.mark.parametrize(("path", "notes"), [("message_requests/x_1", ("message-request",)), ("filtered_threads/x_1", ("message-request",)), ("inbox/x_1", ())])
def test_a_message_request_is_told_on_its_first_line_only(path: str, notes: tuple[str, ...]) -> None:
    first, second = items(page(message("b", 1_795_000_009_000), message("a"), thread_path=path))
    assert (first.thread, first.notes, second.notes) == (path, notes, ())


@pytest.mark.parametrize("keep", range(10, 100, 7))
def test_a_page_cut_anywhere_gives_the_whole_messages_before_the_cut_and_one_error_with_the_place(keep: int) -> None:
    data = page(*(message(f"text {k}", 1_795_000_000_000 - k) for k in range(50)))
    found = list(read_bytes(data[: len(data) * keep // 100], "message_1.json"))
    errors = [one for one in found if isinstance(one, ReadError)]
    assert [type(error) for error in errors] == [BrokenFile]
    assert (errors[0].file, errors[0].place[:5]) == ("message_1.json", "line ")
    lines = [one.text for one in found if isinstance(one, Item)]
    assert lines == [f"text {k}" for k in reversed(range(len(lines)))]
    assert len(lines) >= 50 * keep // 100 - 3


STRANGE = [
    {"sender_name": None, "timestamp_ms": "soon", "content": 7, "photos": {"uri": 3}, "share": "x"},
    {"sender_name": "Mia", "timestamp_ms": 1e400, "content": "\ud83d", "videos": [None, [], {"uri": "\udc00.mp4"}]},
    {"sender_name": "Mia", "timestamp_ms": 10**30, "content": ["x"]},
    {"sender_name": "Mia", "timestamp_ms": -5, "content": "x\x00y", "share": [{"link": "l"}, 4]},
]


@pytest.mark.parametrize("strange", STRANGE)
def test_a_message_of_the_wrong_shape_does_not_stop_the_others(strange: dict[str, object]) -> None:
    found = items(page(message("a"), strange, message("b")))
    assert {"a", "b"} <= {item.text for item in found}
    for item in found:
        repr(item)
        (item.text + item.sender + "".join(a.name for a in item.attachments)).encode("utf-8")


def test_numbers_and_nesting_made_to_crash_are_one_error() -> None:
    start = b'{"participants": [{"name": "A"}], "messages": [{"sender_name": "A", "timestamp_ms": 1, "content": "x"}, '
    for evil in (b"[" * 200_000, b'{"a":' * 100_000, b"9" * 100_000 + b"x"):
        found = list(read_bytes(start + evil, "message_1.json"))
        assert [type(one) for one in found] == [BrokenFile, Item]
    (error,) = read_bytes(start + b"[]," * MAX_BRACKETS, "message_1.json")
    assert isinstance(error, ReadError)
    assert error.code == "SF-READ-011"


def test_the_owner_is_who_the_profile_names_else_the_only_one_everywhere_else_nobody() -> None:
    two = [frozenset({"Sam", "Mia"}), frozenset({"Sam", "Lee", "Ola"})]
    assert owner_of(two) == "Sam"
    assert owner_of(two[:1]) == ""
    assert owner_of([two[0], two[0]]) == ""
    assert owner_of(two[:1], ["female", "Sam"]) == "Sam"
    assert owner_of(two, ["Nobody"]) == "Sam"


def test_names_are_found_in_a_profile_in_any_language_and_either_shape() -> None:
    older = {"profile_user": [{"string_map_data": {"Nombre": {"value": "Zo\u00c3\u00ab"}, "Correo": {"value": "z@home.example"}}}]}
    newer = {"label_values": [{"label": "Nom", "value": "Zoé"}]}
    facebook = {"profile_v2": {"name": {"full_name": "Zoe Field"}, "family_members": [{"name": "Ann Field"}], "username": "zf"}}
    assert list(names_told(older)) == ["Zoë", "z@home.example"]
    assert list(names_told(newer)) == ["Zoé"]
    assert list(names_told(facebook)) == ["Zoe Field", "zf"]
