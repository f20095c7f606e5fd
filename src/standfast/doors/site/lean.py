"""Leaves out of the engine what only the tests need: the hits and near-misses that each tactic carries."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from typing import Any, cast

FOLDER = "standfast/knowledge/tactics/"
EXAMPLES = ("hits", "near_misses")


def lean(path: str, data: bytes) -> bytes:
    """The same file, without the examples where it is one of the wording of a language."""
    if not path.startswith(FOLDER):
        return data
    held = tomllib.loads(data.decode("utf-8"))
    for row in held.get("tactics", {}).values():
        for name in EXAMPLES:
            row.pop(name, None)
    return "".join(_table("", held)).encode()


def _table(path: str, held: dict[str, Any]) -> Iterator[str]:
    """Strings, numbers and lists of them are written alike in JSON and TOML."""
    if path:
        yield f"[{path}]\n"
    tables: dict[str, dict[str, Any]] = {name: cast("dict[str, Any]", value) for name, value in held.items() if isinstance(value, dict)}
    for name, value in held.items():
        if name not in tables:
            yield f"{json.dumps(name, ensure_ascii=False)} = {json.dumps(value, ensure_ascii=False)}\n"
    for name, value in tables.items():
        yield from _table(".".join(filter(None, (path, json.dumps(name, ensure_ascii=False)))), value)
