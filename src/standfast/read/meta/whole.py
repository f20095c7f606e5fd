"""A whole export of Instagram, Facebook or Threads, straight from its ZIP: one page of one conversation in memory at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from attrs import evolve

from standfast.model import Attachment, BrokenFile, Item, ReadError

from ..archive import Archive
from ..chat import Finder, owner_of
from ..markup import parts
from ..records import load_json
from . import html_page, json_page
from .html_page import senders
from .paths import Thread, is_owner_file, is_page, threads
from .profile import names_told

FIRST_HTML = 512 * 1024
"""Bytes of a page in HTML that name who takes part: it begins with a long style sheet."""
MAX_PROFILE = 2 * 1024 * 1024
MAX_LOOSE = 50_000
"""JSON files at the top of an archive that may each be an end-to-end encrypted conversation."""
ASKED = 100
"""As many of them are looked into to say whose export it is."""


def claims(archive: Archive) -> bool:
    return any(is_page(name) for name in archive.names()) or next(encrypted_chats(archive, ASKED), None) is not None


def read(archive: Archive) -> Iterator[Item | ReadError]:
    found = threads(archive.names())
    loose = [Thread(_stem(name), "messenger", (name,)) for name in encrypted_chats(archive)]
    owner = owner_of([people for one in [*found, *loose] if (people := _people(archive, one))], _told(archive))
    number = count(1).__next__
    for thread in [*found, *loose]:
        yield from first_noted(_thread(archive, thread, owner, number), "message-request" if thread.request else "")


def first_noted(found: Iterable[Item | ReadError], note: str) -> Iterator[Item | ReadError]:
    """The same, the first Item with a note more."""
    waiting = note
    for one in found:
        if waiting and isinstance(one, Item):
            one = evolve(one, notes=(waiting, *one.notes))
            waiting = ""
        yield one


def encrypted_chats(archive: Archive, most: int = MAX_LOOSE) -> Iterator[str]:
    """JSON files that hold a conversation under any name, as the download of end-to-end encrypted chats has them."""
    names = [name for name in archive.names() if name.lower().endswith(".json") and name.count("/") <= 3 and not is_page(name)]
    for name in names[:most]:
        head = archive.head(name, 8 * 1024)
        if b'"senderName"' in head and json_page.is_page(head):
            yield name


def _stem(name: str) -> str:
    return name.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def _people(archive: Archive, thread: Thread) -> frozenset[str]:
    name = thread.pages[-1]
    if not name.lower().endswith(".json"):
        return senders(archive.head(name, FIRST_HTML))
    return json_page.looked_through(archive.head(name), name, stop_at=1).people


def _told(archive: Archive) -> list[str]:
    """Names out of the export's file about its holder; what cannot be read tells nothing."""
    told: list[str] = []
    for name in filter(is_owner_file, archive.names()):
        data = archive.head(name, MAX_PROFILE)
        try:
            told += _names(data, name)
        except ReadError:
            continue
    return told


def _names(data: bytes, name: str) -> list[str]:
    if name.lower().endswith(".json"):
        return list(names_told(load_json(data, name)))
    texts = (piece.strip() for piece in parts(data.decode("utf-8", "replace")) if isinstance(piece, str))
    return [text for text in texts if 0 < len(text) <= 120]


def _thread(archive: Archive, thread: Thread, owner: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    for name in thread.pages:
        try:
            yield from _page(archive, thread, name, owner, number)
        except ReadError as error:
            yield error


def _page(archive: Archive, thread: Thread, name: str, owner: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    data, place = archive.bytes_of(name), archive.place(name)
    media = _media(archive, name)
    if not name.lower().endswith(".json"):
        yield from html_page.lines(data, place, thread.id, owner, thread.platform, number, media)
        return
    page = json_page.looked_through(data, place)
    if page.error:
        yield page.error
    if not page.starts and not page.error and not page.participants:
        yield BrokenFile(place, format="JSON")
    yield from json_page.lines(page, data, place, thread.id, owner, thread.platform, number, media)


def _media(archive: Archive, page: str) -> Finder:
    """A picture's size by the path that the page gives it: from the root of the export, or from the page's own folder."""
    folder = page.rsplit("/", 1)[0] + "/" if "/" in page else ""

    def find(uri: str) -> Attachment | None:
        uri = uri.removeprefix("./")
        root = page.find(uri.split("/", 1)[0] + "/")
        member = archive.member(page[: max(root, 0)] + uri) or archive.member(uri) or archive.member(folder + uri)
        return member.attachment() if member else None

    return find
