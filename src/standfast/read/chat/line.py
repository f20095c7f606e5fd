"""One line of a conversation, as every chat reader makes it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable

from standfast.model import Attachment, Item, Origin

Finder = Callable[[str], Attachment | None]
"""A file inside the same export by the path or name that a message gives it."""
MAX_LINE = 60_000
"""Characters of one chat line; apps stop at a few thousand."""


def chat_line(
    number: int,
    thread: str,
    text: str,
    origin: Origin,
    *,
    sender: str = "",
    side: str = "",
    when: str = "",
    platform: str = "",
    attachments: Iterable[Attachment] = (),
    notes: Iterable[str] = (),
) -> Item:
    """``number`` counts the Items of the file from 1 and becomes the id. A longer text is cut and says so."""
    cut = len(text) > MAX_LINE
    text, sender, thread = writable(text), writable(sender), writable(thread)
    return Item(
        id=str(number),
        kind="chat-line",
        text=text[:MAX_LINE] if cut else text,
        origin=origin,
        sender=sender,
        when=when,
        thread=thread,
        side=side,
        platform=platform,
        attachments=tuple(attachments),
        notes=(*notes, "text-cut") if cut else tuple(notes),
    )


def writable(text: str) -> str:
    """Halves of characters, which JSON can hold and no file can, joined where they belong together, else marked as lost."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def of_bytes(file: str, data: bytes, start: int = 0) -> Origin:
    """Where ``data`` stands in ``file``: its own bytes, hashed."""
    return Origin(file, start, start + len(data), hashlib.sha256(data).hexdigest())
