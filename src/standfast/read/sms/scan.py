"""The tags of an XML file one by one, without a tree and without entities of its own, in memory that does not grow.

A common XML parser would unfold what a hostile file declares, and refuses the halves of emoji that this app writes. The
pictures of MMS stand in attributes, coded, many MB long: they are passed over by length, never decoded and never kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from standfast.model import BrokenFile

from ..reader import Readable

BLOCK = 256 * 1024
KEPT = 300_000
"""Bytes of one attribute that are kept."""
PASSED_OVER = frozenset({b"data"})
MAX_NAME = 200
_TAG = re.compile(rb"[/?]?[A-Za-z_][\w:.-]{0,100}")
_NEXT = re.compile(rb"\s*(?:([A-Za-z_][\w:.-]{0,100})\s{0,9}=\s{0,9}([\"'])|([/?]?>))")


class Tag(NamedTuple):
    name: str
    """With a slash in front where it ends an element."""
    has: dict[str, bytes]
    lengths: dict[str, tuple[int, bytes]]
    """Of attributes that were passed over: bytes, and the last two of them."""
    start: int
    end: int
    alone: bool
    """It ends itself: ``<sms ... />``."""


class Tags:
    """Iterates over the tags of a stream. Raises BrokenFile where a tag does not end, or a document type is declared."""

    def __init__(self, stream: Readable, file: str) -> None:
        self._stream, self._file = stream, file
        self._held, self._base, self._at = b"", 0, 0

    def __iter__(self) -> Iterator[Tag]:
        while self._find(b"<"):
            start = self._base + self._at - 1
            self._need(MAX_NAME)
            if self._held.startswith(b"!--", self._at):
                if not self._find(b"-->"):
                    raise self._broken()
                continue
            name = _TAG.match(self._held, self._at)
            if not name:  # <!DOCTYPE, <!ENTITY, <![CDATA[ or no XML at all
                raise self._broken()
            self._at = name.end()
            has, lengths, alone = self._attributes()
            yield Tag(name[0].decode("ascii", "replace"), has, lengths, start, self._base + self._at, alone)

    def _attributes(self) -> tuple[dict[str, bytes], dict[str, tuple[int, bytes]], bool]:
        has: dict[str, bytes] = {}
        lengths: dict[str, tuple[int, bytes]] = {}
        while True:
            self._need(MAX_NAME)
            found = _NEXT.match(self._held, self._at)
            if not found or len(has) > MAX_NAME:
                raise self._broken()
            self._at = found.end()
            if found[3]:
                return has, lengths, found[3] == b"/>"
            name = found[1].decode("ascii", "replace")
            value, length, tail = self._value(found[2], found[1] not in PASSED_OVER)
            if found[1] in PASSED_OVER:
                lengths[name] = length, tail
            else:
                has[name] = value

    def _value(self, quote: bytes, keep: bool) -> tuple[bytes, int, bytes]:
        """(kept bytes, length, last two bytes) up to the closing quote."""
        kept, length, tail = b"", 0, b""
        while True:
            end = self._held.find(quote, self._at)
            part = self._held[self._at : end if end >= 0 else len(self._held)]
            if keep and len(kept) < KEPT:
                kept += part[: KEPT - len(kept)]
            length += len(part)
            tail = (tail + part[-2:])[-2:]
            if end >= 0:
                self._at = end + 1
                return kept, length, tail
            self._at = len(self._held)
            if not self._more():
                raise self._broken()

    def _find(self, what: bytes) -> bool:
        """Goes behind the next ``what``."""
        while True:
            end = self._held.find(what, self._at)
            if end >= 0:
                self._at = end + len(what)
                return True
            self._at = max(self._at, len(self._held) - len(what) + 1)
            if not self._more():
                return False

    def _need(self, count: int) -> None:
        while len(self._held) - self._at < count and self._more():
            pass

    def _more(self) -> bool:
        block = self._stream.read(BLOCK)
        self._base += self._at
        self._held = self._held[self._at :] + block
        self._at = 0
        return bool(block)

    def _broken(self) -> BrokenFile:
        return BrokenFile(self._file, f"byte {self._base + self._at}", format="SMS Backup & Restore")


_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def text_of(raw: bytes) -> str:
    """An attribute as text. Emoji come as two halves (``&#55357;&#56832;``), which no XML parser takes; here they are joined."""
    text = raw.decode("utf-8", "replace")
    if "&" not in text:
        return "" if text == "null" else text
    text = _HALVES.sub(_joined, _ENTITY.sub(_char, text))
    return text.encode("utf-8", "replace").decode("utf-8")


def _char(match: re.Match[str]) -> str:
    if match[3]:
        return _NAMED[match[3]]
    number = int(match[1]) if match[1] else int(match[2], 16)
    return chr(number) if 0 < number <= 0x10FFFF else "\ufffd"


def _joined(match: re.Match[str]) -> str:
    return match[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
