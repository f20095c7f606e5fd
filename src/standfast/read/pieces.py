"""A long text file as pieces, each from one line that a pattern knows to the next, in memory that does not grow.

Chat exports as text are such files: a line with date and name begins a message, whatever follows belongs to it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from .reader import Readable

BLOCK = 256 * 1024
LONGEST = 400
"""Bytes that the beginning of a piece may take; every pattern given to ``pieces`` is bounded below it."""
HELD = 512 * 1024
"""Bytes of one piece that are kept; more than a chat line may hold in any script. What is longer is hashed, not kept."""
Match = re.Match[bytes]


class Piece(NamedTuple):
    """One message as it stands in the file, line ends at its end left out."""

    start: int
    end: int
    head: Any
    """What ``accept`` made of the beginning; None for what stands before the first."""
    body: bytes
    """What follows the beginning."""
    sha256: str
    """Of all bytes from ``start`` to ``end``."""


def pieces(stream: Readable, begins: re.Pattern[bytes], accept: Callable[[Match], Any]) -> Iterator[Piece]:
    """``begins`` matches one line end and then, as group 1, the beginning; ``accept`` may refuse it with None."""
    cut = _Cutter()
    while True:
        block = stream.read(BLOCK)
        cut.held += block
        for match in begins.finditer(cut.held, cut.scanned):
            head = accept(match)
            if head is not None:
                yield from cut.close(match.start(1))
                cut.start(match.start(1), match.end(1), head)
        if not block:
            yield from cut.close(len(cut.held))
            return
        cut.forward()


class _Cutter:
    """The piece that is open, and the bytes that are still needed."""

    def __init__(self) -> None:
        self.held = b"\n"  # a line end that is not in the file: its first line begins as all others do
        self.base = -1
        self.scanned = 0
        self.at, self.text_at = 1, 1
        self.head: Any = None
        self.first = 0
        self.kept = b""
        self.hash: Any = None

    def start(self, at: int, text_at: int, head: Any) -> None:
        self.at, self.text_at, self.head = at, text_at, head
        self.kept, self.hash = b"", None

    def close(self, end: int) -> Iterator[Piece]:
        raw = self.held[self.at : end].rstrip(b"\r\n")
        if self.hash is None:
            if self.head is None and not raw.strip():
                return
            body = raw[self.text_at - self.at :]
            yield Piece(self.base + self.at, self.base + self.at + len(raw), self.head, body, hashlib.sha256(raw).hexdigest())
            return
        self.hash.update(raw)
        yield Piece(self.first, self.base + self.at + len(raw), self.head, self.kept, self.hash.hexdigest())

    def forward(self) -> None:
        """Lets go of what is done with."""
        if len(self.held) - self.at > HELD + LONGEST:
            self._let_go(len(self.held) - LONGEST)
        text_at = self.text_at - self.at
        self.base += self.at - 1
        self.held = self.held[self.at - 1 :]  # one byte before: the line end that a beginning needs
        self.at, self.text_at = 1, 1 + text_at
        self.scanned = max(self.text_at - 1, len(self.held) - LONGEST, 0)

    def _let_go(self, until: int) -> None:
        if self.hash is None:
            self.hash = hashlib.sha256()
            self.first = self.base + self.at
            self.kept = self.held[self.text_at : self.text_at + HELD]
        self.hash.update(self.held[self.at : until])
        self.at = self.text_at = until
