"""Every combination of answers that the steps' rules, or the claims on them, can tell apart.

For each field that a rule or a claim names, the values are: every value named, one other value, and unknown (a skipped
question). Two values that every rule and every claim treats alike are one class, because no plan can differ between them;
``named`` counts the combinations before that merging, ``merged`` after. ``demanded`` counts as one field whose values are
all sets of demands. The two age groups are one field, holding only pairs that a Situation can have.
Combinations are bit masks over the steps in numpy arrays, one axis for each field, so that all of them fit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import combinations, product
from math import prod
from typing import Any

import numpy as np  # noqa: TID253
from claims import CLAIMS, Claim, Given, marks_of_row

from standfast.model import CHOICES, DEMANDS, Situation
from standfast.plan.make import rulebook
from standfast.plan.rules import Rulebook, _branch_books, vocabulary

Values = tuple[str, ...]
AGES = {
    ("minor", "minor"): {"shown_age": "13-15"},
    ("adult", "minor"): {"shown_age": "25-34", "picture_age": "under-18"},
    ("adult", "adult"): {"shown_age": "25-34", "picture_age": "18-plus"},
    ("adult", "unknown"): {"shown_age": "25-34"},
    ("unknown", "minor"): {"picture_age": "under-18"},
    ("unknown", "unknown"): {},
}
AGE_KEYS = ("person_group", "service_group")
OUTER = ("kind", "about")
"""These two fields are walked one by one, the rest at once, to keep the arrays small."""


class EverySituation:
    def __init__(self) -> None:
        self.book = rulebook()
        self.branch_books = _branch_books()
        self.keys = self._keys()
        self.named_values = {key: self._named(key) for key in self.keys}
        self.classes = {key: self._merged(key) for key in self.keys}
        self.inner = tuple(key for key in self.keys if key not in OUTER)
        self.words = range((len(self.book.rows) + 63) // 64)

    def _keys(self) -> tuple[str, ...]:
        """Every key that a rule or a claim names, the age groups as one, branches left out: they follow from the others."""
        books: list[Rulebook[Any]] = [self.book, *(book for _, book in self.branch_books)]
        keys = {key for book in books for key in book.keys}
        keys |= {key for claim in CLAIMS for given in (claim.given, *claim.nor) for key in given}
        return tuple(sorted((keys - {"branch", *AGE_KEYS}) | {"age"}))

    def _named(self, key: str) -> tuple[Values | tuple[str, str], ...]:
        if key == "age":
            return tuple(AGES)
        if key == "demanded":
            return tuple(wishes for size in range(len(DEMANDS) + 1) for wishes in combinations(DEMANDS, size))
        books: list[Rulebook[Any]] = [self.book, *(book for _, book in self.branch_books)]
        named = {value for book in books for value in book.named(key)}
        named |= {value for claim in CLAIMS for given in (claim.given, *claim.nor) for value in given.get(key, ())}
        others = sorted(vocabulary()[key] - named - {"unknown"})
        return tuple((value,) for value in sorted({*named, *others[:1], "unknown"}))

    def _merged(self, key: str) -> tuple[tuple[Any, int], ...]:
        """One value of each class, with how many named values it stands for."""
        classes: dict[Any, list[Any]] = {}
        for value in self.named_values[key]:
            classes.setdefault(self._signature(key, value), []).append(value)
        return tuple((values[0], len(values)) for values in classes.values())

    def _signature(self, key: str, value: Any) -> Any:
        facts = self.facts_of_value(key, value)
        books: list[Rulebook[Any]] = [self.book, *(book for _, book in self.branch_books)]
        lefts = tuple(book.left(name, values) for book in books for name, values in facts.items())
        held = tuple(
            bool(set(values) & set(given[name]))
            for claim in CLAIMS
            for given in (claim.given, *claim.nor)
            for name, values in facts.items()
            if name in given
        )
        return lefts, held

    @staticmethod
    def facts_of_value(key: str, value: Any) -> dict[str, Values]:
        return dict(zip(AGE_KEYS, ((group,) for group in value), strict=True)) if key == "age" else {key: tuple(value)}

    @property
    def named(self) -> int:
        return prod(len(values) for values in self.named_values.values())

    @property
    def merged(self) -> int:
        return prod(len(classes) for classes in self.classes.values())

    def chunks(self) -> Iterator[Chunk]:
        for outer in product(*(self.classes[key] for key in OUTER)):
            yield Chunk(self, {key: value for key, (value, _) in zip(OUTER, outer, strict=True)})

    def situation(self, values: Mapping[str, Any], **more: Any) -> Situation:
        """A Situation with one value for each key."""
        fields: dict[str, Any] = dict(more)
        for key, value in values.items():
            if key == "age":
                fields.update(AGES[value])
            else:
                fields[key] = value if key == "demanded" else value[0]
        return Situation(
            **{
                key: value
                for key, value in fields.items()
                if key in CHOICES or key in ("country", "demanded", "area", "nation", "platform")
            }
        )


class Chunk:
    """All combinations for one kind and one "about": an array axis for each other key."""

    def __init__(self, every: EverySituation, outer: Mapping[str, Any]) -> None:
        self.every = every
        self.outer = outer
        self.shape = tuple(len(every.classes[key]) for key in every.inner)
        self._marks: dict[str, Any] = {}

    def values(self, key: str) -> tuple[Any, ...]:
        return (self.outer[key],) if key in self.outer else tuple(value for value, _ in self.every.classes[key])

    def along(self, key: str, numbers: list[int], kind: Any = np.uint64) -> Any:
        """One number for each class of ``key``, on that key's axis; a plain number for the outer keys."""
        if key in self.outer:
            return kind(numbers[0])
        shape = [1] * len(self.shape)
        shape[self.every.inner.index(key)] = len(numbers)
        return np.array(numbers, dtype=kind).reshape(shape)

    def _left(self, book: Rulebook[Any], word: int, branches: Mapping[str, Any]) -> Any:
        """The word of the mask that a book leaves, for every combination."""
        mask = np.uint64(book.all >> 64 * word & 2**64 - 1)
        for key in (*self.outer, *self.every.inner):
            left = [book.all for _ in self.values(key)]
            for place, value in enumerate(self.values(key)):
                for name, values in self.every.facts_of_value(key, value).items():
                    left[place] &= book.left(name, values)
            if any(one != book.all for one in left):
                mask = mask & self.along(key, [one >> 64 * word & 2**64 - 1 for one in left])
        return mask & self._left_by_branch(book, word, branches)

    @staticmethod
    def _left_by_branch(book: Rulebook[Any], word: int, branches: Mapping[str, Any]) -> Any:
        cut = 2**64 - 1
        let, barred = np.uint64(book.left("branch", ()) >> 64 * word & cut), np.uint64(0)
        for name, on in branches.items():
            opened, closed = (np.uint64(table.get(("branch", name), 0) >> 64 * word & cut) for table in (book._lets, book._bars))
            let = let | np.where(on, opened, np.uint64(0))
            barred = barred | np.where(on, closed, np.uint64(0))
        return let & ~barred

    @cached_property
    def masks(self) -> tuple[Any, ...]:
        """The steps of every combination, 64 to a word."""
        branches: dict[str, Any] = {}
        for name, book in self.every.branch_books:
            branches[name] = self._left(book, 0, branches) != 0
        return tuple(np.broadcast_to(self._left(self.every.book, word, branches), self.shape) for word in self.every.words)

    def _bits(self, mark: str, sure_only: bool) -> tuple[np.uint64, ...]:
        bits = sum(
            1 << place
            for place, row in enumerate(self.every.book.rows)
            if mark in marks_of_row(row) and not (sure_only and row.needs_route)
        )
        return tuple(np.uint64(bits >> 64 * word & 2**64 - 1) for word in self.every.words)

    def has(self, mark: str, sure_only: bool = False) -> Any:
        """Where a step with the mark is in the plan. ``sure_only``: not counting steps that a country may leave out."""
        found = self._marks.get(f"{mark} {sure_only}")
        if found is None:
            found = np.zeros(self.shape, dtype=bool)
            for mask, bits in zip(self.masks, self._bits(mark, sure_only), strict=True):
                if bits:
                    found |= (mask & bits) != 0
            self._marks[f"{mark} {sure_only}"] = found
        return found

    def holds(self, given: Given) -> Any:
        answer: Any = np.bool_(True)
        for key in (*self.outer, *self.every.inner):
            facts = [self.every.facts_of_value(key, value) for value in self.values(key)]
            names = [name for name in facts[0] if name in given]
            if names:
                answer = answer & self.along(key, [all(set(fact[name]) & set(given[name]) for name in names) for fact in facts], np.bool_)
        return answer

    def broken(self, claim: Claim) -> Any:
        """Where a claim does not hold."""
        asked = self.holds(claim.given)
        for other in claim.nor:
            asked = asked & ~self.holds(other)
        if not np.any(asked):
            return np.zeros(1, dtype=bool)
        wrong = np.zeros(self.shape, dtype=bool)
        if claim.has:
            wrong |= ~np.logical_or.reduce([self.has(mark, sure_only=True) for mark in claim.has])
        for mark in claim.lacks:
            wrong |= self.has(mark)
        if claim.first:
            wrong |= ~self.first_is(claim.first)
        return wrong & asked

    def first_is(self, mark: str) -> Any:
        first = self.masks[0] & (~self.masks[0] + np.uint64(1))
        return (first & self._bits(mark, sure_only=True)[0]) != 0

    def count(self) -> Any:
        """How many steps each plan has at least: those that no country leaves out."""
        sure = sum(1 << place for place, row in enumerate(self.every.book.rows) if not row.needs_route)
        total = np.zeros(self.shape, dtype=np.uint8)
        for word, mask in zip(self.every.words, self.masks, strict=True):
            total = total + np.bitwise_count(mask & np.uint64(sure >> 64 * word & 2**64 - 1))
        return total

    def witness(self, place: tuple[int, ...]) -> dict[str, Any]:
        """The values at one place of the arrays."""
        inner = {key: self.values(key)[index] for key, index in zip(self.every.inner, place, strict=True)}
        return {**self.outer, **inner}

    def fakes_against_real(self) -> tuple[Any, Any]:
        """The masks with and without a fake, side by side, the step about fakes taken out."""
        axis = self.every.inner.index("deepfake")
        places = {value[0] == "yes": index for index, value in enumerate(self.values("deepfake"))}
        note = self._bits("id:fake-same-help", sure_only=False)
        fake = tuple(np.take(mask & ~bit, places[True], axis) for mask, bit in zip(self.masks, note, strict=True))
        real = tuple(np.take(mask, places[False], axis) for mask in self.masks)
        return fake, real
