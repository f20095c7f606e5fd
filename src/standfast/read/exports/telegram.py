"""Telegram Desktop's export folder as a ZIP: ``result.json``, or the pages ``messages*.html``."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count

from standfast.model import Attachment, EmptyFile, Item, ReadError

from ..archive import Archive
from ..chat import Finder, ThreadNames
from ..export import Export
from ..telegram import page
from ..telegram.chats import is_export, read_chats

LOOKED_AT = 200
"""JSON files that may each be a ``result.json`` under another name."""
_PAGE = re.compile(r"(?P<folder>(?:.{0,500}/)?)messages(?P<number>\d{0,6})\.html", re.I)


def claims(archive: Archive) -> bool:
    return next(_results(archive), None) is not None or any(page.is_page(archive.head(names[0])) for names in _pages(archive).values())


def read(archive: Archive) -> Iterator[Item | ReadError]:
    """JSON where both are there: it says more."""
    number = count(1).__next__
    results = list(_results(archive))
    for name in results:
        yield from _result(archive, name, number)
    if results:
        return
    given = ThreadNames()
    for folder, names in _pages(archive).items():
        yield from _chat(archive, folder, names, given, number)


def _results(archive: Archive) -> Iterator[str]:
    names = [name for name in archive.names() if name.lower().endswith(".json") and name.count("/") <= 3]
    names.sort(key=lambda name: not name.lower().endswith("result.json"))
    for name in names[:LOOKED_AT]:
        if is_export(archive.head(name)):
            yield name


def _pages(archive: Archive) -> dict[str, list[str]]:
    """Pages of each chat by its folder, in their order: the first has no number."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for name in archive.names():
        match = _PAGE.fullmatch(name)
        if match:
            found[match["folder"]].append((int(match["number"] or 1), name))
    return {folder: [name for _, name in sorted(pages)] for folder, pages in found.items()}


def _result(archive: Archive, name: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    try:
        with archive.open(name) as stream:
            yield from read_chats(stream, archive.place(name), number, _finder(archive, name))
    except ReadError as error:
        yield error


def _chat(archive: Archive, folder: str, names: list[str], given: ThreadNames, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    thread = other = sender = ""
    for name in names:
        try:
            data = archive.bytes_of(name)
        except ReadError as error:
            yield error
            continue
        thread = thread or given.give(page.title_of(data), folder.rstrip("/").rsplit("/", 1)[-1])
        other = other or page.other_of(data)
        lines = 0
        for item in page.lines(data, archive.place(name), thread, other, number, _finder(archive, name), sender):
            lines += 1
            sender = item.sender or sender
            yield item
        if not lines:
            yield EmptyFile(archive.place(name))


def _finder(archive: Archive, page_name: str) -> Finder:
    """Paths in messages start at the folder of the page."""
    folder = page_name.rsplit("/", 1)[0] + "/" if "/" in page_name else ""

    def find(path: str) -> Attachment | None:
        member = archive.member(folder + path)
        return member.attachment() if member else None

    return find


EXPORT = Export(id="telegram", order=40, claims=claims, read=read)
