"""A letter or report before it becomes text, a page or a PDF: one source for all three."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import field, frozen


@frozen
class Row:
    """A line of a table of facts."""

    label: str
    value: str
    gap: bool = False
    """Nothing is known: ``value`` then says so in words."""


@frozen
class Block:
    """One piece of a page. ``kind`` says which of the fields it uses."""

    kind: str
    """``heading`` (text), ``text`` (text), ``list`` (items), ``facts`` (rows), ``table`` (head, cells), ``quote`` (text, from a
    message as received), ``notice`` (text)."""
    text: str = ""
    items: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    head: tuple[str, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()


@frozen
class Document:
    """``title`` is neutral on what the person keeps for themselves, plain on what an officer receives."""

    id: str
    title: str
    lang: str
    direction: str
    blocks: tuple[Block, ...]
    notices: tuple[str, ...] = ()
    """The test-build notice, the as-of date, "not legal advice"."""
    as_of: str = ""
    country: str = ""
    """Where it is read: it chooses the paper. Empty where not known."""
    is_message: bool = False
    """Sent in a chat or a mail: as text it is its words alone, without a title."""


@frozen
class Asked:
    """One thing a letter needs to know, in the language of the page."""

    id: str
    label: str
    hint: str
    kind: str
    """``text``, ``lines`` (several), ``date``, ``tick`` (a declaration the person makes), ``choice``."""
    value: str
    required: bool
    choices: Mapping[str, str] = field(factory=dict[str, str])
    either: bool = False
    """One of a group, of which one is enough: it is required only while none of them is filled in."""

    @property
    def missing(self) -> bool:
        return self.required and not self.value.strip()


@frozen
class Letter:
    """Something written for the person to read and send themselves."""

    id: str
    group: str
    """``police take-down money tell hand-over record``"""
    title: str
    """What it is, in the language of the page."""
    use: str
    """How to use it, in the language of the page."""
    document: Document
    asked: tuple[Asked, ...]
    by_law: bool = False
    """A law says what it must hold: it keeps its own words, and is never copied, saved or sent while something is missing."""
    clock_hours: int = 0
    """Hours until an answer is due once it was sent; 0: no clock."""
    clock_is_law: bool = False
    clock_note: str = ""
    """What the clock rests on, with its date; or why it is no deadline yet."""

    @property
    def missing(self) -> tuple[Asked, ...]:
        """Required and not filled in: the letter is not ready while there is one."""
        return tuple(one for one in self.asked if one.missing)
