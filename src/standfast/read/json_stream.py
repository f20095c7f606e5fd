"""A JSON file of any size, list by list: the elements of the lists that are asked for, each with its place in bytes.

Memory holds one block and one element. What stands before a cut is given before the error. The file's own order is kept;
``oldest_first`` turns it where an export lists the newest message first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Generator, Iterable, Iterator
from typing import Any, NamedTuple

from standfast.model import BrokenFile, ReadError, TooLarge

from .reader import Readable
from .records import Record, load_json, record

BLOCK = 256 * 1024
MAX_ELEMENT = 16 * 1024 * 1024
"""Bytes of one element or one text; a message of any app has a few kB."""
MAX_DEPTH = 16
"""Lists and objects inside each other that are looked into; what lies deeper is passed over as one value."""
MAX_TOLD = 1_000
"""Fields that are remembered from in front of one list."""
MAX_TURNED = 64 * 1024 * 1024
"""Bytes that are held to turn a list around. A longer one comes in pieces, each turned."""

_BLANK = re.compile(rb"[ \t\r\n]*+")
_STRING = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"', re.S)
_RUN = re.compile(rb'(?:[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+")*+', re.S)
"""Everything up to the next bracket that is no part of a text, or to a text that has no end yet."""
_PIECE = rb'[^"{}\[\]]++|"[^"\\]*+(?:\\.[^"\\]*+)*+"'
_SMALL = re.compile(rb"[{\[](?:%b|[{\[](?:%b|[{\[](?:%b)*+[}\]])*+[}\]])*+[}\]]" % (_PIECE, _PIECE, _PIECE), re.S)
"""An object or a list with at most two levels inside, as nearly every message is."""
_WORD = re.compile(rb'[^\s,:"\[\]{}]++')
_FRONT = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,100}+(?:window\.[\w.\-\[\]"\']{1,100}+\s{0,20}+=)?')
"""A byte order mark, and the assignment that makes JavaScript of an X archive's JSON."""
_FRONT_LENGTH = 400

Path = tuple[str, ...]
See = Callable[[Path, Any], object]


class Element(NamedTuple):
    """One element as it stands in the file."""

    start: int
    end: int
    raw: bytes

    def value(self, file: str) -> Any:
        """Raises BrokenFile where it is no JSON after all."""
        return load_json(self.raw, file, f"byte {self.start}")

    def fields(self) -> Record:
        """What it says as an object; nothing where it is none, or broken."""
        try:
            return record(self.value(""))
        except ReadError:
            return {}


class Listed(NamedTuple):
    """One list that was asked for. ``elements`` must be used up before the next list is asked for."""

    path: Path
    """The keys that lead to it; lists on the way add none."""
    told: dict[Path, Any]
    """Texts and numbers that stand between the list before and this one."""
    elements: Iterator[Element]


_Part = tuple[Path, "Element | Iterator[Element]"]
"""One value, or the elements of a list that was asked for; they are used up before the scan goes on."""


def lists(stream: Readable, file: str, names: frozenset[str] | None, see: See | None = None) -> Iterator[Listed]:
    """Every list whose key is among ``names``; the empty name stands for a file that is a list itself, None for any name.

    ``see`` is told every other text, number and truth value with its path. Raises BrokenFile where the JSON ends early or
    is none, TooLarge where one element would fill the memory.
    """
    told: dict[Path, Any] = {}
    for path, found in _Scan(stream, file, names).parts():
        if not isinstance(found, Element):
            yield Listed(path, told, found)
            told = {}
        elif found.raw[:1] not in (b"{", b"["):
            value = found.value(file)
            if len(told) < MAX_TOLD:
                told[path] = value
            if see:
                see(path, value)


def records(elements: Iterable[Element], file: str) -> Iterator[tuple[Element, Record] | ReadError]:
    """Each element that is an object with its fields, and an error for each that is broken; the others go on."""
    for element in elements:
        try:
            found = record(element.value(file))
        except ReadError as error:
            yield error
            continue
        if found:
            yield element, found


def oldest_first(elements: Iterable[Element], when: Callable[[Element], str]) -> Iterator[Element]:
    """The same elements, turned around where the second is older than the first. An error comes after what was held."""
    held: list[Element] = []
    size, backwards = 0, None
    failed: ReadError | None = None
    try:
        for element in elements:
            if backwards is None and held:
                first, this = when(held[0]), when(element)
                backwards = this < first if first and this and first != this else None
            held.append(element)
            size += len(element.raw)
            if backwards is False or size > MAX_TURNED:
                yield from reversed(held) if backwards else held
                held, size = [], 0
    except ReadError as error:
        failed = error
    yield from reversed(held) if backwards else held
    if failed:
        raise failed


class _Scan:
    """``data[at]`` is the next byte; ``mark`` is where the value that is being read begins, or -1."""

    def __init__(self, stream: Readable, file: str, names: frozenset[str] | None) -> None:
        self.stream, self.file, self.names = stream, file, names
        self.data = b""
        self.at, self.base, self.lines, self.mark = 0, 0, 1, -1

    def parts(self) -> Iterator[_Part]:
        while len(self.data) < _FRONT_LENGTH and self.more():
            pass
        found = _FRONT.match(self.data)
        self.at = found.end() if found else 0
        yield from self.value((), 0)

    def more(self) -> bool:
        """Reads on, and lets go of what is done with. Reading at least as much as is held keeps the time linear."""
        cut = self.mark if self.mark >= 0 else self.at
        held = len(self.data) - cut
        if held > MAX_ELEMENT:
            raise TooLarge(self.file, self.place(), limit=f"{MAX_ELEMENT // 2**20} MB")
        block = self.stream.read(max(BLOCK, held))
        if not block:
            return False
        self.lines += self.data.count(b"\n", 0, cut)
        self.data = self.data[cut:] + block
        self.at, self.base = self.at - cut, self.base + cut
        self.mark = 0 if self.mark >= 0 else -1
        return True

    def place(self) -> str:
        return f"line {self.lines + self.data.count(10, 0, self.at)}, byte {self.base + self.at}"

    def broken(self) -> BrokenFile:
        return BrokenFile(self.file, self.place(), format="JSON")

    def sign(self) -> bytes:
        """The next byte that is not blank, which stays; empty at the end."""
        while True:
            sign = self.data[self.at : self.at + 1]
            if sign > b" ":
                return sign
            found = _BLANK.match(self.data, self.at)
            self.at = found.end() if found else self.at
            if self.at < len(self.data):
                return self.data[self.at : self.at + 1]
            if not self.more():
                return b""

    def value(self, path: Path, depth: int) -> Generator[_Part, None, None]:
        sign = self.sign()
        if sign == b"{" and depth < MAX_DEPTH:
            yield from self.members(path, depth)
        elif sign == b"[" and depth < MAX_DEPTH:
            yield from self.rows(path, depth)
        else:
            yield path, self.element()

    def members(self, path: Path, depth: int) -> Generator[_Part, None, None]:
        self.at += 1
        if self.sign() == b"}":
            self.at += 1
            return
        while True:
            if self.sign() != b'"':
                raise self.broken()
            key = self.key(self.element())
            if self.sign() != b":":
                raise self.broken()
            self.at += 1
            yield from self.value((*path, key), depth + 1)
            if self.ended(b"}"):
                return

    def rows(self, path: Path, depth: int) -> Generator[_Part, None, None]:
        self.at += 1
        if self.names is None or (path[-1] if path else "") in self.names:
            elements = self.elements()
            yield path, elements
            for _ in elements:  # what the caller left
                pass
        elif self.sign() == b"]":
            self.at += 1
        else:
            yield from self.value(path, depth + 1)
            while not self.ended(b"]"):
                yield from self.value(path, depth + 1)

    def elements(self) -> Iterator[Element]:
        if self.sign() == b"]":
            self.at += 1
            return
        yield self.element()
        while not self.ended(b"]"):
            self.sign()
            yield self.element()

    def ended(self, close: bytes) -> bool:
        """Takes the comma or the closing bracket after a value."""
        sign = self.sign()
        if sign not in (b",", close) or not sign:
            raise self.broken()
        self.at += 1
        return sign == close

    def key(self, element: Element) -> str:
        try:
            return str(json.loads(element.raw.decode("utf-8", "replace"), strict=False))
        except ValueError as error:
            raise self.broken() from error

    def element(self) -> Element:
        """One whole value as it stands there."""
        self.mark = self.at
        small = _SMALL.match(self.data, self.at)
        sign = self.data[self.at : self.at + 1]
        if small:
            self.at = small.end()
        elif sign in (b"{", b"["):
            self.brackets()
        else:
            self.simple(_STRING if sign == b'"' else _WORD)
        found = Element(self.base + self.mark, self.base + self.at, self.data[self.mark : self.at])
        self.mark = -1
        return found

    def simple(self, pattern: re.Pattern[bytes]) -> None:
        while True:
            found = pattern.match(self.data, self.at)
            if found and (pattern is _STRING or found.end() < len(self.data)):
                break
            if (found is None and self.at < len(self.data) and pattern is _WORD) or not self.more():
                break
        if found is None:
            raise self.broken()
        self.at = found.end()

    def brackets(self) -> None:
        depth = 0
        while True:
            found = _RUN.match(self.data, self.at)
            self.at = found.end() if found else self.at
            sign = self.data[self.at : self.at + 1]
            if sign in (b"", b'"'):
                if not self.more():
                    raise self.broken()
                continue
            self.at += 1
            depth += 1 if sign in (b"{", b"[") else -1
            if not depth:
                return
