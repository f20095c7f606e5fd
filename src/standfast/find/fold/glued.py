"""Letters without gaps, or with every gap alike: where do the words begin, and are there words at all?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from attrs import define, field

from .leet import LETTER_FOR
from .letters import fold_word, stripped
from .words import Words

WHOLE = re.compile(
    r"0x[0-9a-fA-F]{40}|(?:bc1|tb1|ltc1)(?:[02-9ac-hj-np-z]{59}|[02-9ac-hj-np-z]{39})"
    r"|T[1-9A-HJ-NP-Za-km-z]{33}|[48][1-9A-HJ-NP-Za-km-z]{94}|[13][1-9A-HJ-NP-Za-km-z]{33}"
)
"""Wallets by their usual lengths: Ethereum, Bitcoin and Litecoin, Tron, Monero, old Bitcoin. They are not cut into words."""
DIGITS_OF_WALLET = 3
ITEM = re.compile(
    r"(?P<number>[$€£]?\d+(?:[.,:]\d+)*%?)|(?P<letters>[^\W\d_](?:['’]?[^\W\d_])*+)|(?P<glue>[-_/@:#&+=])|(?P<open>[(\[{«“„¿¡])|(?P<sign>.)",
    re.DOTALL,
)
LONG = 24
"""Letters from which a run can be judged by a smaller share of known words."""
KNOWN, KNOWN_APART, KNOWN_WELL, KNOWN_WELL_OF_LONG = 0.85, 0.5, 0.5, 0.35
"""Shares of the letters. Jumbled letters reach 0.05 in runs of LONG and more."""
SAMPLE, HOPELESS = 2_000, 0.1


@define
class Reading:
    """Where words begin in a run of characters, and how many of its letters are accounted for."""

    cuts: set[int] = field(factory=set[int])
    letters: int = 0
    known: float = 0.0
    """Letters in known words; a word of one letter counts half."""
    well: float = 0.0
    """The same, but words of two letters count half too: they turn up in any jumble."""
    different: set[str] = field(factory=set[str])
    apart: bool = False
    """Whether the words stood apart; then fewer known ones will do."""

    def count(self, word: str, is_known: bool) -> None:
        self.letters += len(word)
        self.different.update(word)
        if is_known:
            self.known += len(word) if len(word) > 1 else 0.5
            self.well += len(word) if len(word) > 2 else len(word) / 2

    def makes_sense(self) -> bool:
        """A long run of few different letters, such as DNA, is no text, whatever words it holds."""
        if self.letters < LONG:
            enough = KNOWN_APART if self.apart else KNOWN
            return self.well >= 3 and self.well >= KNOWN_WELL * self.letters and self.known >= enough * self.letters
        return len(self.different) > 7 and self.well >= KNOWN_WELL_OF_LONG * self.letters


def read_words(chars: str, cuts: set[int], words: Words) -> Reading:
    """A run whose words are already apart."""
    reading = Reading(cuts, apart=True)
    for word in _pieces(chars, cuts):
        bare = fold_word("".join(filter(str.isalnum, word)))
        if bare.isalpha() and len(bare) <= LONG:
            reading.count(bare, words.knows(bare))
        elif words.knows(bare.translate(LETTER_FOR)):
            reading.count(bare, True)
    return reading


def split(chars: str, latin: str, cuts: set[int], words: Words) -> Reading:
    """A run whose gaps are all alike. ``latin`` is ``chars`` with stand-ins as the letters they look like."""
    lower = "".join(map(stripped, latin))
    lang = words.best_language("".join(filter(str.isalpha, lower[:400])))
    reading = Reading(set(cuts))
    whole = {match.span() for match in WHOLE.finditer(chars) if _is_wallet(match[0])}
    for a, b in pairwise(sorted({0, *cuts, *(place for span in whole for place in span), len(chars)})):
        if (a, b) in whole:
            reading.cuts |= {a, b} - {0, len(chars)}
        else:
            _split_piece(chars, lower, range(a, b), words, lang, reading)
        if reading.letters > SAMPLE and reading.well < HOPELESS * reading.letters:
            break
    return reading


def _is_wallet(chars: str) -> bool:
    return sum(map(str.isdigit, chars[1:])) >= DIGITS_OF_WALLET


def _pieces(chars: str, cuts: Iterable[int]) -> list[str]:
    return [chars[a:b] for a, b in pairwise(sorted({0, *cuts, len(chars)}))]


def _split_piece(chars: str, lower: str, part: range, words: Words, lang: str, reading: Reading) -> None:
    joined = part.start == 0
    for item in ITEM.finditer(chars, part.start, part.stop):
        kind = item.lastgroup
        if not joined and kind not in ("sign", "glue"):
            reading.cuts.add(item.start())
        joined = kind in ("glue", "open")
        if kind == "letters":
            _split_letters(lower, range(*item.span()), words, lang, reading)


def _split_letters(lower: str, part: range, words: Words, lang: str, reading: Reading) -> None:
    places = [place for place in part if lower[place] != "'"]
    letters = "".join(lower[place] for place in places)
    begins = words.split(letters, lang)
    reading.cuts.update(places[k] for k in begins[1:])
    for a, b in pairwise([*begins, len(letters)]):
        reading.count(letters[a:b], words.has(lang, letters[a:b]))
