"""Bytes to Items: every format by its content, exact places, and hostile input that costs one sentence."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import BrokenFile, CannotOpen, EmptyFile, Item, NotText, PictureNotAsked, ReadError, TooDeep, TooLarge, UnknownFormat
from standfast.read import html_text, read, read_bytes, readers

MAIL = b"From: a@example.com\r\nTo: b@example.org\r\nMessage-ID: <1@example.com>\r\nSubject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=\r\n"


def only(data: bytes) -> Item:
    (item,) = read_bytes(data)
    assert isinstance(item, Item), item
    return item


def test_every_format_is_found_by_its_file_and_asked_strictest_first():
    ids = [reader.id for reader in readers()]
    assert {"zip", "mbox", "eml", "html", "turns", "text"} <= set(ids)
    assert ids.index("zip") < ids.index("eml") < ids.index("html") < ids.index("turns") < ids.index("text") == len(ids) - 1


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        (b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n", base64.b64encode("Zażółć".encode()), "Zażółć"),
        (b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n", b"caf=C3=A9 =\r\nnoir", "café noir"),
        (b"Content-Type: text/html; charset=utf-8\r\n", b"<p>one<br>two</p><style>x</style>", "one\ntwo"),
        (b"Content-Type: text/plain; charset=x-nonsense\r\n", "Žluťoučký kůň".encode("cp1250"), "Žluťoučký kůň"),
        (b"Content-Type: text/plain; charset=us-ascii\r\n", "für".encode(), "für"),
        (b"", b"no type at all", "no type at all"),
    ],
)
def test_a_mail_is_undone_to_what_a_mail_program_shows(head: bytes, body: bytes, text: str):
    item = only(MAIL + head + b"\r\n" + body)
    assert item.text.strip() == text
    assert item.subject == "Grüße"
    assert (item.kind, item.sender) == ("mail", "a@example.com")


def test_attachments_are_listed_and_never_kept():
    body = (
        b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n--x\r\n'
        b'Content-Type: image/jpeg; name="p.jpg"\r\nContent-Disposition: attachment; filename="p.jpg"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
        + base64.b64encode(b"\xff\xd8\xffSECRETPIXELS") + b"\r\n--x--\r\n"
    )
    item = only(MAIL + body)
    (part,) = item.attachments
    assert (part.name, part.media_type, part.size) == ("p.jpg", "image/jpeg", 15)
    assert "SECRET" not in repr(item)


def test_a_mail_inside_a_mail_becomes_an_item_of_its_own():
    inner = MAIL + b"\r\nthe threat itself"
    outer = MAIL + b'Content-Type: multipart/mixed; boundary="y"\r\n\r\n--y\r\nContent-Type: text/plain\r\n\r\nsee below\r\n--y\r\nContent-Type: message/rfc822\r\n\r\n' + inner + b"\r\n--y--\r\n"
    items = list(read_bytes(outer))
    assert [(item.id, item.text.strip()) for item in items if isinstance(item, Item)] == [("1", "see below"), ("1.1", "the threat itself")]


def test_mails_of_an_mbox_stand_at_their_exact_bytes(tmp_path: Path):
    one = b"From a@example.com Mon Nov 23 10:00:00 2026\n" + MAIL.replace(b"\r\n", b"\n") + b"\nfirst\n\n"
    two = b"From a@example.com Mon Nov 23 11:00:00 2026\n" + MAIL.replace(b"\r\n", b"\n") + b"\nsecond\n>From here on\n"
    path = tmp_path / "m.mbox"
    path.write_bytes(one + two)
    items = [item for item in read(path) if isinstance(item, Item)]
    assert [item.text.split("\n")[0] for item in items] == ["first", "second"]
    assert "From here on" in items[1].text
    for item in items:
        raw = path.read_bytes()[item.origin.start : item.origin.end]
        assert raw.startswith(b"From: a@example.com")
    assert items[0].origin.sha256 == hashlib.sha256(path.read_bytes()[items[0].origin.start : items[0].origin.end]).hexdigest()


def test_hidden_html_text_is_kept_apart():
    seen, hidden = html_text('<p>pay now</p><div style="display:none">lottery of words</div><span hidden>x</span><b>end</b>')
    assert (seen.split(), hidden.split()) == (["pay", "now", "end"], ["lottery", "of", "words", "x"])


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "cp1250", "iso8859_2"])
def test_polish_text_is_read_in_the_charsets_it_comes_in(charset: str):
    assert only("Zażółć gęślą jaźń, wyślę zdjęcia".encode(charset)).text == "Zażółć gęślą jaźń, wyślę zdjęcia"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", EmptyFile), (b" \n\n", EmptyFile), (bytes(range(256)) * 9, NotText), (b"PK\x03\x04" + bytes(60), BrokenFile),
        (b"GIF89a\n" + bytes(40), UnknownFormat), (b"\xff\xd8\xff\xe0" + bytes(40), PictureNotAsked), (b"<html><body></body></html>", EmptyFile),
    ],
)
def test_what_is_no_message_gets_its_own_error(data: bytes, error: type[ReadError]):
    (found,) = read_bytes(data, "file.bin")
    assert isinstance(found, error)
    assert found.file == "file.bin"


def test_a_mail_bomb_of_nested_parts_is_left_closed():
    bomb = MAIL + b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n) for n in range(1000))
    (found,) = read_bytes(bomb)
    assert isinstance(found, TooDeep)


def test_mails_inside_mails_end_somewhere():
    data = MAIL + b"\r\nend"
    for n in range(30):
        data = MAIL + b'Content-Type: multipart/mixed; boundary="q%d"\r\n\r\n--q%d\r\nContent-Type: message/rfc822\r\n\r\n' % (n, n) + data + b"\r\n--q%d--\r\n" % n
    found = list(read_bytes(data))
    assert any(isinstance(one, TooDeep) for one in found)


def test_a_line_of_two_hundred_megabytes_is_refused_without_filling_the_memory(tmp_path: Path):
    path = tmp_path / "line.txt"
    with path.open("wb") as stream:
        for _ in range(200):
            stream.write(b"a" * 1024 * 1024)
    (found,) = read(path)
    assert isinstance(found, TooLarge)


def test_pipes_devices_folders_and_missing_files_are_refused_at_once(tmp_path: Path):
    fifo = tmp_path / "pipe"
    os.mkfifo(fifo)
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    for path in (fifo, Path("/dev/zero"), tmp_path, tmp_path / "gone", loop, "bad\0name"):
        (found,) = read(path)
        assert isinstance(found, CannotOpen), path


@pytest.mark.parametrize(
    "markup",
    ["<" * 2_000_000, '<a "' * 500_000, "<!--" * 500_000, "<style>" * 300_000, "<div>" * 400_000, "</p>" * 500_000, "&#" * 900_000, "<p style='" * 200_000],
    ids=lambda markup: markup[:8],
)
def test_hostile_markup_costs_linear_time(markup: str):
    start = time.process_time()
    html_text(markup)
    assert time.process_time() - start < 8


def test_a_mailbox_of_fifty_megabytes_streams_in_constant_memory(tmp_path: Path):
    mail = b"From a@example.com Mon Nov 23 10:00:00 2026\n" + MAIL.replace(b"\r\n", b"\n") + b"\n" + b"just a line of text\n" * 500 + b"\n"
    path = tmp_path / "big.mbox"
    with path.open("wb") as stream:
        for _ in range(50 * 1024 * 1024 // len(mail)):
            stream.write(mail)
    code = (
        "import sys\nfrom standfast.read import read\n"
        "count = sum(1 for _ in read(sys.argv[1]))\n"
        # not ru_maxrss: on Linux a child inherits its parent's peak there, so it would measure pytest
        "print(count, next(int(line.split()[1]) // 1024 for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    count, megabytes = map(int, done.stdout.split())
    print(f"{count} mails, peak {megabytes} MB")
    assert count == 50 * 1024 * 1024 // len(mail)
    assert megabytes < 100


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=600))
def test_no_bytes_break_a_reader(data: bytes):
    for prefix in (b"", MAIL, MAIL + b"Content-Type: text/html\r\n\r\n", MAIL + b'Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\n',
                   b"From a@example.com Mon Nov 23 10:00:00 2026\nFrom: x\n\n", b"<html>"):
        for found in read_bytes(prefix + data):
            assert isinstance(found, (Item, ReadError))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_no_markup_breaks_the_html_scanner(text: str):
    for markup in (text, f"<p>{text}</p>", f'<a href="{text}">x</a>', f"<{text}>"):
        html_text(markup)
