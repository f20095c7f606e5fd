"""A page of a conversation in HTML: cards of sender, content and time, newest first.

The words on the page are translated and its class names are made by a machine, so a card's parts are told by the class
names known so far and, failing that, by their order. Times are local, in the words of the person's language, without a zone.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator

from attrs import define, field

from standfast.model import Attachment, Item

from ..archive import media_type
from ..chat import Finder, chat_line, of_bytes, side_of, writable
from ..markup import VOID, Tag, joined, parts

CARD = frozenset({"_a6-g", "uiBoxWhite"})
SENDER = frozenset({"_a6-h", "_2pim", "_2pio"})
CONTENT = frozenset({"_a6-p", "_2let"})
TIME = frozenset({"_a6-o", "_2lem"})
REACTIONS = frozenset({"_a6-q"})
LINES = frozenset({"br", "div", "p", "li", "tr", "h2", "h3", "section"})
_CARD = re.compile(rb"""<(?:div|section|article|li)\s[^<>]{0,300}?class\s?=\s?["']([^"'<>]{0,300})["']""")
_MARKS = (b"_a6-o", b"_2lem")
_DIGITS = re.compile(r"\d")


def is_page(head: bytes) -> bool:
    """Meta's own page: its class names, in the style sheet at the top or in the first cards."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    looks = any(mark in head for mark in (b"_a6-g", b"uiBoxWhite")) and any(mark in head for mark in _MARKS)
    return looks and start.startswith((b"<!doctype html", b"<html"))


@define
class Card:
    """One message as the page shows it."""

    sender: str = ""
    when: str = ""
    text: str = ""
    links: list[str] = field(factory=list[str])
    files: list[str] = field(factory=list[str])

    @property
    def is_message(self) -> bool:
        return bool(self.when) and bool(_DIGITS.search(self.when))


@define
class _Reading:
    """Where the scan stands inside a card: ``depth`` 1 is the card, 2 its parts."""

    depth: int = 0
    role: str = ""
    count: int = 0
    skipping: int = 0
    found: dict[str, list[str]] = field(factory=lambda: {"sender": [], "content": [], "time": [], "": []})


def cards(data: bytes) -> array[int]:
    """Where each card begins, and the end of the page."""
    starts = array("Q", (found.start() for found in _CARD.finditer(data) if CARD & frozenset(found[1].decode("latin-1").split())))
    starts.append(len(data))
    return starts


def senders(data: bytes) -> frozenset[str]:
    """Who wrote on this page, or on its first part."""
    starts = cards(data)
    read = (card(data[starts[k] : starts[k + 1]]) for k in range(min(len(starts) - 1, 300)))
    return frozenset(one.sender for one in read if one.is_message and one.sender)


def lines(
    data: bytes, file: str, thread: str, owner: str, platform: str, number: Callable[[], int], media: Finder
) -> Iterator[Item]:
    """Oldest first. Cards that are no message (the head of the page) are passed over."""
    starts = cards(data)
    for k in range(len(starts) - 2, -1, -1):
        part = data[starts[k] : starts[k + 1]]
        one = card(part)
        if not one.is_message:
            continue
        text = "\n".join([one.text] * bool(one.text) + [link for link in one.links if link not in one.text])
        files = [_attachment(uri, media) for uri in dict.fromkeys(one.files)]
        yield chat_line(
            number(),
            thread,
            text,
            of_bytes(file, part, starts[k]),
            sender=one.sender,
            side=side_of(one.sender, owner),
            when=one.when,
            platform=platform,
            attachments=files,
            notes=("local-time",) if text or files else ("local-time", "content-missing"),
        )


def _attachment(uri: str, media: Finder) -> Attachment:
    name, inside = uri.rsplit("/", 1)[-1], media(uri)
    return Attachment(name, media_type(name), inside.size if inside else -1)


def card(part: bytes) -> Card:
    """One card out of its bytes, which may run on behind its end."""
    one, at = Card(), _Reading()
    for piece in parts(part.decode("utf-8", "replace")):
        if isinstance(piece, str):
            if not at.skipping:
                at.found[at.role].append(piece)
            continue
        _tag(piece, at, one)
        if at.depth <= 0:
            break
    one.sender, one.when, one.text = (joined(at.found[role]) for role in ("sender", "time", "content"))
    return one


def _tag(tag: Tag, at: _Reading, one: Card) -> None:
    if tag.name in LINES:
        at.found[at.role].append("\n")
    if tag.name in VOID:
        _source(tag, at, one)
        return
    if tag.closes:
        at.depth -= 1
        if at.skipping and at.depth < at.skipping:
            at.skipping = 0
        if at.depth == 1:
            at.role = ""
        return
    at.depth += 1
    if at.depth == 2:
        at.count += 1
        at.role = _role(tag, at.count)
    elif not at.skipping and "_a6-q" in tag.raw and tag.classes & REACTIONS:
        at.skipping = at.depth
    _source(tag, at, one)


def _role(tag: Tag, count: int) -> str:
    classes = tag.classes
    for role, known in (("content", CONTENT), ("time", TIME), ("sender", SENDER)):
        if classes & known:
            return role
    return ("sender", "content", "time")[count - 1] if count <= 3 else ""


def _source(tag: Tag, at: _Reading, one: Card) -> None:
    """Links and files of the content."""
    if at.role != "content" or at.skipping:
        return
    uri = tag.attribute("href") or tag.attribute("src")
    if uri.startswith(("http://", "https://")):
        if tag.name == "a":
            one.links.append(writable(uri))
    elif uri and "." in uri.rsplit("/", 1)[-1]:
        one.files.append(writable(uri))
