"""Plain words, web pages, data files, and text messages saved as XML."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from contextlib import suppress
from typing import BinaryIO

from standfast.model import BrokenFile

from ..reader import MAX_MESSAGE, Source
from ..sms.scan import Tag, Tags, text_of
from .left_out import LeftOut
from .runs import LONG_MEDIA, scanned, scanned_whole

BLOCK = 256 * 1024
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def blocks_of(stream: BinaryIO) -> Iterator[bytes]:
    while block := stream.read(BLOCK):
        yield block


def text(stream: BinaryIO, left: LeftOut, name: str = "") -> Iterator[bytes]:
    """Words in any charset; in one of two bytes a letter they are rewritten as UTF-8 only where something is left out."""
    blocks = blocks_of(stream)
    first = next(blocks, b"")
    if first.startswith(_WIDE):
        data = first + stream.read(MAX_MESSAGE)
        found = LeftOut(left.hashes)
        words = scanned_whole(data.decode("utf-16", "replace").encode(), found, name)
        for one in found.media:
            left.add(one.name, one.media_type, one.size)
        left.raw = left.raw or found.raw or bool(stream.read(1))
        yield words if found.count else data
        return
    yield from scanned(_behind(first, blocks), left, name)


def sms(source: Source, left: LeftOut) -> Iterator[bytes]:
    """Messages saved by SMS Backup & Restore: the pictures of MMS, which stand in ``data="..."``, are emptied."""
    yield from scanned(_emptied(source, left), left)


class _Emptied(Tags):
    """Also tells where the values stand that were passed over."""

    def __init__(self, stream: BinaryIO, file: str) -> None:
        super().__init__(stream, file)
        self.ranges: list[tuple[int, int]] = []

    def _value(self, quote: bytes, keep: bool) -> tuple[bytes, int, bytes]:
        start = self._base + self._at
        value = super()._value(quote, keep)
        if not keep:
            self.ranges.append((start, self._base + self._at - 1))
        return value


def _emptied(source: Source, left: LeftOut) -> Iterator[bytes]:
    with source.open() as looked, source.open() as copied:
        tags = _Emptied(looked, source.name)
        with suppress(BrokenFile):
            for tag in tags:
                _note(tag, left)
                for start, end in tags.ranges:
                    yield from _next(copied, start - copied.tell())
                    copied.seek(end)
                tags.ranges.clear()
                yield from _next(copied, tag.end - copied.tell())
            yield from blocks_of(copied)
            return
        yield from scanned(blocks_of(copied), left, long=LONG_MEDIA)  # cut off, perhaps inside a picture


def _note(tag: Tag, left: LeftOut) -> None:
    for length, tail in tag.lengths.values():
        names = (text_of(tag.has.get(key, b"")) for key in ("cl", "name", "fn"))
        media_type = text_of(tag.has.get("ct", b""))[:100] or "application/octet-stream"
        left.add(next((name for name in names if name), ""), media_type, length // 4 * 3 - tail.count(b"="))


def _next(stream: BinaryIO, count: int) -> Iterator[bytes]:
    while count > 0 and (block := stream.read(min(BLOCK, count))):
        count -= len(block)
        yield block


def _behind(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
