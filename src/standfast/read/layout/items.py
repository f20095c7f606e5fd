"""A conversation on a screen to Items."""

from __future__ import annotations

from standfast.model import Item, Origin

from .seen import Chat

READ = "screen-read"
UNSURE = "screen-unsure"


def items_of(chat: Chat, thread: str, origin: Origin, first: int = 1) -> list[Item]:
    """Chat lines, or one Item of text where the screen shows no conversation; none where it shows no words."""
    if not chat.bubbles:
        return _text(chat, origin, first)
    return [
        Item(
            id=str(first + place),
            kind="chat-line",
            text=line.text,
            origin=origin,
            sender=line.sender,
            when=line.when,
            thread=chat.name or thread,
            side=line.side,
            platform=chat.platform,
            unsure=line.unsure,
            notes=(READ, UNSURE) if line.unsure else (READ,),
        )
        for place, line in enumerate(line for line in chat.lines if line.text.strip())
    ]


def _text(chat: Chat, origin: Origin, first: int) -> list[Item]:
    text, unsure = "", list[tuple[int, int]]()
    for line in chat.lines:
        text += "\n" if text else ""
        unsure += [(start + len(text), end + len(text)) for start, end in line.unsure]
        text += line.text
    if not text.strip():
        return []
    return [Item(id=str(first), kind="text", text=text, origin=origin, unsure=tuple(unsure), notes=(READ, UNSURE) if unsure else (READ,))]
