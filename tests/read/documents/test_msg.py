"""Mails saved by Outlook: their words, who they are from, what came with them, and files that only look like one."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import olefile
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.documents.msg_writer import attached_file, attached_mail, compound, message, packed_rtf
from tests.read.documents.pdf_writer import pdf

from standfast.find import find
from standfast.model import Attachment, Item, ReadError
from standfast.read import read_bytes
from standfast.read.outlook.rtf import rtf_text, unpack

WORDS = {0x0037: "Your videö", 0x0C1A: "Ola", 0x5D01: "ola@sender.example", 0x1000: "First line.\r\nSecond line."}
SENT = datetime(2026, 11, 3, 21, 4, 11, tzinfo=UTC)
HEADERS = (
    "Received: from a.example by b.example; Tue, 3 Nov 2026 21:04:12 +0000\r\nReturn-Path: <ola@sender.example>\r\n"
    "Authentication-Results: b.example; spf=fail smtp.mailfrom=home.example\r\nFrom: Sam <sam@home.example>\r\nTo: sam@home.example\r\n"
    "Subject: =?utf-8?q?Your_vide=C3=B6?=\r\nDate: Tue, 3 Nov 2026 21:04:11 +0000\r\nX-Own: left out\r\n\r\n"
)


def items(data: bytes) -> list[Item]:
    found = list(read_bytes(data, "a.msg"))
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def one(**more: object) -> Item:
    values = WORDS | more.pop("values", {})  # type: ignore[operator]
    return items(compound(message(values, **more)))[0]  # type: ignore[arg-type]


def test_what_the_writer_makes_is_a_compound_file_for_olefile_too() -> None:
    ole = olefile.OleFileIO(io.BytesIO(compound(message(WORDS | {0x1000: "long " * 5000}, attachments=(attached_file("a.txt", b"x"),)))))
    assert ole.exists("__substg1.0_1000001F")
    assert len(ole.openstream("__substg1.0_1000001F").read()) == 50_000
    assert ole.openstream("__attach_version1.0_#00000000/__substg1.0_37010102").read() == b"x"
    assert not ole.parsing_issues


def test_subject_sender_receivers_time_and_words_are_read() -> None:
    item = one(times={0x0039: SENT}, to=(("Sam", "sam@home.example"), ("", "lee@home.example")))
    assert (item.kind, item.subject, item.sender) == ("mail", "Your videö", "Ola <ola@sender.example>")
    assert (item.to, item.when) == ("Sam <sam@home.example>, lee@home.example", "2026-11-03T21:04:11Z")
    assert item.text == "First line.\nSecond line."


def test_the_headers_of_the_servers_are_kept_so_that_the_sender_can_be_checked() -> None:
    item = one(values={0x007D: HEADERS})
    assert dict(item.headers)["authentication-results"].startswith("b.example; spf=fail")
    assert "x-own" not in dict(item.headers)
    assert (item.sender, item.subject) == ("Sam <sam@home.example>", "Your videö")


def test_a_line_of_outlooks_own_above_the_headers_does_no_harm() -> None:
    item = one(values={0x007D: "Microsoft Mail Internet Headers Version 2.0\r\n" + HEADERS})
    assert "received" in dict(item.headers)


def test_an_address_of_a_companys_own_server_is_not_shown_as_a_mail_address() -> None:
    assert one(values={0x5D01: "/O=HOME/OU=X/CN=OLA"}).sender == "Ola"


def test_words_in_a_windows_code_page_are_read() -> None:
    item = one(values={0x1000: "Zażółć gęślą jaźń", 0x0037: "Temat"}, ansi="cp1250", numbers={0x3FFD: 1250})
    assert item.text == "Zażółć gęślą jaźń"


def test_html_is_read_where_there_is_no_plain_text_and_what_it_hides_is_kept_apart() -> None:
    markup = "<html><body><p>Seen wörds</p><p style='display:none'>Not seen</p></body></html>".encode("cp1252")
    item = one(values={0x1000: "", 0x1013: markup}, numbers={0x3FDE: 1252})
    assert (item.text.strip(), item.hidden.strip()) == ("Seen wörds", "Not seen")


def test_packed_rtf_is_read_where_there_is_nothing_else() -> None:
    rtf = rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator x;}\pard Caf\'e9 \u8364?5\par Next \{line\}\par}"
    assert one(values={0x1000: "", 0x1009: packed_rtf(rtf)}).text == "Café €5\nNext {line}"


def test_html_wrapped_in_rtf_comes_out_as_html_once() -> None:
    rtf = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}\htmlrtf {\f0 twin \htmlrtf0 Hello &amp; more{\*\htmltag72 </p>}\htmlrtf }\htmlrtf0}"
    assert rtf_text(rtf)[0].strip() == "Hello & more"


def test_the_packing_of_the_published_example_is_undone() -> None:
    packed = bytes.fromhex("2d0000002b0000004c5a4675f1c5c7a703000a007263706731323542320af32068656c090020627705b06c647d0a800fa0")
    assert unpack(packed) == b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"


def test_attachments_are_listed_as_a_tree_and_a_mail_inside_is_an_item_of_its_own() -> None:
    inner = message({0x0037: "Inner", 0x1000: "Inner words."}, attachments=(attached_file("photo.jpg", b"\xff\xd8\xff" + b"0" * 97, "image/jpeg"),), inside=True)
    data = compound(message(WORDS, attachments=(attached_mail("forwarded.msg", inner), attached_file("logo.png", b"\x89PNG", "image/png", "logo@x"))))
    outer, inside = items(data)
    assert outer.attachments == (
        Attachment("forwarded.msg", "message/rfc822", -1),
        Attachment("forwarded.msg/photo.jpg", "image/jpeg", 100),
        Attachment("inline/logo.png", "image/png", 4),
    )
    assert (inside.id, inside.subject, inside.text) == ("1.1", "Inner", "Inner words.")
    assert inside.origin == outer.origin


def test_a_pdf_attached_to_it_is_read_too() -> None:
    outer, document = items(compound(message(WORDS, attachments=(attached_file("letter.pdf", pdf("Words in the PDF.")),))))
    assert outer.attachments[0].name == "letter.pdf"
    assert (document.kind, document.text, document.origin.file) == ("document", "Words in the PDF.", "a.msg!letter.pdf")


def test_a_wallet_in_it_is_found() -> None:
    item = one(values={0x1000: "I recorded you through your webcam. Pay 900 USD in bitcoin to 1BoatSLRHtKNngkdXEeobR76b53LETtpyT or all your contacts get the video."})
    assert [found.kind for found in find(item).indicators] == ["bitcoin"]


def test_another_compound_file_is_named_as_what_it_may_be() -> None:
    (error,) = read_bytes(compound({"WordDocument": b"x" * 5000}), "a.doc")
    assert isinstance(error, ReadError)
    assert (error.code, error.detail["format"]) == ("SF-READ-007", "Outlook or Office")


def test_a_mail_inside_a_mail_without_end_stops() -> None:
    tree = message({0x1000: "deepest"}, inside=True)
    for _ in range(30):
        tree = message({0x1000: "around"}, attachments=(attached_mail("m", tree),), inside=True)
    found = list(read_bytes(compound(message(WORDS, attachments=(attached_mail("m", tree),)))))
    assert isinstance(found[0], Item)
    assert [one.code for one in found if isinstance(one, ReadError)] == ["SF-READ-005"]


@pytest.mark.parametrize("part", [0.05, 0.3, 0.6, 0.9, 0.99])
def test_a_file_that_was_cut_off_gives_one_clear_error_or_what_there_is(part: float) -> None:
    data = compound(message(WORDS | {0x1000: "words " * 3000}))
    found = list(read_bytes(data[: int(part * len(data))], "a.msg"))
    assert found
    assert all(isinstance(one, Item) or one.code in {"SF-READ-007", "SF-READ-009"} for one in found)


SEED = compound(message(WORDS | {0x007D: HEADERS, 0x1009: packed_rtf(b"{\\rtf1 x}")}, attachments=(attached_file("a.pdf", pdf("Hi.")),), to=(("a", "b@c.example"),)))


@settings(max_examples=150, deadline=5000, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=8)), max_size=8))
def test_any_bytes_changed_give_items_or_read_errors_that_can_be_written_out(changes: list[tuple[float, bytes]]) -> None:
    data = bytearray(SEED)
    for where, piece in changes:
        at = int(where * len(data))
        data[at : at + len(piece)] = piece
    for found in read_bytes(bytes(data), "fuzz"):
        if isinstance(found, Item):
            "".join((found.text, found.hidden, found.subject, found.sender, found.to, *(v for pair in found.headers for v in pair))).encode()
            "".join(one.name + one.media_type for one in found.attachments).encode()
        else:
            assert found.code.startswith("SF-READ-")
