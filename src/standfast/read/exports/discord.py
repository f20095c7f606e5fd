"""Discord: the company's data package, or a ZIP of chats that DiscordChatExporter wrote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..archive import Archive
from ..discord.exporter import is_export, read_chat
from ..discord.package import is_package, read_package
from ..export import Export
from ..thread_names import ThreadNames

FIRST = 16 * 1024
LOOKED_AT = 5_000


def claims(archive: Archive) -> bool:
    return is_package(archive) or next(_chats(archive), None) is not None


def read(archive: Archive) -> Iterator[Item | ReadError]:
    if is_package(archive):
        yield from read_package(archive)
        return
    numbers, names = count(1), ThreadNames()
    for name in _chats(archive):
        yield from read_chat(lambda name=name: archive.open(name), archive.place(name), names.give, lambda: next(numbers))


def _chats(archive: Archive) -> Iterator[str]:
    for name in [name for name in archive.names() if name.lower().endswith(".json")][:LOOKED_AT]:
        try:
            with archive.open(name) as stream:
                head = stream.read(FIRST)
        except ReadError:
            continue
        if is_export(head):
            yield name


EXPORT = Export(id="discord", order=50, claims=claims, read=read)
