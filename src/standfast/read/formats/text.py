"""Plain or pasted text: whatever no stricter format claims and a charset can be found for."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import EmptyFile, Item, NotText, ReadError

from ..charset import decode, is_binary, line_ends
from ..chat import of_bytes
from ..reader import HEAD, Reader, Source, whole


def sniff(head: bytes) -> bool:
    return not is_binary(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    middle = data[len(data) // 2 :][:HEAD] if b"\0" not in data[:HEAD] else b""
    if is_binary(data[:HEAD]) or is_binary(middle):
        yield NotText(source.name)
        return
    text, guessed = decode(data)
    text = line_ends(text).strip("\n")
    if not text.strip():
        yield EmptyFile(source.name)
        return
    yield Item(
        id="1",
        kind="text",
        text=text,
        notes=("charset-guessed",) if guessed else (),
        origin=of_bytes(source.name, data),
    )


READER = Reader(id="text", order=90, sniff=sniff, read=read)
SAMPLES = ("utf8.txt", "cp1250-polish.txt", "utf16.txt")
