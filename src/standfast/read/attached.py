"""Files attached to a mail, read by the same formats: PDFs, chats, exports, mails saved as files. Pictures, videos and sound never."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve, frozen

from standfast.model import EmptyFile, Item, NothingKnown, NotText, NoWords, PictureNotAsked, ReadError, UnknownFormat

from .dispatch import read_source, strict_reader
from .reader import Source

MAX_DEPTH = 3
"""Files in mails in files; each level is unpacked from the one around it."""
MAX_FILES = 20
MAX_BYTES = 48 * 1024 * 1024
"""Of the files attached to one mail that are read; the others are listed."""
_MEDIA = re.compile(r"(?:image|video|audio|font)/")
_MEDIA_BYTES = re.compile(rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF|BM|II\*\0|MM\0\*|.{4}ftyp|\x1aE\xdf\xa3|OggS|ID3", re.S)
_UNSAID = (EmptyFile, UnknownFormat, NotText, NothingKnown, PictureNotAsked, NoWords)
"""An attached file that holds no message is no news: it is listed, and that is all."""


@frozen
class Attached:
    """A file that came with a mail and may hold messages. ``path`` is its place in the tree of attachments."""

    path: str
    data: bytes
    number: str
    """Of its place among the Items of the outermost file; becomes the start of their ids."""


def may_hold_messages(media: str, data: bytes) -> bool:
    """Whether a format claims it by its content. Nothing that is or says it is media is ever looked into."""
    return not _MEDIA.match(media) and not _MEDIA_BYTES.match(data) and strict_reader(data) is not None


def items_of(file: Attached, source: Source) -> Iterator[Item | ReadError]:
    """``source`` is the file that the mail came from. Origins count bytes of the attached file as it was before it was packed."""
    inside = Source(f"{source.name}!{file.path}", None, file.data, source.words_only, depth=source.depth + 1)
    for found in read_source(inside):
        if isinstance(found, Item):
            yield evolve(found, id=f"{file.number}.{found.id}", thread=f"{file.path}/{found.thread}" if found.thread else "")
        elif not isinstance(found, _UNSAID):
            yield found
