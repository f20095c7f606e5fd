"""Homes: one TOML file makes the pages a force's, a school's or a charity's own. How to write one: docs/homes.md."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

from attrs import evolve, field, frozen
from cattrs import Converter
from cattrs.errors import ClassValidationError
from cattrs.v import format_exception, transform_error

from standfast.model import KnowledgeError, UnknownPlace

from . import loader
from .contrast import COLOURS, colour_faults
from .home_rows import plain, row_faults
from .logos import LARGEST, NAME, logo_faults
from .schema import RouteRow

LARGEST_FILE = 200_000
"""Bytes of a home's file; more is not a home."""
NOTHING: Mapping[str, str] = {}


@frozen
class Home:
    """Whose helpers come first, and what the pages say of who offers them."""

    id: str
    name: str
    languages: tuple[str, ...]
    """Ids of ``words/``; the first is the one that the pages open in."""
    says: Mapping[str, str]
    """By language: one line for the foot, who offers these pages; empty says nothing."""
    country: str = ""
    area: str = ""
    light: Mapping[str, str] = field(factory=dict[str, str])
    """Some of ``contrast.COLOURS`` as ``#rrggbb``."""
    dark: Mapping[str, str] = field(factory=dict[str, str])
    logo: str = ""
    """Name of an SVG or PNG beside the file."""
    logo_alt: str = ""
    routes: tuple[RouteRow, ...] = ()
    """Their own contact rows, which stand first; see ``routes`` below for whom."""
    folder: str = ""
    """Where the file lies, for its logo. Never read from the file."""


def home(name: str) -> Home:
    """A home by its id, or by the path of its file. Raises UnknownPlace where there is none, KnowledgeError where it cannot be used."""
    known = name in loader.ids("homes")
    path = Path(str(files("standfast.knowledge") / "homes" / f"{name}.toml")) if known else Path(name)
    file = f"knowledge/homes/{name}.toml" if known else name
    try:
        if not path.is_file():
            raise UnknownPlace(place=name, choices=", ".join(loader.ids("homes")))
        with path.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise KnowledgeError(file, f"it cannot be read ({error.strerror}); see that it is there and that you may read it") from error
    row = evolve(_structured(file, path.stem, data), folder=str(path.parent))
    for fault in _faults(row):
        raise KnowledgeError(file, fault)
    return row


def _structured(file: str, name: str, data: bytes) -> Home:
    if len(data) > LARGEST_FILE:
        raise KnowledgeError(file, f"more than {LARGEST_FILE} bytes; a home's file is short, so this may be another file")
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise KnowledgeError(file, f"it is not TOML in UTF-8: {error}") from error
    if raw.setdefault("id", name) != name:
        raise KnowledgeError(file, f"id: {raw['id']!r} differs from the file name; leave the line out")
    if "folder" in raw:
        raise KnowledgeError(file, "folder: this is no key of a home; leave it out")
    try:
        return _converter().structure(raw, Home)
    except ClassValidationError as error:
        raise KnowledgeError(file, "; ".join(transform_error(error, format_exception=_in_words))) from error


def _in_words(error: BaseException, kind: type | None) -> str:
    """What a hook says of a value, where it says more than cattrs would."""
    said = str(error)
    return said if isinstance(error, TypeError) and said.startswith("expected ") else format_exception(error, kind)


@cache
def _converter() -> Converter:
    """The loader's, and stricter: people outside write these files, and ``always_open = "no"`` must not mean yes."""
    made = loader.converter()

    def only(value: Any, kind: type) -> Any:
        if type(value) is not kind:
            raise TypeError(f"expected {'true or false' if kind is bool else 'a whole number'}, got {value!r}")
        return value

    def texts(value: Any, _: object) -> tuple[str, ...]:
        items = cast("list[object]", value) if isinstance(value, list) else [None]
        if not all(isinstance(one, str) for one in items):
            raise TypeError(f"expected a list of texts in quotes, got {value!r}")
        return tuple(cast("list[str]", items))

    made.register_structure_hook(bool, only)
    made.register_structure_hook(int, only)
    made.register_structure_hook_func(lambda kind: kind == tuple[str, ...], texts)
    return made


def _faults(row: Home) -> Iterator[str]:
    """Where a home is wrong, and how to mend it."""
    if not row.name.strip() or not plain(row.name) or len(row.name) > 100:
        yield "name: write the name that people know, in at most 100 letters"
    yield from _language_faults(row)
    if row.country and row.country not in loader.ids("countries"):
        yield f"country: {row.country[:60]!r} has no file; use one of {', '.join(loader.ids('countries'))}, or leave it out"
        return
    yield from _area_faults(row)
    yield from colour_faults("light", row.light)
    yield from colour_faults("dark", row.dark)
    yield from _logo_faults(row)
    yield from row_faults(row.routes, loader.country(row.country).nations if row.country else {})


def _language_faults(row: Home) -> Iterator[str]:
    known = loader.ids("words")
    if not row.languages or len(set(row.languages)) < len(row.languages) or not set(row.languages) <= set(known):
        yield f"languages: name at least one of {', '.join(known)}, each once; the first is the one that the pages open in"
    if missing := [one for one in row.languages if one not in row.says]:
        yield f"says.{missing[0][:60]}: write the line for the foot in this language too, or an empty text"
    for lang, line in row.says.items():
        if lang not in known:
            yield f"says.{lang[:60]}: there are no pages in this language; use some of {', '.join(known)}"
        if not plain(line) or len(line) > 200:
            yield f"says.{lang[:60]}: write one line of at most 200 letters"


def _area_faults(row: Home) -> Iterator[str]:
    if row.area and row.area not in loader.ids("areas"):
        yield f"area: {row.area[:60]!r} has no file; use one of {', '.join(loader.ids('areas'))}, or leave it out"
    elif row.area and loader.area(row.area).country != row.country:
        yield f"area: {row.area} is not in the home's country; set country = {loader.area(row.area).country!r}"


def _logo_faults(row: Home) -> Iterator[str]:
    if not row.logo:
        if row.logo_alt:
            yield "logo_alt: there is no logo; name its file under logo, or leave this line out"
        return
    if not NAME.fullmatch(row.logo):
        yield "logo: give the name of an .svg or .png file beside this one, such as 'logo.svg', without a folder"
        return
    if not row.logo_alt.strip() or not plain(row.logo_alt) or len(row.logo_alt) > 200:
        yield "logo_alt: write in a few words what the logo says, for people who do not see it"
    try:
        data = logo(row)
    except OSError as error:
        yield f"logo: {row.logo} cannot be read ({error.strerror}); put it in the same folder as this file"
        return
    for fault in logo_faults(row.logo, data):
        yield f"logo: {row.logo}: {fault}"


def answers(row: Home, own: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """What a home supposes of where the person is, as far as their ``own`` answers leave it standing."""
    supposed = {"country": row.country, "area": row.area, "nation": loader.area(row.area).nation if row.area else ""}
    left = {key: value for key, value in supposed.items() if value}
    said = {key: own[key] for key in left if own.get(key)}
    if said.get("country", row.country) != row.country:
        return {}
    if any(left[key] != value for key, value in said.items()):
        left = {"country": row.country}
    return {key: value for key, value in left.items() if key not in said}


def routes(row: Home, country: str) -> tuple[RouteRow, ...]:
    """The home's own rows for a person in this country; none where they said another country than the home's."""
    return row.routes if country in ("", "unknown", row.country) or not row.country else ()


def css(row: Home) -> str:
    """home.css: the home's own colours and nothing else. For screens only: paper stays black and white."""
    blocks = ((mode, "".join(f"--{key}:{colours[key]};" for key in COLOURS if key in colours)) for mode, colours in _modes(row))
    # Each in its own scheme: a bare :root would carry the light colours into the night.
    return "".join(f"@media screen and (prefers-color-scheme:{mode}){{:root{{{said}}}}}\n" for mode, said in blocks if said)


def _modes(row: Home) -> tuple[tuple[str, Mapping[str, str]], ...]:
    return (("light", row.light), ("dark", row.dark))


def logo(row: Home) -> bytes:
    """The bytes of the logo, at most one more than ``logos.LARGEST``; none without one."""
    if not row.logo:
        return b""
    with (Path(row.folder) / row.logo).open("rb") as opened:
        return opened.read(LARGEST + 1)
