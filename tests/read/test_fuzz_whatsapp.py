"""Whatever stands in a chat file or an SMS backup: Items or ReadErrors, with exact bytes and text that can be written out."""

from __future__ import annotations

import hashlib
import io
import zipfile
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import read_bytes
from standfast.read.reader import Source

FORMATS = ("whatsapp", "sms_backup", "imessage", "signal")
FIXTURES = Path(__file__).parents[1] / "fixtures/read"
SEEDS = [path.read_bytes() for name in FORMATS for path in sorted((FIXTURES / name).iterdir())]
PIECES = [
    b"\r\n", b"\n", b"\r", b"24/11/2026, 21:04 - ", b"\xe2\x80\x8e[24/11/2026, 21:04:00] ", b"[21:04, 24/11/2026] ", b"Mia: ", b": ", b"\xe2\x80\x8e", b"\xe2\x80\xaf",
    b"<attached: ", b"a.jpg (file attached)", b"<Media omitted>", b"\xd9\xa2\xd9", b"\xff", b"\x00", b"\xed\xa0\x80", b"99/99/9999, 99:99 - x: y", b"1/1/1448, 1:01 - x: y",
    b"<smses>", b"<sms address=\"1\" date=\"1\" type=\"1\" body=\"", b"\"/>", b"<mms address='1'>", b"</mms>", b"<part ct=\"image/jpeg\" data=\"", b"<!DOCTYPE", b"<!--", b"-->",
    b"&#55357;", b"&#0;", b"&#xFFFFFF;", b"&lt;", b"Nov 24, 2026  9:04:11 PM\nMe\n", b"    Nov 24, 2026  9:04:11 PM", b"Tapbacks:\n", b"{\"chatItem\":{\"chatId\":\"1\",\"dateSent\":\"",
    b"9" * 40, b"{\"recipient\":", b"{\"version\":\"1\",\"backupTimeMs\":\"1\"}\n", b"[" * 3000, b"[2026-11-24 21:04:11] Me: ", b"![a](./media/a)", b"\n\n> q\n", b"\xef\xbb\xbf",
]  # fmt: skip
LITTLE = settings(max_examples=250, deadline=3000, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def check(found: list[object], data: bytes) -> None:
    for one in found:
        if isinstance(one, ReadError):
            assert one.code.startswith("SF-READ-")
            continue
        assert isinstance(one, Item)
        for text in (one.text, one.sender, one.when, one.thread, *(a.name + a.media_type for a in one.attachments)):
            text.encode("utf-8")
        part = data[one.origin.start : one.origin.end]
        assert hashlib.sha256(part).hexdigest() == one.origin.sha256


def through(name: str, data: bytes) -> list[object]:
    """One reader by itself, whether it would have claimed these bytes or not."""
    reader, found = import_module(f"standfast.read.formats.{name}").READER, []
    reader.sniff(data)
    try:
        found.extend(reader.read(Source("fuzz", None, data)))
    except ReadError as error:
        found.append(error)
    return found


@pytest.mark.parametrize("name", FORMATS)
@LITTLE
@given(data=st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=30).map(b"".join))
def test_any_broken_pieces(name: str, data: bytes) -> None:
    check(through(name, data), data)


@LITTLE
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=6))
def test_any_chat_fixture_with_pieces_cut_out_and_put_in(seed: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for where, length, piece in cuts:
        at = int(where * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    check(list(read_bytes(seed, "fuzz")), seed)


@LITTLE
@given(st.sampled_from(["_chat.txt", "main.jsonl", "WhatsApp Chat with Mia.txt", "../../x.txt"]), st.sampled_from(SEEDS), st.integers(0, 400))
def test_any_member_cut_off(name: str, seed: bytes, keep: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(name, seed[:keep])
    check([one for one in read_bytes(out.getvalue(), "fuzz.zip")], seed[:keep])
    list(read_bytes(out.getvalue()[: keep + 60], "fuzz.zip"))


@pytest.mark.parametrize("data", [
    b"24/11/2026, 21:04 - Mia: " + b"<" * 200_000, b"24/11/2026, 21:04 - " + b"a" * 500_000, b"[" * 500_000, b"24/11/2026, 21:04 - Mia: x\n" + b"1" * 500_000,
    b"24/11/2026 " * 50_000, b"24/11/2026, 21:04 - Mia: \xe2\x80\x8e" + b" added" * 60, b"24/11/2026, 21:04 - M: a.b (" * 20_000,
    b"<smses><sms address='1' body='" + b"&" * 500_000, b"<smses>" + b"<" * 500_000, b"Nov 24, 2026  9:04:11 PM\nMe\n" + b"/a" * 200_000,
    b"Nov 24, 2026  9:04:11 PM\nMe\n" + (b"/" + b"a.b" * 300 + b"\n") * 500, b"[2026-11-24 21:04:11] Me: " + b"[a](./media/" * 40_000, b"[2026-11-24 21:04:11] Me: \n" + b"> \n" * 100_000,
    (b"24/11/2026, 21:04 - Mia: \xe2\x80\x8ex added y removed z changed the subject w left q joined using " + b"x" * 280 + b"\n") * 1000,
])  # fmt: skip
def test_no_crafted_file_takes_long(data: bytes) -> None:
    from time import perf_counter

    begun = perf_counter()
    for name in FORMATS:
        check(through(name, data), data)
    assert perf_counter() - begun < 6
