"""``chat.md`` as the public tool signal-export writes it: ``[2026-11-24 21:04:11] Me: words``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Attachment, Item, Origin, ReadError

from ..archive import media_type
from ..charset import decode, line_ends
from ..chat import chat_line
from ..pieces import Piece, pieces
from ..reader import Source

_BEGINS = re.compile(
    rb"[\r\n]((?:\xef\xbb\xbf)?\[([0-9]{4}-[0-9]{2}-[0-9]{2}),? ([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)\] ([^\r\n]{1,200}?):(?: |(?=[\r\n])))"
)
_ENDS = re.compile(rb" {2}(?:\r?\n|$)")
_FILE = re.compile(r"!?\[([^\[\]\n]{0,200})\]\(\.?/?(?:media|[^()\n]{0,200}exported_stickers)/[^()\n]{0,300}\)[ ]{0,2}")
_REACTIONS = re.compile(r"\n\(- [^\n]{1,2000} -\)[ ]*(?=\n|$)")
_QUOTE = re.compile(r"\s*(?:>[^\n]*\n?)+")
DELETED = "(This message was deleted)"
OWN, NOBODY = "Me", "No-Sender"


def begins_here(head: bytes) -> bool:
    """WhatsApp writes such lines on Swedish phones; ``Me`` and the two spaces that end each line are this tool's own."""
    start = b"\n" + head.lstrip(b"\xef\xbb\xbf\r\n")
    if not _BEGINS.match(start):
        return False
    found = list(_BEGINS.finditer(start[:20_000]))
    ended = len(_ENDS.findall(start[:20_000]))
    return any(match[4] == OWN.encode() for match in found) or ended >= len(found)


def read_markdown(source: Source, thread: str) -> Iterator[Item | ReadError]:
    with source.open() as stream:
        for number, piece in enumerate(pieces(stream, _BEGINS, _head), 1):
            yield _item(number, source.name, thread, piece)


def _head(match: re.Match[bytes]) -> tuple[str, str]:
    return f"{match[2].decode()}T{match[3].decode()}", decode(match[4])[0]


def _item(number: int, file: str, thread: str, piece: Piece) -> Item:
    text, guessed = decode(piece.body)
    text = line_ends(text)
    notes = ["charset-guessed"] if guessed else []
    when, sender = piece.head or ("", "")
    files = [Attachment(match[1], media_type(match[1]), -1) for match in _FILE.finditer(text)]
    text = _REACTIONS.sub("", _FILE.sub("", text))
    quote = _QUOTE.match(text) if text.startswith("\n") else None
    text = text[quote.end() :] if quote else text
    if text.strip() == DELETED:
        text, notes = "", [*notes, "deleted"]
    return chat_line(
        number,
        thread,
        "\n".join(line.rstrip() for line in text.split("\n")).strip(),
        Origin(file, piece.start, piece.end, piece.sha256),
        sender="" if sender == NOBODY else sender,
        side="person" if sender == OWN else "other" if sender and sender != NOBODY else "",
        when=when,
        platform="signal",
        attachments=files,
        notes=notes,
    )
