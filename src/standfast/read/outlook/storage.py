"""The properties of one message, recipient or attachment in an Outlook file.

Layout: Microsoft's published MS-OXMSG (storages and stream names) and MS-OXPROPS (property ids). A property of variable
length is a stream ``__substg1.0_IIIITTTT`` (id, type); those of fixed length stand in rows of 16 bytes in one stream.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import define, field

from standfast.model import Bomb

from ..charset import decode

FIXED = "__properties_version1.0"
UNICODE, ANSI, BINARY, OBJECT, NUMBER, TIME = 0x001F, 0x001E, 0x0102, 0x000D, 0x0003, 0x0040
HEADER_BYTES = {"top": 32, "inside": 24, "part": 8}
"""Bytes before the first row, by what the storage is: the outermost message, one inside, a recipient or an attachment."""
MAX_STREAM = 32 * 1024 * 1024
MAX_ALL = 96 * 1024 * 1024
"""Of all streams read: many names may stand for the same bytes."""
MAX_ROWS = 5_000
CODE_PAGES = {
    65001: "utf-8", 65000: "utf-7", 1200: "utf-16-le", 20127: "ascii", 20866: "koi8-r", 21866: "koi8-u",
    936: "gbk", 50220: "iso2022_jp", 51932: "euc_jp", 51949: "euc_kr", 54936: "gb18030",
    **{28590 + part: f"iso8859-{part}" for part in (*range(1, 12), *range(13, 17))},
}  # fmt: skip
_ERA = datetime(1601, 1, 1, tzinfo=UTC)


@define
class Compound:
    """An opened compound file, which counts what is read from it."""

    ole: Any
    name: str
    left: int = MAX_ALL
    streams: dict[tuple[str, ...], tuple[str, ...]] = field(factory=dict[tuple[str, ...], tuple[str, ...]])
    """Paths by their upper-case form: names in compound files ignore case."""

    def __attrs_post_init__(self) -> None:
        for path in self.ole.listdir(streams=True, storages=True):
            self.streams[tuple(str(step).upper() for step in path)] = tuple(path)

    def bytes_of(self, path: tuple[str, ...]) -> bytes | None:
        real = self.streams.get(tuple(step.upper() for step in path))
        if real is None or self.ole.get_type(list(real)) != 2:  # 2: a stream, not a storage
            return None
        size = int(self.ole.get_size(list(real)))
        self.left -= size
        if size > MAX_STREAM or self.left < 0:
            raise Bomb(self.name)
        with self.ole.openstream(list(real)) as stream:
            return bytes(stream.read())

    def inside(self, path: tuple[str, ...], prefix: str) -> Iterator[tuple[str, ...]]:
        """Storages right under ``path`` whose names start so, in the order of their numbers."""
        upper = tuple(step.upper() for step in path)
        found = (real for key, real in self.streams.items() if len(key) == len(path) + 1 and key[:-1] == upper)
        yield from sorted(real for real in found if real[-1].upper().startswith(prefix.upper()))


class Properties:
    """Of one storage. ``page`` is the code page of its 8-bit text, 0 where it does not say."""

    def __init__(self, file: Compound, path: tuple[str, ...], sort: str, page: int = 0) -> None:
        self.file, self.path = file, path
        self._fixed = dict(_rows(file.bytes_of((*path, FIXED)) or b"", HEADER_BYTES[sort]))
        self.page = self.number(0x3FFD) or page or self.number(0x3FDE)
        self.guessed = False

    def text(self, number: int) -> str:
        """Unicode where it is there, else the 8-bit form; empty where there is neither."""
        data = self.stream(number, UNICODE)
        if data is not None:
            return data.decode("utf-16-le", "replace").split("\0", 1)[0]
        data = self.stream(number, ANSI)
        if data is None:
            return ""
        words, guessed = decode(data.rstrip(b"\0"), code_page(self.page))
        self.guessed |= guessed and not data.isascii()
        return words

    def stream(self, number: int, sort: int = BINARY) -> bytes | None:
        return self.file.bytes_of((*self.path, stream_name(number, sort)))

    def number(self, number: int) -> int:
        value = self._fixed.get((number, NUMBER), b"")
        return int(struct.unpack("<i", value[:4])[0]) if value else 0

    def time(self, number: int) -> str:
        """ISO 8601 in UTC; empty where it is not there or no date."""
        value = self._fixed.get((number, TIME), b"")
        if not value:
            return ""
        try:
            return (_ERA + timedelta(microseconds=struct.unpack("<Q", value)[0] // 10)).isoformat(timespec="seconds").replace("+00:00", "Z")
        except OverflowError:
            return ""

    def storage(self, number: int) -> tuple[str, ...]:
        """The path of the message that is packed in this attachment."""
        return (*self.path, stream_name(number, OBJECT))


def stream_name(number: int, sort: int) -> str:
    return f"__substg1.0_{number:04X}{sort:04X}"


def code_page(page: int) -> str:
    """The charset of a Windows code page number; empty for none."""
    return CODE_PAGES.get(page, f"cp{page}") if 0 < page < 100_000 else ""


def _rows(data: bytes, skip: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    for at in range(skip, min(len(data), skip + 16 * MAX_ROWS) - 15, 16):
        sort, number = struct.unpack_from("<HH", data, at)
        yield (number, sort), data[at + 8 : at + 16]
