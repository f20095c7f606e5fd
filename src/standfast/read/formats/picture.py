"""A screenshot: words by text recognition, speakers by layout. Only where the person says that it shows words, no intimate picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath

from attrs import evolve

from standfast.model import BrokenFile, Item, NoWords, Origin, PictureNotAsked, ReadError, TooLarge, ToolMissing

from ..codes import codes, with_codes
from ..layout import items_of, lines_of
from ..reader import Reader, Source, whole
from ..recognise import engine_for
from ..recognise.picture import is_picture, open_picture


def sniff(head: bytes) -> bool:
    return is_picture(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    """Rules of care 3 and 14: not one pixel is decoded before the person has looked and said so."""
    if not source.words_only:
        raise PictureNotAsked(source.name)
    data = whole(source)
    engine = engine_for(source.name)
    page = engine.read(open_picture(data, source.name))
    origin = Origin(source.name, 0, len(data), hashlib.sha256(data).hexdigest())
    items = items_of(lines_of(page), PurePath(source.name).stem or "screen", origin)
    items = _with_codes(items, data, origin)
    if not items:
        raise NoWords(source.name)
    yield from items


def _with_codes(items: list[Item], data: bytes, origin: Origin) -> list[Item]:
    """What codes with little squares say is added: a payment address is what a blackmailer sends so."""
    try:
        found = codes(data, origin.file)
    except (BrokenFile, ToolMissing, TooLarge):  # codes are looked for in smaller pictures than words are; the words stay
        return items
    if not found:
        return items
    last = items[-1] if items else Item("1", "text", "", origin)
    notes = ("code-read",)
    if last.kind != "chat-line":
        return [evolve(last, text=with_codes(last.text, found), notes=(*last.notes, *notes))]
    line = evolve(last, side="other", sender="", unsure=(), notes=notes)
    return [*items, *(evolve(line, id=str(len(items) + n), text=text) for n, text in enumerate(found, 1))]


READER = Reader(id="picture", order=8, sniff=sniff, read=read)
SAMPLES = ()
