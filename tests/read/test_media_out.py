"""What is stored of a message file: its words as received, and of its pictures only what they were called."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import random
import re
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from standfast.model import Item, ReadError
from standfast.read import read_bytes
from standfast.read.media_out import Kept, without_media

PICTURE = b"\xff\xd8\xff\xe0\x00\x10JFIF" + random.Random(6).randbytes(6000)
CODED = base64.encodebytes(PICTURE)
"""In lines of 76, as mails carry it."""
ONE_LINE = base64.b64encode(PICTURE)
HASH = hashlib.sha256(PICTURE).hexdigest()
MAIL = (
    b"From: Nobody <n@sender.example>\r\nTo: you@home.example\r\nSubject: read this\r\nDate: Tue, 24 Nov 2026 01:02:03 +0000\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\nBefore the parts.\r\n"
    b"--=_b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPay me =E2=82=AC200 to=\r\nday.\r\n"
    b"--=_b\r\nContent-Type: image/jpeg; name=\"one.jpg\"\r\nContent-Transfer-Encoding: base64\r\n"
    b"Content-Disposition: attachment; filename=\"one.jpg\"\r\n\r\n" + CODED.replace(b"\n", b"\r\n") + b"--=_b--\r\nAfter the parts.\r\n"
)


def holds_picture(data: bytes) -> bool:
    """Whether any hundred bytes of the picture are there, as they are, as base64 at any offset, or as hexadecimal."""
    flat = re.sub(rb"[\s\\]", b"", data).replace(b"%2F", b"/").replace(b"%2B", b"+").replace(b"&#43;", b"+")
    pieces = [PICTURE[at : at + 90] for at in range(0, 5900, 30)]
    return any(
        piece in data or base64.b64encode(piece) in flat or piece.hex().encode() in flat.lower() for piece in pieces
    )


def test_the_picture_of_a_mail_goes_and_every_other_byte_stays():
    kept = without_media("threat.eml", MAIL)
    data = kept.data
    start, end = MAIL.index(b"Content-Type: image/jpeg"), MAIL.index(b"--=_b--")
    assert data.startswith(MAIL[:start]) and data.endswith(MAIL[end:])
    assert data[len(MAIL[:start]) : -len(MAIL[end:])] == (
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Disposition: attachment; filename=\"left-out.txt\"\r\n\r\nleft-out one.jpg 6010\r\n"
    )
    assert not holds_picture(data) and holds_picture(MAIL)
    assert [(one.name, one.media_type, one.size, one.sha256) for one in kept.media] == [("one.jpg", "image/jpeg", 6010, "")]
    assert (kept.whole_sha256, kept.whole_size, kept.ask) == (hashlib.sha256(MAIL).hexdigest(), len(MAIL), False)
    assert (kept.sha256, kept.size) == (hashlib.sha256(data).hexdigest(), len(data))


def test_a_hash_of_media_is_kept_only_where_the_person_says_that_none_is_intimate():
    assert HASH.encode() not in without_media("threat.eml", MAIL).data
    told = without_media("threat.eml", MAIL, hashes=True)
    assert told.media[0].sha256 == HASH and f"left-out one.jpg 6010 {HASH}".encode() in told.data


def test_the_kept_mail_is_read_as_before():
    before = next(one for one in read_bytes(MAIL, "a.eml") if isinstance(one, Item))
    after = next(one for one in read_bytes(without_media("a.eml", MAIL).data, "a.eml") if isinstance(one, Item))
    assert (after.text, after.sender, after.subject, after.headers) == (before.text, before.sender, before.subject, before.headers)


def test_a_mail_without_media_is_stored_byte_for_byte():
    signed = MAIL[: MAIL.index(b"--=_b\r\nContent-Type: image")] + b"--=_b--\r\n"
    long_words = base64.encodebytes(b"Pay me today, or else. " * 500)
    plain = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Transfer-Encoding: base64\n\n" + long_words
    for data in (signed, plain):
        kept = without_media("a.eml", data)
        assert kept.data == data and not kept.media and kept.sha256 == kept.whole_sha256


@pytest.mark.parametrize(
    ("what", "part"),
    [
        ("called text", b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n" + CODED),
        ("called a web page", b"Content-Type: text/html\n\n<img src=\"data:image/jpeg;base64," + ONE_LINE + b"\">"),
        ("in a coded web page", b"Content-Type: text/html\nContent-Transfer-Encoding: base64\n\n"
         + base64.encodebytes(b"<p>Pay</p><img src='data:image/jpeg;base64," + ONE_LINE + b"'>")),
        ("pasted into text", b"Content-Type: text/plain\n\nSee:\n" + CODED),
        ("two types", b"Content-Type: text/plain\nContent-Type: image/jpeg\nContent-Transfer-Encoding: base64\n\n" + CODED),
        ("a picture, 8 bit", b"Content-Type: image/jpeg\nContent-Transfer-Encoding: binary\n\n" + PICTURE),
        ("a file", b"Content-Type: application/octet-stream; name=x.bin\nContent-Transfer-Encoding: base64\n\n" + CODED),
        ("a mail inside", b"Content-Type: message/rfc822\n\n" + MAIL),
        ("a coded mail inside", b"Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + base64.encodebytes(MAIL)),
        ("a boundary that never comes", b"Content-Type: multipart/mixed; boundary=never\n\n--other\nContent-Type: image/jpeg\n"
         b"Content-Transfer-Encoding: base64\n\n" + CODED + b"--other--\n"),
        ("behind the end of the code", b"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\nUGF5\nbWU=\n" + CODED),
        ("after words, 8 bit", b"Content-Type: text/plain\nContent-Transfer-Encoding: 8bit\n\nPay me.\n" + PICTURE),
        ("hexadecimal", b"Content-Type: text/plain\n\n" + PICTURE.hex().encode()),
        ("a visiting card", b"Content-Type: text/vcard\n\nBEGIN:VCARD\nPHOTO;ENCODING=b;TYPE=JPEG:" + CODED.replace(b"\n", b"\n ") + b"\nEND:VCARD"),
    ],
)
def test_no_way_of_packing_carries_the_picture_through(what: str, part: bytes):
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\n" + part + b"\n--q--\n"
    kept = without_media("a.eml", mail)
    assert kept.left_out and not kept.ask
    assert not holds_picture(kept.data), what


@pytest.mark.parametrize("document", [b"%PDF-1.4 hello", b"{\\rtf1 hello}", b"GIF89a hello"])
def test_a_document_that_is_called_text_is_left_out(document: bytes):
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: x\nContent-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n" \
        b"Content-Transfer-Encoding: base64\n\n" + base64.encodebytes(document) + b"--q--\n"
    assert without_media("a.eml", mail).left_out == 1


def test_a_long_run_of_letters_goes_whatever_it_begins_with():
    middle = base64.b64encode(PICTURE[300:])
    kept = without_media("a.json", b'{"who": "a person who wrote to me on Monday and again on Tuesday", "x": "' + middle + b'"}')
    assert kept.left_out == 1 and not holds_picture(kept.data)


def test_unix_to_unix_coding_is_left_out():
    import binascii

    lines = b"".join(binascii.b2a_uu(PICTURE[at : at + 45]) for at in range(0, len(PICTURE), 45))
    mail = b"From: a@b.example\nTo: c@d.example\nSubject: x\n\nHello\nbegin 644 one.jpg\n" + lines + b"`\nend\nBye\n"
    kept = without_media("a.eml", mail)
    assert lines[:60] not in kept.data and b"Hello" in kept.data and b"Bye" in kept.data
    assert kept.media[0].name == "one.jpg"


def test_a_mailbox_keeps_its_lines_and_loses_its_pictures():
    lf = MAIL.replace(b"\r\n", b"\n")
    box = b"From a@b.example Tue Nov 24 01:02:03 2026\n" + lf + b"\nFrom a@b.example Tue Nov 24 02:02:03 2026\n" + lf
    kept = without_media("all.mbox", box)
    assert kept.left_out == 2 and not holds_picture(kept.data)
    assert kept.data.count(b"From a@b.example") == 2 and kept.data.count(b"Pay me") == 2
    assert len([one for one in read_bytes(kept.data, "all.mbox") if isinstance(one, Item)]) == 2


def test_a_chat_export_keeps_its_words_alone():
    chat = b"24/11/2026, 21:04 - Sam: hello\n24/11/2026, 21:05 - Bad: pay me\n"
    export = packed({"_chat.txt": chat, "IMG-1.jpg": PICTURE, "note.txt": PICTURE, "c.pdf": b"%PDF-1.4", "v/VID-1.mp4": b"\0\0\0\x18ftypmp42"})
    kept = without_media("WhatsApp.zip", export)
    with zipfile.ZipFile(io.BytesIO(kept.data)) as inside:
        assert inside.namelist() == ["_chat.txt"]
        assert inside.read("_chat.txt") == chat and inside.getinfo("_chat.txt").date_time == (2026, 11, 24, 21, 4, 10)
    assert [(one.name, one.size, one.sha256, one.when) for one in kept.media][0] == ("IMG-1.jpg", 6010, "", "2026-11-24T21:04:10")
    assert {one.name for one in kept.media} == {"IMG-1.jpg", "note.txt", "c.pdf", "v/VID-1.mp4"}
    assert without_media("WhatsApp.zip", export).data == kept.data, "the same bytes each time"
    assert without_media("WhatsApp.zip", export, hashes=True).media[0].sha256 == HASH


def test_a_small_picture_inside_a_data_file_of_an_export_is_left_out():
    thumb = base64.b64encode(PICTURE[:600]).decode().replace("/", "\\/")
    export = packed({"result.json": ('{"text": "pay me", "thumb": "' + thumb + '", "id": "abc"}').encode()})
    kept = without_media("x.zip", export)
    with zipfile.ZipFile(io.BytesIO(kept.data)) as inside:
        row = json.loads(inside.read("result.json"))
    assert row["text"] == "pay me" and row["id"] == "abc" and row["thumb"].startswith("left-out result.json ")


def test_a_name_that_climbs_is_tamed():
    with zipfile.ZipFile(io.BytesIO(without_media("x.zip", packed({"../../a.txt": b"hello there", "/b.txt": b"hi"})).data)) as inside:
        assert inside.namelist() == ["_/_/a.txt", "_b.txt"]


def test_pictures_of_text_messages_are_emptied():
    xml = (b"<?xml version='1.0'?>\n<smses count=\"2\">\n<sms address=\"+1 555 0100\" date=\"1\" type=\"1\" body=\"see data='x' pay me\" />\n"
           b"<mms date=\"2\" msg_box=\"1\" address=\"+1 555 0100\"><parts><part ct=\"image/jpeg\" cl=\"one.jpg\" data=\"" + ONE_LINE
           + b"\" /><part ct=\"text/plain\" text=\"tonight\" /></parts></mms>\n</smses>")
    kept = without_media("sms.xml", xml)
    assert kept.data == xml.replace(ONE_LINE, b"")
    assert [(one.name, one.media_type, one.size) for one in kept.media] == [("one.jpg", "image/jpeg", 6010)]
    cut = xml[: xml.index(ONE_LINE) + 3000]
    assert not holds_picture(without_media("sms.xml", cut).data)


@pytest.mark.parametrize("written", [
    b"data:image/jpeg;base64," + ONE_LINE,
    b"data:image\\/jpeg;base64," + ONE_LINE.replace(b"/", b"\\/"),
    b"data:image/jpeg;base64," + ONE_LINE.replace(b"/", b"%2F").replace(b"+", b"%2B"),
    b"data:image/jpeg;base64," + ONE_LINE.replace(b"+", b"&#43;"),
    b"data:image/jpeg;base64," + CODED,
    ONE_LINE,
    b"src=" + ONE_LINE,
    CODED.replace(b"\n", b"\\n"),
])  # fmt: skip
@pytest.mark.parametrize("size", [7, 1000, 1 << 20])
def test_pictures_written_as_letters_leave_pages_and_data_files(written: bytes, size: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    page = b"<html><body><p>Pay me 200 tonight.</p><img src=\"" + written + b"\"><p>To wallet bc1qexample.</p>" + b"hello " * 300 + b"</body></html>"
    (tmp_path / "page.html").write_bytes(page)
    monkeypatch.setattr("standfast.read.media_out.texts.BLOCK", size)
    kept = without_media("page.html", tmp_path / "page.html")
    assert not holds_picture(kept.data)
    assert b"Pay me 200 tonight." in kept.data and b"To wallet bc1qexample." in kept.data and kept.data.endswith(page[-200:])
    assert kept.left_out == 1


@pytest.mark.parametrize("words", [
    "Plain words, as they were typed.\r\nPay me — €200.",
    "https://phish.example/login?token=" + "aB3_-/" * 200,
    "=" * 500 + "\n" + "-" * 500 + "\nHello",
    "use base64, then send it. base64,abc",
    "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq " * 50,
])  # fmt: skip
def test_words_stay_as_they_are(words: str):
    for data in (words.encode(), words.encode("utf-16")):
        kept = without_media("a.txt", data)
        assert kept.data == data and not kept.media and not kept.ask


def test_a_picture_in_text_of_two_bytes_a_letter_is_found():
    data = ("Pay me " + ONE_LINE.decode()).encode("utf-16")
    assert not holds_picture(without_media("a.txt", data).data.replace(b"\0", b""))


@pytest.mark.parametrize("data", [
    PICTURE, b"\x89PNG\r\n\x1a\n123", b"GIF89a...", b"RIFF\0\0\0\0WEBPVP8 ", b"\0\0\0\x18ftypheic....", b"\0\0\0\x18ftypmp42....", b"%PDF-1.7\n",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", b"{\\rtf1 hello}", b"\x1f\x8b\x08....", bytes(range(256)) * 9, b"Hello, this is text\n" + PICTURE,
])  # fmt: skip
def test_what_may_hold_a_picture_that_cannot_be_taken_out_is_asked_about(data: bytes):
    kept = without_media("x", data)
    assert kept.ask and kept.data == b"" and kept.sha256 == ""
    looked = without_media("x", data, looked=True)
    assert not looked.ask and looked.data == data


def test_an_office_document_is_asked_about_though_it_is_a_zip():
    assert without_media("a.docx", packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<w/>"})).ask


def test_it_can_be_read_as_a_file_and_written_to_a_sink():
    kept = without_media("threat.eml", MAIL)
    parts: list[bytes] = []
    kept.write(parts.append)
    assert b"".join(parts) == kept.open().read() == kept.data


def test_hostile_files_end_soon_and_in_our_own_words():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000))
    many = b"From: a@b\nTo: c\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000
    hostile = [b"From: a@b\nTo: c\nSubject: x\n" + deep, many, b"<smses><mms><part data=\"" + b"A" * 100_000, packed({"a.txt": b""})[:-30],
               b"A/" * 500_000, b"begin 644 x\n" * 100_000, b"base64," * 200_000, b"\\/" * 300_000, (b"B" * 63 + b" ") * 20_000]
    for data in hostile:
        try:
            assert isinstance(without_media("x", data), Kept)
        except ReadError as error:
            assert error.code.startswith("SF-READ-")


def test_any_bytes_are_taken_without_another_kind_of_error():
    chance = random.Random(11)
    seeds = [MAIL, packed({"_chat.txt": b"hello " * 50, "a.jpg": PICTURE[:200]}), b"<smses><sms body=\"x\" /><mms><part data=\"/9j/4AAQ\" /></mms></smses>"]
    asked = refused = 0
    for turn in range(600):
        data = bytearray(seeds[turn % 3])
        for _ in range(chance.randint(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            asked += without_media("x", bytes(data[: chance.randint(1, len(data))])).ask
        except ReadError:
            refused += 1
    print(f"media left out of 600 damaged files: {asked} asked about, {refused} refused, 0 broke")


def test_a_large_export_is_kept_in_memory_that_does_not_grow(tmp_path: Path):
    path = tmp_path / "large.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for number in range(3):
            with out.open(f"messages_{number}.json", "w") as target:
                for line in range(40_000):
                    target.write(b'{"text": "%d hello %d and more words of a chat, which packs well"}\n' % (line, line * 7919))
            out.writestr(f"{number}.mp4", random.Random(number).randbytes(4_000_000))
    tracemalloc.start()
    kept = without_media("large.zip", path)
    for _ in kept.pieces():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept.left_out == 3
    assert peak < 8_000_000, peak


def packed(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in members.items():
            out.writestr(zipfile.ZipInfo(name, (2026, 11, 24, 21, 4, 10)), data)
    return held.getvalue()
