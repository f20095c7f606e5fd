"""Bytes to Items. The format is found by content, never by the file's name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from standfast.model import Item, ReadError

from .dispatch import read_source, readers
from .html_text import html_text
from .reader import HEAD, MAX_MESSAGE, Reader, Source, Watch
from .several import is_screen, read_pages, read_several

__all__ = [
    "HEAD",
    "MAX_MESSAGE",
    "Reader",
    "Source",
    "Watch",
    "html_text",
    "is_screen",
    "is_talk",
    "read",
    "read_bytes",
    "read_pages",
    "read_several",
    "readers",
]


def is_talk(head: bytes) -> bool:
    """Whether the first bytes of a text are those of a conversation that a chat format claims."""
    reader = next((reader for reader in readers() if reader.sniff(head)), None)
    return reader is not None and reader.talk


def read(path: str | Path, words_only: bool = False, watch: Watch | None = None) -> Iterator[Item | ReadError]:
    """Items of one file, in its order; what cannot be read comes as an error among them, and the rest goes on.

    ``words_only``: the person says that pictures in the file show words, no intimate picture; without it no pixel is read.
    ``watch`` is told how far reading is.
    """
    yield from read_source(Source(str(path), Path(path), words_only=words_only, watch=watch))


def read_bytes(data: bytes, name: str = "-", words_only: bool = False) -> Iterator[Item | ReadError]:
    """The same for bytes at hand: pasted text, an upload, a test."""
    yield from read_source(Source(name, None, data, words_only))
