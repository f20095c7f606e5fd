"""X, once Twitter: the archive that one downloads. It names people by number only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, cast

from standfast.model import Attachment, Item, ReadError

from ..archive import Archive, media_type
from ..chat import ThreadNames, chat_line, of_bytes, side_of, when_written, writable
from ..export import Export
from ..json_stream import Element, Listed, Path, lists, oldest_first, records
from ..records import Record, record, rows, words

_MESSAGES = re.compile(r"(?:.{0,200}/)?direct-messages?(?P<group>-group)?(?:-part(?P<part>\d{1,5}))?\.js", re.I)
_ACCOUNT = re.compile(r"(?:.{0,200}/)?account\.js", re.I)
_SHORT = re.compile(r"https://t\.co/\w{1,20}")


def claims(archive: Archive) -> bool:
    return any(_MESSAGES.fullmatch(name) for name in archive.names())


def read(archive: Archive) -> Iterator[Item | ReadError]:
    number, names = count(1).__next__, ThreadNames()
    owner = _owner(archive)
    for name in _files(archive):
        yield from _file(archive, name, owner, names, number)


def _files(archive: Archive) -> list[str]:
    """Chats between two, then those of groups, each in the order of its parts."""
    found = [(match["group"] or "", int(match["part"] or 0), name) for name in archive.names() if (match := _MESSAGES.fullmatch(name))]
    return [name for _, _, name in sorted(found)]


def _owner(archive: Archive) -> str:
    told: list[str] = []

    def see(path: Path, value: object) -> None:
        if path and path[-1] == "accountId" and not told:
            told.append(words(value))

    for name in filter(_ACCOUNT.fullmatch, archive.names()):
        try:
            with archive.open(name) as stream:
                for _ in lists(stream, name, frozenset(), see):
                    pass
        except ReadError:
            continue
    return told[0] if told else ""


def _file(archive: Archive, name: str, owner: str, names: ThreadNames, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    place = archive.place(name)
    try:
        with archive.open(name) as stream:
            for listed in lists(stream, place, frozenset({"messages"})):
                yield from _talk(listed, place, _thread(listed, owner, names), owner, number)
    except ReadError as error:
        yield error


def _talk(listed: Listed, place: str, thread: str, owner: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    for found in records(oldest_first(listed.elements, _stamp), place):
        yield found if isinstance(found, ReadError) else _line(*found, place, thread, owner, number())


def _thread(listed: Listed, owner: str, names: ThreadNames) -> str:
    """The other's number, where the chat is between two: its own is made of both."""
    known = words(listed.told.get((*listed.path[:-1], "conversationId")))
    both = known.split("-")
    others = [one for one in both if one != owner]
    return names.give(others[0] if len(both) == 2 and len(others) == 1 else known, known)


def _event(fields: Record) -> tuple[str, Record]:
    """(what happened, its fields): each element is an object with one key that names it."""
    kind = next(iter(fields), "")
    return kind, record(fields.get(kind))


def _stamp(element: Element) -> str:
    return words(_event(element.fields())[1].get("createdAt"))


def _line(element: Element, fields: Record, place: str, thread: str, owner: str, number: int) -> Item:
    kind, event = _event(fields)
    origin = of_bytes(place, element.raw, element.start)
    when, notes = when_written(words(event.get("createdAt")))
    if kind != "messageCreate":
        sender = writable(words(event.get("initiatingUserId")) or words(event.get("userId")))
        text = ": ".join(part for part in (_spaced(kind), writable(words(event.get("name")))) if part)
        return chat_line(number, thread, text, origin, sender=sender, side="notice", when=when, platform="x", notes=notes)
    sender = words(event.get("senderId"))
    text, files = _text(event), list(_media(event))
    notes += ["edited"] if event.get("editHistory") else []
    notes += [] if text or files else ["content-missing"]
    return chat_line(
        number, thread, text, origin, sender=writable(sender), side=side_of(sender, owner),
        when=when, platform="x", attachments=files, notes=notes
    )


def _spaced(kind: str) -> str:
    """``participantsJoin`` in words, as the file has them."""
    return writable(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind[:80])).lower()


def _text(event: Record) -> str:
    """Short links are written out: where they lead is what counts."""
    long = {words(url.get("url")): words(url.get("expanded")) for url in rows(event.get("urls"))}
    return writable(_SHORT.sub(lambda found: long.get(found[0]) or found[0], words(event.get("text"))))


def _media(event: Record) -> Iterator[Attachment]:
    urls = event.get("mediaUrls")
    for url in cast("list[Any]", urls) if isinstance(urls, list) else []:
        if isinstance(url, str):
            name = writable(url.split("?", 1)[0].rsplit("/", 1)[-1])
            yield Attachment(name, media_type(name), -1)


EXPORT = Export(id="x", order=30, claims=claims, read=read)
