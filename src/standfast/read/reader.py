"""What every format file in ``read/formats`` offers, and the bytes it reads from."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from attrs import frozen

from standfast.model import CannotOpen, Item, ReadError, TooLarge

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer as Buffer

HEAD = 64 * 1024
"""Bytes that a format may look at to say whether a file is its own."""
MAX_MESSAGE = 32 * 1024 * 1024
"""Bytes of one message or text file. Mail providers stop at 25 to 50 MB; a threat is a few kB."""
BUFFER = 256 * 1024

Watch = Callable[[int, int], None]
"""(byte that reading has reached, bytes of the file); some formats go through a file twice."""


class Readable(Protocol):
    """What is needed of a stream: a file, or a member of a ZIP."""

    def read(self, size: int = ..., /) -> bytes: ...


@frozen
class Source:
    """Bytes with a name: a file, or what was pasted."""

    name: str
    path: Path | None = None
    data: bytes = b""
    words_only: bool = False
    """The person looked: the pictures in this file show words, no intimate picture. Without it no pixel is read (rules 3 and 14)."""
    watch: Watch | None = None
    """Told where reading is, for a progress bar."""
    depth: int = 0
    """How many files this one is packed in: an attachment of a mail is 1."""

    def open(self) -> BinaryIO:
        """Raises CannotOpen, with the system's own reason. A pipe or a device could make us wait for ever, so neither is opened."""
        if self.path is None:
            return io.BytesIO(self.data)
        try:
            mode = self.path.stat().st_mode
            if stat.S_ISDIR(mode):
                raise CannotOpen(self.name, reason="it is a folder")
            if not stat.S_ISREG(mode):
                raise CannotOpen(self.name, reason="it is a pipe or a device, not a file")
            return io.BufferedReader(_Watched(self.path, self.watch), BUFFER) if self.watch else self.path.open("rb")
        except ValueError as error:
            raise CannotOpen(self.name, reason="no file can have this name") from error
        except OSError as error:
            raise CannotOpen(self.name, reason=(error.strerror or str(error)).lower()) from error


class _Watched(io.FileIO):
    """A file that says how far it was read."""

    def __init__(self, path: Path, watch: Watch) -> None:
        super().__init__(path, "rb")
        self._watch, self._size = watch, path.stat().st_size

    def readinto(self, buffer: Buffer, /) -> int:
        count = super().readinto(buffer)
        self._watch(self.tell(), self._size)
        return count


@frozen
class Reader:
    """``sniff`` sees the first HEAD bytes; ``read`` yields Items, and an error for each part that cannot be read."""

    id: str
    order: int
    """Smaller is asked first: strict formats before plain text."""
    sniff: Callable[[bytes], bool]
    read: Callable[[Source], Iterator[Item | ReadError]]
    talk: bool = False
    """A chat as plain text, such as people copy and paste."""


def whole(source: Source) -> bytes:
    """All bytes of a source that holds one message. Raises TooLarge before it fills the memory."""
    with source.open() as stream:
        data = stream.read(MAX_MESSAGE + 1)
    if len(data) > MAX_MESSAGE:
        raise TooLarge(source.name, limit=f"{MAX_MESSAGE // 2**20} MB")
    return data
