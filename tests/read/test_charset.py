"""Letters come out right when the label is right, missing, wrong or nonsense."""

from __future__ import annotations

import time

import pytest

from standfast.read.charset import decode, is_binary

POLISH = "Zażółć gęślą jaźń, zapłać do piątku."


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_needs_no_label(charset: str) -> None:
    assert decode(POLISH.encode(charset)) == (POLISH, False)


@pytest.mark.parametrize("charset", ["cp1250", "iso8859_2"])
def test_a_polish_code_page_is_found(charset: str) -> None:
    assert decode(POLISH.encode(charset)) == (POLISH, True)


def test_russian_and_german_code_pages_are_found() -> None:
    for text, charset in (("Привет, заплати до пятницы", "cp1251"), ("Müller, größer, ärger", "cp1252")):
        assert decode(text.encode(charset)) == (text, True)


def test_a_wrong_label_is_overruled_and_said() -> None:
    assert decode(POLISH.encode("cp1250"), "utf-8") == (POLISH, True)


def test_a_right_label_is_believed() -> None:
    assert decode(POLISH.encode("cp1250"), '"windows-1250"') == (POLISH, False)


@pytest.mark.parametrize("label", ["klingon-9", "", "rot13", "zip", "hex", "idna", "punycode", "unicode_escape", "undefined", "u\0", "x" * 5000, "\udcff"])
def test_a_nonsense_label_does_no_harm(label: str) -> None:
    assert decode(b"a-b \\ud800", label)[0] == "a-b \\ud800"


def test_utf_7_is_read_but_never_gives_half_characters() -> None:
    assert decode(b"Hi +AOk-", "utf-7") == ("Hi é", False)
    decode(b"Hi +2AA-", "utf-7")[0].encode()


def test_a_slow_codec_is_not_used() -> None:
    begun = time.process_time()
    decode(b"a" * 1_000_000 + b"-" + b"b9" * 500_000, "punycode")
    assert time.process_time() - begun < 1


def test_binary_is_told_from_text() -> None:
    assert is_binary(b"\x00\x01\x02\x03" * 50)
    assert not is_binary(POLISH.encode("utf-16"))
    assert not is_binary(POLISH.encode("cp1250"))
