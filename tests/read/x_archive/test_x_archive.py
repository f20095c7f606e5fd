"""The archive of X: private messages, by number."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read_bytes

MANY = settings(max_examples=150, deadline=None, derandomize=True)
ACCOUNT = b'window.YTD.account.part0 = [ { "account" : { "email" : "alex@mail.example", "username" : "alex", "accountId" : "100", "createdAt" : "2020-01-01T00:00:00.000Z" } } ]'


def said(sender: str, text: str, minute: int, **more: Any) -> dict[str, Any]:
    fields = {"recipientId": "100", "reactions": [], "urls": [], "text": text, "mediaUrls": [], "senderId": sender, "id": str(minute)}
    return {"messageCreate": {**fields, "createdAt": f"2026-11-21T21:{minute:02}:11.242Z", "editHistory": [], **more}}


def talk(known: str, *events: dict[str, Any]) -> dict[str, Any]:
    return {"dmConversation": {"conversationId": known, "messages": list(events)}}


def script(name: str, *talks: dict[str, Any]) -> bytes:
    return f"window.YTD.{name}.part0 = ".encode() + json.dumps(list(talks), indent=2).encode()


SHORT = {"url": "https://t.co/abc123", "expanded": "https://pay.example/now", "display": "pay.example/now"}
REACTION = {"senderId": "100", "reactionKey": "like", "eventId": "1", "createdAt": "2026-11-22T10:00:00.000Z"}
TALKS = script(
    "direct_messages",
    talk(
        "100-200",
        said("200", "pay at https://t.co/abc123", 9, urls=[SHORT]),
        said("100", "who is this?", 5),
        said("200", "hello", 4, reactions=[REACTION], mediaUrls=["https://ton.example/dm/1/2/photo.jpg"]),
    ),
    talk("100-300", said("300", "lunch?", 1)),
)
GROUP = script(
    "direct_messages_group",
    talk("777", {"joinConversation": {"initiatingUserId": "300", "participantsSnapshot": ["100"], "createdAt": "2026-11-20T10:00:00.000Z"}}, said("300", "hi all", 2)),
)  # fmt: skip


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()


def whole(talks: bytes = TALKS) -> bytes:
    return packed({"data/account.js": ACCOUNT, "data/direct-messages.js": talks, "data/direct-messages-group.js": GROUP})


def items(data: bytes) -> list[Item]:
    found = list(read_bytes(data, "f.zip"))
    assert all(isinstance(one, Item) for one in found)
    return [one for one in found if isinstance(one, Item)]


def test_messages_come_oldest_first_by_conversation_with_their_sides() -> None:
    assert [(one.thread, one.sender, one.side, one.text) for one in items(whole())] == [
        ("200", "200", "other", "hello"),
        ("200", "100", "person", "who is this?"),
        ("200", "200", "other", "pay at https://pay.example/now"),
        ("300", "300", "other", "lunch?"),
        ("777", "300", "notice", "join conversation"),
        ("777", "300", "other", "hi all"),
    ]


def test_times_places_and_files_are_told() -> None:
    first = items(whole())[0]
    assert (first.when, first.platform, first.attachments[0].name) == ("2026-11-21T21:04:11Z", "x", "photo.jpg")
    assert first.origin.file == "f.zip!data/direct-messages.js"
    assert hashlib.sha256(TALKS[first.origin.start : first.origin.end]).hexdigest() == first.origin.sha256


def test_without_the_account_file_no_side_is_guessed() -> None:
    assert {one.side for one in items(packed({"data/direct-messages.js": TALKS}))} == {""}


def test_parts_are_read_in_their_order() -> None:
    parts = {f"a/data/direct-messages{part}.js": script("direct_messages", talk(f"100-{k}", said(str(k), "x", 1))) for k, part in ((2, "-part1"), (10, "-part10"), (3, "-part2"), (1, ""))}
    assert [one.thread for one in items(packed({"a/data/account.js": ACCOUNT, **parts}))] == ["1", "2", "3", "10"]


def test_headers_without_words_are_no_messages() -> None:
    found = items(packed({"data/direct-message-headers.js": TALKS, "data/direct-messages.js": TALKS}))
    assert {one.origin.file for one in found} == {"f.zip!data/direct-messages.js"}


def test_a_cut_file_gives_what_stands_before_the_cut_and_the_other_file() -> None:
    found = list(read_bytes(whole(TALKS[: TALKS.index(b"hello")]), "f.zip"))
    assert [getattr(one, "text", None) or getattr(one, "code", "") for one in found] == [
        "who is this?", "pay at https://pay.example/now", "SF-READ-009", "join conversation", "hi all",
    ]  # fmt: skip


@MANY
@given(st.data())
def test_only_read_errors_come_out_of_damaged_archives(draw: st.DataObject) -> None:
    at = draw.draw(st.integers(0, len(TALKS)))
    middle = draw.draw(st.binary(max_size=12) | st.sampled_from([b"{", b"}", b"[", b'"', b"\\ud800", b"null", b"[" * 3000, b"="]))
    for one in read_bytes(whole(TALKS[:at] + middle + TALKS[at + draw.draw(st.integers(0, 60)) :]), "fuzz"):
        assert isinstance(one, ReadError) or (one.text + one.sender + one.thread + one.when).encode() is not None
