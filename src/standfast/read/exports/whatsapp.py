"""A chat exported from WhatsApp as it leaves the phone: a ZIP with one text file, and pictures and videos beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from standfast.model import Item, ReadError

from ..archive import Archive
from ..export import Export
from ..whatsapp import begins_here, other_name, read_chat, stem

LOOKED_AT = 8
NAMES = 5000
"""Text files whose names are looked at; a phone puts one into the ZIP."""
HEAD = 4096
OUR_NAME = "_chat.txt"


def _chats(archive: Archive) -> list[str]:
    """Text files that are chats by name, or by their first lines."""
    texts = [name for name in archive.names() if name.lower().endswith(".txt") and not name.startswith("__MACOSX/")][:NAMES]
    named = [name for name in texts if name.rsplit("/", 1)[-1].lower() == OUR_NAME or other_name(name)]
    return named or [name for name in texts[:LOOKED_AT] if begins_here(archive.head(name, HEAD))]


def claims(archive: Archive) -> bool:
    return bool(_chats(archive))


def read(archive: Archive) -> Iterator[Item | ReadError]:
    chats = _chats(archive)
    sizes = {member.name.rsplit("/", 1)[-1]: member.attachment() for member in archive.members()}
    count = 0
    for name in chats:
        alone = len(chats) == 1 and stem(name).lower() == "_chat"
        try:
            for found in read_chat(partial(archive.open, name), archive.place(name), archive.source.name if alone else name, sizes, count):
                count += isinstance(found, Item)
                yield found
        except ReadError as error:
            yield error


EXPORT = Export(id="whatsapp", order=20, claims=claims, read=read)
