"""TikTok's direct messages in ``user_data_tiktok.json``: found by the fields of a message, wherever the lists lie.

Sections are named differently from year to year (Direct Messages / Direct Message, Chat History), so they are not asked for.
The file also holds everything that was ever watched; that is passed over value by value and never held.
"""

from __future__ import annotations

import io
import re
from array import array
from collections.abc import Callable, Iterator

from attrs import define, field

from standfast.model import BrokenFile, Item, ReadError

from ..chat import chat_line, of_bytes, owner_of, side_of, spaced_time, writable
from ..json_stream import Element, Path, lists
from ..records import begins_object, load_json, record, refuse_bomb, words

_OWNER_KEYS = frozenset({"username", "userName", "UserName"})
_SNIFF = re.compile(rb'"(?:Direct Messages?|Chat ?History|ProfileMap|Profile And Settings|Your Activity|Tik[Tt]ok Shop(?:ping)?)"\s*:')
_MESSAGE = re.compile(rb'"From"\s*:')


def is_export(head: bytes) -> bool:
    """First bytes of the file: two of the sections that every version has."""
    if not begins_object(head):
        return False
    return len(set(_SNIFF.findall(head))) >= 2 or (b'"ChatHistory"' in head and bool(_MESSAGE.search(head)))


@define
class Chat:
    """One conversation: where its messages stand."""

    key: str
    starts: array[int] = field(factory=lambda: array("Q"))
    ends: array[int] = field(factory=lambda: array("Q"))
    times: list[str] = field(factory=list[str])
    senders: set[str] = field(factory=set[str])

    @property
    def name(self) -> str:
        """The other's name: the key is a translated "Chat History with <name>:"."""
        key = self.key.rstrip(": ")
        inside = sorted((sender for sender in self.senders if sender and key.endswith(sender)), key=len)
        return inside[-1] if inside else key.rpartition(" ")[2] or key

    def order(self) -> list[int]:
        """Oldest first; equal times as they stand, reversed where the list is newest first."""
        forward = not self.times or self.times[0] < self.times[-1]
        places = range(len(self.starts)) if forward else range(len(self.starts) - 1, -1, -1)
        return sorted(places, key=lambda index: self.times[index])


def chats(data: bytes, file: str) -> tuple[list[Chat], str, ReadError | None]:
    """The conversations, the name of the person whose file it is ("" if open), and what ended the file early."""
    found: dict[Path, Chat] = {}
    told: list[str] = []
    error: ReadError | None = None

    def see(path: Path, value: object) -> None:
        if path and path[-1] in _OWNER_KEYS and isinstance(value, str) and "ProfileMap" in path:
            told.append(writable(value))

    refuse_bomb(data, file)
    try:
        for listed in lists(io.BytesIO(data), file, None, see):
            for element in listed.elements:
                if b'"From"' in element.raw:
                    _note(found, listed.path, element, file)
    except BrokenFile as broken:
        error = broken
    chats = list(found.values())
    return chats, owner_of([frozenset(chat.senders) for chat in chats], told) or _opposite(chats), error


def _note(found: dict[Path, Chat], path: Path, element: Element, file: str) -> None:
    row = record(element.value(file))
    if "From" not in row or "Date" not in row or not path:
        return
    chat = found.get(path)
    if chat is None:
        chat = found[path] = Chat(writable(path[-1]))
    chat.starts.append(element.start)
    chat.ends.append(element.end)
    chat.times.append(words(row.get("Date"))[:19])
    if len(chat.senders) < 200:
        chat.senders.add(writable(words(row.get("From"))))


def _opposite(chats: list[Chat]) -> str:
    """The one who answers in conversations named after someone else."""
    others = {sender for chat in chats for sender in chat.senders - {chat.name} if len(chat.senders) == 2 and chat.name in chat.senders}
    return next(iter(others)) if len(others) == 1 else ""


def lines(chat: Chat, data: bytes, file: str, owner: str, number: Callable[[], int]) -> Iterator[Item]:
    for index in chat.order():
        start, end = chat.starts[index], chat.ends[index]
        row = record(load_json(data[start:end], file, f"byte {start}"))
        text = writable(words(row.get("Content"))).strip("\n")
        link = writable(words(row.get("Link")))
        if link and link not in text:
            text = f"{text}\n{link}" if text.strip() else link
        sender = writable(words(row.get("From")))
        yield chat_line(
            number(),
            chat.name,
            text if text.strip() else "",
            of_bytes(file, data[start:end], start),
            sender=sender,
            side=side_of(sender, owner),
            when=spaced_time(words(row.get("Date"))),
            platform="tiktok",
            notes=() if text.strip() else ("content-missing",),
        )
