"""One chat as WhatsApp exports it, from any stream, in two passes: the first decides the order of dates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, suppress

from standfast.model import Attachment, BrokenFile, Item, Origin, ReadError

from ..archive import media_type
from ..chat import chat_line
from ..pieces import BLOCK, LONGEST, Piece, pieces
from ..reader import Readable
from .body import Body, body
from .order import Orders
from .stamp import BEGINS, accept
from .title import other_name, same_name, stem

Opens = Callable[[], AbstractContextManager[Readable]]
_BLANK = re.compile(rb"(?:\xef\xbb\xbf|\xe2\x80[\x8e\x8f]|[ \t\r\n])*")
UNNAMED = frozenset({"-", "_chat", "chat", ""})


def begins_here(head: bytes) -> bool:
    """The first line that is not empty begins a message, and a name or a second message follows."""
    start = _BLANK.match(head)
    at = start.end() if start else 0
    first = BEGINS.match(b"\n" + head[at : at + LONGEST])
    if not first or accept(first) is None:
        return False
    rest = head[at + first.end() - 1 :]
    found = next((True for match in BEGINS.finditer(rest) if accept(match)), False)
    return found or (b":" in rest[:200].split(b"\n", 1)[0] and bool(body(rest[:200].split(b"\n", 1)[0]).sender))


def dates(opens: Opens) -> Orders:
    """The first pass. Where the file breaks off, the second pass says so; what was seen until there counts."""
    orders, held = Orders(), b"\n"
    with suppress(ReadError), opens() as stream:
        while block := stream.read(BLOCK):
            held += block
            done = 0
            for match in BEGINS.finditer(held):
                done = match.end()
                stamp = accept(match)
                if stamp is not None:
                    orders.take(stamp)
            held = held[max(done, len(held) - LONGEST) :]
    return orders


def read_chat(
    opens: Opens, place: str, named: str = "", sizes: Mapping[str, Attachment] | None = None, before: int = 0
) -> Iterator[Item | ReadError]:
    """``place`` is the file in Origin; ``named`` the file whose name tells whose chat it is; ``sizes`` the files beside it.

    ``before`` counts the Items of the same ZIP that came before.
    """
    orders = dates(opens)
    other = other_name(named or place)
    plain = stem(named or place)
    thread = other or (plain if plain not in UNNAMED else "whatsapp")
    line = _Lines(orders, place, thread, same_name(other) if other else "", sizes or {})
    line.number = before
    with opens() as stream:
        for piece in pieces(stream, BEGINS, accept):
            yield line.item(piece)
    if not line.known:
        yield BrokenFile(place, format="WhatsApp")


class _Lines:
    """Makes the Items of one chat."""

    def __init__(self, orders: Orders, place: str, thread: str, other: str, sizes: Mapping[str, Attachment]) -> None:
        self.orders, self.place, self.thread, self.sizes = orders, place, thread, sizes
        self.others = {other} if other else set[str]()
        self.sides: dict[str, str] = {}
        self.number = self.known = 0

    def item(self, piece: Piece) -> Item:
        self.number += 1
        origin = Origin(self.place, piece.start, piece.end, piece.sha256)
        if piece.head is None:
            said = body(piece.body)
            return chat_line(self.number, self.thread, said.text, origin, platform="whatsapp", notes=tuple(n for n in said.notes))
        when, notes = self.orders.when(piece.head)
        said = body(piece.body, first=not self.known)
        self.known += 1
        return chat_line(
            self.number,
            self.thread,
            said.text,
            origin,
            sender=said.sender,
            side=said.side or self._side(said),
            when=when,
            platform="whatsapp",
            attachments=[self._file(name, kind) for name, kind in said.files],
            notes=said.notes + notes,
        )

    def _side(self, said: Body) -> str:
        found = self.sides.get(said.sender)
        if found is None:
            found = "other" if self.others and same_name(said.sender) in self.others else ""
            if len(self.sides) < 5000:
                self.sides[said.sender] = found
        return found

    def _file(self, name: str, kind: str) -> Attachment:
        if not name:
            return Attachment("", kind, -1)
        return self.sizes.get(name) or Attachment(name, media_type(name), -1)
