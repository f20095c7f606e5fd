"""The JSON of DiscordChatExporter, a tool that people use because Discord's own download leaves out what others wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import islice
from typing import NamedTuple

from standfast.model import Attachment, EmptyFile, Item, ReadError

from ..archive import media_type
from ..chat import chat_line, iso_time, of_bytes, when_written, writable
from ..json_stream import Element, Listed, lists, oldest_first, records
from ..reader import Readable
from ..records import Record, begins_object, record, rows, size, words

Opener = Callable[[], AbstractContextManager[Readable]]
"""Opens the same file from its beginning: it is looked into once before it is read."""

NOTICES = frozenset(
    (
        "RecipientAdd",
        "RecipientRemove",
        "Call",
        "ChannelNameChange",
        "ChannelIconChange",
        "ChannelPinnedMessage",
        "GuildMemberJoin",
        "ThreadCreated",
    )
)
"""Kinds of message that Discord itself writes. Numbers stand for kinds that the tool did not know: answers of bots, mostly."""
LOOKED_AT = 2_000
"""Messages in which the other person of a private chat is looked for."""
_KEYS = (b'"guild"', b'"channel"', b'"messages"')
_TYPE = re.compile(rb'"type"\s{0,5}:\s{0,5}"(?:Direct|Guild|Dm|Thread|Private|Public)')


def is_export(head: bytes) -> bool:
    return begins_object(head) and all(key in head for key in _KEYS) and (b'"dateRange"' in head or bool(_TYPE.search(head[:8000])))


class _Chat(NamedTuple):
    thread: str
    other: str
    """Id of the other person, where a chat between two is called after them."""

    def side(self, author: Record) -> str:
        if not self.other:
            return ""
        return "other" if words(author.get("id")) == self.other else "person"


def read_chat(opened: Opener, file: str, thread: Callable[[str, str], str], number: Callable[[], int]) -> Iterator[Item | ReadError]:
    """Every message, and an error for each that is broken. ``thread`` gives a conversation its name."""
    other = _other(opened, file)
    any_list = False
    try:
        with opened() as stream:
            for listed in lists(stream, file, frozenset({"messages"})):
                any_list = True
                yield from _lines(listed, _chat(listed, other, thread), file, number)
    except ReadError as error:
        yield error
        return
    if not any_list:
        yield EmptyFile(file)


def _lines(listed: Listed, chat: _Chat, file: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    for found in records(oldest_first(listed.elements, _stamp), file):
        yield found if isinstance(found, ReadError) else _line(chat, *found, file, number())


def _chat(listed: Listed, other: str, thread: Callable[[str, str], str]) -> _Chat:
    name = writable(words(listed.told.get(("channel", "name"))))
    server = writable(words(listed.told.get(("guild", "name"))))
    private = words(listed.told.get(("channel", "type"))).startswith("Direct")
    shown = name if private or not server else f"{server}/{name}"
    return _Chat(thread(shown, words(listed.told.get(("channel", "id")))), other)


def _other(opened: Opener, file: str) -> str:
    """A chat between two is called after the other: their id, where one of the first messages is theirs."""
    try:
        with opened() as stream:
            for listed in lists(stream, file, frozenset({"messages"})):
                told = listed.told
                if not words(told.get(("channel", "type"))).startswith("DirectTextChat"):
                    return ""
                return _author_named(listed.elements, words(told.get(("channel", "name"))))
    except ReadError:
        return ""
    return ""


def _author_named(elements: Iterator[Element], name: str) -> str:
    for element in islice(elements, LOOKED_AT):
        author = record(element.fields().get("author"))
        if name and name in (author.get("name"), author.get("nickname")):
            return words(author.get("id"))
    return ""


def _stamp(element: Element) -> str:
    return iso_time(words(element.fields().get("timestamp")))


def _line(chat: _Chat, element: Element, message: Record, file: str, number: int) -> Item:
    author = record(message.get("author"))
    text, files, notes = _content(message)
    when, unclear = when_written(words(message.get("timestamp")))
    notes += unclear
    notice = words(message.get("type")) in NOTICES
    if not text and not files and not notice:
        notes.append("content-missing")
    return chat_line(
        number,
        chat.thread,
        text,
        of_bytes(file, element.raw, element.start),
        sender=writable(words(author.get("nickname")) or words(author.get("name"))),
        side="notice" if notice else chat.side(author),
        when=when,
        platform="discord",
        attachments=files,
        notes=notes,
    )


def _content(message: Record) -> tuple[str, list[Attachment], list[str]]:
    """Words, files by name and marks; what was forwarded stands in a message of its own inside."""
    passed_on = record(message.get("forwardedMessage"))
    notes = ["forwarded"] if passed_on or words(record(message.get("reference")).get("type")) == "Forward" else []
    if message.get("timestampEdited"):
        notes.append("edited")
    parts: list[str] = []
    files: list[Attachment] = []
    for one in (message, passed_on):
        content = words(one.get("content"))
        parts.append(content)
        if not content:  # a card alone: an invitation, a link with its preview
            parts += [words(embed.get(key)) for embed in rows(one.get("embeds")) for key in ("title", "description", "url")]
        files += _files(one)
    return writable("\n".join(part for part in parts if part.strip())), files, notes


def _files(message: Record) -> Iterator[Attachment]:
    for file in rows(message.get("attachments")):
        name = writable(words(file.get("fileName")) or "file")
        yield Attachment(name, media_type(name), size(file.get("fileSizeBytes")))
    for sticker in rows(message.get("stickers")):
        kind = writable(words(sticker.get("format"))).lower()
        yield Attachment(writable(words(sticker.get("name")) or "sticker"), f"image/{kind or '*'}", -1)
