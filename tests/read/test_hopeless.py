"""A file in which nothing can be read says so shortly: not a hundred thousand sentences, not a gigabyte held for them."""

from __future__ import annotations

import io
import zipfile

import pytest

from standfast.model import Bomb, BrokenFile, Item, Locked, NothingKnown, ReadError
from standfast.read import archive, read_bytes
from standfast.read.dispatch import MOST_IN_A_ROW

PAGE = b'{"participants":[{"name":"a"},{"name":"b"}],"messages":[{"sender_name":"a","timestamp_ms":1700000000000,"content":"hi"}]}'
TOP = b'{"name":"a","type":"personal_chat","id":1,"messages":['
GOOD = b'{"id":1,"type":"message","date":"2026-11-24T21:04:00","from":"Mia","from_id":"user5","text":"hi"}'


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    """As if every member stood behind a password."""
    changed = bytearray(data)
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            changed[at + flags] |= 1
    return bytes(changed)


@pytest.mark.parametrize(
    "name",
    ["inbox/a{}/message_1.json", "inbox/a{}/message_1.html", "chats/chat_{}/messages.html", "{}.json", "data/direct-messages-part{}.js"],
)
def test_a_zip_behind_a_password_says_so_once_of_itself(name: str) -> None:
    (error,) = read_bytes(locked(packed({name.format(number): PAGE for number in range(300)})), "export.zip")
    assert isinstance(error, Locked)
    assert error.file == "export.zip"


def test_a_zip_of_nothing_but_broken_parts_is_given_up() -> None:
    found = list(read_bytes(packed({f"data/direct-messages-part{number}.js": b"x" for number in range(1000)}), "export.zip"))
    assert len(found) == MOST_IN_A_ROW + 1
    last = found[-1]
    assert isinstance(last, BrokenFile)
    assert last.file == "export.zip"


def test_a_good_line_after_some_broken_ones_is_still_read() -> None:
    data = TOP + b",".join([b'{"a":tru}'] * (MOST_IN_A_ROW - 1) + [GOOD] + [b'{"a":tru}'] * (MOST_IN_A_ROW - 1) + [GOOD]) + b"]}"
    found = list(read_bytes(data, "result.json"))
    assert sum(isinstance(one, Item) for one in found) == 2
    assert sum(isinstance(one, ReadError) for one in found) == 2 * (MOST_IN_A_ROW - 1)


def test_an_error_does_not_hold_what_was_being_read() -> None:
    for error in read_bytes(packed({f"inbox/a{number}/message_1.json": b"{" for number in range(3)}), "export.zip"):
        assert isinstance(error, ReadError)
        assert (error.__traceback__, error.__cause__, error.__context__) == (None, None, None)


def test_many_small_members_that_unpack_to_very_much_are_a_bomb_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_ALL", 100_000)
    monkeypatch.setattr(archive, "MAX_ALL_RATIO", 2)
    found = list(read_bytes(packed({f"inbox/a{number}/message_1.json": PAGE + b" " * 20_000 for number in range(50)}), "export.zip"))
    last = found[-1]
    assert isinstance(last, Bomb)
    assert last.file == "export.zip"
    assert sum(isinstance(one, ReadError) for one in found) == 1


def test_a_long_name_of_a_member_is_cut_where_it_is_shown() -> None:
    (error,) = read_bytes(packed({"x" * 60_000: b"x"}), "export.zip")
    assert isinstance(error, NothingKnown)
    assert len(error.detail["inside"]) == 100


def test_memory_that_runs_out_is_told_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> bytes:
        raise MemoryError

    monkeypatch.setattr(archive.Archive, "bytes_of", full)
    (error,) = read_bytes(packed({"main.jsonl": b'{"version":1}\n'} | {"user_data_tiktok.json": PAGE}), "export.zip")
    assert isinstance(error, Bomb)
