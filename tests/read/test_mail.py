"""One mail: its words, its headers, what was attached, and the mails inside it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from standfast.model import Attachment, Item
from standfast.read import read, read_bytes

EML = Path(__file__).parents[1] / "fixtures/read/eml"
TOP = b"From: Ola <ola@sender.example>\r\nTo: sam@home.example\r\nSubject: A test\r\nMessage-ID: <1@sender.example>\r\n"
POLISH = "Zażółć gęślą jaźń, pay by Friday."


def mail(name: str) -> Item:
    found = next(read(EML / name))
    assert isinstance(found, Item)
    return found


def built(headers: bytes, body: bytes = b"Words.") -> Item:
    found = next(read_bytes(TOP + headers + b"\r\n" + body))
    assert isinstance(found, Item)
    return found


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plain.eml", "Plain words."),
        ("base64.eml", POLISH),
        ("quoted-printable.eml", "Café on a long line."),
        ("html-only.eml", "Seen words."),
        ("mail-inside.eml", "See the mail inside."),
        ("wrong-charset.eml", POLISH),
        ("nonsense-charset.eml", "Plain words."),
        ("missing-boundary.eml", "Words without a boundary."),
        ("boundary-never-closed.eml", "Never closed."),
        ("cr-only.eml", "First line.\nSecond line."),
        ("nul-inside.eml", "Before\x00after."),
        ("blank-lines-first.eml", "Plain words."),
        ("attachment-rfc2231-name.eml", "One file."),
    ],
)
def test_the_words_come_out(name: str, text: str) -> None:
    assert mail(name).text.strip() == text


def test_a_guessed_charset_is_said() -> None:
    assert mail("wrong-charset.eml").notes == ("charset-guessed",)


def test_hidden_html_is_kept_apart() -> None:
    assert mail("html-only.eml").hidden == "Hidden words."


def test_a_plain_part_that_is_a_stub_gives_way_to_the_html() -> None:
    item = mail("stub-plain-part.eml")
    assert item.text.startswith("The whole of the words")
    assert "two-versions" in item.notes


def test_names_in_8_bit_and_encoded_words_are_read() -> None:
    assert mail("8-bit-header.eml").sender == "Müller <m@sender.example>"
    assert mail("encoded-name.eml").sender == "Żaneta <z@sender.example>"


def test_an_encoded_word_beside_8_bit_bytes_is_read() -> None:
    found = next(read_bytes(b"Reply-To: M\xfcller =?utf-8?q?=C5=BB?= <a@b.example>\r\n" + TOP + b"\r\nWords."))
    assert isinstance(found, Item)
    assert dict(found.headers)["reply-to"].startswith("Müller Ż")


def test_an_attachment_is_named_by_name_type_and_size_and_never_kept() -> None:
    item = mail("attachment-rfc2231-name.eml")
    assert item.attachments == (Attachment("zdjęcie.png", "image/png", 13),)
    assert "not a picture" not in repr(item)


@pytest.mark.parametrize("name", [b"nonsense''a%C4%85", b"idna''%ff", b"undefined''a", b"x'y", b""])
def test_an_attachment_name_in_no_charset_costs_only_the_name(name: bytes) -> None:
    item = built(b"Content-Type: image/png\r\nContent-Disposition: attachment; filename*=" + name + b"\r\n")
    assert item.attachments[0].media_type == "image/png"


@pytest.mark.parametrize("charset", [b"charset=idna", b"charset=undefined", b"charset=u\0", b"charset*=utf-8''utf-8", b"charset=\xff", b"charset"])
def test_a_nonsense_charset_does_not_cost_the_words(charset: bytes) -> None:
    assert built(b"Content-Type: text/plain; " + charset + b"\r\n", b"Words ca\xc3\xa9.").text == "Words caé."


def test_a_mail_inside_is_an_item_of_its_own_with_the_origin_of_its_carrier() -> None:
    outer, inner = read(EML / "mail-inside.eml")
    assert isinstance(outer, Item)
    assert isinstance(inner, Item)
    assert (inner.id, inner.subject, inner.text.strip(), inner.sender) == ("1.1", "Inner", "Inner words.", "eve@inner.example")
    assert inner.origin == outer.origin
    assert outer.attachments == (Attachment("Inner", "message/rfc822", -1),)


def test_an_ordinary_mail_is_read_in_about_a_millisecond() -> None:
    data = (EML / "quoted-printable.eml").read_bytes()
    begun = time.process_time()
    for _ in range(200):
        list(read_bytes(data))
    assert (time.process_time() - begun) / 200 < 0.003
