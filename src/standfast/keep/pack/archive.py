"""Reads the ZIP around a pack as if somebody had made it to do harm: nothing is unpacked to a disk, nothing hidden is passed over."""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator
from struct import Struct, error, iter_unpack, unpack
from typing import BinaryIO

from attrs import evolve, frozen

from standfast.model import BadPack

from . import frame
from .frame import CENTRAL, DESCRIPTOR, END, END64, FULL, FULL_COUNT, KNOWN, LOCAL, LOCATOR, PIPED, STREAMED, Member, is_bomb

MOST_MEMBERS, LARGEST_DIRECTORY = 20_000, 16 * 2**20
PIECE = 2**16
GAP = 24
"""Bytes of the longest descriptor that a foreign program may write behind a member."""
BAD_FLAGS = 0x1 | 0x20 | 0x40 | 0x2000
"""Encrypted, patched, strongly encrypted, names masked."""
OTHER_NAME = 0x7075
"""Extra field with a second name, that some programs prefer to the first."""
_central = Struct("<4sHHHHLLLLHHHHHLL")
_local = Struct("<4sHHHLLLLHH")


class Damaged(Exception):
    """A member whose packed data cannot be unpacked, or ends early."""


@frozen
class _Record:
    """A member with what its central record says beside."""

    member: Member
    flags: int
    data: int = 0
    """Where its bytes start."""


class Archive:
    """The members of a ZIP, once their frame has been found harmless. Raises BadPack with the place."""

    def __init__(self, source: BinaryIO, file: str = "") -> None:
        self._source, self._file = source, file
        self._length = source.seek(0, 2)
        self._count, self._size, self._start = self._find_directory()
        self._directory = self._at(self._start, self._size)
        records = [self._with_data(record) for record in self._records()]
        self._by_place(records)
        self._data = {record.member.name: record for record in records}
        self._order = [record.member for record in records]
        self.members = tuple(member for member in self._order if not member.name.endswith("/"))

    def pieces(self, member: Member) -> Iterator[bytes]:
        """The bytes of a member. Raises Damaged, or BadPack where there are more than was said."""
        place, left = self._data[member.name].data, member.packed
        squeeze = zlib.decompressobj(-15) if member.method else None
        given = 0
        while left:
            packed = self._at(place, min(PIECE, left))
            place, left = place + len(packed), left - len(packed)
            for piece in self._unpacked(squeeze, packed) if squeeze else (packed,):
                given += len(piece)
                if given > member.size:
                    raise self._bad(member.name)
                yield piece
        if given < member.size or (squeeze and (not squeeze.eof or squeeze.unused_data)):
            raise Damaged(member.name)

    def as_written(self, time: int) -> bool:
        """Whether every byte that is no file's content is the one that a pack sealed at this DOS time has."""
        place, directory = 0, b""
        for member in self._order:
            record = self._data[member.name]
            ours = evolve(member, form=self._form(record))
            head, end = frame.local_header(ours, time), record.data + member.packed
            tail = frame.after(ours)
            if member.start != place or record.data != place + len(head):
                return False
            if self._at(place, len(head)) != head or self._at(end, len(tail)) != tail:
                return False
            place = end + len(tail)
            directory += frame.central_record(ours, time)
        end_record = frame.end_record(len(self._order), len(directory), place)
        return (
            place == self._start
            and directory == self._directory
            and place + len(directory) + len(end_record) == self._length
            and self._at(self._length - len(end_record), len(end_record)) == end_record
        )

    def _form(self, record: _Record) -> str:
        if record.flags & DESCRIPTOR:
            return PIPED
        return KNOWN if record.data - record.member.start == 30 + len(record.member.name.encode()) else STREAMED

    def _unpacked(self, squeeze: zlib._Decompress, packed: bytes) -> Iterator[bytes]:  # pyright: ignore[reportPrivateUsage]
        full = True
        while packed or full:
            try:
                piece = squeeze.decompress(packed, PIECE)
            except zlib.error as fault:
                raise Damaged from fault
            yield piece
            packed, full = squeeze.unconsumed_tail, len(piece) == PIECE
            if squeeze.unused_data:
                raise Damaged

    def _find_directory(self) -> tuple[int, int, int]:
        """Number of records, bytes, and start of the central directory."""
        tail = self._at(max(0, self._length - 22 - 0xFFFF), min(self._length, 22 + 0xFFFF))
        found = tail.rfind(END)
        while found >= 0 and (len(tail) - found < 22 or found + 22 + unpack("<H", tail[found + 20 : found + 22])[0] != len(tail)):
            found = tail.rfind(END, 0, found)
        if found < 0:
            raise self._bad("zip")
        disk, first, here, count, size, start, _ = unpack("<HHHHLLH", tail[found + 4 : found + 22])
        end = self._length - len(tail) + found
        if FULL_COUNT in (disk, first, here, count) or FULL in (size, start):
            end, count, size, start = self._wide(end)
        elif disk or first or here != count:
            raise self._bad("zip-disks")
        if count > MOST_MEMBERS or size > LARGEST_DIRECTORY or start + size != end:
            raise self._bad("zip-directory")
        return count, size, start

    def _wide(self, end: int) -> tuple[int, int, int, int]:
        """The same from the ZIP64 end record, and where that starts."""
        if end < 76:
            raise self._bad("zip64")
        signature, disk, place, disks = unpack("<4sLQL", self._at(end - 20, 20))
        if signature != LOCATOR or disk or disks != 1 or place != end - 76:
            raise self._bad("zip64")
        signature, length, _, _, _, _, here, count, size, start = unpack("<4sQHHLLQQQQ", self._at(place, 56))
        if signature != END64 or length != 44 or here != count:
            raise self._bad("zip64")
        return place, count, size, start

    def _records(self) -> Iterator[_Record]:
        data, place = self._directory, 0
        for number in range(1, self._count + 1):
            try:
                values = _central.unpack_from(data, place)
            except error as fault:
                raise self._bad(f"zip-record:{number}") from fault
            end = place + 46 + sum(values[9:12])
            if values[0] != CENTRAL or end > len(data):
                raise self._bad(f"zip-record:{number}")
            name = data[place + 46 : place + 46 + values[9]]
            extra = data[place + 46 + values[9] : place + 46 + values[9] + values[10]]
            yield self._record(number, values, name, extra)
            place = end
        if place != len(data):
            raise self._bad("zip-directory")

    def _record(self, number: int, values: tuple[int, ...], raw: bytes, extra: bytes) -> _Record:
        flags, method, crc, disk, mode = values[3], values[4], values[6], values[12], values[14] >> 16
        try:
            name = raw.decode("utf-8" if flags & frame.UTF8 else "ascii")
            packed, size, start = self._wide_values(values, extra)
        except (UnicodeDecodeError, ValueError, error) as fault:
            raise self._bad(f"zip-record:{number}") from fault
        is_folder = name.endswith("/")
        kind = stat.S_IFMT(mode)
        wrong_kind = kind not in ((0, stat.S_IFDIR) if is_folder else (0, stat.S_IFREG)) or (is_folder and size > 0)
        wrong_size = method == 0 and packed != size
        if flags & BAD_FLAGS or method not in (0, 8) or disk or wrong_kind or wrong_size or is_bomb(size, packed):
            raise self._bad(name if name.isprintable() else f"zip-record:{number}")
        return _Record(Member(name, "", method, crc, packed, size, start), flags)

    def _wide_values(self, values: tuple[int, ...], extra: bytes) -> tuple[int, int, int]:
        """Packed size, size and start, from the extra field where the record has no room for them."""
        fields: dict[int, bytes] = {}
        while extra:
            kind, length = unpack("<HH", extra[:4])
            if len(extra) < 4 + length or kind in fields or kind == OTHER_NAME:
                raise ValueError
            fields[kind], extra = extra[4 : 4 + length], extra[4 + length :]
        wide = (value for (value,) in iter_unpack("<Q", fields.get(1, b"")))
        size = next(wide, -1) if values[8] == FULL else values[8]
        packed = next(wide, -1) if values[7] == FULL else values[7]
        start = next(wide, -1) if values[15] == FULL else values[15]
        if min(size, packed, start) < 0 or next(wide, None) is not None:
            raise ValueError
        return packed, size, start

    def _with_data(self, record: _Record) -> _Record:
        """With the place of its bytes. The local header must not say another thing than the central record."""
        member = record.member
        if member.start + 30 > self._start:
            raise self._bad(member.name)
        head = _local.unpack(self._at(member.start, 30))
        start = member.start + 30 + head[8] + head[9]
        name = member.name.encode()
        same = head[0] == LOCAL and head[2] == record.flags and head[3] == member.method and head[8] == len(name)
        if not same or start + member.packed > self._start or self._at(member.start + 30, len(name)) != name:
            raise self._bad(member.name)
        return evolve(record, data=start)

    def _by_place(self, records: list[_Record]) -> None:
        """Raises BadPack where members share bytes, or bytes belong to none."""
        before = 0
        for record in sorted(records, key=lambda one: one.member.start):
            gap = record.member.start - before
            if gap < 0 or gap > (GAP if before else 0):
                raise self._bad(record.member.name)
            before = record.data + record.member.packed
        if not 0 <= self._start - before <= GAP:
            raise self._bad("zip-directory")

    def _at(self, place: int, length: int) -> bytes:
        self._source.seek(place)
        data = self._source.read(length)
        if len(data) != length:
            raise self._bad("zip")
        return data

    def _bad(self, place: str) -> BadPack:
        return BadPack(self._file, place)
