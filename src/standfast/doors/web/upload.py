"""Forms and files as a browser sends them, kept in memory alone: never a temporary file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from attrs import define, field, frozen
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, QuerystringParser, parse_options_header
from starlette.requests import Request

FIELD_MOST = 2_000_000
"""Bytes of one field of words."""
FIELDS_MOST = 8_000_000
"""Bytes of all names and fields of words together."""
PARTS_MOST = 200
FILES_MOST = 20
"""Screenshots of one conversation, say; more are passed over."""
DRAIN_MOST = 1 << 30
"""Bytes that are read and dropped, so that a browser which sends too much still gets its answer."""


class BrokenForm(Exception):
    """What arrived is no form, or not the whole of one."""


@frozen
class Form:
    fields: dict[str, tuple[str, ...]]
    files: tuple[tuple[str, bytes], ...] = ()
    """(name, content) of each file, in the order in which they came."""
    too_large: bool = False
    """The files were larger than allowed, together; nothing of them was kept."""

    def one(self, name: str) -> str:
        """The first value of a field, or empty."""
        return (self.fields.get(name) or ("",))[0]


class _Parser(Protocol):
    def write(self, data: bytes) -> int: ...

    def finalize(self) -> None: ...


async def read_form(request: Request, largest: int) -> Form:
    """Reads a POST. Raises BrokenForm. ``largest``: bytes of a file that are kept."""
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    sheet = _Sheet(largest)
    if kind == b"multipart/form-data" and options.get(b"boundary"):
        parser: _Parser = MultipartParser(options[b"boundary"], sheet.callbacks())  # pyright: ignore[reportArgumentType]
    elif kind == b"application/x-www-form-urlencoded":
        parser = QuerystringParser(sheet.pairs())  # pyright: ignore[reportArgumentType]
    else:
        raise BrokenForm(kind.decode("ascii", "replace"))
    await _feed(request, parser)
    return sheet.form()


async def _feed(request: Request, parser: _Parser) -> None:
    seen = 0
    try:
        async for chunk in request.stream():
            seen += len(chunk)
            if seen > DRAIN_MOST:
                break
            parser.write(chunk)
        parser.finalize()
    except FormParserError as error:
        raise BrokenForm(str(error)) from error


@define
class _Sheet:
    """Collects parts as the parser calls back."""

    largest: int
    fields: dict[str, list[str]] = field(factory=dict[str, list[str]])
    files: list[tuple[str, bytearray]] = field(factory=list[tuple[str, bytearray]])
    held: int = 0
    too_large: bool = False
    ended: bool = False
    _header: bytearray = field(factory=bytearray)
    _value: bytearray = field(factory=bytearray)
    _data: bytearray = field(factory=bytearray)
    _name: str = ""
    _is_file: bool = False
    _is_extra: bool = False
    _words: int = 0
    _parts: int = 0

    def callbacks(self) -> dict[str, Callable[..., None]]:
        return {
            "on_part_begin": self._begin,
            "on_header_field": self._on(self._header),
            "on_header_value": self._on(self._value),
            "on_header_end": self._header_end,
            "on_part_data": self._part_data,
            "on_part_end": self._part_end,
            "on_end": self._end,
        }

    def pairs(self) -> dict[str, Callable[..., None]]:
        """For a form without a file: names and values by turns."""
        self.ended = True
        return {
            "on_field_start": self._begin,
            "on_field_name": self._on(self._header),
            "on_field_data": self._part_data,
            "on_field_end": self._pair_end,
        }

    def form(self) -> Form:
        if not self.ended:
            raise BrokenForm("not the whole form")
        kept = () if self.too_large else tuple((name, bytes(data)) for name, data in self.files if data)
        return Form({name: tuple(values) for name, values in self.fields.items()}, kept, self.too_large)

    def _begin(self) -> None:
        self._parts += 1
        if self._parts > PARTS_MOST:
            raise BrokenForm("too many parts")
        self._name, self._is_file, self._is_extra = "", False, False
        for one in (self._header, self._value, self._data):
            one.clear()

    def _on(self, where: bytearray) -> Callable[[bytes, int, int], None]:
        def add(data: bytes, start: int, end: int) -> None:
            self._take(where, data[start:end])

        return add

    def _header_end(self) -> None:
        if bytes(self._header).lower() == b"content-disposition":
            _, options = parse_options_header(bytes(self._value))
            self._name = options.get(b"name", b"").decode("utf-8", "replace")
            if b"filename" in options:
                self._is_file, self._is_extra = True, len(self.files) >= FILES_MOST or self.too_large
                if not self._is_extra:
                    self.files.append((_bare(options[b"filename"].decode("utf-8", "replace")), bytearray()))
        self._header.clear()
        self._value.clear()

    def _part_data(self, data: bytes, start: int, end: int) -> None:
        if not self._is_file:
            self._take(self._data, data[start:end])
        elif self._is_extra:
            return
        elif self.held + end - start > self.largest:
            self.too_large = True
            self.files.clear()
        elif not self.too_large:
            self.held += end - start
            self.files[-1][1].extend(data[start:end])

    def _take(self, where: bytearray, piece: bytes) -> None:
        """Keeps words up to what one field, and all of them together, may hold."""
        piece = piece[: max(0, min(FIELD_MOST - len(where), FIELDS_MOST - self._words))]
        self._words += len(piece)
        where.extend(piece)

    def _part_end(self) -> None:
        if not self._is_file:
            # A browser sends every line end as CR LF; what was typed had LF.
            text = self._data.decode("utf-8", "replace").replace("\r\n", "\n")
            self.fields.setdefault(self._name, []).append(text)

    def _pair_end(self) -> None:
        self.fields.setdefault(_plain(self._header), []).append(_plain(self._data))

    def _end(self) -> None:
        self.ended = True


def _bare(name: str) -> str:
    """A file's name without the folders that some browsers send along, and without signs that cannot be seen."""
    last = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in last if sign.isprintable())[:200]


def _plain(raw: bytearray) -> str:
    """Percent signs and plus signs undone; a broken escape stays as it is."""
    parts = bytes(raw).replace(b"+", b" ").split(b"%")
    made = bytearray(parts[0])
    for part in parts[1:]:
        try:
            made += bytes([int(part[:2], 16)]) + part[2:]
        except ValueError:
            made += b"%" + part
    return made.decode("utf-8", "replace").replace("\r\n", "\n")
