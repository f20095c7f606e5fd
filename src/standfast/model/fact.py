"""A row of knowledge knows where it was read, when, how sure we are, and when to look again."""

from __future__ import annotations

from datetime import date

from attrs import frozen

SURE = ("A", "B", "C", "K")
"""A official page read, B another reputable body or two sources, C one secondary source, K unchecked (never ships)."""


@frozen
class Fact:
    file: str
    row: str
    text: str
    source: tuple[str, ...]
    as_of: date
    sure: str
    recheck_by: date
    check: str = ""
    """What a person must check by hand before a public release; empty where nothing special."""
