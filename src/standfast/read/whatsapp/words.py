"""What WhatsApp itself writes into an export, in many languages: read once from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from attrs import frozen

NAME = ".{1,80}?"
REST = ".{0,300}"
"""A notice may go on; longer lines are none, so that no message passes as one."""


@frozen
class Words:
    """Texts in lower case, without a dot at the end."""

    joiners: frozenset[str]
    halves: dict[str, int]
    attached: frozenset[str]
    omitted: dict[str, str]
    """To ``media``, ``image``, ``video`` or ``audio``."""
    deleted: frozenset[str]
    deleted_by: re.Pattern[str]
    deleted_by_me: frozenset[str]
    view_once: frozenset[str]
    edited: tuple[str, ...]
    notice: re.Pattern[str]
    titles: tuple[re.Pattern[str], ...]


@cache
def words() -> Words:
    tables = tomllib.loads((files("standfast.read.whatsapp") / "words.toml").read_text("utf-8"))

    def every(key: str) -> list[str]:
        return [entry for table in tables.values() for entry in table.get(key, ())]

    return Words(
        joiners=frozenset(every("joiners")),
        halves={**dict.fromkeys(every("am"), 0), **dict.fromkeys(every("pm"), 12)},
        attached=frozenset(entry.casefold() for entry in every("attached")),
        omitted={plain_form(entry): sort for sort in ("media", "image", "video", "audio") for entry in every(sort)},
        deleted=frozenset(plain_form(entry) for entry in every("deleted")),
        deleted_by=_whole([entry for entry in every("deleted") if "*" in entry]),
        deleted_by_me=frozenset(plain_form(entry) for entry in every("deleted_by_me")),
        view_once=frozenset(plain_form(entry) for entry in every("view_once")),
        edited=tuple(f"<{entry}>".casefold() for entry in every("edited")),
        notice=_whole(every("notices")),
        titles=tuple(re.compile(_regex(title, "(.{1,200})"), re.I) for title in every("titles")),
    )


def plain_form(text: str) -> str:
    """How texts are compared: lower case, without spaces and a dot around."""
    return text.strip().rstrip(".").casefold()


def _whole(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_regex(plain_form(pattern), NAME)})" for pattern in patterns))


def _regex(pattern: str, star: str) -> str:
    parts = [re.escape(part) for part in pattern.split("*")]
    if len(parts) > 1 and not parts[-1] and star == NAME:
        return star.join(parts[:-1]) + REST
    return star.join(parts)
