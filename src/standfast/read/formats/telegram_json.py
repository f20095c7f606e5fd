"""Telegram Desktop's ``result.json``: one chat, or a whole account."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..reader import Reader, Source
from ..telegram.chats import is_export, read_chats


def read(source: Source) -> Iterator[Item | ReadError]:
    number = count(1).__next__
    with source.open() as stream:
        yield from read_chats(stream, source.name, number, lambda _: None)


READER = Reader(id="telegram_json", order=7, sniff=is_export, read=read)
SAMPLES = ("one-chat.json", "whole-account.json", "old-version.json")
