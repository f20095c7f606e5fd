"""The inside of a case file: ``case.json`` (docs/formats/case.md). Pure Python, no disk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from typing import Any, TypeVar, cast

from cattrs import Converter
from cattrs.errors import ForbiddenExtraKeysError

from standfast.model import BrokenCase, Case, CaseNewer

FORMAT = 1

T = TypeVar("T")

_converter = Converter(forbid_extra_keys=True)


def _only(kind: type[T], *also: type) -> None:
    """Keeps cattrs from turning one kind into another: a number that became words would no longer match its seal."""

    def hook(value: Any, _: Any) -> T:
        if type(value) is kind:
            return value
        if type(value) in also:
            return cast("Any", kind)(value)
        raise TypeError(f"expected {kind.__name__}")

    _converter.register_structure_hook(kind, hook)


_only(str)
_only(bool)
_only(int)
_only(float, int)


def _word(value: Any, kind: type[StrEnum]) -> StrEnum:
    """A verdict and a strength are words too, and must come back as what they are."""
    if type(value) is not str:
        raise TypeError(f"expected {kind.__name__}")
    return kind(value)


_converter.register_structure_hook(StrEnum, _word)


def to_bytes(case: Case, version: str) -> bytes:
    """``case.json`` as UTF-8. ``version``: of the tool."""
    text = f'{{"format": {FORMAT}, "tool": {json.dumps(version)}, "case": {{\n{_fields(case, ascii_only=False)}\n}}}}\n'
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half a surrogate pair, from a broken mail: UTF-8 has no form for it, an escape has.
        return f'{{"format": {FORMAT}, "tool": {json.dumps(version)}, "case": {{\n{_fields(case, ascii_only=True)}\n}}}}\n'.encode()


def from_bytes(data: bytes, name: str) -> Case:
    """The case in ``case.json``. ``name``: of the case file, for errors. Raises BrokenCase, CaseNewer."""
    try:
        whole = json.loads(data)
        given, case = whole["format"], whole["case"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenCase(name, "case.json") from error
    if type(given) is not int or given < 1:
        raise BrokenCase(name, "case.json")
    if given > FORMAT:
        raise CaseNewer(name, f"format {given}")
    try:
        return _converter.structure(case, Case)
    except RecursionError as error:
        raise BrokenCase(name, "case.json") from error
    except Exception as error:
        if any(isinstance(leaf, ForbiddenExtraKeysError) for leaf in _leaves(error)):
            raise CaseNewer(name, "case.json") from error
        raise BrokenCase(name, "case.json") from error


def readme() -> bytes:
    """``README.txt`` of every case file."""
    return (files("standfast.knowledge") / "case-readme.txt").read_bytes()


def _fields(case: Case, *, ascii_only: bool) -> str:
    """A line for each field, and one for each row of a list: a text editor is enough to read it."""

    def dumps(value: Any) -> str:
        return json.dumps(value, ensure_ascii=ascii_only, allow_nan=False)

    lines: list[str] = []
    for key, value in _converter.unstructure(case).items():
        rows = cast("list[Any]", value) if isinstance(value, list | tuple) and value else []
        shown = "[\n" + ",\n".join(dumps(row) for row in rows) + "\n]" if rows else dumps(value)
        lines.append(f'"{key}": {shown}')
    return ",\n".join(lines)


def _leaves(error: BaseException) -> Iterator[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        for inner in cast("BaseExceptionGroup[BaseException]", error).exceptions:
            yield from _leaves(inner)
    else:
        yield error
