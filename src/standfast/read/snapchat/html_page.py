"""A conversation of Snapchat's HTML export: ``html/chat_history/subpage_<user>.html``, cards of sender, kind, words and time."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator

from attrs import define, field

from standfast.model import Attachment, Item, Origin

from ..chat import Finder, chat_line, of_bytes, spaced_time, writable
from ..markup import Tag, parts
from .rows import SORTS

_CARD = re.compile(rb"<h4[ >]", re.I)
_KIND = re.compile(r"[A-Z]{4,40}$")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}")


def is_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    return start.startswith((b"<!doctype html", b"<html")) and b"rightpanel" in head and bool(_CARD.search(head)) and b"<h6" in head


@define
class Card:
    """One message."""

    sender: str = ""
    text: str = ""
    kind: str = ""
    when: str = ""
    sources: list[str] = field(factory=list[str])


def cards(data: bytes) -> array[int]:
    """Each card from the name of its sender on, and the end of the page."""
    starts = array("Q", (found.start() for found in _CARD.finditer(data)))
    starts.append(len(data))
    return starts


def card(part: bytes) -> Card:
    """Name in ``h4``, words in ``p``, time in ``h6``; what stands in capitals between is the kind."""
    one, role = Card(), ""
    said: dict[str, list[str]] = {"h4": [], "p": [], "h6": [], "": []}
    for piece in parts(part.decode("utf-8", "replace")):
        if isinstance(piece, str):
            said[role].append(piece)
        elif piece.name in said:
            role = "" if piece.closes else piece.name
            if piece.name == "h6" and piece.closes:
                break
        else:
            _source(piece, one)
            said[role].append("\n" if piece.name == "br" else "")
    one.sender, one.text, one.when = ("".join(said[role]).strip() for role in ("h4", "p", "h6"))
    one.kind = next((text.strip() for text in said[""] if _KIND.match(text.strip())), "")
    return one


def _source(tag: Tag, one: Card) -> None:
    uri = tag.attribute("src") if tag.name in {"img", "video", "audio", "source"} else ""
    if uri:
        one.sources.append(writable(uri.rsplit("/", 1)[-1]))


def senders(data: bytes) -> frozenset[str]:
    starts = cards(data)
    found = (card(data[starts[k] : starts[k + 1]]) for k in range(min(len(starts) - 1, 300)))
    return frozenset(one.sender for one in found if one.sender and _TIME.match(one.when))


def lines(
    data: bytes, file: str, thread: str, side: Callable[[str], str], number: Callable[[], int], media: Finder
) -> Iterator[Item]:
    """Oldest first, whichever way the page is written."""
    starts = cards(data)
    order = range(len(starts) - 1)
    times = [card(data[starts[k] : starts[k + 1]]).when for k in (order[0], order[-1])] if order else ["", ""]
    for k in order if times[0] < times[1] else reversed(order):
        part = data[starts[k] : starts[k + 1]]
        one = card(part)
        if not _TIME.match(one.when):
            continue
        yield _line(one, thread, of_bytes(file, part, starts[k]), side(one.sender), number(), media)


def _line(one: Card, thread: str, origin: Origin, side: str, number: int, media: Finder) -> Item:
    when = spaced_time(one.when)
    files = [media(name) or Attachment(name, SORTS.get(one.kind, "image/*"), -1, when) for name in one.sources]
    if not files and not one.text and one.kind in SORTS:
        files = [Attachment("", SORTS[one.kind], -1, when)]
    erased = one.kind.startswith("STATUSERASED")
    notes = ("deleted",) if erased else () if one.text or files else ("content-missing",)
    return chat_line(
        number,
        thread,
        "" if erased else writable(one.text),
        origin,
        sender=writable(one.sender),
        side="notice" if one.kind.startswith("STATUS") else side,
        when=when,
        platform="snapchat",
        attachments=() if erased else files,
        notes=notes,
    )
