"""The outside of a case file: a ZIP that stores its members in one exact form (docs/formats/case.md). Pure Python, no disk.

The form is exact so that a reader compares instead of interpreting: whatever differs, a flipped bit or a hostile trick, is refused.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import pairwise
from typing import BinaryIO, Protocol

from attrs import frozen

from standfast.model import BrokenCase, TooLarge

README, KEY, CASE = "README.txt", "key.age", "case.age"
HEAD = (README, KEY, CASE)
"""The members that every case has, in this order; the items follow, by number."""
MAX_ALL = 2**32 - 1
"""Bytes of the whole: ZIP without its 64-bit form."""
MAX_MEMBERS = 60_000
MAX_HELD = {README: 64 * 1024, KEY: 64 * 1024, CASE: 256 * 1024 * 1024}
"""Bytes of the members that are read as a whole."""
CHUNK = 1024 * 1024

_ITEM = re.compile(r"items/([0-9]{4,6})\.age")
_LOCAL = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_STORED = (20, 0, 0, 0, 0x0021)
"""Version needed, flags, method, time, date."""
_MADE_BY, _MODE = 0x0314, 0o100600 << 16


class Readable(Protocol):
    """What gives bytes, a piece at a time."""

    def read(self, size: int = -1, /) -> bytes: ...


@frozen
class _Member:
    name: str
    crc: int
    size: int
    start: int
    """Of its local header."""

    def local(self) -> bytes:
        name = self.name.encode()
        return _LOCAL.pack(b"PK\3\4", *_STORED, self.crc, self.size, self.size, len(name), 0) + name

    def entry(self) -> bytes:
        name = self.name.encode()
        sizes = (self.crc, self.size, self.size, len(name), 0, 0, 0, 0)
        return _ENTRY.pack(b"PK\1\2", _MADE_BY, *_STORED, *sizes, _MODE, self.start) + name

    @property
    def data(self) -> int:
        return self.start + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        return self.data + self.size


def item_name(entry_id: str) -> str:
    """The member that holds the bytes of one entry. Raises ValueError for an id that is not 4 to 6 digits."""
    name = f"items/{entry_id}.age"
    if not _ITEM.fullmatch(name):
        raise ValueError(f"{entry_id!r} is no id of an entry")
    return name


class ContainerWriter:
    """Writes members one after the other to ``out``, which must start empty and be able to seek."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._members: list[_Member] = []
        self._at = 0

    @contextmanager
    def writing(self, name: str) -> Generator[Body]:
        """Gives a writer for the member's bytes; its size and checksum are filled in afterwards. Raises TooLarge."""
        self._room(0)
        start = self._at
        self._out.write(_Member(name, 0, 0, start).local())
        body = Body(self._out, MAX_ALL - start)
        yield body
        member = _Member(name, body.crc, body.size, start)
        self._out.seek(start)
        self._out.write(member.local())
        self._out.seek(member.end)
        self._members.append(member)
        self._at = member.end

    def add(self, name: str, data: bytes | Readable) -> None:
        with self.writing(name) as body:
            source = io.BytesIO(data) if isinstance(data, bytes) else data
            while piece := source.read(CHUNK):
                body.write(piece)

    def close(self) -> None:
        """Writes the directory. ``out`` stays open."""
        _in_order([one.name for one in self._members])
        directory = b"".join(one.entry() for one in self._members)
        self._room(len(directory))
        count = len(self._members)
        self._out.write(directory + _END.pack(b"PK\5\6", 0, 0, count, count, len(directory), self._at, 0))

    def _room(self, more: int) -> None:
        if self._at + more + _END.size > MAX_ALL or len(self._members) > MAX_MEMBERS:
            raise TooLarge(limit="4 GB")


class Body:
    """The bytes of one member while they are written."""

    def __init__(self, out: BinaryIO, room: int) -> None:
        self._out, self._room = out, room
        self.crc = self.size = 0

    def write(self, data: bytes, /) -> int:
        self.size += len(data)
        if self.size > self._room:
            raise TooLarge(limit="4 GB")
        self.crc = zlib.crc32(data, self.crc)
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """The file is flushed once, at the end."""


class _Slice(io.RawIOBase):
    """``size`` bytes of a file from ``start``."""

    def __init__(self, source: BinaryIO, start: int, size: int) -> None:
        self._source, self._at, self._end = source, start, start + size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]
        self._source.seek(self._at)
        got = self._source.read(min(len(buffer), self._end - self._at))
        buffer[: len(got)] = got
        self._at += len(got)
        return len(got)


class Container:
    """Looks into a case file. Reads its directory and nothing else until it is asked. Raises BrokenCase, ``place`` names the part."""

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        size = source.seek(0, io.SEEK_END)
        if not _END.size <= size <= MAX_ALL:
            raise BrokenCase(place="zip")
        count, length, start = _end_of(_at(source, size - _END.size, _END.size))
        if count > MAX_MEMBERS or start + length + _END.size != size:
            raise BrokenCase(place="zip")
        self.directory = _at(source, start, length)
        """Its bytes: names, sizes and checksums of all. Two files with the same directory hold the same."""
        members = list(_members(self.directory, count))
        _in_order([one.name for one in members])
        ends = [0, *(one.end for one in members)]
        if [one.start for one in members] != ends[:-1] or ends[-1] != start:
            raise BrokenCase(place="zip")
        self._members = {one.name: one for one in members}
        self.names = tuple(self._members)

    def size(self, name: str) -> int:
        return self._member(name).size

    def open(self, name: str) -> BinaryIO:
        """The member's bytes as a stream. Its checksum is not looked at: ``read``, ``checked`` and ``check`` do that."""
        member = self._member(name)
        head = member.local()
        if _at(self._source, member.start, len(head)) != head:
            raise BrokenCase(place=name)
        return io.BufferedReader(_Slice(self._source, member.data, member.size), CHUNK)

    def read(self, name: str) -> bytes:
        """The member as a whole, checked."""
        if self.size(name) > MAX_HELD.get(name, MAX_ALL):
            raise BrokenCase(place=name)
        return b"".join(self.checked(name))

    def checked(self, name: str) -> Iterator[bytes]:
        """The member in pieces; BrokenCase after the last one where its checksum does not hold."""
        member, crc, source = self._member(name), 0, self.open(name)
        while piece := source.read(CHUNK):
            crc = zlib.crc32(piece, crc)
            yield piece
        if crc != member.crc:
            raise BrokenCase(place=name)

    def check(self) -> None:
        """Reads everything. Raises BrokenCase for the first part that does not hold."""
        for name in self.names:
            for _ in self.checked(name):
                pass

    def _member(self, name: str) -> _Member:
        if name not in self._members:
            raise BrokenCase(place=name)
        return self._members[name]


def write_container(out: BinaryIO, parts: Iterable[tuple[str, bytes | BinaryIO]]) -> None:
    """Writes a whole case file: the three parts of ``HEAD``, then the items by number. Raises TooLarge, BrokenCase."""
    writer = ContainerWriter(out)
    for name, data in parts:
        writer.add(name, data)
    writer.close()


def split(data: bytes) -> dict[str, bytes]:
    """Every part of a case file, checked. Raises BrokenCase."""
    container = Container(io.BytesIO(data))
    return {name: container.read(name) for name in container.names}


def joined(parts: Mapping[str, bytes]) -> bytes:
    """The case file of these parts, in whatever order they come. Raises BrokenCase where one is missing or is none of a case."""
    out = io.BytesIO()
    write_container(out, [(name, parts[name]) for name in sorted(parts, key=_place)])
    return out.getvalue()


def _at(source: BinaryIO, start: int, size: int) -> bytes:
    source.seek(start)
    data = source.read(size)
    if len(data) != size:
        raise BrokenCase(place="zip")
    return data


def _end_of(record: bytes) -> tuple[int, int, int]:
    """Members, bytes of the directory, and where it starts."""
    mark, disk, first, here, count, length, start, comment = _END.unpack(record)
    if mark != b"PK\5\6" or disk or first or comment or here != count:
        raise BrokenCase(place="zip")
    return count, length, start


def _members(directory: bytes, count: int) -> Iterator[_Member]:
    at = 0
    for _ in range(count):
        if at + _ENTRY.size > len(directory):
            raise BrokenCase(place="zip")
        row = _ENTRY.unpack_from(directory, at)
        name = directory[at + _ENTRY.size : at + _ENTRY.size + row[10]]
        member = _Member(name.decode("ascii", "replace"), row[7], row[8], row[16])
        if directory[at : at + _ENTRY.size + len(name)] != member.entry():
            raise BrokenCase(place="zip")
        yield member
        at += _ENTRY.size + len(name)
    if at != len(directory):
        raise BrokenCase(place="zip")


def _in_order(names: list[str]) -> None:
    if tuple(names[: len(HEAD)]) != HEAD:
        missing = next((name for name in HEAD if name not in names), "zip")
        raise BrokenCase(place=missing)
    places = [_place(name) for name in names]
    if any(after <= before for before, after in pairwise(places)):
        raise BrokenCase(place="zip")


def _place(name: str) -> tuple[int, int]:
    """Where a part belongs. Raises BrokenCase for what is no part of a case."""
    if name in HEAD:
        return HEAD.index(name), 0
    item = _ITEM.fullmatch(name)
    if item is None:
        raise BrokenCase(place="zip")
    return len(HEAD), int(item[1])
