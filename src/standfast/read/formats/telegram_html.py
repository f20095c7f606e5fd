"""One page of a chat from Telegram Desktop's HTML export: ``messages.html``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..reader import Reader, Source, whole
from ..telegram.page import is_page, lines, other_of, title_of
from . import html


def read(source: Source) -> Iterator[Item | ReadError]:
    """Telegram's other pages have the same looks and no messages: they are read as any web page."""
    data, number = whole(source), count(1).__next__
    found = lines(data, source.name, title_of(data) or "1", other_of(data), number, lambda _: None)
    yield from html.lines_or_page(found, source)


READER = Reader(id="telegram_html", order=26, sniff=is_page, read=read)
SAMPLES = ("messages.html",)
