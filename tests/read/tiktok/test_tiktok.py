"""TikTok: messages found by their fields, in JSON and text, oldest first, with their own bytes."""

from __future__ import annotations

import hashlib
import io
import json
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import BrokenFile, Item, ReadError
from standfast.read import read_bytes

FIXTURES = Path(__file__).parents[2] / "fixtures/read/tiktok"


def packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


def texts(found: object) -> list[tuple[str, str, str]]:
    return [(one.thread, one.side, one.text) for one in found if isinstance(one, Item)]  # type: ignore[attr-defined]


NEW = [("robin.k", "other", "we need to talk"), ("robin.k", "person", "what do you want"), ("robin.k", "other", "they will all see it 😈"), ("lee", "other", "quiz at five?")]


def test_the_file_reads_the_same_alone_and_in_its_zip() -> None:
    data = (FIXTURES / "user_data_tiktok.json").read_bytes()
    assert texts(read_bytes(data)) == NEW
    assert texts(read_bytes(packed({"TikTok_Data/user_data_tiktok.json": data, "TikTok_Data/Videos/1.mp4": b"x"}))) == NEW


@pytest.mark.parametrize("key", ["Chat History with robin.k:", "Historial de chat con robin.k:", "チャット履歴：robin.k:"])
def test_the_other_is_known_in_any_language(key: str) -> None:
    rows = [{"Date": "2026-11-24 21:04:00", "From": "robin.k", "Content": "hi"}, {"Date": "2026-11-24 21:05:00", "From": "sam", "Content": "no"}]
    data = json.dumps({"Direct Messages": {"Chat History": {"ChatHistory": {key: rows}}}}, ensure_ascii=False).encode()
    assert texts(read_bytes(data)) == [("robin.k", "other", "hi"), ("robin.k", "person", "no")]


def test_the_text_version_is_found_by_content_in_a_zip_in_any_language() -> None:
    data = (FIXTURES / "direct_messages.txt").read_bytes()
    found = list(read_bytes(packed({"TikTok/Mensajes directos/Mensajes directos.txt": data, "TikTok/Otros/otros.txt": b"No hay datos"}), "t.zip"))
    assert texts(found) == [("robin.k", "person", "stop"), ("robin.k", "other", "pay me\nor everyone sees it"), ("lee", "person", "morning"), ("lee", "other", "quiz?")]
    assert {one.when[-1] for one in found if isinstance(one, Item)} == {"Z"}


def test_a_cut_file_gives_what_stands_before_the_cut() -> None:
    data = (FIXTURES / "user_data_tiktok.json").read_bytes()
    found = list(read_bytes(data[: data.index(b"quiz at")], "t.json"))
    assert isinstance(found[0], BrokenFile)
    assert (found[0].file, found[0].place[:5]) == ("t.json", "line ")
    assert texts(found) == NEW[:3]


@settings(max_examples=100, deadline=2000, derandomize=True)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=30).filter(lambda t: t.strip("\n").strip()), min_size=1, max_size=9), st.booleans())
def test_any_words_in_either_order_come_oldest_first_with_their_bytes(words: list[str], backwards: bool) -> None:
    rows = [{"Date": f"2026-11-24 21:04:{k:02}", "From": "robin", "Content": text} for k, text in enumerate(words)]
    data = json.dumps({"Profile": {"ProfileMap": {}}, "Direct Messages": {"ChatHistory": {"With robin:": rows[::-1] if backwards else rows}}}, ensure_ascii=False).encode()
    found = [one for one in read_bytes(data) if isinstance(one, Item)]
    assert [item.text for item in found] == [text.strip("\n") for text in words]
    for item in found:
        assert hashlib.sha256(data[item.origin.start : item.origin.end]).hexdigest() == item.origin.sha256


def test_a_file_made_to_waste_time_is_read_soon() -> None:
    begun = time.process_time()
    evil = b">>> Chat History with a::\n2026-11-24 21:06:00 UTC a: x\n" + b">>> " * 300_000 + b"\n" + b"2026-11-24 21:06:00 " * 100_000
    assert list(read_bytes(evil))
    assert time.process_time() - begun < 3


@settings(max_examples=100, deadline=2000, derandomize=True)
@given(st.binary(max_size=400))
def test_any_bytes_behind_a_true_beginning(rest: bytes) -> None:
    for start in ((FIXTURES / "user_data_tiktok.json").read_bytes()[:500], (FIXTURES / "direct_messages.txt").read_bytes()[:100]):
        for one in read_bytes(start + rest, "t"):
            assert isinstance(one, ReadError) or one.text.encode("utf-8") is not None
