"""Snapchat "My Data": saved chats and gone snaps in one line of time, old and new layout, JSON and HTML."""

from __future__ import annotations

import io
import json
import time
import zipfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import BrokenFile, Item, ReadError
from standfast.read import read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures/read/snapchat"


def packed(members: dict[str, bytes | str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def items(members: dict[str, bytes | str]) -> list[Item]:
    return [one for one in read_bytes(packed(members), "mydata.zip") if isinstance(one, Item)]


def row(text: str | None, at: str = "2026-11-24 21:04:00 UTC", kind: str = "TEXT", **more: object) -> dict[str, object]:
    return {"From": "robin", "Media Type": kind, "Created": at, "Content": text, "IsSender": False, "Media IDs": "", **more}


def history(*rows: dict[str, object]) -> str:
    return json.dumps({"robin": list(rows)})


def test_chats_and_snaps_of_one_person_are_one_thread_in_order() -> None:
    found = items({f"mydata~1/json/{name}": (FIXTURES / name).read_bytes() for name in ("chat_history.json", "snap_history.json")})
    assert [(item.thread, item.side, item.text, item.notes) for item in found] == [
        ("robin_k", "other", "", ("view-once",)),
        ("robin_k", "person", "leave me alone", ()),
        ("robin_k", "other", "send the money, it's your last hour", ()),
        ("Quiz night (0f3c2a11)", "other", "see you at five", ()),
    ]
    assert [a.media_type for a in found[0].attachments] == ["image/*"]
    assert found[0].origin.file == "mydata.zip!mydata~1/json/snap_history.json"


def test_media_are_found_by_their_id_and_listed_by_size() -> None:
    found = items({"json/chat_history.json": history(row("", kind="MEDIA", **{"Media IDs": "b~abc | b~gone"})), "chat_media/2026-11-24_b~abc.mp4": b"12345"})
    assert [(a.name, a.media_type, a.size) for a in found[0].attachments] == [("2026-11-24_b~abc.mp4", "video/mp4", 5), ("b~gone", "image/*", -1)]


def test_lines_of_the_app_are_notices_with_what_they_mean() -> None:
    kinds = ["STATUSERASEDMESSAGE", "STATUSCONVERSATIONCAPTURESCREENSHOT", "STATUSSAVETOCAMERAROLL", "STATUSPARTICIPANTREMOVED"]
    found = items({"json/chat_history.json": history(*(row(None, kind=kind) for kind in reversed(kinds)))})
    assert [(item.side, item.notes) for item in found] == [
        ("notice", ("deleted",)), ("notice", ("screenshot-taken",)), ("notice", ("saved-to-phone",)), ("notice", ("content-missing",)),
    ]  # fmt: skip


def test_pages_in_html_are_read_where_there_is_no_json() -> None:
    page = (FIXTURES / "subpage_robin.html").read_bytes()
    found = items({"html/chat_history/subpage_robin_k.html": page, "html/chat_history.html": b"<html></html>"})
    assert [(item.thread, item.sender, item.side, item.text) for item in found] == [
        ("robin_k", "sam.h", "person", "no"), ("robin_k", "robin_k", "other", "last hour & counting"),
    ]  # fmt: skip


def test_a_broken_history_does_not_stop_the_other() -> None:
    found = list(read_bytes(packed({"json/chat_history.json": history(row("x"))[:50], "json/snap_history.json": history(row(None, kind="IMAGE"))}), "m.zip"))
    assert [type(one) for one in found] == [BrokenFile, Item]
    assert isinstance(found[0], ReadError)
    assert found[0].file == "m.zip!json/chat_history.json"


@settings(max_examples=100, deadline=2000, derandomize=True)
@given(st.dictionaries(st.text(max_size=5), st.none() | st.lists(st.none() | st.dictionaries(
    st.sampled_from(["From", "To", "Media Type", "Created", "Content", "Text", "IsSender", "Media IDs", "Created(microseconds)"]),
    st.none() | st.booleans() | st.integers() | st.text(max_size=5)), max_size=4), max_size=4))  # fmt: skip
def test_any_shape_is_read_without_a_crash(value: object) -> None:
    for item in items({"json/chat_history.json": json.dumps(value)}):
        (item.text + item.sender + item.thread + item.when).encode("utf-8")


def test_a_history_of_nothing_but_brackets_is_refused_before_it_fills_the_memory() -> None:
    evil = b'{"robin": [{"From": "robin", "Media Type": "TEXT", "Created": "x"}, ' + b"[]," * 3_100_000
    for data in (evil, packed({"json/chat_history.json": evil})):
        (error,) = read_bytes(data, "m")
        assert isinstance(error, ReadError)
        assert error.code == "SF-READ-011"


def test_a_page_made_to_waste_time_is_read_soon() -> None:
    begun = time.process_time()
    start = b"<html><div class='rightpanel'><h4>a</h4><p>x</p><h6>2026-11-24 21:05:00 UTC</h6>"
    for evil in (b"<h4>" * 300_000, b"<h6 " * 300_000, b"<p" * 500_000, b'<a b="' * 300_000):
        assert list(read_bytes(start + evil))
    assert time.process_time() - begun < 10
