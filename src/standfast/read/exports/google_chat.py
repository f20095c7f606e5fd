"""Google Chat out of Google Takeout. Folder names are translated; the files in them are not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count

from standfast.model import Attachment, EmptyFile, Item, ReadError

from ..archive import Archive, media_type
from ..chat import ThreadNames, chat_line, iso_time, of_bytes, writable
from ..export import Export
from ..json_stream import Element, lists, oldest_first, records
from ..reader import Readable
from ..records import Record, record, rows, words

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_TIME = re.compile(
    rf"[A-Z][a-z]{{5,8}}, (?P<month>{'|'.join(MONTHS)}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}}) at "
    r"(?P<hour>\d{1,2}):(?P<rest>\d{2}:\d{2})\s(?P<half>[AP])M UTC"
)
_NOON = 12


def claims(archive: Archive) -> bool:
    return next(_folders(archive), None) is not None


def read(archive: Archive) -> Iterator[Item | ReadError]:
    number, names = count(1).__next__, ThreadNames()
    owners = _owners(archive)
    for folder in _folders(archive):
        yield from _group(archive, folder, owners, names, number)


def _folders(archive: Archive) -> Iterator[str]:
    """Folders of one conversation each: its messages, beside what is said about its group."""
    names = frozenset(archive.names())
    for name in archive.names():
        folder = name.removesuffix("messages.json")
        if folder != name and folder.endswith("/") and folder + "group_info.json" in names:
            yield folder


def _owners(archive: Archive) -> frozenset[str]:
    """The person's own mail addresses."""
    found = (name for name in archive.names() if name.endswith("/user_info.json"))
    users = (record(archive.record_of(name).get("user")) for name in found)
    return frozenset(words(user.get("email")).casefold() for user in users) - {""}


def _group(
    archive: Archive, folder: str, owners: frozenset[str], names: ThreadNames, number: Callable[[], int]
) -> Iterator[Item | ReadError]:
    place = archive.place(folder + "messages.json")
    thread = _thread(archive.record_of(folder + "group_info.json"), folder, owners, names)
    try:
        with archive.open(folder + "messages.json") as stream:
            for found in records(oldest_first(_elements(stream, place), _stamp), place):
                yield found if isinstance(found, ReadError) else _line(archive, folder, *found, thread, owners, number())
    except ReadError as error:
        yield error


def _elements(stream: Readable, place: str) -> Iterator[Element]:
    any_list = False
    for listed in lists(stream, place, frozenset({"messages"})):
        any_list = True
        yield from listed.elements
    if not any_list:
        raise EmptyFile(place)


def _thread(group: Record, folder: str, owners: frozenset[str], names: ThreadNames) -> str:
    """A space by its name, a chat between two by the other's."""
    others = [words(one.get("name")) for one in rows(group.get("members")) if words(one.get("email")).casefold() not in owners]
    name = words(group.get("name")) or ", ".join(other for other in others[:3] if other)
    return names.give(writable(name), folder.rstrip("/").rsplit("/", 1)[-1])


def _stamp(element: Element) -> str:
    return _when(words(element.fields().get("created_date")))


def _when(written: str) -> str:
    """ISO 8601 where the date is in English, as Takeout writes it whatever the language of the account."""
    found = _TIME.fullmatch(written)
    if not found:
        return iso_time(written)
    hour = int(found["hour"]) % _NOON + (_NOON if found["half"] == "P" else 0)
    month = MONTHS.index(found["month"]) + 1
    return iso_time(f"{found['year']}-{month:02}-{int(found['day']):02}T{hour:02}:{found['rest']}", utc=True)


def _line(archive: Archive, folder: str, element: Element, message: Record, thread: str, owners: frozenset[str], number: int) -> Item:
    place = archive.place(folder + "messages.json")
    creator = record(message.get("creator"))
    mail = words(creator.get("email"))
    written = words(message.get("created_date"))
    when = _when(written)
    text = writable(words(message.get("text")))
    files = [_attachment(archive, folder, file) for file in rows(message.get("attached_files"))]
    notes = list(_notes(message))
    notes += ["date-as-written"] if written and not when else []
    if not text and not files and "deleted" not in notes:
        notes.append("content-missing")
    return chat_line(
        number,
        thread,
        text,
        of_bytes(place, element.raw, element.start),
        sender=writable(words(creator.get("name")) or mail),
        side=("person" if mail.casefold() in owners else "other") if owners and creator else "",
        when=when or writable(written),
        attachments=files,
        notes=notes,
    )


def _notes(message: Record) -> Iterator[str]:
    if words(message.get("message_state")) == "DELETED" or "deletion_metadata" in message:
        yield "deleted"
    if message.get("updated_date"):
        yield "edited"


def _attachment(archive: Archive, folder: str, file: Record) -> Attachment:
    """The file lies beside the messages; a question mark in its name has become a line."""
    name = words(file.get("export_name")) or words(file.get("original_name")) or "file"
    inside = archive.member(folder + name) or archive.member(folder + name.replace("?", "_"))
    return inside.attachment() if inside else Attachment(writable(name), media_type(name), -1)


EXPORT = Export(id="google_chat", order=35, claims=claims, read=read)
