"""Writes docs/formats/check.schema.json, the JSON Schema of one line of ``standfast check --json``, from the nouns.

``python -m tools.make_schema``. The descriptions are the docstrings of the classes and of their fields.
"""

from __future__ import annotations

import ast
import inspect
import json
import sys
import textwrap
from enum import StrEnum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from attrs import fields, has

from standfast.model import DEMANDS, SURE
from standfast.pipeline import PUBLIC, Checked

TARGET = Path(__file__).resolve().parent.parent / "docs/formats/check.schema.json"
PLAIN: dict[object, str] = {str: "string", bool: "boolean", int: "integer", float: "number", NoneType: "null"}
CLOSED: dict[tuple[str, str], tuple[str, ...]] = {("Demand", "what"): DEMANDS, ("Route", "sure"): SURE}
"""Fields whose words come from a closed list that their type does not say."""

Schema = dict[str, Any]


def schema() -> Schema:
    """The whole schema: closed objects, every field required."""
    defs: dict[str, Schema] = {}
    hints = get_type_hints(Checked)
    properties = {name: _of(hints[name], defs) for name in PUBLIC}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:standfast:check",
        "title": "One checked message",
        "description": "One line of `standfast check --json`. Made by tools/make_schema.py; do not edit.",
        **_closed(properties),
        "$defs": dict(sorted(defs.items())),
    }


def text() -> str:
    """The file as it is committed."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _closed(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _of(hint: Any, defs: dict[str, Schema]) -> Schema:
    if hint in PLAIN:
        return {"type": PLAIN[hint]}
    if get_origin(hint) is tuple:
        return _tuple(get_args(hint), defs)
    if get_origin(hint) in {Union, UnionType}:
        return _union([_of(part, defs) for part in get_args(hint)])
    if isinstance(hint, type) and (issubclass(hint, StrEnum) or has(hint)):
        return _reference(hint, defs)
    raise TypeError(f"no JSON Schema for {hint!r}")


def _tuple(parts: tuple[Any, ...], defs: dict[str, Schema]) -> Schema:
    if len(parts) == 2 and parts[1] is Ellipsis:
        return {"type": "array", "items": _of(parts[0], defs)}
    size = len(parts)
    return {"type": "array", "prefixItems": [_of(part, defs) for part in parts], "minItems": size, "maxItems": size}


def _union(parts: list[Schema]) -> Schema:
    if all(set(part) == {"type"} for part in parts):
        return {"type": [part["type"] for part in parts]}
    return {"anyOf": parts}


def _reference(noun: type, defs: dict[str, Schema]) -> Schema:
    if noun.__name__ not in defs:
        defs[noun.__name__] = {}
        defs[noun.__name__] = _enum(noun) if issubclass(noun, StrEnum) else _object(noun, defs)
    return {"$ref": f"#/$defs/{noun.__name__}"}


def _enum(noun: type[StrEnum]) -> Schema:
    return {**_described(_docstring(noun)), "type": "string", "enum": [member.value for member in noun]}


def _object(noun: type, defs: dict[str, Schema]) -> Schema:
    hints, notes = get_type_hints(noun), _field_docstrings(noun)
    properties: dict[str, Schema] = {}
    for field in fields(noun):
        shape = _of(hints[field.name], defs)
        if words := CLOSED.get((noun.__name__, field.name)):
            shape.get("items", shape)["enum"] = list(words)
        properties[field.name] = {**_described(notes.get(field.name, "")), **shape}
    return {**_described(_docstring(noun)), **_closed(properties)}


def _described(words: str) -> Schema:
    return {"description": words} if words else {}


def _docstring(noun: type) -> str:
    return _one_line(noun.__dict__.get("__doc__") or "")


def _field_docstrings(noun: type) -> dict[str, str]:
    """For each field the string that stands right below it in the source."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(noun))).body
    found: dict[str, str] = {}
    body = tree.body if isinstance(tree, ast.ClassDef) else []
    for above, below in zip(body, body[1:], strict=False):
        if isinstance(above, ast.AnnAssign) and isinstance(above.target, ast.Name) and isinstance(below, ast.Expr):
            value = below.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                found[above.target.id] = _one_line(value.value)
    return found


def _one_line(words: str) -> str:
    return " ".join(words.replace("``", "`").split())


def main() -> int:
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
