"""Telegram's export folder as a ZIP, and ZIPs and files that lie about themselves."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read_bytes

FOLDER = Path(__file__).parents[2] / "fixtures/read"
JSON = (FOLDER / "telegram_json/one-chat.json").read_bytes()
HTML = (FOLDER / "telegram_html/messages.html").read_bytes()
PHOTO = "chats/photos/photo_1@21-11-2026_21-12-00.jpg"
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def items(data: bytes) -> list[Item]:
    return [one for one in read_bytes(data, "f.zip") if isinstance(one, Item)]


@pytest.mark.parametrize("name", ["result.json", "ChatExport_2026-11-24/result.json", "renamed.json"])
def test_result_json_is_found_under_any_folder_and_its_bytes_are_exact(name: str) -> None:
    found = items(packed({name: JSON, "css/style.css": b""}))
    assert [one.side for one in found] == ["notice", "other", "person", "other"]
    for one in found:
        assert one.origin.file == f"f.zip!{name}"
        assert hashlib.sha256(JSON[one.origin.start : one.origin.end]).hexdigest() == one.origin.sha256


def test_pages_are_read_in_their_order_and_a_sender_goes_over_to_the_next() -> None:
    second = HTML.replace(b'<div class="from_name">\nMia\n', b'<div class="from_gone">\nMia\n', 1)
    found = items(packed({"chats/messages10.html": HTML, "chats/messages2.html": second, "chats/messages.html": HTML}))
    assert [one.origin.file.rsplit("/", 1)[1] for one in found[::5]] == ["messages.html", "messages2.html", "messages10.html"]
    assert found[5].sender == "Mia"
    assert [one.id for one in found] == [str(k) for k in range(1, 16)]
    assert {one.thread for one in found} == {"Mia"}


def test_a_picture_inside_is_listed_with_its_size_and_never_opened() -> None:
    found = items(packed({"chats/messages.html": HTML, PHOTO: b"\xff\xd8\xff not a picture"}))
    assert [a.size for one in found for a in one.attachments] == [17]


def test_json_is_read_where_both_are_there() -> None:
    assert {one.origin.file for one in items(packed({"result.json": JSON, "messages.html": HTML}))} == {"f.zip!result.json"}


def test_a_locked_member_is_said_to_be_locked() -> None:
    data = bytearray(packed({"messages.html": HTML, "messages2.html": HTML}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 8] |= 1  # the bit of encryption, in the directory entry of the second page
    found = list(read_bytes(bytes(data), "f.zip"))
    assert sum(isinstance(one, Item) for one in found) == 5
    assert [one.code for one in found if isinstance(one, ReadError)] == ["SF-READ-010"]


def test_a_cut_member_gives_what_stands_before_the_cut() -> None:
    found = list(read_bytes(packed({"result.json": JSON[: JSON.index(b"24 hours")]}), "f.zip"))
    assert [getattr(one, "code", "") for one in found] == ["", "", "", "SF-READ-009"]


def check(data: bytes) -> None:
    for found in read_bytes(data, "fuzz"):
        if isinstance(found, ReadError):
            assert found.code.startswith("SF-READ-")
        else:
            (found.text + found.sender + found.thread + found.when).encode()


@MANY
@given(st.sampled_from([JSON, HTML, (FOLDER / "telegram_json/whole-account.json").read_bytes()]), st.data())
def test_only_read_errors_come_out_of_damaged_files(seed: bytes, draw: st.DataObject) -> None:
    at = draw.draw(st.integers(200, len(seed)))
    middle = draw.draw(st.binary(max_size=12) | st.sampled_from([b"{", b"}", b"[", b'"', b"\\ud800", b"<div>", b"</div>", b"null", b"[" * 3000]))
    data = seed[:at] + middle + seed[at + draw.draw(st.integers(0, 300)) :]
    check(data)
    check(packed({"result.json": data, "messages.html": data}))


@MANY
@given(st.data())
def test_only_read_errors_come_out_of_damaged_zips(draw: st.DataObject) -> None:
    data = bytearray(packed({"a/result.json": JSON, "b/messages.html": HTML}))
    for _ in range(draw.draw(st.integers(1, 4))):
        data[draw.draw(st.integers(4, len(data) - 1))] = draw.draw(st.integers(0, 255))
    check(bytes(data[: draw.draw(st.integers(len(data) // 2, len(data)))]))
