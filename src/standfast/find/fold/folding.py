"""The order of unfolding: what hides characters, then what hides letters, then what hides words.

Ordinary text takes none of these turns: pure ASCII is lowered and cut into words, and no map is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from attrs import define, field

from . import accents, entities, invisible, leet, letters, lookalikes, spaced, stretched, styled
from .folded import Folded, Trick
from .offsets import Layer, Trail
from .tokens import sentences, tokens
from .words import Words, shipped

NOT_ASCII = re.compile("[\x80-\U0001ffff\U000e0000-\U000e0fff]")
"""Without the rarest ideographs and the unassigned planes, of which no rule here speaks."""
NO_BREAK_SPACE = "\u00a0"
LETTER_APOSTROPHE = "\u02bc"
"""The apostrophe of Ukrainian print: no letter of another alphabet."""
ORDINARY = frozenset(map(chr, range(0xC0, 0x180))) - frozenset("×÷ŉſĳĲŀĿ") | frozenset("€£§°«»¿¡ẞșțȘȚ‐–—―‘’‚“”„•…‰") | {NO_BREAK_SPACE}
"""Accented letters and marks of European print: no disguise, but for signs inside words and sprinkled accents."""


def outside_ascii(text: str) -> set[str]:
    return set(NOT_ASCII.findall(text))


@define
class _Unfolding:
    """A text on its way, and the way back."""

    plain: str
    trail: Trail
    words: Callable[[], Words]
    tricks: list[Trick] = field(factory=list[Trick])

    def step(self, plain: str, layers: Iterable[Layer | None], tricks: Iterable[Trick]) -> None:
        """``tricks`` count characters of the form before this step."""
        self.tricks += [Trick(trick.name, trick.count, *self.trail.span(trick.start, trick.end)) for trick in tricks]
        self.plain = plain
        for layer in layers:
            self.trail = self.trail.then(layer)

    def unveil(self) -> None:
        """Undoes entities, invisible characters, styled letters and stand-ins. Pure ASCII without entities stays as it is."""
        if "&" in self.plain and entities.ENTITY.search(self.plain):
            self.step(*entities.decode(self.plain))
        if self.plain.isascii():
            return
        chars = outside_ascii(self.plain)
        if not chars <= ORDINARY:
            self.step(*invisible.remove(self.plain))
            self.step(*styled.undo(self.plain, chars))
            chars = outside_ascii(self.plain)
        elif NO_BREAK_SPACE in chars:
            self.plain = self.plain.replace(NO_BREAK_SPACE, " ")
        if LETTER_APOSTROPHE in chars:
            self.plain = self.plain.replace(LETTER_APOSTROPHE, "’")
        if lookalikes.may_be_in(self.plain, chars):
            self.step(*lookalikes.undo(self.plain, self.words()))

    def found(self) -> tuple[Trick, ...]:
        """Tricks in the order they were undone; letters pulled apart may hide some that are found only then."""
        merged: dict[str, Trick] = {}
        for trick in self.tricks:
            first = merged.get(trick.name)
            merged[trick.name] = trick if first is None else Trick(trick.name, first.count + trick.count, first.start, first.end)
        return tuple(merged.values())

    def lower(self) -> tuple[str, Layer | None]:
        return (self.plain.lower(), None) if self.plain.isascii() else letters.strip(self.plain, outside_ascii(self.plain))


def fold(text: str, words: Callable[[], Words] = shipped) -> Folded:
    """``text`` as a filter should see it. ``words`` is called only where known words are needed."""
    way = _Unfolding(text, Trail(len(text)), words)
    way.unveil()
    lower, layer = way.lower()
    found, starts, ends = tokens(lower)
    if _three_alone(found):
        joined, spacing, tricks = spaced.join(way.plain, words())
        if spacing is not None:
            way.step(joined, (spacing,), tricks)
            way.unveil()
            lower, layer = way.lower()
            found, starts, ends = tokens(lower)
    if not way.plain.isascii():
        way.step(way.plain, (), accents.sprinkled(way.plain, found, words()))
    trail = way.trail.then(layer)
    if _has_mixtures(found) or leet.SIGNS.search(lower):
        lower, tricks = leet.decode(lower, len(found), words())
        if tricks:
            way.tricks += [Trick(trick.name, trick.count, *trail.span(trick.start, trick.end)) for trick in tricks]
            found, starts, ends = tokens(lower)
    if stretched.is_in(lower):
        found = [stretched.shorten(word, words) for word in found]
    return Folded(lower, found, trail.starts(starts), trail.ends(ends), sentences(lower, starts), way.found(), way.plain, way.trail)


def _three_alone(found: list[str]) -> bool:
    """Three single characters in a row: letters pulled apart, or a list, initials or a formula."""
    alone = [k for k, word in enumerate(found) if len(word) == 1]
    return len(alone) > 2 and any(later - first == 2 for first, later in zip(alone, alone[2:], strict=False))


def _has_mixtures(found: list[str]) -> bool:
    """Letters and digits in one word, of which leetspeak could be made."""
    return any(not word.isdigit() and not leet.UNDECODABLE.search(word) for word in [word for word in found if not word.isalpha()])
