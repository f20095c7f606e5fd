"""What the rules see in one Item, before anything is judged."""

from __future__ import annotations

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from attrs import frozen

from standfast.model import Indicator, Item

from .fold import Folded, fold
from .indicators import indicators
from .patterns import Hit
from .tactics import find_tactics, guess_languages, urgent

_QUOTED = re.compile(r"[\"“”„«»‚‘]\s?\w[^\"“”„«»\n]{8,200}[\"”“«»’]")
LAUGH = re.compile("[\U0001f602\U0001f923\U0001f605\U0001f606]|\\b(?:a?ha(?:ha)+h?|lol|lmao|jaja+|mdr|ptdr|kkk+|rsrs|xd+|hehe+)\\b", re.I)
MAX_CHARACTERS = 60_000
"""Of one message that are looked at. A longer text is looked at up to here; a door says so to the person (``note.text-cut``)."""


@frozen
class Understood:
    """The folded text, its languages, its tactics and its indicators."""

    item: Item
    folded: Folded
    langs: tuple[str, ...]
    hits: tuple[Hit, ...]
    indicators: tuple[Indicator, ...]

    def tactics_between(self, start: int, end: int) -> frozenset[str]:
        """Tactics whose words stand wholly in tokens ``start`` to ``end``."""
        return frozenset(hit.tactic for hit in self.hits if hit.start >= start and hit.end <= end)

    def marks(self, start: int, end: int) -> frozenset[str]:
        """What the writing of tokens ``start`` to ``end`` shows about who speaks: quoted words, a question, laughter, length."""
        low, high = self._place(start, end)
        text = self.item.text[low : min(high, low + 4000)]
        signs = (("quotes", _QUOTED.search(text)), ("asks", "?" in text), ("laughs", LAUGH.search(text)))
        found = {name for name, there in signs if there}
        count = end - start
        return frozenset(found | {"short" if count < 9 else "middle" if count < 45 else "long"})

    def indicator_kinds(self, start: int, end: int) -> frozenset[str]:
        """Names for the model, of tokens ``start`` to ``end``: the kind, with ``+`` where its checksum holds."""
        low, high = self._place(start, end)
        inside = (i for i in self.indicators if i.whose == "sender" and low <= i.start < high)
        return frozenset(i.kind + ("+" if i.valid else "") for i in inside)

    def _place(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the text; the ends of the text where the tokens reach them, so that a last "?" or a first quote counts."""
        low, high = self.folded.span(start, end)
        return (0 if start == 0 else max(0, low - 2)), (len(self.item.text) if end >= len(self.folded.tokens) else high + 2)


def understand(item: Item, own: frozenset[str] = frozenset(), langs: tuple[str, ...] = ()) -> Understood:
    """``own`` are addresses, numbers and handles of the person, never taken for the blackmailer's.

    ``langs`` is what more text than this has already shown of its languages; else they are guessed.
    """
    folded = fold(item.text[:MAX_CHARACTERS])
    langs = langs or guess_languages(folded.tokens)
    return Understood(item, folded, langs, find_tactics(folded, langs), indicators(item.id, folded, own))


def overhear(item: Item, langs: tuple[str, ...]) -> Understood:
    """The person's own words: only for talk of self-harm. They are never judged."""
    folded = fold(item.text[:MAX_CHARACTERS])
    return Understood(item, folded, langs, urgent(folded, langs), ())


def received_at(item: Item) -> datetime | None:
    """The time in the newest ``Received`` header, else the sender's own date or a chat's time; None where none can be read."""
    if not item.headers and item.when[4:5] == "-":
        try:
            return datetime.fromisoformat(item.when).replace(tzinfo=None)
        except ValueError:
            return None
    values = [value.rsplit(";", 1)[-1] for name, value in item.headers if name == "received"][:1]
    values += [value for name, value in item.headers if name == "date"][:1]
    for value in values:
        try:
            return parsedate_to_datetime(value.strip()).replace(tzinfo=None)
        except (TypeError, ValueError, IndexError):
            continue
    return None
