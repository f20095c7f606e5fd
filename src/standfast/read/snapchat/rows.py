"""The rows of Snapchat's ``chat_history.json`` and ``snap_history.json``: one conversation after the other, oldest first.

New exports list rows by conversation and say who sent each (``IsSender``). Older ones have a list for what was sent and
one for what was received, with ``To`` and ``From``; they are told by those fields, not by the names of the lists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from standfast.model import Attachment, Item, Origin

from ..chat import Finder, chat_line, spaced_time, writable
from ..records import Record, begins_object, record, rows, words

_OLD_LISTS = ("received ", "sent ")
_ERASED = frozenset({"STATUSERASEDMESSAGE", "STATUSERASEDSNAPMESSAGE"})
SORTS = {"IMAGE": "image/*", "PHOTO": "image/*", "VIDEO": "video/*", "MEDIA": "image/*", "NOTE": "audio/*"}
_STATUS = {"STATUSCONVERSATIONCAPTURESCREENSHOT": "screenshot-taken", "STATUSSAVETOCAMERAROLL": "saved-to-phone"}


class Row(NamedTuple):
    """A record, whether it comes from the list of snaps, and where it stands."""

    record: Record
    snap: bool
    origin: Origin


def is_history(head: bytes) -> bool:
    """First bytes of either file."""
    if not begins_object(head):
        return False
    return b'"Media Type"' in head and b'"Created"' in head and (b'"From"' in head or b'"To"' in head)


def has_snaps_only(value: Any) -> bool:
    """True for ``snap_history.json``: its rows have neither words nor media, new or old."""
    found = [row for row, _ in zip(_any_rows(value), range(50), strict=False)]
    return bool(found) and not any(key in row for row in found for key in ("Content", "Text", "Media IDs", "IsSaved"))


def _any_rows(value: Any) -> Iterator[Record]:
    for listed in record(value).values():
        yield from rows(listed)


def conversations(value: Any, snap: bool, origin: Origin, into: dict[str, list[Row]]) -> None:
    """Sorts the rows of one file into conversations."""
    for key, listed in record(value).items():
        found = list(rows(listed))
        old = key.lower().startswith(_OLD_LISTS) or any("To" in row for row in found)
        for row in found:
            other = words(row.get("To")) or words(row.get("From")) if old else key
            into.setdefault(other or key, []).append(Row(_sided(row, key) if old else row, snap, origin))


def _sided(row: Record, key: str) -> Record:
    """An old row, with the side that new ones state. What was sent has no ``From``: the person is not named."""
    if "IsSender" in row:
        return row
    return {**row, "IsSender": "To" in row or key.lower().startswith("sent ")}


def lines(key: str, found: list[Row], number: Callable[[], int], media: Finder) -> Iterator[Item]:
    """The lines of one conversation. Lists come newest first, so equal times keep the reversed order."""
    title = next((words(row.record.get("Conversation Title")) for row in found if words(row.record.get("Conversation Title"))), "")
    thread = writable(f"{title} ({key[:8]})" if title and title != key else key)
    for row in sorted(reversed(found), key=lambda row: _stamp(row.record)):
        yield _line(thread, row, number(), media)


def _stamp(row: Record) -> str:
    """To the second; the finer number, which is milliseconds whatever its name says, where there is one."""
    fine = row.get("Created(microseconds)")
    return f"{words(row.get('Created'))[:19]} {fine % 1000 if isinstance(fine, int) else 0:03}"


def _line(thread: str, row: Row, number: int, media: Finder) -> Item:
    told = row.record
    kind, when = words(told.get("Media Type")), spaced_time(words(told.get("Created")))
    text = writable(unescape(words(told.get("Content")) or words(told.get("Text")))).strip("\n")
    attachments = list(_media(told, kind, when, media)) if not text or words(told.get("Media IDs")) else []
    notes = list(_notes(kind, row.snap))
    if "deleted" in notes:
        text, attachments = "", []
    if not text and not attachments and not notes:
        notes = ["content-missing"]
    return chat_line(
        number,
        thread,
        text,
        row.origin,
        sender=writable(words(told.get("From"))) if "To" not in told else "",
        side=_side(told, kind),
        when=when,
        platform="snapchat",
        attachments=attachments,
        notes=notes,
    )


def _side(told: Record, kind: str) -> str:
    if kind.startswith("STATUS"):
        return "notice"
    mine = told.get("IsSender")
    if not isinstance(mine, bool):
        return ""
    return "person" if mine else "other"


def _notes(kind: str, snap: bool) -> Iterator[str]:
    if kind in _ERASED:
        yield "deleted"
    elif snap:
        yield "view-once"
    if kind in _STATUS:
        yield _STATUS[kind]


def _media(told: Record, kind: str, when: str, media: Finder) -> Iterator[Attachment]:
    """The files in the export, or that there was one of that kind."""
    named: Iterable[str] = (part.strip() for part in words(told.get("Media IDs")).split("|"))
    ids = [writable(part) for part in named if part]
    for one in ids:
        found = media(one) or Attachment(one, SORTS.get(kind, "image/*"), -1)
        yield Attachment(found.name, found.media_type, found.size, when)
    if not ids and kind in SORTS:
        yield Attachment("", SORTS[kind], -1, when)
