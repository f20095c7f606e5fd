"""Which format reads a source. The format is found by content, never by the file's name."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from functools import cache
from importlib import import_module

from standfast.model import Bomb, CannotOpen, EmptyFile, Item, NotText, ReadError, UnknownFormat

from .charset import is_binary
from .reader import HEAD, Reader, Source

_NAMED = (
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

LOOSE = 80
"""From this order on a format takes whatever is text; a file with the first bytes of something else is not for it."""

MOST_IN_A_ROW = 100
"""Parts that cannot be read, without a good one between them."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every format, strict ones first; found by its file in ``read/formats``."""
    from . import formats

    found = [import_module(f"{formats.__name__}.{module.name}").READER for module in pkgutil.iter_modules(formats.__path__)]
    return tuple(sorted(found, key=lambda reader: (reader.order, reader.id)))


def read_source(source: Source) -> Iterator[Item | ReadError]:
    """Its Items; whatever goes wrong comes as an error among them."""
    try:
        with source.open() as stream:
            head = stream.read(HEAD)
        if not head.strip():
            yield EmptyFile(source.name)
            return
        named = next((name for magic, name in _NAMED if head.startswith(magic)), "")
        reader = next((reader for reader in readers() if reader.sniff(head)), None)
        if reader is None or (named and reader.order >= LOOSE):
            yield NotText(source.name) if not named and is_binary(head) else UnknownFormat(source.name, format=named or "?")
            return
        yield from _until_hopeless(reader.read(source), source.name)
    except ReadError as error:
        yield error
    except MemoryError:
        yield Bomb(source.name)
    except OSError as error:
        yield CannotOpen(source.name, reason=(error.strerror or str(error)).lower())


def _until_hopeless(found: Iterator[Item | ReadError], name: str) -> Iterator[Item | ReadError]:
    """All of it, unless so many parts in a row fail that no good one will come: the last sentence then is about the whole file."""
    in_a_row = 0
    for one in found:
        if not isinstance(one, ReadError):
            in_a_row = 0
            yield one
            continue
        one.__traceback__ = one.__cause__ = one.__context__ = None  # they hold on to all that was being read
        in_a_row += 1
        yield one
        if in_a_row >= MOST_IN_A_ROW:
            raise type(one)(name, **one.detail)


def strict_reader(data: bytes) -> Reader | None:
    """The format that claims bytes by marks of its own; None for what is merely text, and for what no format knows."""
    found = next((reader for reader in readers() if reader.sniff(data[:HEAD])), None)
    return found if found is not None and found.order < LOOSE else None
