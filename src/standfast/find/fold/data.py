"""The data files of this folder: plain lines, ``#`` for comments."""

from __future__ import annotations

from importlib.resources import files


def lines(name: str) -> list[str]:
    return files("standfast.find.fold").joinpath(name).read_text("utf-8").splitlines()
