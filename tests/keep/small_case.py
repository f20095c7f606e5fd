"""Tiny invented cases for the tests of ``keep``."""

from __future__ import annotations

import hashlib

from attrs import evolve

from standfast.keep.log import record
from standfast.model import Case, Entry

WHEN = "2026-11-24T02:10:00+00:00"
PASSPHRASE = "invented lantern for tests"
FACTOR = 10
"""So low that it protects nothing; real cases have 17."""
VERSION = "0.0"


def empty_case() -> Case:
    return record(Case("0123456789abcdef" * 2, WHEN, signing_key="11" * 32), "made", WHEN, VERSION)


def entry_of(number: int, data: bytes, name: str = "chat.txt") -> Entry:
    digest = hashlib.sha256(data).hexdigest()
    return Entry(f"{number:04}", "messages", WHEN, name, len(data), digest, len(data), digest)


def with_entry(case: Case, data: bytes) -> Case:
    entry = entry_of(len(case.entries) + 1, data)
    return record(evolve(case, entries=(*case.entries, entry)), "added", WHEN, VERSION, f"entry/{entry.id}")


def with_fact(case: Case, key: str, words: str) -> Case:
    return record(evolve(case, facts={**case.facts, key: words}), "told", WHEN, VERSION, "facts")


def without_entry(case: Case, entry_id: str) -> Case:
    entries = tuple(Entry(one.id, one.kind, removed=WHEN) if one.id == entry_id else one for one in case.entries)
    return record(evolve(case, entries=entries), "removed", WHEN, VERSION, f"entry/{entry_id}")
