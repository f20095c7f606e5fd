"""A ZIP: an export as it was downloaded or shared. What it is, is told by the names inside, never by its own."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Bomb, Item, Locked, NothingKnown, ReadError

from ..archive import opened
from ..export import exports
from ..reader import Reader, Source

NAMED, LONGEST = 3, 100
"""Members that are named to the person where nothing is known, and characters of their names."""


def sniff(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def read(source: Source) -> Iterator[Item | ReadError]:
    with opened(source) as archive:
        if archive.locked:
            raise Locked(source.name)
        export = next((export for export in exports() if export.claims(archive)), None)
        if export is None:
            raise NothingKnown(source.name, inside=", ".join(name[:LONGEST] for name in archive.names()[:NAMED]) or "-")
        for one in export.read(archive):
            yield one
            if isinstance(one, Bomb) and one.file == source.name:  # the ZIP as a whole: nothing more will come out
                return


READER = Reader(id="zip", order=5, sniff=sniff, read=read)
SAMPLES = ()
