"""HTML entities in what is shown as plain text. ``Th&#233;`` hides a word from a filter; ``&amp;`` is only sloppy."""

from __future__ import annotations

import re

from .folded import Trick
from .offsets import Layer, rewrite

ENTITY = re.compile(r"&(?:amp;){0,3}(#[0-9]{1,7}(?:;|(?![0-9]))|#[xX][0-9a-fA-F]{1,6}(?:;|(?![0-9a-fA-F]))|[A-Za-z][A-Za-z0-9]{1,31};)")


def decode(text: str) -> tuple[str, tuple[Layer | None, ...], tuple[Trick, ...]]:
    """The text with entities as the characters they stand for, twice encoded ones too.

    A trick where one stands for a letter or digit: by number, or for one that ASCII has. Named letters such as
    ``&uuml;`` come from mail programs.
    """
    from html import unescape  # its table of names is only needed here

    edits: list[tuple[int, int, str]] = []
    hiding: list[tuple[int, int]] = []
    known: dict[str, str] = {}
    for match in ENTITY.finditer(text):
        name = match[1]
        char = known.get(name)
        if char is None:
            char = known[name] = unescape(f"&{name}")
        if char.startswith("&") and len(char) > 1:
            continue
        edits.append((match.start(), match.end(), char))
        if char.isalnum() and (name[0] == "#" or char.isascii()):
            hiding.append(match.span())
    plain, layer = rewrite(text, edits)
    return plain, (layer,), (Trick("entities", len(hiding), *hiding[0]),) if hiding else ()
