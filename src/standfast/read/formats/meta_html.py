"""One page of an Instagram, Facebook or Messenger conversation, taken out of its export: ``message_1.html``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import Item, ReadError

from ..meta import html_page
from ..meta.paths import app_of_bytes
from ..reader import Reader, Source, whole
from . import html


def read(source: Source) -> Iterator[Item | ReadError]:
    """Meta's other pages have the same looks and no messages: they are read as any web page."""
    data = whole(source)
    number = count(1).__next__
    found = html_page.lines(data, source.name, "chat", "", app_of_bytes(data), number, lambda _: None)
    yield from html.lines_or_page(found, source)


READER = Reader(id="meta_html", order=25, sniff=html_page.is_page, read=read)
SAMPLES = ("message_1.html", "message_old.html")
