"""Seals a pack on the computer: to a file that is there whole or not at all, plain or encrypted for a desk as it is made."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Callable, Generator, Iterable, Mapping
from pathlib import Path
from threading import Thread
from typing import BinaryIO, TypeVar, cast

from attrs import frozen

from standfast.model import BadRecipient, NoSpace, StandfastError

from .sign import public, sign
from .writer import STORED, PackPart, PackWriter, Watch, unwatched

PIPE = 2**20
T = TypeVar("T")


@frozen
class Sealed:
    """A pack that was written."""

    path: Path
    fingerprint: str
    size: int
    """Bytes of the file, encrypted or not."""
    sha256: str
    """Of the file: what a receiver can compare before opening anything."""


def write_pack(
    out: BinaryIO,
    info: Mapping[str, str],
    parts: Iterable[PackPart],
    seed: str,
    watch: Watch = unwatched,
    total: int = 0,
    method: int = STORED,
) -> str:
    """Writes and signs a whole pack; returns the fingerprint. ``info`` as for PackWriter, ``seed`` as from ``sign.new_key``."""
    writer = PackWriter(out, info, watch, total, method=method)
    for part in parts:
        writer.add(part)
    return writer.close(public(seed), sign(seed, writer.to_sign()))


def seal_to(
    path: Path,
    info: Mapping[str, str],
    parts: Iterable[PackPart],
    seed: str,
    recipients: Iterable[str] = (),
    watch: Watch = unwatched,
    total: int = 0,
) -> Sealed:
    """Writes a pack to ``path``; with ``recipients`` (``age1...``) encrypted for them, and then no plain byte touches the disk.

    What ``watch`` raises stops it. However it ends, ``path`` is the whole new pack or as it was before, and ``.name.part`` is gone.
    Raises NoSpace where the disk does not take it, BadRecipient where a recipient is none.
    """
    wanted = list(recipients)
    part = path.with_name(f".{path.name}.part")
    try:
        with _new_file(part) as out:
            counted = cast("BinaryIO", hashed := _Hashed(out))

            def written(sink: BinaryIO) -> str:
                return write_pack(sink, info, parts, seed, watch, total)

            fingerprint = encrypted(counted, wanted, written) if wanted else written(out)
            out.flush()
            os.fsync(out.fileno())
        digest = hashed.digest.hexdigest() if wanted else _sha256(part)
        size = part.stat().st_size
        part.replace(path)
    except OSError as error:
        raise NoSpace(path.name, why=error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    _sync_folder(path.parent)
    return Sealed(path, fingerprint, size, digest)


def encrypted(out: BinaryIO, recipients: list[str], write: Callable[[BinaryIO], T]) -> T:
    """Runs ``write`` on a stream that is encrypted to ``out`` as it comes. Raises BadRecipient where a recipient is no age key."""
    from ..age import encrypt_stream

    reading, writing = os.pipe()
    failed: list[BaseException] = []

    def encrypt() -> None:
        with os.fdopen(reading, "rb") as reader:
            try:
                encrypt_stream(recipients, reader, out)
            except BaseException as error:
                failed.append(error)

    thread = Thread(target=encrypt, name="pack-encrypt")
    thread.start()
    try:
        with os.fdopen(writing, "wb") as stream:
            result = write(cast("BinaryIO", _OneWay(stream)))
    except BrokenPipeError as error:
        thread.join()
        raise _cause(failed) from error
    finally:
        thread.join()
    if failed:
        raise _cause(failed)
    return result


def _cause(failed: list[BaseException]) -> BaseException:
    error = failed[0] if failed else OSError("pipe")
    return error if isinstance(error, OSError | StandfastError) else BadRecipient(place="--to")


class _OneWay:
    """A stream that cannot be wound back, and is not asked to."""

    def __init__(self, stream: BinaryIO) -> None:
        self.write = stream.write

    def seekable(self) -> bool:
        return False


class _Hashed(io.RawIOBase):
    """Passes bytes on and hashes them on the way."""

    def __init__(self, out: BinaryIO) -> None:
        super().__init__()
        self._out, self.digest = out, hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(cast("bytes", data))
        self.digest.update(piece)
        return self._out.write(piece)


@contextlib.contextmanager
def _new_file(part: Path) -> Generator[BinaryIO]:
    """A fresh file that only its owner can read; what an earlier run left behind is replaced."""
    part.unlink(missing_ok=True)
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(number, "wb") as out:
        yield out


def _sha256(path: Path) -> str:
    with path.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _sync_folder(folder: Path) -> None:
    """So that the new name survives a power cut; not every system can."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
