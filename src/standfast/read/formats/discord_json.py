"""One channel or private chat of Discord, as DiscordChatExporter writes it in JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..chat import ThreadNames
from ..discord.exporter import is_export, read_chat
from ..reader import Reader, Source


def read(source: Source) -> Iterator[Item | ReadError]:
    number = count(1).__next__
    yield from read_chat(source.open, source.name, ThreadNames().give, number)


READER = Reader(id="discord_json", order=8, sniff=is_export, read=read)
SAMPLES = ("private-chat.json", "server.json")
