"""Reads knowledge files: found by their folder, checked against their shape, once each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.v import transform_error

from standfast.model import KnowledgeError, UnknownPlace

from .planning import Branches, QuestionRow, Release, World
from .schema import Area, Country, DeadlineWords, FindingRow, Platform, RouteRow, StepRow, Tactics, Words

T = TypeVar("T")

_converter = Converter(forbid_extra_keys=True)


def _only_a_date(value: Any, _: type) -> date:
    if type(value) is not date:
        raise TypeError(f"expected a date such as 2026-11-23, got {value!r}")
    return value


def _only_text(value: Any, _: type) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text in quotes, got {value!r}")
    return value


_converter.register_structure_hook(date, _only_a_date)
_converter.register_structure_hook(str, _only_text)


def _is_object(kind: object) -> bool:
    return kind is object


def _as_it_is(value: object, _: object) -> object:
    return value


_converter.register_structure_hook_func(_is_object, _as_it_is)


def _folder(name: str) -> Traversable:
    return files("standfast.knowledge") if name == "." else files("standfast.knowledge") / name


@cache
def ids(folder: str) -> tuple[str, ...]:
    """The file names, without ``.toml``, of one folder of knowledge, sorted."""
    return tuple(sorted(p.name[:-5] for p in _folder(folder).iterdir() if p.name.endswith(".toml")))


@cache
def folders(folder: str) -> tuple[str, ...]:
    """The names of the folders inside one folder of knowledge, sorted."""
    return tuple(sorted(p.name for p in _folder(folder).iterdir() if p.is_dir() and not p.name.startswith("__")))


def converter() -> Converter:
    """One of its own, as strict as the one here: unknown keys are refused, dates are dates."""
    return _converter.copy()


def structured(raw: Mapping[str, Any], shape: type[T], place: str) -> T:
    """One parsed file as its class. Raises KnowledgeError with the file and the place in it."""
    try:
        return _converter.structure(raw, shape)
    except ClassValidationError as error:
        raise KnowledgeError(place, "; ".join(transform_error(error))) from error


def load(folder: str, name: str, shape: type[T], row_id: str = "") -> T:
    """One file as its class. ``row_id``: where the id is not the file's name. Raises KnowledgeError for a malformed file."""
    place, row_id = f"knowledge/{folder}/{name}.toml", row_id or name
    try:
        raw = tomllib.loads((_folder(folder) / f"{name}.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise KnowledgeError(place, str(error)) from error
    if raw.setdefault("id", row_id) != row_id:
        raise KnowledgeError(place, f"id {raw['id']!r} differs from the name of its file or folder")
    return structured(raw, shape, place)


@cache
def country(iso: str) -> Country:
    """The routes and law of one country, by ISO 3166 code. Raises UnknownPlace."""
    if iso not in ids("countries"):
        raise UnknownPlace(place=iso, choices=", ".join(ids("countries")))
    return load("countries", iso, Country)


@cache
def area(area_id: str) -> Area:
    """One police area, such as ``GB-derbyshire``. Raises UnknownPlace."""
    if area_id not in ids("areas"):
        raise UnknownPlace(place=area_id, choices=", ".join(ids("areas")))
    return load("areas", area_id, Area)


@cache
def platform(platform_id: str) -> Platform:
    """What is known of one platform. Raises UnknownPlace."""
    if platform_id not in ids("platforms"):
        raise UnknownPlace(place=platform_id, choices=", ".join(ids("platforms")))
    return load("platforms", platform_id, Platform)


@cache
def steps() -> tuple[StepRow, ...]:
    """Every step, in the order of their ids."""
    return tuple(load("steps", name, StepRow) for name in ids("steps"))


@cache
def branches() -> Branches:
    """Named conditions that steps share, in file order."""
    return load(".", "branches", Branches)


@cache
def questions() -> tuple[QuestionRow, ...]:
    """Every question, in the order it is asked."""
    return tuple(sorted((load("questions", name, QuestionRow) for name in ids("questions")), key=lambda row: (row.order, row.id)))


@cache
def world_routes() -> tuple[RouteRow, ...]:
    """Routes that serve every country."""
    return load(".", "world", World).routes


@cache
def release() -> Release:
    """The release list of rule 15: what a person must check, and whether it is signed."""
    return load(".", "release", Release)


@cache
def tactics(lang: str) -> Tactics:
    """The wording of one language, one of ``ids("tactics")``. Loaded alone: most texts need one or two."""
    return load("tactics", lang, Tactics)


@cache
def common_words(lang: str) -> tuple[str, ...]:
    """The small words that tell a language. Only the head of its file is read, so that guessing stays cheap."""
    text = (_folder("tactics") / f"{lang}.toml").read_text("utf-8")
    return tuple(tomllib.loads(text[: text.index("\n[") + 1])["common"])


@cache
def deadline_words(lang: str) -> DeadlineWords:
    """How one language sets a time limit; one of ``ids("deadlines")``."""
    return load("deadlines", lang, DeadlineWords)


@cache
def finding_row(finding_id: str) -> FindingRow:
    return load("findings", finding_id, FindingRow)


@cache
def words(lang: str = "en") -> Words:
    return load("words", lang, Words)


@cache
def measured() -> Mapping[str, str]:
    """For each finding id, the sentence that its benchmark last wrote. See bench/accuracy.py."""
    text = (files("standfast.knowledge") / "measured.toml").read_text("utf-8")
    return {key: str(value) for key, value in tomllib.loads(text).get("measured", {}).items()}
