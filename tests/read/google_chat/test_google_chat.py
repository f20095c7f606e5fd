"""Google Chat out of Google Takeout."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read_bytes

MANY = settings(max_examples=150, deadline=None, derandomize=True)
ALEX = {"name": "Alex", "email": "alex@mail.example", "user_type": "Human"}
MIA = {"name": "Mia", "email": "mia@mail.example", "user_type": "Human"}


def said(creator: dict[str, str], date: str, **more: Any) -> dict[str, Any]:
    return {"creator": creator, "created_date": date, "topic_id": "t", "message_id": "a/t/t", **more}


TALK = json.dumps(
    {
        "messages": [
            said(MIA, "Saturday, November 21, 2026 at 9:04:11 PM UTC", text="hi Alex"),
            said(ALEX, "Saturday, November 21, 2026 at 9:05:00\u202fPM UTC", text="who are you?", updated_date="x"),
            said(MIA, "Sunday, November 22, 2026 at 12:00:01 AM UTC", attached_files=[{"original_name": "1.png", "export_name": "File-1?account_id=3.png"}]),
            said(MIA, "Sunday, November 22, 2026 at 12:10:00 PM UTC", message_state="DELETED"),
            said(MIA, "domingo, 22 de novembro de 2026 às 13:00:00 UTC", text="olá"),
        ]
    }
).encode()  # fmt: skip
INFO = json.dumps({"members": [ALEX, MIA]}).encode()
USER = json.dumps({"user": ALEX, "membership_info": []}).encode()


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def takeout(talk: bytes = TALK, groups: str = "Takeout/Google Chat/Groups", users: str = "Takeout/Google Chat/Users") -> bytes:
    return packed(
        {
            f"{groups}/DM abc/group_info.json": INFO,
            f"{groups}/DM abc/messages.json": talk,
            f"{groups}/DM abc/File-1_account_id=3.png": b"never opened",
            f"{users}/User 1/user_info.json": USER,
        }
    )


def items(data: bytes) -> list[Item]:
    found = list(read_bytes(data, "f.zip"))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize("names", [("Takeout/Google Chat/Groups", "Takeout/Google Chat/Users"), ("Exportação/Chat/Grupos", "Exportação/Chat/Usuários")])
def test_a_chat_is_found_whatever_the_folders_are_called(names: tuple[str, str]) -> None:
    found = items(takeout(groups=names[0], users=names[1]))
    assert [(one.sender, one.side) for one in found] == [("Mia", "other"), ("Alex", "person"), ("Mia", "other"), ("Mia", "other"), ("Mia", "other")]
    assert {one.thread for one in found} == {"Mia"}


def test_times_in_english_are_read_and_others_stay_as_written() -> None:
    assert [one.when for one in items(takeout())] == [
        "2026-11-21T21:04:11Z", "2026-11-21T21:05:00Z", "2026-11-22T00:00:01Z", "2026-11-22T12:10:00Z",
        "domingo, 22 de novembro de 2026 às 13:00:00 UTC",
    ]  # fmt: skip
    assert [one.notes for one in items(takeout())] == [(), ("edited",), (), ("deleted",), ("date-as-written",)]


def test_a_file_is_listed_with_its_size() -> None:
    assert [(a.name, a.size) for a in items(takeout())[2].attachments] == [("File-1_account_id=3.png", 12)]


def test_byte_ranges_are_those_inside_the_member() -> None:
    for one in items(takeout()):
        assert one.origin.file == "f.zip!Takeout/Google Chat/Groups/DM abc/messages.json"
        assert hashlib.sha256(TALK[one.origin.start : one.origin.end]).hexdigest() == one.origin.sha256


def test_without_the_persons_own_file_no_side_is_guessed() -> None:
    assert {one.side for one in items(packed({"g/DM a/group_info.json": INFO, "g/DM a/messages.json": TALK}))} == {""}


def test_a_cut_file_gives_what_stands_before_the_cut() -> None:
    found = list(read_bytes(takeout(TALK[: TALK.index(b"who are")]), "f.zip"))
    assert [getattr(one, "code", "") for one in found] == ["", "SF-READ-009"]


@MANY
@given(st.data())
def test_only_read_errors_come_out_of_damaged_takeouts(draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(TALK)))
    middle = draw.draw(st.binary(max_size=12) | st.sampled_from([b"{", b"}", b"[", b'"', b"\\ud800", b"null", b"[" * 3000]))
    for one in read_bytes(takeout(TALK[:at] + middle + TALK[at + draw.draw(st.integers(0, 60)) :]), "fuzz"):
        assert isinstance(one, ReadError) or (one.text + one.sender + one.thread + one.when).encode() is not None
