"""Snapchat "My Data", straight from its ZIP: saved chats, and the list of snaps that were sent and are gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import count

from standfast.model import Attachment, Item, Origin, ReadError

from ..archive import Archive
from ..chat import Finder, of_bytes, side_of
from ..records import load_json
from . import html_page
from .rows import Row, conversations, lines

CHATS, SNAPS = "chat_history.json", "snap_history.json"
SUBPAGE = "chat_history/subpage_"


def _named(archive: Archive, *names: str) -> list[str]:
    return [name for name in archive.names() if name.rsplit("/", 1)[-1].lower() in names]


def _subpages(archive: Archive) -> list[str]:
    return [name for name in archive.names() if SUBPAGE in name and name.lower().endswith(".html")]


def claims(archive: Archive) -> bool:
    return bool(_named(archive, CHATS, SNAPS) or _subpages(archive))


def read(archive: Archive) -> Iterator[Item | ReadError]:
    """From the JSON; the HTML says the same and is read where there is no JSON."""
    number = count(1).__next__
    media = _media(archive)
    found = _named(archive, CHATS, SNAPS)
    if not found:
        yield from _pages(archive, _subpages(archive), number, media)
        return
    into: dict[str, list[Row]] = {}
    for name in found:
        try:
            conversations(*_loaded(archive, name), into)
        except ReadError as error:
            yield error
    for key in list(into):
        yield from lines(key, into.pop(key), number, media)


def _loaded(archive: Archive, name: str) -> tuple[object, bool, Origin]:
    data = archive.bytes_of(name)
    place = archive.place(name)
    return load_json(data, place), name.lower().endswith(SNAPS), of_bytes(place, data)


def _media(archive: Archive) -> Finder:
    """Media by the id in a row: files are named ``<date>_<id>.<ending>``. Listed, never opened."""
    stems: dict[str, str] = {}
    for name in archive.names():
        if "chat_media/" in name:
            file = name.rsplit("/", 1)[-1]
            stems[file] = name
            stems[file.partition("_")[2].rpartition(".")[0]] = name

    def find(wanted: str) -> Attachment | None:
        member = archive.member(stems.get(wanted, ""))
        return member.attachment() if member else None

    return find


def _pages(
    archive: Archive, names: list[str], number: Callable[[], int], media: Finder
) -> Iterator[Item | ReadError]:
    owner = _owner(archive, names)
    for name in names:
        thread = _other(name)
        try:
            data = archive.bytes_of(name)
            yield from html_page.lines(data, archive.place(name), thread, _sides(thread, owner), number, media)
        except ReadError as error:
            yield error


def _other(name: str) -> str:
    return name.partition(SUBPAGE)[2].rpartition(".")[0]


def _sides(other: str, owner: str) -> Callable[[str], str]:
    return lambda sender: "other" if sender == other else side_of(sender, owner)


def _owner(archive: Archive, names: list[str]) -> str:
    """The one who writes on pages named after someone else, more often than anyone."""
    counted: Counter[str] = Counter()
    for name in names:
        counted.update(html_page.senders(archive.head(name, 256 * 1024)) - {_other(name)})
    best = counted.most_common(2)
    clear = best and (len(best) == 1 or best[0][1] > best[1][1])
    return best[0][0] if clear else ""
