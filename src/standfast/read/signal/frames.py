"""``main.jsonl`` of Signal's own export ("Export chat history", since 2025): one JSON object a line, all chats mixed.

``recipient`` tells names, ``chat`` joins a number to a recipient, ``chatItem`` is a message. Two passes, as the chats are
mixed: the first notes where each message stands, the second reads chat by chat, oldest first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from attrs import define, field

from standfast.model import Attachment, BrokenFile, Item, ReadError, TooLarge

from ..chat import ByThread, at_milliseconds, chat_line, of_bytes
from ..records import Record, load_json, record, rows, size, words

MAX_LINE = 8 * 1024 * 1024
"""Bytes of one object; a long message is a few kB."""
_FRAME = re.compile(rb"[ \t\r\n]*\{[^\n]{0,4000}\"(?:backupTimeMs|mediaRootBackupKey)\"")
MOST_NAMES = 100_000


def begins_here(head: bytes) -> bool:
    return bool(_FRAME.match(head))


@define
class _Known:
    """Who is who; the file tells it before the messages."""

    names: dict[str, str] = field(factory=dict[str, str])
    own: str = ""
    chats: dict[str, str] = field(factory=dict[str, str])
    places: ByThread = field(factory=ByThread)

    def take(self, frame: Record, start: int, end: int) -> None:
        person, chat, item = record(frame.get("recipient")), record(frame.get("chat")), record(frame.get("chatItem"))
        if person and len(self.names) < MOST_NAMES:
            self.names[_id(person.get("id"))] = _name(person)
            self.own = _id(person.get("id")) if "self" in person else self.own
        elif chat and len(self.chats) < MOST_NAMES:
            self.chats[_id(chat.get("id"))] = _id(chat.get("recipientId"))
        elif item:
            self.places.add(_id(item.get("chatId")), _milliseconds(item.get("dateSent")), start, end)

    def title(self, chat: str) -> str:
        """The name of the other side; with the number of the chat where two have the same."""
        name = self.names.get(self.chats.get(chat, ""), "")
        alike = sum(self.names.get(person, "") == name for person in self.chats.values())
        return name if name and alike == 1 else f"{name} ({chat})" if name else chat or "signal"


def read_frames(stream: BinaryIO, place: str) -> Iterator[Item | ReadError]:
    """``stream`` can go back: a file, or a member that is held."""
    known = _Known()
    for start, line in _lines(stream):
        try:
            if len(line) > MAX_LINE:
                raise TooLarge(place, f"byte {start}", limit=f"{MAX_LINE // 2**20} MB")
            known.take(record(load_json(line, place, f"byte {start}")), start, start + len(line))
        except ReadError as error:
            yield error
    number = 0
    for chat in known.places.threads():
        title = known.title(chat)
        for start, end in known.places.places(chat):
            stream.seek(start)
            raw = stream.read(end - start)
            item = record(record(load_json(raw, place, f"byte {start}")).get("chatItem"))
            number += 1
            yield _item(number, title, item, known, raw, start, place)
    if not number:
        yield BrokenFile(place, format="Signal")


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(first byte, line); of a line that is too long, its beginning, and the rest is passed over."""
    start = 0
    while line := stream.readline(MAX_LINE + 1):
        size, part = len(line), line
        while part and not part.endswith(b"\n"):
            part = stream.readline(MAX_LINE)
            size += len(part)
        if line.strip():
            yield start, line.rstrip(b"\r\n") if size <= MAX_LINE else line
        start += size


def _item(number: int, thread: str, item: Record, known: _Known, raw: bytes, start: int, place: str) -> Item:
    text, files, notes = _content(item)
    author = _id(item.get("authorId"))
    mine = "outgoing" in item or bool(author and author == known.own)
    side = "person" if mine else "other" if "incoming" in item else "notice" if "updateMessage" in item else ""
    return chat_line(
        number,
        thread,
        text,
        of_bytes(place, raw, start),
        sender="" if mine else known.names.get(author, ""),
        side=side,
        when=at_milliseconds(_milliseconds(item.get("dateSent"))),
        platform="signal",
        attachments=files,
        notes=notes,
    )


def _content(item: Record) -> tuple[str, list[Attachment], list[str]]:
    notes = ["edited"] if isinstance(item.get("revisions"), list) and item["revisions"] else []
    if "remoteDeletedMessage" in item:
        return "", [], [*notes, "deleted"]
    if "viewOnceMessage" in item:
        once = record(record(item.get("viewOnceMessage")).get("attachment"))
        return "", [_file(once) if once else Attachment("", "media", -1)], [*notes, "view-once"]
    if "stickerMessage" in item:
        return words(record(record(item.get("stickerMessage")).get("sticker")).get("emoji")), [], notes
    message = record(item.get("standardMessage"))
    if not message:
        message = record(record(item.get("directStoryReplyMessage")).get("textReply"))
    return words(record(message.get("text")).get("body")), [_file(row) for row in rows(message.get("attachments"))], notes


def _file(row: Record) -> Attachment:
    pointer = record(row.get("pointer"))
    media = words(pointer.get("contentType"))[:100] or "application/octet-stream"
    return Attachment(words(pointer.get("fileName"))[:300], media, size(record(pointer.get("locatorInfo")).get("size")))


def _name(person: Record) -> str:
    """What the owner calls them; else what they call themselves; else their number."""
    group = record(record(record(person.get("group")).get("snapshot")).get("title"))
    contact = record(person.get("contact"))
    nick = record(contact.get("nickname"))
    pairs = (
        (nick.get("given"), nick.get("family")),
        (contact.get("systemGivenName"), contact.get("systemFamilyName")),
        (contact.get("profileGivenName"), contact.get("profileFamilyName")),
        (group.get("title"), None),
        (contact.get("username"), None),
    )
    named = (" ".join(part for part in (words(first), words(last)) if part) for first, last in pairs)
    number = _id(contact.get("e164"))
    return next((name for name in named if name), f"+{number}" if number.isdigit() else number)[:200]


def _id(value: object) -> str:
    return str(value)[:100] if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _milliseconds(value: object) -> int:
    text = _id(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0
