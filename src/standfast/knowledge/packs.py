"""The words of README.txt in a pack, for the officer, helpline or lawyer who receives it: ``knowledge/pack/<lang>.toml``."""

from __future__ import annotations

from functools import cache

from attrs import frozen

from . import loader

NAMES = ("case", "sealed", "fingerprint", "version", "files", "left-out")
"""What may stand in ``{}``."""


@frozen
class PackPartRow:
    """A heading, paragraphs under it, and a list after them; each may be empty."""

    heading: str = ""
    text: tuple[str, ...] = ()
    list: tuple[str, ...] = ()


@frozen
class PackWords:
    id: str
    parts: tuple[PackPartRow, ...]


@cache
def pack_words(language: str) -> PackWords:
    """In this language, or in English where there is none."""
    known = language in loader.ids("pack")
    return loader.load("pack", language if known else "en", PackWords)
