"""Outlook's packed RTF to text, roughly: words and line breaks, or the HTML that was wrapped into it.

Layout: Microsoft's published MS-OXRTFCP (packing) and MS-OXRTFEX (HTML inside RTF).
"""

from __future__ import annotations

import re
import struct

from attrs import define, field

from ..charset import decode
from ..html_text import html_text
from .storage import code_page

MAX_RAW = 4 * 1024 * 1024
_RING = 4096
_FIRST = (
    rb"{\rtf1\ansi\mac\deff0\deftab720{\fonttbl;}{\f0\fnil \froman \fswiss \fmodern \fscript \fdecor MS Sans SerifSymbol"
    rb"ArialTimes New RomanCourier{\colortbl\red0\green0\blue0" + b"\r\n" + rb"\par \pard\plain\f0\fs20\b\i\u\tab\tx"
)
"""What the ring holds before the first byte; the packing counts on these very bytes."""
_TOKEN = re.compile(
    rb"\\(?P<word>[a-z]{1,32})(?P<number>-?\d{1,9})? ?|\\'(?P<hex>[0-9a-f]{2})|\\(?P<sign>[^a-z])"
    rb"|(?P<brace>[{}])|[\r\n]+|(?P<plain>[^\\{}\r\n]+)|\\",
    re.I | re.S,
)
_BREAKS = {
    b"par": "\n", b"line": "\n", b"tab": "\t", b"row": "\n", b"cell": "\t", b"emdash": "—", b"endash": "–",
    b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”", b"bullet": "•",
}  # fmt: skip
_ASIDE = frozenset({b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"object", b"header", b"footer", b"themedata", b"listtable"})
_DEEPEST = 200


def unpack(data: bytes) -> bytes:
    """The RTF itself; as much of it as there is where the packing is damaged."""
    if len(data) < 16:
        return b""
    raw_size, magic = struct.unpack_from("<I4s", data, 4)
    if magic == b"MELA":
        return data[16 : 16 + min(raw_size, MAX_RAW)]
    if magic != b"LZFu":
        return b""
    ring = bytearray(_FIRST.ljust(_RING, b"\0"))
    out = bytearray()
    write, at = len(_FIRST), 16
    while at < len(data) and len(out) < MAX_RAW:
        flags, at = data[at], at + 1
        for bit in range(8):
            count = 1 + (flags >> bit & 1)
            if at + count > len(data):
                return bytes(out)
            piece = data[at : at + count]
            at += count
            if count == 1:
                out += piece
                ring[write] = piece[0]
                write = (write + 1) % _RING
                continue
            place, length = (piece[0] << 4) | (piece[1] >> 4), (piece[1] & 15) + 2
            if place == write:
                return bytes(out)
            write = _copy(ring, out, place, length, write)
    return bytes(out[:MAX_RAW])


def _copy(ring: bytearray, out: bytearray, place: int, length: int, write: int) -> int:
    for step in range(length):
        byte = ring[(place + step) % _RING]
        out.append(byte)
        ring[write] = byte
        write = (write + 1) % _RING
    return write


def rtf_text(rtf: bytes) -> tuple[str, str]:
    """What is shown, and what HTML inside it hides."""
    words = _Words(wraps_html=b"\\fromhtml1" in rtf[:2000])
    for token in _TOKEN.finditer(rtf[:MAX_RAW]):
        if not words.take(token):
            break
    shown = words.text()
    return html_text(shown) if words.wraps_html else (shown.strip("\n"), "")


@define
class _Group:
    aside: bool = False
    """Not for the eye: fonts, colours, pictures, and what begins with ``\\*``."""
    rtf_only: bool = False
    """Between ``\\htmlrtf`` and ``\\htmlrtf0``: the RTF twin of HTML that stands beside it."""
    after_unicode: int = 1
    """How many characters after a ``\\u`` are its stand-in for old readers."""


@define
class _Words:
    wraps_html: bool
    out: list[str] = field(factory=list[str])
    held: bytearray = field(factory=bytearray)
    groups: list[_Group] = field(factory=lambda: [_Group()])
    page: str = "cp1252"
    skip: int = 0
    starred: bool = False

    def take(self, token: re.Match[bytes]) -> bool:
        """False where it is nested past all sense."""
        if token["brace"]:
            self.starred = False
            return self._brace(token["brace"])
        if token["word"]:
            self._word(token["word"].lower(), token["number"])
        elif token["hex"]:
            self._bytes(bytes([int(token["hex"], 16)]))
        elif token["sign"]:
            self._sign(token["sign"])
        elif token["plain"]:
            self._bytes(token["plain"])
        return True

    def text(self) -> str:
        self._flush()
        joined = "".join(self.out)
        return joined.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").replace("\0", "")  # halves of emoji joined

    def _brace(self, brace: bytes) -> bool:
        last = self.groups[-1]
        if brace == b"{":
            self.groups.append(_Group(last.aside, last.rtf_only, last.after_unicode))
        elif len(self.groups) > 1:
            self.groups.pop()
        return len(self.groups) < _DEEPEST

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.starred = True
        elif sign in b"\\{}":
            self._bytes(sign)
        elif sign == b"~":
            self._write(" ")
        elif sign in b"\r\n":
            self._write("\n")

    def _word(self, word: bytes, number: bytes | None) -> None:
        group = self.groups[-1]
        if self.starred:
            group.aside = not (self.wraps_html and word == b"htmltag")
            self.starred = False
        elif word in _ASIDE:
            group.aside = True
        elif word == b"htmlrtf":
            group.rtf_only = number != b"0"
        elif word == b"ansicpg" and number:
            self.page = code_page(int(number)) or self.page
        elif word == b"uc" and number:
            group.after_unicode = max(0, min(4, int(number)))
        elif word == b"u" and number:
            self._write(chr(int(number) % 0x10000))
            self.skip = group.after_unicode
        elif word in _BREAKS:
            self._write(_BREAKS[word])

    def _bytes(self, data: bytes) -> None:
        dropped = min(self.skip, len(data))
        self.skip -= dropped
        if self._seen():
            self.held += data[dropped:]

    def _write(self, words: str) -> None:
        if self._seen():
            self._flush()
            self.out.append(words)

    def _seen(self) -> bool:
        group = self.groups[-1]
        return not group.aside and not (group.rtf_only and self.wraps_html)

    def _flush(self) -> None:
        if self.held:
            self.out.append(decode(bytes(self.held), self.page)[0])
            self.held.clear()
