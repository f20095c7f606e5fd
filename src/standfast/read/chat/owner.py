"""Whose export it is: the name that the export gives its holder, or the only one who is in every conversation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def owner_of(people: Sequence[frozenset[str]], told: Iterable[str] = ()) -> str:
    """``people`` of each conversation; ``told`` are names from the export's own profile file. Empty where it stays open."""
    people = [names for names in people if names]
    counted = {name: sum(name in names for names in people) for name in set(told)}
    most = max(counted.values(), default=0)
    best = [name for name, count in counted.items() if count == most]
    if most and len(best) == 1:
        return best[0]
    groups = [names for names in people if len(names) > 1]
    common = groups[0].intersection(*groups[1:]) if len(groups) > 1 else frozenset[str]()
    return next(iter(common)) if len(common) == 1 else ""


def side_of(sender: str, owner: str) -> str:
    if not owner or not sender:
        return ""
    return "person" if sender == owner else "other"
