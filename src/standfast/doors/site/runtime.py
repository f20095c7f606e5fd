"""The Python that browsers run: which files of the npm package ``pyodide``, and how they are known to be the tested ones."""

from __future__ import annotations

import tomllib
import zlib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from attrs import frozen
from cattrs import Converter

from .refused import NoRuntime
from .slim import LIBRARY, PACKED, slim


@frozen
class Part:
    """One file of the picture reader: where npm puts it, and how it is known."""

    path: str
    sha256: str
    pack: bool = False
    """Sent as a gzip stream that the script unpacks."""


@frozen
class Library:
    left_out: tuple[str, ...]
    """Modules of the standard library that no page runs."""


@frozen
class Locks:
    """What is made into the files that lock a case; see locks.py."""

    age: str
    """SHA-256 of the one file that age and what it needs become."""
    strength: Part
    licences: tuple[str, ...]
    """Packages whose licence goes along."""


@frozen
class Runtime:
    version: str
    files: Mapping[str, str]
    """File name -> SHA-256."""
    library: Library
    reader: Mapping[str, Part]
    """Name in the site -> file of the picture reader."""
    locks: Locks
    packages: Mapping[str, tuple[str, ...]]
    """Distribution -> patterns of the files that go along."""


@cache
def runtime() -> Runtime:
    """runtime.toml, checked against its shape."""
    raw = tomllib.loads((files("standfast.doors.site") / "runtime.toml").read_text("utf-8"))
    return Converter(forbid_extra_keys=True).structure(raw, Runtime)


def runtime_files(folder: Path) -> dict[str, bytes]:
    """The files by name, each one as it was tested, then slimmed. ``folder`` is where npm put the package. Raises NoRuntime."""
    known = runtime()
    rows = ((name, tested(folder, name, digest)) for name, digest in known.files.items())
    return {PACKED if name == LIBRARY else name: slim(name, data, known.library.left_out) for name, data in rows}


def reader_files(folder: Path) -> dict[str, bytes]:
    """The picture reader, by name. ``folder`` is the one of ``runtime_files``; its packages lie beside. Raises NoRuntime."""
    return {name: _part(folder.absolute().parent, part) for name, part in runtime().reader.items()}


def _part(folder: Path, part: Part) -> bytes:
    data = tested(folder, part.path, part.sha256)
    if not part.pack:
        return data
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)  # as gzip, without a time
    return pack.compress(data) + pack.flush()


def tested(folder: Path, name: str, digest: str) -> bytes:
    """The content of a file, which must be the one that was tested. Raises NoRuntime."""
    path = folder / name
    data = path.read_bytes() if path.is_file() else b""
    if sha256(data).hexdigest() != digest:
        raise NoRuntime(place=str(folder), why=name, version=runtime().version)
    return data
