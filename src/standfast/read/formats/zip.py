"""A ZIP: an export as it was downloaded or shared. What it is, is told by the names inside, never by its own."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Item, NothingKnown, ReadError

from ..archive import opened
from ..export import exports
from ..reader import Reader, Source

NAMED = 3
"""Members that are named to the person where nothing is known."""


def sniff(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Iterator[Item | ReadError]:
    with opened(source) as archive:
        export = next((export for export in exports() if export.claims(archive)), None)
        if export is None:
            raise NothingKnown(source.name, inside=", ".join(archive.names()[:NAMED]) or "-")
        yield from export.read(archive)


READER = Reader(id="zip", order=5, sniff=sniff, read=read)
SAMPLES = ()
