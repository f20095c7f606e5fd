"""Discord: the company's data package, or a ZIP of chats that DiscordChatExporter wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..archive import Archive
from ..chat import ThreadNames
from ..discord.exporter import is_export, read_chat
from ..discord.package import is_package, read_package
from ..export import Export

FIRST = 16 * 1024
LOOKED_AT = 5_000


def claims(archive: Archive) -> bool:
    return is_package(archive) or next(_chats(archive), None) is not None


def read(archive: Archive) -> Iterator[Item | ReadError]:
    if is_package(archive):
        yield from read_package(archive)
        return
    number, names = count(1).__next__, ThreadNames()
    for name in _chats(archive):
        yield from read_chat(lambda name=name: archive.open(name), archive.place(name), names.give, number)


def _chats(archive: Archive) -> Iterator[str]:
    for name in [name for name in archive.names() if name.lower().endswith(".json")][:LOOKED_AT]:
        if is_export(archive.head(name, FIRST)):
            yield name


EXPORT = Export(id="discord", order=50, claims=claims, read=read)
