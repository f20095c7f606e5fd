"""The names that the export's own file about its holder gives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from .mojibake import repaired

MAX_NAME = 120
_NAMING = frozenset({"value", "full_name", "username", "user_name"})
_INSIDE = frozenset({"profile_user", "profile_v2", "string_map_data", "label_values", "name"})


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
