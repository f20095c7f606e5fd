"""Text messages of an Android phone, saved by the app SMS Backup & Restore as XML.

Two passes: the first notes where each message stands and with whom, the second reads conversation by conversation, oldest
first. https://synctech.com.au/sms-backup-restore/fields-in-xml-backup-files/ tells what the fields mean.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

from attrs import define, field

from standfast.model import Attachment, BrokenFile, Item, Origin, ReadError

from ..chat import ByThread, at_milliseconds, chat_line
from ..reader import Reader, Source
from ..sms.scan import Tag, Tags, text_of

_ROOT = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]{0,300}\?>\s*|<!--.{0,4000}?-->\s*){0,6}<smses\b", re.S)
_SEPARATORS = re.compile(r"[\s()\-.]")
RECEIVED = "1"
NOT_SENT = frozenset({"3", "5", "6"})
"""Draft, failed, queued."""
FROM = "137"
NAMELESS = frozenset({"", "(unknown)", "null"})
OWN = "insert-address-token"
LAYOUT = frozenset({"application/smil"})
MAX_PARTS = 500


def sniff(head: bytes) -> bool:
    return bool(_ROOT.match(head)) or (head.lstrip().startswith(b"<") and b"<!" in head and b"<smses" in head)


def read(source: Source) -> Iterator[Item | ReadError]:
    places, broken = ByThread(), None
    with source.open() as stream:
        try:
            for message in _messages(stream, source.name):
                places.add(message.thread, message.date, message.start, message.end)
        except BrokenFile as error:
            broken = error
        number = 0
        for thread in places.threads():
            for start, end in places.places(thread):
                number += 1
                stream.seek(start)
                found = next(_messages(_Window(stream, end - start), source.name), None)
                if found is not None:
                    stream.seek(start)
                    yield _item(number, found, Origin(source.name, start, end, _sha256(stream, end - start)))
    if broken is not None or not number:
        yield broken or BrokenFile(source.name, format="SMS Backup & Restore")


@define
class _Message:
    """One ``sms`` or ``mms`` element."""

    has: dict[str, bytes]
    mms: bool
    start: int
    end: int = 0
    parts: list[Tag] = field(factory=list[Tag])
    writer: str = ""

    def word(self, name: str) -> str:
        return text_of(self.has.get(name, b"")).strip()

    @property
    def thread(self) -> str:
        """The address without the signs that people put between digits; of a group, all addresses."""
        return _SEPARATORS.sub("", self.word("address"))[:1000]

    @property
    def date(self) -> int:
        date = self.word("date")[:16]
        return int(date) if date.isascii() and date.isdigit() else 0


def _messages(stream: BinaryIO | _Window, file: str) -> Iterator[_Message]:
    """A message whose end never comes is none: the error that follows tells of it."""
    open_: _Message | None = None
    for tag in Tags(stream, file):
        if tag.name in {"sms", "mms"}:
            open_ = _Message(tag.has, tag.name == "mms", tag.start, tag.end)
        elif open_ is not None and tag.name == "part" and len(open_.parts) < MAX_PARTS:
            open_.parts.append(tag)
        elif open_ is not None and tag.name == "addr" and tag.has.get("type") == FROM.encode():
            open_.writer = text_of(tag.has.get("address", b""))
        if open_ is not None and (tag.name in {"/sms", "/mms"} or (tag.alone and tag.name in {"sms", "mms"})):
            open_.end = tag.end
            yield open_
            open_ = None
    if open_ is not None:
        raise BrokenFile(file, f"byte {open_.start}", format="SMS Backup & Restore")


def _item(number: int, message: _Message, origin: Origin) -> Item:
    name = message.word("contact_name")
    name = "" if name.casefold() in NAMELESS else name
    kind = message.word("msg_box" if message.mms else "type")
    text, files = _content(message)
    return chat_line(
        number,
        f"{name} ({message.thread})" if name else message.thread,
        text,
        origin,
        sender=_sender(message, name) if kind == RECEIVED else "",
        side="other" if kind == RECEIVED else "person" if kind else "",
        when=at_milliseconds(message.date) if message.date else "",
        platform="text-message",
        attachments=files,
        notes=("not-sent",) if kind in NOT_SENT else (),
    )


def _sender(message: _Message, name: str) -> str:
    group = "~" in message.thread
    if message.writer and message.writer != OWN and (group or not name):
        return message.writer
    return name or message.word("address")


def _content(message: _Message) -> tuple[str, list[Attachment]]:
    if not message.mms:
        return message.word("body"), []
    texts = [message.word("sub")] if message.word("sub") else []
    files: list[Attachment] = []
    for part in message.parts:
        media = text_of(part.has.get("ct", b""))[:100]
        if media == "text/plain":
            texts.append(text_of(part.has.get("text", b"")))
        elif media not in LAYOUT:
            names = (text_of(part.has.get(key, b"")) for key in ("cl", "name", "fn"))
            files.append(Attachment(next((name for name in names if name), "")[:300], media, _size(part)))
    return "\n".join(text for text in texts if text), files


def _size(part: Tag) -> int:
    """Bytes, by the length of the base64 and the signs that fill up its end; nothing is decoded."""
    length, tail = part.lengths.get("data", (0, b""))
    return length // 4 * 3 - tail.count(b"=") if length else -1


class _Window:
    """The next bytes of a stream, as many as one message has."""

    def __init__(self, stream: BinaryIO, length: int) -> None:
        self._stream, self._left = stream, length

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


def _sha256(stream: BinaryIO, length: int) -> str:
    total, window = hashlib.sha256(), _Window(stream, length)
    while block := window.read(1024 * 1024):
        total.update(block)
    return total.hexdigest()


READER = Reader(id="sms_backup", order=14, sniff=sniff, read=read)
SAMPLES = ("sms-and-mms.xml",)
