"""A chat exported from WhatsApp without its files, or copied from WhatsApp Web: one text file."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Item, ReadError

from ..reader import Reader, Source
from ..whatsapp import begins_here, read_chat


def sniff(head: bytes) -> bool:
    return begins_here(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    yield from read_chat(source.open, source.name)


READER = Reader(id="whatsapp", order=18, sniff=sniff, read=read)
SAMPLES = ("android-en-gb.txt", "iphone-en-us.txt", "web-copy.txt", "android-ar.txt", "iphone-fi.txt", "android-ko.txt")
