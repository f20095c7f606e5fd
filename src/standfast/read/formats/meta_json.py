"""One page of an Instagram, Facebook or Messenger conversation, taken out of its export: ``message_1.json``."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from standfast.model import EmptyFile, Item, ReadError

from ..meta import json_page
from ..meta.paths import app_of_bytes, from_stranger, thread_of_path
from ..meta.whole import first_noted
from ..reader import Reader, Source, whole


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    page = json_page.looked_through(data, source.name)
    if page.error:
        yield page.error
    elif not page.starts:
        yield EmptyFile(source.name)
    thread = thread_of_path(page.thread_path, page.title, sorted(page.people))
    platform = "messenger" if page.encrypted else app_of_bytes(data)
    number = count(1).__next__
    found = json_page.lines(page, data, source.name, thread, "", platform, number, lambda _: None)
    yield from first_noted(found, "message-request" if from_stranger(thread) else "")


READER = Reader(id="meta_json", order=6, sniff=json_page.is_page, read=read)
SAMPLES = ("message_1.json", "encrypted.json")
