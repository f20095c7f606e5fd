"""Whatever the bytes: Items or ReadErrors, whose text can be written out and whose origin is exact."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standfast.model import Item, ReadError
from standfast.read import html_text, read_bytes
from standfast.read.mail import header_text

SEEDS = [path.read_bytes() for path in sorted((Path(__file__).parents[1] / "fixtures/read").rglob("*")) if path.is_file()]
PIECES = [
    b"\r\n", b"\n", b"\r", b"--xx", b"--xx--", b"boundary=xx", b"Content-Type: multipart/mixed; boundary=xx\r\n", b"message/rfc822", b"charset=",
    b"charset*=utf-7''", b"utf-7", b"idna", b"utf-16", b"Content-Transfer-Encoding: ", b"base64", b"x-uuencode", b"quoted-printable", b"=?utf-8?b?",
    b"?=", b"=?", b"filename*0*=", b"From a@b 2025\n", b"<!--", b"<script>", b"<a \"", b"\x00", b"\xff", b"\xed\xa0\x80", b"+2AA-", b"=D8=00", b"%ff", b"'", b'"', b";",
]  # fmt: skip
LITTLE = settings(max_examples=250, deadline=2000, suppress_health_check=[HealthCheck.too_slow], derandomize=True)


def check(data: bytes) -> None:
    for found in read_bytes(data, "fuzz"):
        if isinstance(found, ReadError):
            assert found.code.startswith("SF-READ-")
            assert found.file == "fuzz"
            continue
        assert isinstance(found, Item)
        repr(found)
        for text in (found.text, found.hidden, found.subject, found.sender, found.to, found.when, *(v for pair in found.headers for v in pair)):
            text.encode("utf-8")
        for attachment in found.attachments:
            (attachment.name + attachment.media_type).encode("utf-8")
        part = data[found.origin.start : found.origin.end]
        assert hashlib.sha256(part).hexdigest() == found.origin.sha256


@LITTLE
@given(st.binary(max_size=3000))
def test_any_bytes(data: bytes) -> None:
    check(data)


@LITTLE
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=12), max_size=40))
def test_any_mail_of_broken_pieces(pieces: list[bytes]) -> None:
    check(b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\nMessage-ID: <1>\r\n" + b"".join(pieces))


@LITTLE
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 30), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=6))
def test_any_fixture_with_pieces_cut_out_and_put_in(seed: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for where, length, piece in cuts:
        at = int(where * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    check(seed)


@LITTLE
@given(st.text(alphabet="<>!-/\"'= abdisplay:none;&#x0\n", max_size=400))
def test_any_markup(source: str) -> None:
    assert all(isinstance(part, str) for part in html_text(source))


@LITTLE
@given(st.text(alphabet="=?utf-8bqQB7 \\\r\nABé\udcff\udc80ż", max_size=200))
def test_any_header(raw: str) -> None:
    header_text(raw).encode("utf-8")
