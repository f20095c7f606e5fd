"""Discord's own data package: what the person wrote, channel by channel. What others wrote is not in it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from itertools import count
from typing import BinaryIO

from attrs import define, field, frozen

from standfast.model import Attachment, BrokenFile, Item, ReadError, TooLarge

from ..archive import Archive, media_type
from ..chat import ThreadNames, chat_line, of_bytes, when_written, writable
from ..json_stream import MAX_ELEMENT, Element, Path, lists, oldest_first
from ..reader import Readable
from ..records import Record, record, words

_MESSAGES = re.compile(r"(?P<folder>(?P<root>(?:.{0,400}/)?)c?(?P<number>\d{10,22})/)messages\.(?P<kind>json|csv)", re.I)
"""Names of the folders above differ in case and language; those of the channels and files do not."""
_LINK = re.compile(r"https?://[^\s?#]{1,2000}")


@frozen
class _Channel:
    file: str
    folder: str
    root: str
    number: str


def is_package(archive: Archive) -> bool:
    names = {name.lower() for name in archive.names()}
    return any(found.folder.lower() + "channel.json" in names for found in _channels(archive))


def read_package(archive: Archive) -> Iterator[Item | ReadError]:
    number, names = count(1).__next__, ThreadNames()
    lower = {name.lower(): name for name in archive.names()}
    owner = _owner(archive, lower)
    titles: dict[str, Record] = {}
    for channel in _channels(archive):
        if channel.root not in titles:
            titles[channel.root] = archive.record_of(lower.get(channel.root.lower() + "index.json", ""))
        about = archive.record_of(lower.get(channel.folder.lower() + "channel.json", ""))
        title = writable(words(titles[channel.root].get(channel.number)) or words(about.get("name")))
        thread = names.give(title if title != "None" else "", channel.number)
        yield from _channel(archive, channel, thread, owner, number)


def _channels(archive: Archive) -> Iterator[_Channel]:
    for name in archive.names():
        found = _MESSAGES.fullmatch(name)
        if found:
            yield _Channel(name, found["folder"], found["root"], found["number"])


def _owner(archive: Archive, lower: dict[str, str]) -> str:
    """The person's own name out of the account file, whose name is the same in all languages."""
    found = min((name for name in lower if name.endswith("/user.json") and name.count("/") <= 2), key=_depth, default="")
    if not found:
        return ""
    told: dict[str, str] = {}

    def see(path: Path, value: object) -> None:
        if path in (("global_name",), ("username",)):
            told[path[0]] = words(value)

    try:
        with archive.open(lower[found]) as stream:
            for _ in lists(stream, found, frozenset(), see):
                pass
    except ReadError:
        pass  # without a name the lines are the person's all the same
    return writable(told.get("global_name") or told.get("username") or "")


def _depth(name: str) -> tuple[bool, int]:
    return "activit" in name, name.count("/")


def _channel(archive: Archive, channel: _Channel, thread: str, owner: str, number: Callable[[], int]) -> Iterator[Item | ReadError]:
    place = archive.place(channel.file)
    table = _Table(place) if channel.file.lower().endswith("csv") else None

    def value(element: Element) -> Record:
        return table.record(element) if table else record(element.value(place))

    try:
        with archive.open(channel.file) as stream:
            found = table.rows(stream) if table else _elements(stream, place)
            for element in oldest_first(found, lambda element: _when(_quiet(value, element))[0]):
                yield from _line(element, value, place, thread, owner, number)
    except ReadError as error:
        yield error


def _elements(stream: Readable, place: str) -> Iterator[Element]:
    for listed in lists(stream, place, frozenset({"", "messages"})):
        yield from listed.elements


@define
class _Table:
    """Messages as CSV, as packages had them until 2024. One record may go over many lines."""

    place: str
    columns: list[str] = field(factory=list[str])

    def rows(self, stream: BinaryIO) -> Iterator[Element]:
        held, start = b"", 0
        while line := stream.readline(MAX_ELEMENT):
            held += line
            if len(held) > MAX_ELEMENT:
                raise TooLarge(self.place, f"byte {start}", limit=f"{MAX_ELEMENT // 2**20} MB")
            if held.count(b'"') % 2:
                continue
            if held.strip() and self.columns:
                yield Element(start, start + len(held), held)
            self.columns = self.columns or [name.strip() for name in self._fields(held.removeprefix(b"\xef\xbb\xbf"))]
            start, held = start + len(held), b""
        if held:
            raise BrokenFile(self.place, f"byte {start}", format="CSV")

    def record(self, element: Element) -> Record:
        return dict(zip(self.columns, self._fields(element.raw), strict=False))

    def _fields(self, raw: bytes) -> list[str]:
        try:
            none: list[str] = []
            return next(csv.reader(io.StringIO(raw.decode("utf-8", "replace"), newline="")), none)
        except csv.Error as error:
            raise BrokenFile(self.place, format="CSV") from error


def _quiet(value: Callable[[Element], Record], element: Element) -> Record:
    try:
        return value(element)
    except ReadError:
        return {}


def _when(message: Record) -> tuple[str, list[str]]:
    """Discord documents UTC for these times, which the older files write out."""
    return when_written(words(message.get("Timestamp")), utc=True)


def _line(
    element: Element, value: Callable[[Element], Record], place: str, thread: str, owner: str, number: Callable[[], int]
) -> Iterator[Item | ReadError]:
    try:
        message = value(element)
    except ReadError as error:
        yield error
        return
    if not message:
        return
    text = writable(words(message.get("Contents")))
    links = _LINK.findall(words(message.get("Attachments")))
    names = [writable(link.rsplit("/", 1)[-1]) for link in links]
    when, notes = _when(message)
    if not text and not names:
        notes.append("content-missing")
    yield chat_line(
        number(),
        thread,
        text,
        of_bytes(place, element.raw, element.start),
        sender=owner,
        side="person",
        when=when,
        platform="discord",
        attachments=[Attachment(name, media_type(name), -1) for name in names],
        notes=notes,
    )
