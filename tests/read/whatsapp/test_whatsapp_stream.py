"""Where the blocks of a stream happen to be cut makes no difference, and neither does a file that breaks off."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from standfast.model import Item
from standfast.read import pieces, read_bytes
from standfast.read.whatsapp import chat

FILES = sorted((Path(__file__).parents[2] / "fixtures/read/whatsapp").iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
@pytest.mark.parametrize("block", [1, 7, 64])
def test_blocks_of_any_size_read_the_same(path: Path, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    data = path.read_bytes()
    at_once = list(read_bytes(data))
    monkeypatch.setattr(pieces, "BLOCK", block)
    monkeypatch.setattr(chat, "BLOCK", block)
    assert list(read_bytes(data)) == at_once


def test_a_long_file_keeps_every_message_in_order() -> None:
    lines = [f"{k % 28 + 1}/{k // 28 % 12 + 1}/{2010 + k // 336}, {k % 24:02}:00 - Mia: number {k}" for k in range(5000)]
    found = [one for one in read_bytes("\n".join(lines * 4).encode()) if isinstance(one, Item)]
    assert [one.text for one in found] == [f"number {k}" for _ in range(4) for k in range(5000)]
    assert found[0].when == "2010-01-01T00:00"


def test_two_chats_in_one_zip_are_two_threads_with_numbers_of_their_own() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in ("Mia", "Sam!"):
            packed.writestr(f"WhatsApp Chat with {name}.txt", f"24/11/2026, 21:04 - {name}: hi\n")
    found = [one for one in read_bytes(out.getvalue(), "x.zip") if isinstance(one, Item)]
    assert [(one.id, one.thread, one.side) for one in found] == [("1", "Mia", "other"), ("2", "Sam!", "other")]


def test_a_zip_behind_a_password_says_so() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("_chat.txt", "24/11/2026, 21:04 - Mia: hi\n")
    data = bytearray(out.getvalue())
    for sign, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + at] |= 1
    assert [getattr(one, "code", "") for one in read_bytes(bytes(data), "x.zip")] == ["SF-READ-010"]
