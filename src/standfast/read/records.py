"""JSON from exports, read without trust: cut off, nested without end, not JSON at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

from standfast.model import BrokenFile

Record = dict[str, Any]


def load_json(data: bytes | str, file: str, place: str = "") -> Any:
    """The value. A byte order mark is passed over. Raises BrokenFile with the place where it stops to be JSON."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else data, parse_int=_number)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise BrokenFile(file, f"{place}, {where}" if place else where, format="JSON") from error
    except RecursionError as error:
        raise BrokenFile(file, place, format="JSON") from error


def _number(digits: str) -> int | float:
    """A number of thousands of digits would cost more than the whole file, and Python refuses it in its own words."""
    return int(digits) if len(digits) <= 40 else float("inf")


def record(value: Any) -> Record:
    """``value`` where it is an object, else an empty one: exports change their shapes, and one odd field must not stop the rest."""
    return cast(Record, value) if isinstance(value, dict) else {}


def rows(value: Any) -> Iterator[Record]:
    """The objects of a list; whatever else stands in it is passed over."""
    if isinstance(value, list):
        yield from (cast(Record, row) for row in cast("list[Any]", value) if isinstance(row, dict))


def words(value: Any) -> str:
    """A text field, or empty."""
    return value if isinstance(value, str) else ""
