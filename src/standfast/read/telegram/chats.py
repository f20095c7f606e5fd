"""Telegram's ``result.json``, chat by chat in constant memory, whether it holds one chat or all of an account."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from attrs import define, field

from standfast.model import EmptyFile, Item, ReadError

from ..chat import Finder, ThreadNames, chat_line, of_bytes, writable
from ..json_stream import Element, Listed, Path, lists, records
from ..reader import Readable
from ..records import Record, begins_object, words
from .message import files_of, id_of, notes_of, notice_of, text_of, when_of

MAX_CONTACTS = 200_000
PERSONAL = frozenset({"personal_chat", "bot_chat"})
_TYPE = re.compile(rb'"type"\s{0,5}:\s{0,5}"(?:personal_chat|bot_chat|saved_messages|(?:private|public)_(?:group|supergroup|channel))"')


def is_export(head: bytes) -> bool:
    """A whole account begins with what it is about; one chat begins with its name, type and number."""
    if not begins_object(head):
        return False
    if b'"messages"' in head and _TYPE.search(head):
        return True
    return b'"about"' in head[:400] and (b'"personal_information"' in head or b"telegram" in head[:4000].lower())


@define
class _Account:
    """Whose export it is, as far as it tells."""

    own: str = ""
    contacts: set[str] = field(factory=set[str])

    def see(self, path: Path, value: Any) -> None:
        if path == ("personal_information", "user_id"):
            self.own = id_of(value)
        elif path == ("contacts", "list", "user_id") and value and len(self.contacts) < MAX_CONTACTS:
            self.contacts.add(id_of(value))


@define
class _Chat:
    """One conversation and what its lines need to know of it."""

    account: _Account
    name: str
    kind: str
    number: str
    thread: str
    strangers: set[str] = field(factory=set[str])

    def side(self, sender: str, name: str) -> str:
        if self.account.own:
            return ("person" if sender == self.account.own else "other") if sender or name else ""
        if self.kind == "saved_messages":
            return "person"
        if self.kind not in PERSONAL or not (sender or name):
            return ""
        return "other" if sender == f"user{self.number}" or (self.name and name == self.name) else "person"

    def stranger(self, sender: str) -> bool:
        """True once for somebody who writes and is not in the export's list of contacts."""
        if self.kind != "personal_chat" or not self.account.contacts or sender in self.account.contacts | {self.account.own, ""}:
            return False
        new = sender not in self.strangers
        self.strangers.add(sender)
        return new


def read_chats(stream: Readable, file: str, number: Callable[[], int], find: Finder) -> Iterator[Item | ReadError]:
    """Every line, and an error for each that is broken. What stands before a cut is given before the error."""
    account, names = _Account(), ThreadNames()
    any_list = False
    try:
        for listed in lists(stream, file, frozenset({"messages"}), account.see):
            any_list = True
            chat = _chat(listed, account, names)
            for found in records(listed.elements, file):
                yield found if isinstance(found, ReadError) else _line(chat, *found, file, number(), find)
    except ReadError as error:
        yield error
        return
    if not any_list:
        yield EmptyFile(file)


def _chat(listed: Listed, account: _Account, names: ThreadNames) -> _Chat:
    told = {path[-1]: value for path, value in listed.told.items() if path[:-1] == listed.path[:-1]}
    name, number = writable(words(told.get("name"))), str(told.get("id", ""))[:40]
    return _Chat(account, name, words(told.get("type")), number, names.give(name, number))


def _line(chat: _Chat, element: Element, message: Record, file: str, number: int, find: Finder) -> Item:
    origin = of_bytes(file, element.raw, element.start)
    when, notes = when_of(message)
    if message.get("type") == "service":
        actor = writable(words(message.get("actor")))
        text = notice_of(message)
        return chat_line(number, chat.thread, text, origin, sender=actor, side="notice", when=when, platform="telegram", notes=notes)
    sender, side, known = _sender(chat, message)
    text, files = text_of(message), list(files_of(message, find))
    marks = [*notes, *notes_of(message)]
    if side == "other" and chat.stranger(known):
        marks.insert(0, "not-a-contact")
    if not text and not files and "view-once" not in marks:
        marks.append("content-missing")
    return chat_line(
        number, chat.thread, text, origin, sender=sender, side=side, when=when, platform="telegram", attachments=files, notes=marks
    )


def _sender(chat: _Chat, message: Record) -> tuple[str, str, str]:
    """(name, side, id). In the chat with oneself, words that were forwarded are those of whoever wrote them."""
    known, name = id_of(message.get("from_id")), words(message.get("from"))
    origin = words(message.get("forwarded_from"))
    if chat.kind == "saved_messages" and "forwarded_from" in message and origin != name:
        return writable(origin), "other", ""
    return writable(name or known), chat.side(known, name), known
