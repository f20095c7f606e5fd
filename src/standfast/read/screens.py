"""Several screenshots of one conversation to one list of Items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from standfast.model import CannotOpen, EmptyFile, Item, ReadError, UnknownFormat

from .formats import picture
from .layout import stitch
from .reader import HEAD, Source


def read_screens(sources: Sequence[Source]) -> Iterator[Item | ReadError]:
    """Errors first, one for each picture that cannot be read; then the lines of all others, joined by their overlap."""
    screens: list[list[Item]] = []
    for source in sources:
        try:
            screens.append(_screen(source))
        except ReadError as error:
            yield error
        except OSError as error:
            yield CannotOpen(source.name, reason=(error.strerror or str(error)).lower())
    yield from stitch(screens)


def _screen(source: Source) -> list[Item]:
    with source.open() as stream:
        head = stream.read(HEAD)
    if not head:
        raise EmptyFile(source.name)
    if not picture.sniff(head):
        raise UnknownFormat(source.name, format="?")
    return [item for item in picture.read(source) if isinstance(item, Item)]
