"""What a pack does not hold, and why: ``data/left-out.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from attrs import asdict, frozen

from ..log import canonical
from .tags import FORMAT, an_object

WHY = ("choice", "media", "never-stored", "removed")


@frozen
class LeftOut:
    """Something that is not in the pack."""

    about: str
    """``entry/0003``, ``note/2`` ..."""
    why: str
    """One of ``WHY``."""
    name: str = ""
    size: int = -1
    when: str = ""


def left_out_bytes(rows: Iterable[LeftOut]) -> bytes:
    return canonical({"format": FORMAT, "left_out": [asdict(row) for row in rows]}) + b"\n"


def read_left_out(data: bytes) -> tuple[LeftOut, ...] | None:
    """The other way; None where it is not, byte for byte, what ``left_out_bytes`` writes."""
    rows = an_object(data).get("left_out")
    if not isinstance(rows, list):
        return None
    try:
        found = tuple(LeftOut(**cast("dict[str, Any]", row)) for row in cast("list[object]", rows))
        same = left_out_bytes(found) == data
    except (TypeError, ValueError):
        return None
    return found if same and all(_holds(row) for row in found) else None


def _holds(row: LeftOut) -> bool:
    words = (row.about, row.why, row.name, row.when)
    return all(type(word) is str for word in words) and type(row.size) is int and row.why in WHY
