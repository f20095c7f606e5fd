"""Discord's own data package: the person's own words, in JSON and in the older CSV."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read_bytes

MANY = settings(max_examples=150, deadline=None, derandomize=True)
CHANNEL = "900000000000000001"
JSON = json.dumps(
    [
        {"ID": 3, "Timestamp": "2026-11-21 21:06:00", "Contents": "", "Attachments": "https://cdn.example/a/1/2/cat.png?ex=0&hm=1 https://cdn.example/a/b.mp4"},
        {"ID": 2, "Timestamp": "2026-11-21 21:05:00", "Contents": "please stop", "Attachments": ""},
        {"ID": 1, "Timestamp": "2026-11-21 21:04:00", "Contents": "hi 🙂", "Attachments": ""},
    ]
).encode()  # fmt: skip
CSV = (
    "ID,Timestamp,Contents,Attachments\r\n"
    '2,2026-11-21 21:05:00.123000+00:00,"please, ""stop""\nnow",\r\n'
    "1,2026-11-21 21:04:00.000000+00:00,hi 🙂,https://cdn.example/a/cat.png\r\n"
).encode()


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def package(messages: bytes, kind: str = "json", top: str = "Messages", account: str = "Account") -> bytes:
    return packed(
        {
            f"{account}/user.json": b'{"id": "900000000000000003", "username": "alex", "global_name": "Alex", "settings": {"a": [1]}}',
            f"{top}/index.json": json.dumps({CHANNEL: "Direct Message with mia#0"}).encode(),
            f"{top}/c{CHANNEL}/channel.json": json.dumps({"id": CHANNEL, "type": "DM"}).encode(),
            f"{top}/c{CHANNEL}/messages.{kind}": messages,
        }
    )


def items(data: bytes) -> list[Item]:
    found = list(read_bytes(data, "f.zip"))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize(("top", "account"), [("Messages", "Account"), ("messages", "account"), ("Nachrichten", "Konto"), ("x/messages", "x/account")])
def test_messages_are_found_whatever_the_folders_are_called(top: str, account: str) -> None:
    found = items(package(JSON, top=top, account=account))
    assert [(one.text, one.sender, one.side) for one in found] == [
        ("hi 🙂", "Alex", "person"),
        ("please stop", "Alex", "person"),
        ("", "Alex", "person"),
    ]
    assert {(one.thread, one.platform) for one in found} == {("Direct Message with mia#0", "discord")}


def test_times_are_utc_as_discord_says() -> None:
    assert items(package(JSON))[0].when == items(package(CSV, "csv"))[0].when == "2026-11-21T21:04:00Z"


def test_files_are_named_by_their_links() -> None:
    assert [a.name for a in items(package(JSON))[2].attachments] == ["cat.png", "b.mp4"]


def test_a_record_of_many_lines_is_one_message_at_its_true_place() -> None:
    found = items(package(CSV, "csv"))
    assert [one.text for one in found] == ["hi 🙂", 'please, "stop"\nnow']
    for one in found:
        assert hashlib.sha256(CSV[one.origin.start : one.origin.end]).hexdigest() == one.origin.sha256


def test_a_cut_file_gives_what_stands_before_the_cut() -> None:
    for data, kind, whole in ((JSON[: JSON.index(b"please stop")], "json", 1), (CSV[: CSV.index(b"now")], "csv", 0)):
        found = list(read_bytes(package(data, kind), "f.zip"))
        assert [getattr(one, "code", "") for one in found] == [""] * whole + ["SF-READ-009"]


def test_a_broken_index_costs_the_names_only() -> None:
    found = items(packed({"m/index.json": b"{", f"m/c{CHANNEL}/channel.json": b"[[", f"m/c{CHANNEL}/messages.json": JSON}))
    assert {(one.thread, one.sender) for one in found} == {(CHANNEL, "")} and len(found) == 3


WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1, max_size=30)


@MANY
@given(st.lists(WORDS, max_size=6))
def test_any_words_come_back_from_csv(texts: list[str]) -> None:
    stream = io.StringIO(newline="")
    table = csv.writer(stream)
    table.writerow(["ID", "Timestamp", "Contents", "Attachments"])
    table.writerows([k, f"2026-11-21 21:04:{k:02}", text, ""] for k, text in enumerate(texts))
    found = items(package(stream.getvalue().encode(), "csv"))
    assert [one.text for one in found] == texts


@MANY
@given(st.sampled_from([(JSON, "json"), (CSV, "csv")]), st.data())
def test_only_read_errors_come_out_of_damaged_packages(seed: tuple[bytes, str], draw: st.DataObject) -> None:
    data, kind = seed
    at = draw.draw(st.integers(0, len(data)))
    middle = draw.draw(st.binary(max_size=12) | st.sampled_from([b"{", b"}", b"[", b'"', b"\\ud800", b"null", b"[" * 3000, b"\x00"]))
    for one in read_bytes(package(data[:at] + middle + data[at + draw.draw(st.integers(0, 60)) :], kind), "fuzz"):
        assert isinstance(one, ReadError) or (one.text + one.sender + one.thread + one.when).encode() is not None
