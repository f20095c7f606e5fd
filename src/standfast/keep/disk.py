"""The only place that writes a case to a disk: beside the old file, checked, then in its place. What is written is locked already."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from standfast.model import BrokenCase, CaseBusy, NoCase, NoSpace, ToolMissing

if TYPE_CHECKING:
    from filelock import BaseFileLock

MODE = 0o600
BUFFER = 1024 * 1024
_ONLY_HERE = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def target(path: Path) -> Path:
    """Where a path leads through symbolic links: saving replaces the file there, and the link stays."""
    return Path(os.path.realpath(path))


def beside(path: Path, ending: str) -> Path:
    """A hidden neighbour of the case file."""
    return path.with_name(f".{path.name}.{ending}")


@contextmanager
def reading(path: Path) -> Generator[BinaryIO]:
    """The file, open for reading. Raises NoCase where there is none, or something that is no plain file; BrokenCase where the disk
    cannot read it."""
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise NoCase(str(path), why=error.strerror or "") from error
    with io.BufferedReader(_Disk(handle, path), BUFFER) as source:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NoCase(str(path))
        yield source


class _Disk(io.FileIO):
    """A file whose errors of reading are told apart from those of whoever gets the bytes."""

    def __init__(self, handle: int, path: Path) -> None:
        super().__init__(handle, "rb")
        self._path = path

    def readinto(self, buffer: memoryview, /) -> int | None:  # type: ignore[override]
        try:
            return super().readinto(buffer)
        except OSError as error:
            raise BrokenCase(str(self._path), "disk", why=error.strerror or "") from error

    def close(self) -> None:
        with suppress(OSError):
            super().close()


class Lock:
    """Held from opening to closing. Where none can be had (a read-only disk, some network drives) a case opens all the same, and a save
    still refuses a file that somebody else has changed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: BaseFileLock | None = None

    def take(self) -> None:
        """Raises CaseBusy where another program, or another part of this one, holds it."""
        try:
            from filelock import FileLock, Timeout
        except ImportError as error:
            raise ToolMissing(str(self._path), need="filelock", get="pip install 'standfast[case]'") from error
        lock = FileLock(beside(self._path, "lock"), timeout=0, mode=MODE, thread_local=False)
        try:
            lock.acquire()
        except Timeout as error:
            raise CaseBusy(str(self._path)) from error
        except (OSError, NotImplementedError):
            return
        self._held = lock

    def release(self) -> None:
        if self._held is not None:
            with suppress(OSError):
                self._held.release()
            self._held = None


def replace(path: Path, write: Callable[[BinaryIO], None], check: Callable[[BinaryIO], None]) -> None:
    """Puts what ``write`` writes in the place of ``path``, once it is on the disk and ``check`` has read it there.

    Whatever happens before that, the old file is untouched. Raises NoSpace where the disk is full or cannot be written, and whatever
    ``write`` and ``check`` raise.
    """
    new = beside(path, "new")
    try:
        clear(path)
        _written(new, write)
        with new.open("rb", buffering=BUFFER) as source:
            check(source)
        new.replace(path)
    except OSError as error:
        _gone(new)
        raise NoSpace(str(path), why=error.strerror or "") from error
    except BaseException:
        _gone(new)
        raise
    _settled(path.parent)


def clear(path: Path) -> None:
    """Removes what an interrupted save left. Only under the lock. Raises OSError."""
    with suppress(FileNotFoundError):
        beside(path, "new").unlink()


def tidy(path: Path) -> None:
    """As ``clear``, for a case that is only read: where it cannot be removed, the next save will say so."""
    with suppress(OSError):
        clear(path)


def _written(new: Path, write: Callable[[BinaryIO], None]) -> None:
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _ONLY_HERE, MODE)
    with os.fdopen(handle, "wb", buffering=BUFFER) as out:
        write(out)
        out.flush()
        os.fsync(handle)


def _gone(new: Path) -> None:
    with suppress(OSError):
        new.unlink()


def _settled(folder: Path) -> None:
    """Brings the new name to the disk. Systems that cannot do that for a folder do it by themselves."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
