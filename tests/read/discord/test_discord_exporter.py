"""What DiscordChatExporter writes, as a file and in a ZIP."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read, read_bytes

FOLDER = Path(__file__).parents[2] / "fixtures/read/discord_json"
PRIVATE = (FOLDER / "private-chat.json").read_bytes()
MANY = settings(max_examples=150, deadline=None, derandomize=True)


def items(name: str) -> list[Item]:
    return [one for one in read(FOLDER / name) if isinstance(one, Item)]


def changed(**channel: Any) -> list[Item]:
    export = json.loads(PRIVATE)
    export["channel"] |= channel
    return [one for one in read_bytes(json.dumps(export).encode()) if isinstance(one, Item)]


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def test_a_private_chat_is_named_after_the_other_so_both_sides_are_known() -> None:
    found = items("private-chat.json")
    assert [(one.sender, one.side, one.when) for one in found] == [
        ("Mia ✨", "other", "2026-11-21T21:04:11Z"),
        ("Alex", "person", "2026-11-21T21:05:00Z"),
        ("Mia ✨", "notice", "2026-11-21T21:20:00Z"),
    ]
    assert {(one.thread, one.platform) for one in found} == {("mia", "discord")}


def test_where_the_name_is_of_neither_no_side_is_guessed() -> None:
    assert [one.side for one in changed(name="somebody else")] == ["", "", "notice"]
    assert [one.side for one in changed(type="DirectGroupTextChat")] == ["", "", "notice"]


def test_files_and_stickers_are_listed_and_an_edit_is_noted() -> None:
    second = items("private-chat.json")[1]
    assert [(a.name, a.media_type, a.size) for a in second.attachments] == [("cat.png", "image/png", 12345), ("Wave", "image/lottie", -1)]
    assert second.notes == ("edited",)


def test_newest_first_is_turned_and_forwarded_words_are_read() -> None:
    assert [(one.text, one.side, one.notes) for one in items("server.json")] == [
        ("who plays?", "", ()),
        ("tournament on friday", "", ("forwarded",)),
    ]


def test_a_channel_of_a_server_is_named_with_it() -> None:
    assert {one.thread for one in items("server.json")} == {"Chess club/general"}


def test_a_zip_of_chats_is_read_chat_by_chat() -> None:
    server = (FOLDER / "server.json").read_bytes()
    found = [one for one in read_bytes(packed({"a.json": PRIVATE, "notes.json": b"{}", "b/c.json": server, "d.json": PRIVATE}), "z")]
    assert all(isinstance(one, Item) for one in found)
    threads = [one.thread for one in found if isinstance(one, Item)]
    assert threads == ["mia"] * 3 + ["Chess club/general"] * 2 + ["mia (900000000000000001)"] * 3


def test_a_cut_file_gives_what_stands_before_the_cut() -> None:
    found = list(read_bytes(PRIVATE[: PRIVATE.index(b"Started a call")], "f"))
    assert [getattr(one, "code", "") for one in found] == ["", "", "SF-READ-009"]


@MANY
@given(st.data())
def test_only_read_errors_come_out_of_damaged_chats(draw: st.DataObject) -> None:
    at = draw.draw(st.integers(300, len(PRIVATE)))
    middle = draw.draw(st.binary(max_size=12) | st.sampled_from([b"{", b"}", b"[", b'"', b"\\ud800", b"null", b"1e999", b"[" * 3000]))
    data = PRIVATE[:at] + middle + PRIVATE[at + draw.draw(st.integers(0, 200)) :]
    for whole in (data, packed({"a.json": data})):
        for one in read_bytes(whole, "fuzz"):
            assert isinstance(one, ReadError) or (one.text + one.sender + one.thread + one.when).encode() is not None
