"""A data download: a new ZIP with the members that are words. Nothing is unpacked to disk, and no member is held whole but a mail."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import BinaryIO

from attrs import define, field

from standfast.model import BrokenFile, ReadError

from ..archive import Archive, Member, media_type, opened
from ..reader import Source
from .kinds import HEAD, WORDS, kind_of, media_of
from .left_out import LeftOut

Words = Callable[[BinaryIO, str, str, LeftOut], Iterator[bytes]]
"""(stream, kind, name, left) -> what is kept of a member that is words."""
_OFFICE = frozenset({"[content_types].xml", "mimetype", "androidmanifest.xml", "meta-inf/manifest.mf", "index/document.iwa"})
"""Documents that are ZIPs inside: they hold pictures in ways of their own."""
_CLIMBS = re.compile(r"^(?:[A-Za-z]:)?/+|(?<![^/])\.\.(?=/|$)")


def is_document(source: Source) -> bool:
    with opened(source) as archive:
        return archive.locked or any(name.lower() in _OFFICE for name in archive.names())


def archive(source: Source, left: LeftOut, words: Words) -> Iterator[bytes]:
    """Same bytes in, same bytes out. Raises BrokenFile, Bomb."""
    sink = _Sink()
    with opened(source) as inside, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as out:  # pyright: ignore[reportArgumentType, reportCallIssue]
        for member in inside.members():
            if not _is_words(inside, member):
                _leave(inside, member, left)
                continue
            with out.open(_info(member), "w", force_zip64=True) as target:
                for block in _kept(inside, member, left, words):
                    target.write(block)
                    yield sink.taken()
            yield sink.taken()
    yield sink.taken()


def _is_words(inside: Archive, member: Member) -> bool:
    ending = member.name.rsplit(".", 1)[-1].lower() if "." in member.name else ""
    if ending not in WORDS:
        return False
    head = inside.head(member.name, HEAD)
    return bool(head or member.size == 0) and kind_of(head) not in {"ask", "zip"}


def _kept(inside: Archive, member: Member, left: LeftOut, words: Words) -> Iterator[bytes]:
    """A member that breaks off is kept up to there; what it did not give is listed."""
    kind = kind_of(inside.head(member.name, HEAD))
    try:
        with inside.open(member.name) as stream:
            yield from words(stream, kind, member.name, left)
    except BrokenFile:
        left.add(member.name, "application/octet-stream", -1, when=member.when)


def _leave(inside: Archive, member: Member, left: LeftOut) -> None:
    sha256 = _sha256(inside, member) if left.hashes else ""
    head = "" if left.hashes else media_of(inside.head(member.name, 64))
    named = media_type(member.name)
    left.add(member.name, named if named != "application/octet-stream" else head or named, member.size, when=member.when, sha256=sha256)


def _sha256(inside: Archive, member: Member) -> str:
    total = hashlib.sha256()
    try:
        with inside.open(member.name) as stream:
            while block := stream.read(1024 * 1024):
                total.update(block)
    except ReadError:
        return ""
    return total.hexdigest()


def _info(member: Member) -> zipfile.ZipInfo:
    """The same name and time; a name that climbs out of its folder is tamed, since a person may unpack what we write."""
    name = _CLIMBS.sub("_", member.name.replace("\\", "/").replace("\0", ""))[:60_000] or "_"
    when = datetime.fromisoformat(member.when) if member.when else datetime(1980, 1, 1)
    info = zipfile.ZipInfo(name, (when.year, when.month, when.day, when.hour, when.minute, when.second))
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o600 << 16
    return info


@define
class _Sink:
    """What the ZIP has written so far and nobody has taken. It cannot be wound back, so the ZIP is written as a stream."""

    _held: bytearray = field(factory=bytearray)

    def write(self, data: bytes) -> int:
        self._held += data
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        data = bytes(self._held)
        self._held.clear()
        return data
