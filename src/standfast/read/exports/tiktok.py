"""TikTok: "Download your data", JSON or text, in its ZIP."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..archive import Archive
from ..export import Export
from ..tiktok import rows, text

SMALL_PATH = 4
"""Folders deep at most."""


def _candidates(archive: Archive) -> list[str]:
    """Named as TikTok names it, in any language: the text version translates its names, so those are told by content."""
    names = [name for name in archive.names() if name.count("/") < SMALL_PATH]
    named = [name for name in names if name.rsplit("/", 1)[-1].lower().startswith("user_data") and name.lower().endswith(".json")]
    return named or [name for name in names if name.lower().endswith(".txt") and text.is_export(archive.head(name, 16 * 1024))]


def claims(archive: Archive) -> bool:
    return bool(_candidates(archive))


def read(archive: Archive) -> Iterator[Item | ReadError]:
    number = count(1).__next__
    for name in _candidates(archive):
        try:
            data, place = archive.bytes_of(name), archive.place(name)
        except ReadError as error:
            yield error
            continue
        if name.lower().endswith(".txt"):
            yield from text.lines(data, place, number)
            continue
        chats, owner, error = rows.chats(data, place)
        if error:
            yield error
        for chat in chats:
            yield from rows.lines(chat, data, place, owner, number)


EXPORT = Export(id="tiktok", order=24, claims=claims, read=read)
