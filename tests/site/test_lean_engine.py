"""The engine's wording is the same as the program's; only the examples for the tests are gone."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from standfast.doors.site.lean import FOLDER, lean
from standfast.knowledge import ids


@pytest.mark.parametrize("lang", ids("tactics"))
def test_only_the_examples_are_left_out(lang: str) -> None:
    whole = (files("standfast.knowledge") / "tactics" / f"{lang}.toml").read_bytes()
    before, after = tomllib.loads(whole.decode()), tomllib.loads(lean(f"{FOLDER}{lang}.toml", whole).decode())
    for row in before["tactics"].values():
        del row["hits"], row["near_misses"]
    assert after == before


def test_other_files_stay_as_they_are() -> None:
    assert lean("standfast/knowledge/countries/GB.toml", b"# kept\n") == b"# kept\n"
