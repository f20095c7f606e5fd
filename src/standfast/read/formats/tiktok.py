"""TikTok's ``user_data_tiktok.json`` (older: ``user_data.json``), and its direct messages as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import EmptyFile, Item, ReadError, TooLarge

from ..archive import MAX_MEMBER
from ..reader import Reader, Source
from ..tiktok import rows, text


def sniff(head: bytes) -> bool:
    return rows.is_export(head) or text.is_export(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    """The file holds all that was ever watched and liked as well, so it may be larger than other single files."""
    with source.open() as stream:
        data = stream.read(MAX_MEMBER + 1)
    if len(data) > MAX_MEMBER:
        raise TooLarge(source.name, limit=f"{MAX_MEMBER // 2**20} MB")
    number = count(1).__next__
    if text.is_export(data[:65536]):
        yield from text.lines(data, source.name, number)
        return
    chats, owner, error = rows.chats(data, source.name)
    if error:
        yield error
    elif not chats:
        yield EmptyFile(source.name)
    for chat in chats:
        yield from rows.lines(chat, data, source.name, owner, number)


READER = Reader(id="tiktok", order=8, sniff=sniff, read=read)
SAMPLES = ("user_data_tiktok.json", "user_data_old.json", "direct_messages.txt")
