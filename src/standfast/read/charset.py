"""Bytes to text when the label is missing or wrong.

UTF-8 proves itself: random bytes almost never are valid UTF-8. Where it fails, the code pages of the languages we read
are tried, and the one whose letters stand where letters belong wins.
"""

from __future__ import annotations

import codecs
import re

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LETTERS = {
    "cp1252": "àâäáãåæçèéêëìíîïñòóôõöøœùúûüÿßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ",
    "cp1250": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽ",
    "iso8859_2": "ąćęłńóśźżáčďéěíňřšťúůýžäöüßĄĆĘŁŃÓŚŹŻÁČĎÉĚÍŇŘŠŤÚŮÝŽ",
    "cp1251": "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁІЇЄҐ",
}
"""Letters that the languages of each code page really use; other non-ASCII letters count against it."""
_PUNCTUATION = "’‘“”„«»–—…€£°§·¿¡\u00a0"
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 20_000
_NOT_CHARSETS = frozenset({"idna", "punycode", "unicode-escape", "unicode_escape", "raw-unicode-escape", "raw_unicode_escape", "undefined"})
"""Codecs of Python that no mail means; one is quadratic, two turn ASCII into half characters."""


def decode(data: bytes, declared: str = "") -> tuple[str, bool]:
    """The text, and whether the charset had to be guessed. Never fails."""
    for bom, name in BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace"), False
    if declared:
        text = _try(data, declared)
        if text is not None:
            return text, False
    text = _try(data, "utf-8")
    if text is not None:
        return text, bool(declared) and not data.isascii()
    if _looks_utf16(data):
        return data.decode("utf-16-le", "replace"), True
    return data.decode(max(LETTERS, key=lambda name: _fit(data, name)), "replace"), True


def line_ends(text: str) -> str:
    """The text with every line end written the same way."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_binary(head: bytes) -> bool:
    """True for bytes that no charset we know turns into writing."""
    if any(head.startswith(bom) for bom, _ in BOMS) or _looks_utf16(head):
        return False
    controls = len(_CONTROL.findall(head))
    return controls > len(head) // 50 or b"\x00" in head


def _looks_utf16(data: bytes) -> bool:
    sample = data[:2000]
    return len(sample) >= 4 and sample[1::2].count(0) > 0.7 * len(sample[1::2]) and sample[::2].count(0) < 0.1 * len(sample[::2])


def _try(data: bytes, charset: str) -> str | None:
    try:
        name = codecs.lookup(charset.strip().strip("\"'")).name
        if name in {"ascii", "us-ascii"}:
            name = "utf-8"
        if name in _NOT_CHARSETS:
            return None
        text = data.decode(name)
        if name == "utf-7":
            text.encode()  # it alone lets half characters through, which nothing can write out again
        return text
    except (LookupError, UnicodeError, ValueError):
        return None


def _fit(data: bytes, charset: str) -> float:
    good = bad = 0
    for char in data[:_SAMPLE].decode(charset, "replace"):
        if char > "\x7f":
            if char in LETTERS[charset]:
                good += 1
            elif char not in _PUNCTUATION:
                bad += 1
    return good - 2 * bad
