"""Whose export it is: the name that the export gives its holder, or the only one who is in every conversation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from .mojibake import repaired

MAX_NAME = 120
_NAMING = frozenset({"value", "full_name", "username", "user_name"})
_INSIDE = frozenset({"profile_user", "profile_v2", "string_map_data", "label_values", "name"})


def owner_of(people: Sequence[frozenset[str]], told: Iterable[str] = ()) -> str:
    """``people`` of each conversation; ``told`` are names from the export's own profile file. Empty where it stays open."""
    people = [names for names in people if names]
    counted = {name: sum(name in names for names in people) for name in set(told)}
    most = max(counted.values(), default=0)
    best = [name for name, count in counted.items() if count == most]
    if most and len(best) == 1:
        return best[0]
    groups = [names for names in people if len(names) > 1]
    common = groups[0].intersection(*groups[1:]) if len(groups) > 1 else frozenset[str]()
    return next(iter(common)) if len(common) == 1 else ""


def side_of(sender: str, owner: str) -> str:
    if not owner or not sender:
        return ""
    return "person" if sender == owner else "other"


def names_told(value: Any, labelled: bool = False, depth: int = 0) -> Iterator[str]:
    """Names and user names out of the profile file, by its structure: its labels are translated."""
    if depth > 8:
        return
    if isinstance(value, list):
        for row in cast("list[Any]", value)[:200]:
            yield from names_told(row, labelled, depth + 1)
    elif isinstance(value, dict):
        for key, inner in cast("dict[str, Any]", value).items():
            if key in _NAMING and isinstance(inner, str) and 0 < len(inner) <= MAX_NAME:
                yield repaired(inner)
            elif labelled or key in _INSIDE:
                yield from names_told(inner, key == "string_map_data", depth + 1)
