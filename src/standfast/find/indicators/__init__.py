"""Indicators of one text: wallets, accounts, handles, addresses, each with its checksum and its exact place."""

from __future__ import annotations

import pkgutil
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from itertools import islice

from standfast.find.fold import Folded
from standfast.model import Indicator

from .found import Found, Hit, Kind

__all__ = ["MAX_FOUND", "Found", "Hit", "Kind", "all_kinds", "indicators"]

MAX_FOUND = 200
"""Finds of one kind in one text. No message holds more; the bound keeps a hostile file from buying hours of checksums."""


@cache
def all_kinds() -> tuple[Kind, ...]:
    """Every kind, smallest order first; found by its file in ``kinds``."""
    from . import kinds as folder

    found = [import_module(f"{folder.__name__}.{module.name}").KIND for module in pkgutil.iter_modules(folder.__path__)]
    return tuple(sorted(found, key=lambda kind: (kind.order, kind.id)))


def indicators(item_id: str, folded: Folded, own: frozenset[str] = frozenset()) -> tuple[Indicator, ...]:
    """By their place in the Item's text, each (kind, value) once. ``own`` holds the person's own addresses, in normal form."""
    first: dict[tuple[str, str], Found] = {}
    for kind, found in _claims(folded.plain):
        known = first.setdefault((kind, found.value), found)
        if found.start < known.start:
            first[kind, found.value] = found
    starts, ends = _places(folded, list(first.values()))
    made = [
        Indicator(
            kind, value, found.valid, item_id, starts[found.start], ends[found.end], found.platform, "person" if value in own else "sender"
        )
        for (kind, value), found in first.items()
    ]
    return tuple(sorted(made, key=lambda indicator: (indicator.start, indicator.end, indicator.kind)))


def _places(folded: Folded, finds: list[Found]) -> tuple[dict[int, int], dict[int, int]]:
    """From places in ``plain`` to places in the text as received, all in one walk over the changes."""
    starts, ends = sorted({found.start for found in finds}), sorted({found.end for found in finds})
    return dict(zip(starts, folded.trail.starts(starts), strict=True)), dict(zip(ends, folded.trail.ends(ends), strict=True))


def _claims(plain: str) -> Iterable[tuple[str, Found]]:
    """What each kind finds, without what lies inside the find of an earlier kind: the domain of a mail address, digits of an IBAN."""
    taken = _Taken()
    for kind in all_kinds():
        places = list(islice(kind.look(plain), MAX_FOUND))
        if not places:
            continue
        fresh = [found for found in places if not taken.holds(found)]
        taken.add(fresh)
        for found in fresh:
            yield kind.id, found


class _Taken:
    """Places already claimed, as the widest ones in their order, so that asking costs one bisection."""

    def __init__(self) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []

    def holds(self, found: Found) -> bool:
        at = bisect_right(self.starts, found.start) - 1
        return at >= 0 and found.end <= self.ends[at]

    def add(self, places: list[Found]) -> None:
        spans = sorted([*zip(self.starts, self.ends, strict=True), *((found.start, found.end) for found in places)])
        self.starts, self.ends = [], []
        for start, end in spans:
            if not self.ends or end > self.ends[-1]:
                self.starts.append(start)
                self.ends.append(end)
