"""The Python that browsers run: which files of the npm package ``pyodide``, and how they are known to be the tested ones."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from attrs import frozen
from cattrs import Converter

from .refused import NoRuntime


@frozen
class Runtime:
    version: str
    files: Mapping[str, str]
    """File name -> SHA-256."""
    packages: Mapping[str, tuple[str, ...]]
    """Distribution -> patterns of the files that go along."""


@cache
def runtime() -> Runtime:
    """runtime.toml, checked against its shape."""
    raw = tomllib.loads((files("standfast.doors.site") / "runtime.toml").read_text("utf-8"))
    return Converter(forbid_extra_keys=True).structure(raw, Runtime)


def runtime_files(folder: Path) -> dict[str, bytes]:
    """The files by name, each one as it was tested. ``folder`` is where npm put the package. Raises NoRuntime."""
    found: dict[str, bytes] = {}
    for name, digest in runtime().files.items():
        path = folder / name
        if not path.is_file():
            raise NoRuntime(place=str(folder), why=name, version=runtime().version)
        data = path.read_bytes()
        if sha256(data).hexdigest() != digest:
            raise NoRuntime(place=str(folder), why=name, version=runtime().version)
        found[name] = data
    return found
