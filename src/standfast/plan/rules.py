"""Which rows apply to a Situation: every ``when`` and ``unless``, compiled once into bit masks.

Bit i stands for row i. A key with its values switches some bits off; what is left after all keys applies. So one
question costs one table look-up for each key, and the test suite can try every combination.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Generic, Protocol, TypeVar

from standfast.knowledge import GROUPS, Alternative, Rule, branches, country, ids
from standfast.model import CHOICES, DEMANDS, UNKNOWN, KnowledgeError, Situation

Facts = Mapping[str, tuple[str, ...]]
"""For each rule key the values that hold; several for ``demanded`` and ``branch``, else one."""


class Ruled(Protocol):
    @property
    def when(self) -> Rule: ...
    @property
    def unless(self) -> Rule: ...


R = TypeVar("R", bound=Ruled)


class Rulebook(Generic[R]):
    """Rows with rules. ``vocabulary`` holds the allowed values of each key; other keys or values raise KnowledgeError."""

    def __init__(self, rows: Sequence[R], vocabulary: Mapping[str, frozenset[str]], file: str) -> None:
        self.rows = tuple(rows)
        self.all = (1 << len(self.rows)) - 1
        self._asks: dict[str, int] = {}
        self._lets: dict[tuple[str, str], int] = {}
        self._bars: dict[tuple[str, str], int] = {}
        for place, row in enumerate(self.rows):
            for key, values in row.when.items():
                self._asks[key] = self._asks.get(key, 0) | 1 << place
                self._note(self._lets, key, values, 1 << place)
            for key, values in row.unless.items():
                self._asks.setdefault(key, 0)
                self._note(self._bars, key, values, 1 << place)
        self._check(vocabulary, file)
        self._seen: dict[tuple[str, tuple[str, ...]], int] = {}

    @staticmethod
    def _note(table: dict[tuple[str, str], int], key: str, values: tuple[str, ...], bit: int) -> None:
        for value in values:
            table[key, value] = table.get((key, value), 0) | bit

    def _check(self, vocabulary: Mapping[str, frozenset[str]], file: str) -> None:
        for key, value in (*self._lets, *self._bars):
            if value not in vocabulary.get(key, frozenset()):
                raise KnowledgeError(file, f"{key} = {value!r}", problem="no such key or value in a rule")

    @property
    def keys(self) -> tuple[str, ...]:
        """Every key that some rule names."""
        return tuple(sorted(self._asks))

    def named(self, key: str) -> tuple[str, ...]:
        """Every value of ``key`` that some rule names."""
        return tuple(sorted({value for table in (self._lets, self._bars) for known, value in table if known == key}))

    def left(self, key: str, values: tuple[str, ...]) -> int:
        """The bits that stay on when ``key`` has these values."""
        mask = self._seen.get((key, values))
        if mask is None:
            mask, barred = self.all & ~self._asks.get(key, 0), 0
            for value in values:
                mask |= self._lets.get((key, value), 0)
                barred |= self._bars.get((key, value), 0)
            mask &= ~barred
            self._seen[key, values] = mask
        return mask

    def mask(self, facts: Facts) -> int:
        mask = self.all
        for key in self._asks:
            mask &= self.left(key, facts.get(key, ()))
        return mask

    def choose(self, facts: Facts) -> tuple[R, ...]:
        """The rows that apply, in the order they were given."""
        mask = self.mask(facts)
        return tuple(row for place, row in enumerate(self.rows) if mask >> place & 1)


@cache
def vocabulary() -> Mapping[str, frozenset[str]]:
    """Every key a rule may name, with its values."""
    words = {key: frozenset(values) for key, values in CHOICES.items()}
    words |= {group: frozenset({"minor", "adult", UNKNOWN}) for group in GROUPS}
    words["demanded"] = frozenset(DEMANDS)
    for key, folder in (("country", "countries"), ("area", "areas"), ("platform", "platforms")):
        words[key] = frozenset({*ids(folder), UNKNOWN})
    words["nation"] = frozenset({UNKNOWN, *(nation for iso in ids("countries") for nation in country(iso).nations)})
    words["branch"] = frozenset(row.id for row in branches().branches)
    return words


@cache
def _branch_books() -> tuple[tuple[str, Rulebook[Alternative]], ...]:
    return tuple((row.id, Rulebook(row.any, vocabulary(), "knowledge/branches.toml")) for row in branches().branches)


_SINGLE = (*CHOICES, "country", "nation", "area", "platform", *GROUPS)


def facts_of(situation: Situation) -> dict[str, tuple[str, ...]]:
    """What rules look at: the fields, the age groups, and the branches that hold, in file order."""
    facts: dict[str, tuple[str, ...]] = {key: (getattr(situation, key),) for key in _SINGLE}
    facts["demanded"] = situation.demanded
    facts["branch"] = ()
    for name, book in _branch_books():
        if book.mask(facts):
            facts["branch"] = (*facts["branch"], name)
    return facts
