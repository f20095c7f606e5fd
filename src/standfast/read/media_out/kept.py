"""A file as it was received -> what of it is stored."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from attrs import frozen

from standfast.model import Media, TooLarge

from ..reader import Source
from . import archives, texts
from .kinds import HEAD, kind_of
from .left_out import LeftOut
from .mailbox import MAX_MAIL, mailbox
from .mails import mail

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

FEWEST = {"text": 64, "zip": 23}
"""Bytes that stay, with less of which the file was a picture and nothing else (an empty ZIP has 22): its hash would be the picture's."""


@frozen
class Kept:
    """The bytes to store come as a stream, the same each time: ``pieces``, ``open`` or ``write``; small ones as ``data``."""

    name: str
    whole_sha256: str
    """Of the file as received."""
    whole_size: int
    ask: bool
    """It is or may hold a picture that cannot be taken out. Nothing is stored before the person has said what it shows."""
    media: tuple[Media, ...]
    left_out: int
    """How many parts were left out; ``media`` lists the first ones."""
    sha256: str
    """Of the bytes to store; empty where ``ask``."""
    size: int
    pieces: Callable[[], Iterator[bytes]]

    def open(self) -> BinaryIO:
        """The bytes to store, as a file that is read once from its start."""
        return cast(BinaryIO, io.BufferedReader(_Reading(self.pieces()), 256 * 1024))

    def write(self, sink: Callable[[bytes], object]) -> None:
        for piece in self.pieces():
            sink(piece)

    @property
    def data(self) -> bytes:
        return b"".join(self.pieces())


def without_media(name: str, data: bytes | Path, hashes: bool = False, looked: bool = False) -> Kept:
    """``name`` as given, ``data`` its bytes or where it lies. Constant memory but for one mail at a time.

    ``hashes``: the person says that none of the media is intimate; else no hash of any of it is kept (decision 011).
    ``looked``: the person looked at a picture or document, and it shows words only: it is stored as it is.
    Raises CannotOpen, TooLarge, BrokenFile, Bomb.
    """
    source = Source(name, data) if isinstance(data, Path) else Source(name, None, data)
    whole, size, head = _whole(source)
    kind = _kind(source, head)
    if kind == "ask":
        return _asked(name, source, whole, size, looked)
    left = LeftOut(hashes)
    total, kept_size = hashlib.sha256(), 0
    for piece in _pieces(source, kind, left):
        total.update(piece)
        kept_size += len(piece)
    if (kind == "text" and left.raw) or (left.count and kept_size < FEWEST.get(kind, 0)):
        return _asked(name, source, whole, size, looked)
    again = lambda: _pieces(source, kind, LeftOut(hashes))  # noqa: E731
    return Kept(name, whole, size, False, tuple(left.media), left.count, total.hexdigest(), kept_size, again)


def _asked(name: str, source: Source, whole: str, size: int, looked: bool) -> Kept:
    if looked:
        return Kept(name, whole, size, False, (), 0, whole, size, lambda: _as_it_is(source))
    return Kept(name, whole, size, True, (), 0, "", 0, lambda: iter(()))


def _kind(source: Source, head: bytes) -> str:
    kind = kind_of(head)
    return "ask" if kind == "zip" and archives.is_document(source) else kind


def _pieces(source: Source, kind: str, left: LeftOut) -> Iterator[bytes]:
    if kind == "zip":
        yield from archives.archive(source, left, _words)
    elif kind == "sms":
        yield from texts.sms(source, left)
    else:
        with source.open() as stream:
            yield from _words(stream, kind, "", left)


def _words(stream: BinaryIO, kind: str, name: str, left: LeftOut) -> Iterator[bytes]:
    """Of a file, or of a member of a ZIP; text messages in a ZIP are read as any other words."""
    if kind == "mail":
        data = stream.read(MAX_MAIL + 1)
        if len(data) > MAX_MAIL:
            raise TooLarge(name, limit=f"{MAX_MAIL // 2**20} MB")
        yield mail(data, left)
    elif kind == "mbox":
        yield from mailbox(stream, left)
    else:
        yield from texts.text(stream, left, name)


def _as_it_is(source: Source) -> Iterator[bytes]:
    with source.open() as stream:
        yield from texts.blocks_of(stream)


def _whole(source: Source) -> tuple[str, int, bytes]:
    """(SHA-256, bytes, first bytes) of the file as received."""
    total, size, head = hashlib.sha256(), 0, b""
    with source.open() as stream:
        for block in texts.blocks_of(stream):
            head = head or block[:HEAD]
            total.update(block)
            size += len(block)
    return total.hexdigest(), size, head


class _Reading(io.RawIOBase):
    """Pieces that are made one by one, read as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces, self._held = pieces, b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        while not self._held:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._held = piece
        view = memoryview(buffer).cast("B")
        count = min(len(view), len(self._held))
        view[:count] = self._held[:count]
        self._held = self._held[count:]
        return count
