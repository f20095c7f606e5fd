"""How near a reading comes to what could be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from standfast.model import Item

from .looks import Said


def plain_words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def word_errors(truth: Sequence[str], read: Sequence[str]) -> int:
    """Words to change, add or take away to make one into the other."""
    row = list(range(len(read) + 1))
    for count, word in enumerate(truth, 1):
        before, row[0] = row[0], count
        for place, other in enumerate(read, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (word != other))
    return row[-1]


def right_sides(truth: Sequence[Said], items: Sequence[Item]) -> int:
    """How many true lines have their best-matching read line on the right side. A read line may hold several true ones."""
    right = 0
    for line in spoken(truth):
        best = max(items, key=lambda item: _alike(line.text, item.text), default=None)
        right += best is not None and best.side == line.side
    return right


def spoken(truth: Sequence[Said]) -> list[Said]:
    """Lines that hold a word; ``...`` is not one."""
    return [line for line in truth if plain_words(line.text)]


def _alike(line: str, text: str) -> float:
    one, two = " ".join(plain_words(line)), " ".join(plain_words(text))
    if not one or not two:
        return 0.0
    match = SequenceMatcher(None, one, two, autojunk=False)
    inside = sum(block.size for block in match.get_matching_blocks() if block.size > 1) / len(one)
    return inside + 0.3 * match.ratio()


def words_of_side(items: Sequence[Item | Said], side: str) -> str:
    return "\n".join(item.text for item in items if item.side == side)
