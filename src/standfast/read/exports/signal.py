"""Signal's own export as a ZIP: ``main.jsonl`` with all chats, ``metadata.json``, and ``files`` that are never opened."""

from __future__ import annotations

import io
from collections.abc import Iterator

from standfast.model import Item, ReadError

from ..archive import Archive
from ..export import Export
from ..signal import frames

MAIN = "main.jsonl"
HEAD = 4096


def _main(archive: Archive) -> str:
    return next((name for name in archive.names() if name == MAIN or name.endswith("/" + MAIN)), "")


def claims(archive: Archive) -> bool:
    name = _main(archive)
    if not name:
        return False
    try:
        with archive.open(name) as stream:
            return frames.begins_here(stream.read(HEAD))
    except ReadError:
        return True  # locked or broken: the reading tells it in its own words


def read(archive: Archive) -> Iterator[Item | ReadError]:
    """The member is held whole (at most MAX_MEMBER): its chats are mixed, and a packed stream cannot go back."""
    name = _main(archive)
    yield from frames.read_frames(io.BytesIO(archive.bytes_of(name)), archive.place(name))


EXPORT = Export(id="signal", order=15, claims=claims, read=read)
