"""A file taken out of Snapchat's "My Data": ``chat_history.json``, ``snap_history.json`` or a page of the HTML version."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import EmptyFile, Item, ReadError

from ..chat import of_bytes
from ..reader import Reader, Source, whole
from ..records import load_json
from ..snapchat import html_page
from ..snapchat.rows import Row, conversations, has_snaps_only, is_history, lines


def sniff(head: bytes) -> bool:
    return is_history(head) or html_page.is_page(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    number = count(1).__next__
    if html_page.is_page(data[:65536]):
        yield from html_page.lines(data, source.name, "chat", lambda _: "", number, lambda _: None)
        return
    value = load_json(data, source.name)
    into: dict[str, list[Row]] = {}
    conversations(value, has_snaps_only(value), of_bytes(source.name, data), into)
    if not into:
        yield EmptyFile(source.name)
    for key in list(into):
        yield from lines(key, into.pop(key), number, lambda _: None)


READER = Reader(id="snapchat", order=7, sniff=sniff, read=read)
SAMPLES = ("chat_history.json", "chat_history_old.json", "subpage_robin.html")
