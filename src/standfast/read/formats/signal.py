"""Chats of Signal as text: ``main.jsonl`` of the app's own export, and ``chat.md`` of the public tool signal-export."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Item, ReadError

from ..reader import HEAD, Reader, Source
from ..signal import frames, markdown


def sniff(head: bytes) -> bool:
    return frames.begins_here(head) or markdown.begins_here(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    with source.open() as stream:
        if frames.begins_here(stream.read(HEAD)):
            stream.seek(0)
            yield from frames.read_frames(stream, source.name)
            return
    yield from markdown.read_markdown(source, _title(source.name))


def _title(path: str) -> str:
    """The tool makes a folder for each chat, and the file in it is always ``chat.md``."""
    parts = [re.sub(r"\.(?:md|txt)$", "", part, flags=re.I) for part in re.split(r"[/\\]", path) if part]
    named = [part for part in parts[-2:] if part.lower() not in {"chat", "index", "-"}]
    return named[-1] if named else "signal"


READER = Reader(id="signal", order=13, sniff=sniff, read=read)
SAMPLES = ("main.jsonl", "chat.md")
