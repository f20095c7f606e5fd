"""One message of Telegram's ``result.json``: its words, its files by name, its marks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from standfast.model import Attachment

from ..archive import media_type
from ..chat import Finder, at_seconds, iso_time, writable
from ..records import Record, record, rows, size, words

_SORTS = {
    "sticker": "image/*",
    "animation": "video/*",
    "video_file": "video/*",
    "video_message": "video/*",
    "voice_message": "audio/*",
    "audio_file": "audio/*",
}
_SAID = ("title", "new_title", "discard_reason", "information_text", "emoticon", "text")
"""Fields of a service message that say more than its action."""
_NEVER = "1970-01-01"
"""How old versions write that a message was not edited."""


def text_of(message: Record) -> str:
    """The words as shown; link targets that the words hide, and what was sent as a card, on lines of their own."""
    parts = [_plain(message.get("text"))]
    links = (words(piece.get("href")) for piece in rows(message.get("text")))
    extras = (*links, *_cards(message))
    parts += [extra for extra in dict.fromkeys(extras) if extra and extra not in parts[0]]
    return writable("\n".join(part for part in parts if part.strip()))


def _plain(text: Any) -> str:
    """Telegram writes plain text as one text, and formatted text as a list of texts and objects."""
    if isinstance(text, list):
        return "".join(piece if isinstance(piece, str) else words(record(piece).get("text")) for piece in cast("list[Any]", text))
    return words(text)


def _cards(message: Record) -> Iterator[str]:
    """A shared contact, place or poll."""
    contact = record(message.get("contact_information"))
    yield " ".join(part for key in ("first_name", "last_name", "phone_number") if (part := words(contact.get(key))))
    yield words(message.get("place_name"))
    yield words(message.get("address"))
    place = record(message.get("location_information"))
    yield ", ".join(str(place[key]) for key in ("latitude", "longitude") if key in place)
    poll = record(message.get("poll"))
    yield words(poll.get("question"))
    for answer in rows(poll.get("answers")):
        yield words(answer.get("text"))
    yield words(record(message.get("invoice_information")).get("title"))


def notice_of(message: Record) -> str:
    """A line that the app wrote, in the export's own words: it names what happened by a code."""
    action = words(message.get("action")).replace("_", " ")
    said = [_plain(message.get(key)) for key in _SAID]
    return writable(": ".join(part for part in (action, *dict.fromkeys(said)) if part))


def files_of(message: Record, find: Finder) -> Iterator[Attachment]:
    """Photo or file by the name and size that the export gives; nothing is opened."""
    if "photo" in message:
        yield _file(words(message["photo"]), "", "image/*", size(message.get("photo_file_size")), find)
    if "file" in message:
        kind = words(message.get("media_type"))
        sort = words(message.get("mime_type")) or _SORTS.get(kind, "")
        yield _file(words(message["file"]), words(message.get("file_name")), sort, size(message.get("file_size")), find)


def _file(path: str, name: str, sort: str, length: int, find: Finder) -> Attachment:
    """What was left out of the export has a sentence in brackets in place of its path."""
    left_out = path.startswith("(") or not path
    inside = None if left_out else find(path)
    shown = name or ("" if left_out else path.rsplit("/", 1)[-1]) or sort.split("/", 1)[0] or "file"
    known = media_type(shown)
    kind = sort if sort and known.startswith("application/") else known
    return Attachment(writable(shown), kind, inside.size if inside else length)


def when_of(message: Record) -> tuple[str, tuple[str, ...]]:
    """The time and a note: new versions give seconds since 1970, old ones the local time of the computer."""
    stamp = message.get("date_unixtime")
    if isinstance(stamp, str) and stamp.isascii() and stamp.isdigit() and len(stamp) <= 12:
        stamp = int(stamp)
    found = at_seconds(stamp) if not isinstance(stamp, bool) else ""
    if found:
        return found, ()
    written = words(message.get("date"))
    local = iso_time(written)
    if local:
        return local, () if local.endswith("Z") else ("local-time",)
    return writable(written), ("date-as-written",) if written else ()


def notes_of(message: Record) -> Iterator[str]:
    if message.get("self_destruct_period_seconds"):
        yield "view-once"
    if "forwarded_from" in message:
        yield "forwarded"
    edited = message.get("edited")
    if edited and not words(edited).startswith(_NEVER):
        yield "edited"


def id_of(value: Any) -> str:
    """``user123`` as it is written today; old versions wrote the bare number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"user{value}"
    return words(value)
