"""A large JSON file value by value: what stands before a cut is still read, and every record keeps its place in bytes.

The bytes are scanned as Latin-1, where one character is one byte, so places cost nothing; a value that is kept is
decoded on its own. Only the file's bytes and one value are held.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

from standfast.model import Bomb, BrokenFile

MAX_BRACKETS = 3_000_000
"""Objects and lists in one file: a real one of 64 MB has a million. Nothing but ``[],[],`` would need twenty times its size."""
MAX_DEPTH = 8
"""Objects inside objects that are walked; what lies deeper comes as one value."""

_BLANK = re.compile(r"[ \t\r\n]*")


class Value(NamedTuple):
    """``path`` names the keys that lead to it; values of a list have the path of the list."""

    path: tuple[str, ...]
    value: Any
    """Its texts are Latin-1 where the file is not ASCII: ``whole_value`` reads it properly."""
    start: int
    end: int


def walk(data: bytes, file: str) -> Iterator[Value]:
    """Every value that is not itself an object with keys, in the order of the file. Raises BrokenFile where JSON ends early."""
    refuse_bomb(data, file)
    source = _Walk(data.decode("latin-1"), file)
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    yield from source.any((), source.after_blank(start), 0)


def refuse_bomb(data: bytes, file: str) -> None:
    """Raises Bomb for JSON that would need many times its size in memory."""
    if data.count(b"{") + data.count(b"[") > MAX_BRACKETS:
        raise Bomb(file)


def whole_value(data: bytes, start: int, end: int) -> Any:
    """The value between two places that ``walk`` gave. None where it is not JSON once its letters are decoded."""
    try:
        return _DECODER.decode(data[start:end].decode("utf-8", "replace"))
    except (json.JSONDecodeError, RecursionError):
        return None


def _number(digits: str) -> int | float:
    return int(digits) if len(digits) <= 40 else float("inf")


_DECODER = json.JSONDecoder(parse_int=_number, strict=False)


class _Walk:
    def __init__(self, text: str, file: str) -> None:
        self.text, self.file = text, file

    def after_blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def broken(self, at: int) -> BrokenFile:
        before = self.text.count("\n", 0, at)
        return BrokenFile(self.file, f"line {before + 1}, column {at - self.text.rfind(chr(10), 0, at)}", format="JSON")

    def value(self, at: int) -> tuple[Any, int]:
        try:
            return _DECODER.raw_decode(self.text, at)
        except json.JSONDecodeError as error:
            raise self.broken(error.pos) from error
        except (StopIteration, RecursionError) as error:
            raise self.broken(at) from error

    def any(self, path: tuple[str, ...], at: int, depth: int) -> Generator[Value, None, int]:
        """One value at ``at``; returns where it ends."""
        sign = self.text[at : at + 1]
        if sign == "{" and depth < MAX_DEPTH:
            return (yield from self.members(path, at, depth))
        if sign == "[":
            return (yield from self.rows(path, at))
        value, end = self.value(at)
        yield Value(path, value, at, end)
        return end

    def members(self, path: tuple[str, ...], at: int, depth: int) -> Generator[Value, None, int]:
        at = self.after_blank(at + 1)
        if self.text[at : at + 1] == "}":
            return at + 1
        while True:
            if self.text[at : at + 1] != '"':
                raise self.broken(at)
            key, end = self.value(at)
            at = self.after_blank(end)
            if self.text[at : at + 1] != ":":
                raise self.broken(at)
            at = self.after_blank((yield from self.any((*path, key), self.after_blank(at + 1), depth + 1)))
            if self.text[at : at + 1] == "}":
                return at + 1
            at = self.comma(at)

    def rows(self, path: tuple[str, ...], at: int) -> Generator[Value, None, int]:
        at = self.after_blank(at + 1)
        if self.text[at : at + 1] == "]":
            return at + 1
        while True:
            value, end = self.value(at)
            yield Value(path, value, at, end)
            at = self.after_blank(end)
            if self.text[at : at + 1] == "]":
                return at + 1
            at = self.comma(at)

    def comma(self, at: int) -> int:
        if self.text[at : at + 1] != ",":
            raise self.broken(at)
        return self.after_blank(at + 1)
