"""JSON from exports, read without trust: cut off, nested without end, not JSON at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from standfast.model import Bomb, BrokenFile

Record = dict[str, Any]
_BLANK = " \t\r\n"
MAX_BRACKETS = 3_000_000
"""Objects and lists in one file: a real one of 64 MB has a million. Nothing but ``[],[],`` would need twenty times its size."""


def load_json(data: bytes | str, file: str, place: str = "") -> Any:
    """The value. A byte order mark is passed over. Raises BrokenFile with the place where it stops to be JSON, and Bomb."""
    if isinstance(data, bytes):
        refuse_bomb(data, file)
        data = data.decode("utf-8-sig", "replace")
    try:
        value, end = _DECODER.raw_decode(data, len(data) - len(data.lstrip(_BLANK)))
        if data[end:].strip(_BLANK):
            raise json.JSONDecodeError("more than one value", data, end)
        return value
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenFile(file, f"{place}, {where}" if place else where, format="JSON") from error
    except RecursionError as error:
        raise BrokenFile(file, place, format="JSON") from error


def refuse_bomb(data: bytes, file: str) -> None:
    """Raises Bomb for JSON that would need many times its size in memory."""
    if len(data) > MAX_BRACKETS and data.count(b"{") + data.count(b"[") > MAX_BRACKETS:
        raise Bomb(file)


def _number(digits: str) -> int | float:
    """A number of thousands of digits would cost more than the whole file, and Python refuses it in its own words."""
    return int(digits) if len(digits) <= 40 else float("inf")


_DECODER = json.JSONDecoder(parse_int=_number, strict=False)
"""Line ends and other control characters that stand bare in a text are let through: some apps write them."""


def begins_object(head: bytes) -> bool:
    """Whether a file begins as a JSON object does."""
    return head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")


def record(value: Any) -> Record:
    """``value`` where it is an object, else an empty one: exports change their shapes, and one odd field must not stop the rest."""
    return cast(Record, value) if isinstance(value, dict) else {}


def rows(value: Any) -> Iterator[Record]:
    """The objects of a list; whatever else stands in it is passed over."""
    if isinstance(value, list):
        yield from (cast(Record, row) for row in cast("list[Any]", value) if isinstance(row, dict))


def size(value: Any) -> int:
    """A number of bytes, or -1 for unknown."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1


def words(value: Any) -> str:
    """A text field, or empty."""
    return value if isinstance(value, str) else ""
