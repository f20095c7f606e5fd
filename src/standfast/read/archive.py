"""A ZIP as it was downloaded, looked into without unpacking it to disk.

Members are listed by name, size and date; only those that a reader asks for are unpacked, into memory or as a stream, under
limits. Pictures and videos are never among them. Names are only ever used as names: nothing is written, so a path that
climbs out (``../../x``) leads nowhere.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import IO, BinaryIO

from attrs import field, frozen

from standfast.model import Attachment, Bomb, BrokenFile, Locked, ReadError, TooLarge

from .reader import HEAD, Source
from .records import Record, load_json, record

MAX_MEMBER = 64 * 1024 * 1024
"""Unpacked bytes of one member that is held at once. Message files of exports are cut at about 10,000 messages, a few MB."""
MAX_ABOUT = 16 * 1024 * 1024
"""Of a file that only tells about the messages."""
MAX_STREAM = 4 * 1024**3
"""Unpacked bytes of one member that is read line by line."""
MAX_MEMBERS = 500_000
MAX_DIRECTORY = 128 * 1024 * 1024
"""Bytes of the list of members at the end of the file, which is read whole before its members can be counted."""
MAX_RATIO = 400
"""Unpacked to packed; JSON of chats packs about 1 to 15, at most about 1 to 60. Small members are let through."""
SMALL = 8 * 1024 * 1024
MAX_ALL, MAX_ALL_RATIO = 256 * 1024 * 1024, 100
"""Unpacked bytes of all that is read, small members and the same bytes under many names included: so much, and so often the file."""
_DAMAGE = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError)
MEDIA = {
    **dict.fromkeys(("jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "avif", "bmp"), "image"),
    **dict.fromkeys(("mp4", "mov", "webm", "3gp", "m4v", "avi", "mkv"), "video"),
    **dict.fromkeys(("opus", "ogg", "mp3", "m4a", "aac", "wav", "amr"), "audio"),
}
"""File endings, and what they hold: listed, never opened."""


def media_type(name: str) -> str:
    """``image/jpg`` and the like by the file's ending, which is all that is looked at."""
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    sort = MEDIA.get(ending)
    return f"{sort}/{ending}" if sort else "application/octet-stream"


@frozen
class Member:
    """One file inside: its path in the archive, its unpacked size in bytes, and the time that the archive gives it."""

    name: str
    size: int
    when: str

    def attachment(self) -> Attachment:
        name = self.name.replace("\\", "/").rsplit("/", 1)[-1]
        return Attachment(name, media_type(name), self.size, self.when)


@frozen(slots=False)
class Archive:
    """Opened by ``opened``; good until that block ends."""

    source: Source
    zip: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo] = field(factory=dict[str, zipfile.ZipInfo])
    _left: list[int] = field(factory=lambda: [MAX_ALL])
    """Bytes that may still come out of all members together."""

    def members(self) -> Iterator[Member]:
        """All files, in the archive's own order."""
        for info in self._members.values():
            yield Member(info.filename, info.file_size, _when(info))

    def names(self) -> list[str]:
        return list(self._members)

    def member(self, name: str) -> Member | None:
        info = self._members.get(name)
        return Member(info.filename, info.file_size, _when(info)) if info else None

    @property
    def locked(self) -> bool:
        """Whether everything in it stands behind a password."""
        return bool(self._members) and all(info.flag_bits & 0x1 for info in self._members.values())

    def place(self, name: str) -> str:
        """How a member is named in Origin and errors."""
        return f"{self.source.name}!{name}"

    def head(self, name: str, size: int = HEAD) -> bytes:
        """The first bytes of a member; none where it cannot be read."""
        try:
            with self.open(name) as stream:
                return stream.read(size)
        except ReadError:
            return b""

    def record_of(self, name: str) -> Record:
        """A small JSON file about the messages; empty where it is missing, large or broken: they are read all the same."""
        member = self.member(name)
        if not member or member.size > MAX_ABOUT:
            return {}
        try:
            return record(load_json(self.bytes_of(name), name))
        except ReadError:
            return {}

    def bytes_of(self, name: str) -> bytes:
        """A whole member. Raises Locked, TooLarge, Bomb, BrokenFile."""
        with self.open(name, MAX_MEMBER) as stream:
            return stream.read()

    @contextmanager
    def open(self, name: str, limit: int = MAX_STREAM) -> Generator[BinaryIO]:
        """A member as a stream that stops with an error at ``limit`` unpacked bytes, whatever its header says."""
        info = self._members[name]
        place = self.place(name)
        if self._left[0] < 0:
            raise Bomb(self.source.name)
        if info.flag_bits & 0x1:
            raise Locked(place)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # no export packs otherwise; LZMA can ask for 4 GB
            raise BrokenFile(place, format="ZIP")
        if info.file_size > limit:
            raise TooLarge(place, limit=f"{limit // 2**20} MB")
        if info.file_size > SMALL and info.file_size > MAX_RATIO * max(1, info.compress_size):
            raise Bomb(place)
        try:
            stream = self.zip.open(info)
        except (*_DAMAGE, ValueError) as error:  # a list of members that leads in front of the file
            raise BrokenFile(place, format="ZIP") from error
        try:
            with stream:
                yield _Watched(stream, limit, place, self._left)  # pyright: ignore[reportReturnType]
        except _DAMAGE as error:
            raise BrokenFile(place, format="ZIP") from error


class _Watched:
    """Counts what comes out: a header may lie about the size."""

    def __init__(self, stream: IO[bytes], limit: int, place: str, left_of_all: list[int]) -> None:
        self._stream, self._left, self._place, self._left_of_all = stream, limit, place, left_of_all

    def read(self, size: int = -1) -> bytes:
        wanted = self._left + 1 if size is None or size < 0 else min(size, self._left + 1)  # pyright: ignore[reportUnnecessaryComparison]
        return self._count(self._stream.read(wanted))

    def readline(self, size: int = -1) -> bytes:
        wanted = self._left + 1 if size < 0 else min(size, self._left + 1)
        return self._count(self._stream.readline(wanted))

    def __iter__(self) -> Iterator[bytes]:
        while line := self.readline():
            yield line

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        self._left_of_all[0] -= len(data)
        if self._left < 0:
            raise Bomb(self._place)
        return data


def _when(info: zipfile.ZipInfo) -> str:
    """Empty where the archive gives no possible date."""
    try:
        return datetime(*info.date_time).isoformat(timespec="seconds")
    except ValueError:
        return ""


def _directory_size(stream: BinaryIO) -> int:
    """Bytes of the list of members, as the end of the file says; where it says nothing, zipfile finds that out itself."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) < at + 22:
        return 0
    listed = int(struct.unpack_from("<I", tail, at + 12)[0])
    large = tail.rfind(b"PK\x06\x06", 0, at)
    if large >= 0 and len(tail) >= large + 56:
        listed = max(listed if listed != 0xFFFFFFFF else 0, int(struct.unpack_from("<Q", tail, large + 40)[0]))
    return listed


@contextmanager
def opened(source: Source) -> Generator[Archive]:
    """The archive of a source. Raises BrokenFile where it is cut off or no ZIP, Bomb where it lists members without end."""
    with source.open() as stream:
        if _directory_size(stream) > MAX_DIRECTORY:
            raise Bomb(source.name)
        try:
            packed = zipfile.ZipFile(stream)
        except (zipfile.BadZipFile, struct.error, NotImplementedError, ValueError, OverflowError, EOFError, OSError) as error:
            raise BrokenFile(source.name, format="ZIP") from error
        with packed:
            infos = packed.infolist()
            if len(infos) > MAX_MEMBERS:
                raise Bomb(source.name)
            most = max(MAX_ALL, MAX_ALL_RATIO * stream.seek(0, 2))
            yield Archive(source, packed, {info.filename: info for info in infos if not info.is_dir()}, [most])
