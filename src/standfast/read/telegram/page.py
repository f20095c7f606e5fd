"""A page of Telegram's HTML export, ``messages.html``, ``messages2.html`` and so on: at most a thousand messages, oldest first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field

from standfast.model import Attachment, Item, Origin

from ..archive import media_type
from ..chat import Finder, chat_line, iso_time, of_bytes, writable
from ..markup import VOID, Tag, joined, parts

_MESSAGE = re.compile(
    rb'<div class="message (?P<kind>default|service)[^"<>]{0,80}"(?:\s{1,5}id="message(?P<number>-?\d{1,20})")?[^<>]{0,80}>'
)
_TITLE = re.compile(rb'<div class="page_header[^"]{0,40}">.{0,600}?<div class="text bold">(?P<name>.{0,400}?)</div>', re.S)
_TIME = re.compile(r"(\d{2})\.(\d{2})\.(\d{4}) (\d{2}:\d{2}:\d{2})(?: UTC(?:([+-]\d{2}:\d{2}))?)?")
_SORTS = {"photo": "image/*", "video": "video/*", "voice": "audio/*", "audio": "audio/*", "sticker": "image/*", "animated": "video/*"}
_MEDIA = re.compile(r"(?:media_)?(photo|video|voice|audio|sticker|animated)(?:_|$)")
_CARDS = frozenset({"media_call", "media_contact", "media_venue", "media_location", "media_live_location", "media_game", "media_invoice"})
"""Shown like a file, and none: its title is what there is to read."""
MAX_OPEN = 200
"""Elements open at once in one message; Telegram needs about ten."""
MAX_LINKS = 100
_SKIPPED = frozenset({"reply_to", "reactions", "signature", "userpic", "userpic_wrap", "initials", "fill", "video_duration", "gif_play"})


def is_page(head: bytes) -> bool:
    return b'class="page_wrap' in head and (b"message default" in head or b"message service" in head or b"chat_page" in head)


@define
class _Found:
    """One message as it is picked out of its markup; ``open`` holds the role of each element not yet closed."""

    sender: list[str] = field(factory=list[str])
    text: list[str] = field(factory=list[str])
    service: list[str] = field(factory=list[str])
    forwarded: list[str] = field(factory=list[str])
    title: list[str] = field(factory=list[str])
    when: str = ""
    links: list[str] = field(factory=list[str])
    files: list[str] = field(factory=list[str])
    sort: str = ""
    card: str = ""
    open: list[str] = field(factory=list[str])

    def add(self, piece: str) -> None:
        role = self.open[-1] if self.open else ""
        target = {
            "sender": self.sender, "text": self.text, "service": self.service, "forwarded": self.forwarded, "title": self.title
        }.get(role)  # fmt: skip
        if target is not None:
            target.append(piece)


def title_of(data: bytes) -> str:
    """The name at the top: of the other person, or of the group."""
    found = _TITLE.search(data[:200_000])
    return joined([piece for piece in parts(found["name"].decode("utf-8", "replace")) if isinstance(piece, str)]) if found else ""


def other_of(data: bytes) -> str:
    """Who the chat is with, where the page is of a chat between two; a group has no member of its own name."""
    title = title_of(data)
    senders = {joined(one.sender) for one in (_message(part) for _, _, part in _cards(data))} - {""}
    return title if title in senders and len(senders) <= 2 else ""


def lines(
    data: bytes, file: str, thread: str, other: str, number: Callable[[], int], find: Finder, sender: str = ""
) -> Iterator[Item]:
    """``other`` as from ``other_of``, of any page of the chat; ``sender`` is who wrote last on the page before."""
    for start, head, part in _cards(data):
        one = _message(part)
        if head["kind"] == b"service":
            text = joined(one.service)
            if text and not (head["number"] or b"").startswith(b"-"):  # numbers below zero are the lines between two days
                yield chat_line(number(), thread, text, of_bytes(file, part, start), side="notice", platform="telegram")
            continue
        sender = joined(one.sender) or sender
        yield _line(one, number(), thread, of_bytes(file, part, start), sender, other, find)


def _line(one: _Found, number: int, thread: str, origin: Origin, sender: str, other: str, find: Finder) -> Item:
    when, notes = _when(one.when)
    text = joined(one.text)
    files = [] if one.card else list(_files(one, find))
    links = [link for link in dict.fromkeys(one.links[:MAX_LINKS]) if link.rstrip("/") not in text]
    text = "\n".join(part for part in (text, *links, joined(one.title) if one.card else "") if part)
    if one.forwarded:
        notes = (*notes, "forwarded")
    if not text and not files:
        notes = (*notes, "content-missing")
    side = "notice" if one.card == "media_call" else ("other" if sender == other else "person") if other and sender else ""
    return chat_line(
        number, thread, text, origin, sender=sender, side=side, when=when, platform="telegram", attachments=files, notes=notes
    )


def _files(one: _Found, find: Finder) -> Iterator[Attachment]:
    for uri in dict.fromkeys(one.files):
        name, inside = uri.rsplit("/", 1)[-1], find(uri)
        known = media_type(name)
        kind = one.sort if known.startswith("application/") and one.sort else known
        yield Attachment(writable(name), kind, inside.size if inside else -1)
    title = joined(one.title)
    if not one.files and (title or one.sort):
        yield Attachment(title or one.sort, one.sort or media_type(title), -1)


def _when(written: str) -> tuple[str, tuple[str, ...]]:
    found = _TIME.fullmatch(written.strip())
    if not found:
        return writable(written), ("date-as-written",) if written else ()
    day, month, year, clock, zone = found.groups()
    told = iso_time(f"{year}-{month}-{day}T{clock}{zone or ''}", utc="UTC" in written)
    if not told:
        return writable(written), ("date-as-written",)
    return told, () if "UTC" in written else ("local-time",)


def _cards(data: bytes) -> Iterator[tuple[int, re.Match[bytes], bytes]]:
    """(first byte, its opening tag, bytes) of each message."""
    held: re.Match[bytes] | None = None
    for found in _MESSAGE.finditer(data):
        if held:
            yield held.start(), held, data[held.start() : found.start()].rstrip()
        held = found
    if held:
        yield held.start(), held, data[held.start() :].rstrip()


def _message(part: bytes) -> _Found:
    one = _Found()
    for piece in parts(part.decode("utf-8", "replace")):
        if isinstance(piece, str):
            one.add(piece)
        elif piece.name == "br":
            one.add("\n")
        elif piece.closes:
            if one.open and piece.name not in VOID:
                one.open.pop()
            if not one.open:
                break  # what follows is the foot of the page
        else:
            _opened(piece, one)
            if len(one.open) > MAX_OPEN:
                break
    return one


def _opened(tag: Tag, one: _Found) -> None:
    classes, inside = tag.classes, one.open[-1] if one.open else ""
    if tag.name == "a" and not inside.startswith("skip"):
        _link(tag, inside, one)
    media = next((found[1] for name in classes if (found := _MEDIA.match(name))), "")
    if media and not one.sort:
        one.sort = _SORTS[media]
    one.card = one.card or next(iter(classes & _CARDS), "")
    if tag.name not in VOID and not tag.raw.endswith("/"):
        one.open.append(_role(tag, inside, one))


def _role(tag: Tag, inside: str, one: _Found) -> str:
    """What an element holds, by its class; inside of one that holds words, everything is part of them."""
    classes = tag.classes
    if inside in ("text", "skip", "service"):
        return inside
    if classes & _SKIPPED:
        return "skip"
    if "date" in classes:
        one.when = one.when or (tag.attribute("title") if inside != "forwarded" else "")
        return "skip"
    if "message" in classes:
        return "message-service" if "service" in classes else "message"
    if "forwarded" in classes:
        return "forward"
    if "from_name" in classes:
        return "forwarded" if "forward" in one.open else "sender"
    if "text" in classes:
        return "text"
    if {"title", "bold"} <= classes or (one.card and "status" in classes):
        return "title"
    if "details" in classes and "body" in classes and inside == "message-service":
        return "service"
    return inside if inside in ("sender", "forwarded") else ""


def _link(tag: Tag, inside: str, one: _Found) -> None:
    uri = writable(tag.attribute("href"))
    if inside == "text":
        if uri.startswith(("http://", "https://", "tg://", "mailto:")):
            one.links.append(uri)
    elif inside not in ("sender", "forwarded", "service") and uri and not uri.startswith(("#", "http", "tg:")):
        one.files.append(uri)
