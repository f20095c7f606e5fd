"""A page of a conversation in JSON: ``message_N.json``, and the differently named fields of end-to-end encrypted chats."""

from __future__ import annotations

import io
import re
from array import array
from collections.abc import Callable, Iterator
from typing import Any, cast

from attrs import define, field

from standfast.model import Attachment, BrokenFile, Item, ReadError

from ..archive import media_type
from ..chat import Finder, at_milliseconds, at_seconds, chat_line, of_bytes, side_of
from ..json_stream import Element, Path, lists
from ..records import Record, begins_object, load_json, record, refuse_bomb, rows, words
from .mojibake import repaired

_SORTS = {"photos": "image", "videos": "video", "audio_files": "audio", "gifs": "image", "sticker": "image"}
_NOT_MEDIA = frozenset({"reactions", "users", "share", "participants"})
_LISTS = frozenset({"messages", "participants"})
_SNIFF = re.compile(rb'"(?:participants|messages)"\s*:\s*\[')
_SENDER = re.compile(rb'"sender_?[nN]ame"\s*:')
_TIME = re.compile(rb'"timestamp(?:_ms)?"\s*:')
SECONDS_END = 100_000_000_000
"""A larger number counts milliseconds: as seconds it would be the year 5138."""


def is_page(head: bytes) -> bool:
    """The first bytes of such a file."""
    if not begins_object(head):
        return False
    return bool(_SNIFF.search(head) and _SENDER.search(head) and _TIME.search(head))


@define
class Page:
    """What a first pass finds: who takes part, and where each message stands. No message is kept."""

    participants: list[str] = field(factory=list[str])
    senders: set[str] = field(factory=set[str])
    """As far as nobody was named before the messages."""
    thread_path: str = ""
    title: str = ""
    encrypted: bool = False
    """From the separate download of end-to-end encrypted chats."""
    starts: array[int] = field(factory=lambda: array("Q"))
    ends: array[int] = field(factory=lambda: array("Q"))
    first: float = 0
    last: float = 0
    error: ReadError | None = None

    @property
    def people(self) -> frozenset[str]:
        return frozenset(name for name in self.participants if name) or frozenset(self.senders)

    def see(self, path: Path, value: object) -> None:
        """The path and the title, which may stand before the messages or behind them."""
        if path == ("thread_path",):
            self.thread_path = repaired(words(value))
        elif path in (("title",), ("threadName",)):
            self.title = repaired(words(value))
            self.encrypted = self.encrypted or path == ("threadName",)

    def order(self) -> Iterator[int]:
        """Oldest first: exports list the newest first, the encrypted download the oldest first."""
        count = range(len(self.starts))
        return iter(count if self.first < self.last else reversed(count))


def looked_through(data: bytes, file: str, stop_at: int = 0) -> Page:
    """The first pass. A file that is cut off gives what stands before the cut, and its error. ``stop_at`` messages are enough."""
    refuse_bomb(data, file)
    page = Page()
    try:
        for listed in lists(io.BytesIO(data), file, _LISTS, page.see):
            for element in listed.elements:
                value = element.value(file)
                if listed.path == ("participants",):
                    page.participants.append(repaired(value if isinstance(value, str) else words(record(value).get("name"))))
                elif listed.path == ("messages",) and record(value):
                    _note_message(page, element, record(value))
                if stop_at and len(page.starts) >= stop_at:
                    return page
    except BrokenFile as error:
        page.error = error
    return page


def _note_message(page: Page, found: Element, message: Record) -> None:
    page.starts.append(found.start)
    page.ends.append(found.end)
    page.encrypted = page.encrypted or "senderName" in message
    stamp = message.get("timestamp_ms", message.get("timestamp"))
    if isinstance(stamp, int | float):
        page.first = page.first or stamp
        page.last = stamp
    if not any(page.participants) and len(page.senders) < 200:
        page.senders.add(_sender(message))


def lines(
    page: Page, data: bytes, file: str, thread: str, owner: str, platform: str, number: Callable[[], int], media: Finder
) -> Iterator[Item]:
    """The second pass: each message read from its own bytes."""
    for index in page.order():
        start, end = page.starts[index], page.ends[index]
        message = record(load_json(data[start:end], file, f"byte {start}"))
        text, notes = _text(message)
        attachments = () if "deleted" in notes else tuple(_attachments(message, media))
        if not text and not attachments and not notes:
            notes = ["content-missing"]
        sender = _sender(message)
        yield chat_line(
            number(),
            thread,
            text,
            of_bytes(file, data[start:end], start),
            sender=sender,
            side="notice" if "call_duration" in message else side_of(sender, owner),
            when=_when(message.get("timestamp_ms", message.get("timestamp"))),
            platform=platform,
            attachments=attachments,
            notes=notes,
        )


def _sender(message: Record) -> str:
    return repaired(words(message.get("sender_name")) or words(message.get("senderName")))


def _when(stamp: object) -> str:
    if isinstance(stamp, int | float) and not isinstance(stamp, bool) and stamp > 0:
        return at_milliseconds(stamp) if stamp >= SECONDS_END else at_seconds(stamp)
    return ""


def _text(message: Record) -> tuple[str, list[str]]:
    if any(message.get(key) is True for key in ("is_unsent", "isUnsent", "is_taken_down")):
        return "", ["deleted"]
    parts = [repaired(words(message.get("content")) or words(message.get("text"))).strip("\n")]
    share = message.get("share")
    for shared in rows(share if isinstance(share, list) else [share]) if share else ():
        link = repaired(words(shared.get("link")))
        if link and link not in parts[0]:
            parts.append(link)
    return "\n".join(part for part in parts if part.strip()), []


def _attachments(message: Record, media: Finder) -> Iterator[Attachment]:
    """Whatever names a file by ``uri``, under any key: photos, videos, voice, files, and what comes next."""
    for key, value in message.items():
        if key in _NOT_MEDIA or not isinstance(value, list | dict):
            continue
        for entry in rows(cast("list[Any]", value) if isinstance(value, list) else [value]):
            uri = repaired(words(entry.get("uri")))
            if uri:
                yield _attachment(uri, key, entry, media)


def _attachment(uri: str, key: str, entry: Record, media: Finder) -> Attachment:
    name = uri.rsplit("/", 1)[-1]
    inside = media(uri)
    kind, ending = media_type(name), name.rpartition(".")[2].lower()
    sort = _SORTS.get(key)
    if sort and not kind.startswith(sort):
        kind = f"{sort}/{ending}" if "." in name and len(ending) <= 5 else f"{sort}/*"
    made = _when(entry.get("creation_timestamp"))
    return Attachment(name, kind, inside.size if inside else -1, made)
