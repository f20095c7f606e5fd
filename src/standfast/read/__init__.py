"""Bytes to Items. The format is found by content, never by the file's name."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

from standfast.model import CannotOpen, EmptyFile, Item, NotText, ReadError, UnknownFormat

from .charset import is_binary
from .html_text import html_text
from .reader import HEAD, MAX_MESSAGE, Reader, Source

__all__ = ["MAX_MESSAGE", "Reader", "Source", "html_text", "read", "read_bytes", "readers"]

_NAMED = (
    (b"PK\x03\x04", "ZIP"),
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Outlook or Office"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
)
"""First bytes of files that people may well hold, so that the sentence can name what it is."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every format, strict ones first; found by its file in ``read/formats``."""
    from . import formats

    found = [import_module(f"{formats.__name__}.{module.name}").READER for module in pkgutil.iter_modules(formats.__path__)]
    return tuple(sorted(found, key=lambda reader: (reader.order, reader.id)))


def read(path: str | Path) -> Iterator[Item | ReadError]:
    """Items of one file, in its order; what cannot be read comes as an error among them, and the rest goes on."""
    yield from _read(Source(str(path), Path(path)))


def read_bytes(data: bytes, name: str = "-") -> Iterator[Item | ReadError]:
    """The same for bytes at hand: pasted text, an upload, a test."""
    yield from _read(Source(name, None, data))


def _read(source: Source) -> Iterator[Item | ReadError]:
    try:
        with source.open() as stream:
            head = stream.read(HEAD)
        if not head.strip():
            yield EmptyFile(source.name)
            return
        for magic, name in _NAMED:
            if head.startswith(magic):
                yield UnknownFormat(source.name, format=name)
                return
        reader = next((reader for reader in readers() if reader.sniff(head)), None)
        if reader is None:
            yield NotText(source.name) if is_binary(head) else UnknownFormat(source.name, format="?")
            return
        yield from reader.read(source)
    except ReadError as error:
        yield error
    except OSError as error:
        yield CannotOpen(source.name, reason=(error.strerror or str(error)).lower())
