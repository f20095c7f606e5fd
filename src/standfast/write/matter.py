"""Everything the parts of one letter look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import field, frozen

from standfast.knowledge.letter_rows import LetterWords
from standfast.model import Case, Situation

from .dates import order_of


@frozen
class Matter:
    """What a letter is made of and for: everything its parts look at."""

    case: Case
    situation: Situation
    lang: str
    """Of the letter itself."""
    now: datetime
    words: LetterWords
    platform: str = ""
    """Name of the app or site, empty where not known."""
    fingerprint: str = ""
    titles: Mapping[str, str] = field(factory=dict[str, str])
    """Step id -> its title, for what is done."""

    @property
    def order(self) -> str:
        return order_of(self.situation.country)
