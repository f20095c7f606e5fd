"""The words we know, by language: to split letters that lost their spaces, and to tell a disguised word from a code.

``words.txt`` holds, for each language, its words without accents, the most frequent first. tools/build_words.py makes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from math import inf, log

from .data import lines

LONGEST = 24
NEW_WORD, EACH_LETTER = 7.0, 3.1
"""What an unknown word costs, in nats: more than two common words, less than cutting it into rare pieces."""
COMMON = 300
LOAN_WORDS = frozenset({"cafe", "resume", "expose", "naive", "fiance", "fiancee", "cliche", "saute", "pate", "rose", "facade", "decor"})
"""English words that English itself may write with accents."""


class Words:
    """Word lists by language, each most frequent first, in the form of :func:`letters.fold_word` but with ß, æ and œ kept."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._lists = {lang: tuple(words) for lang, words in lists.items()}
        self._costs: dict[str, dict[str, float]] = {}

    @cached_property
    def _all(self) -> frozenset[str]:
        known = {word for words in self._lists.values() for word in words}
        return frozenset(known | {_long(word) for word in known if not word.isascii()})

    def knows(self, word: str) -> bool:
        """Whether any language has this folded word."""
        return word in self._all

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(tuple(self._lists.get("en", ()))[:COMMON])

    def is_common(self, word: str) -> bool:
        """Whether it is one of the commonest English words."""
        return word in self._common

    @cached_property
    def only_english(self) -> frozenset[str]:
        """English words of three letters or more that no other list has: none of them is ever written with accents."""
        others: set[str] = set()
        for lang, words in self._lists.items():
            if lang != "en":
                others.update(words)
        return frozenset(word for word in self._lists.get("en", ()) if len(word) > 2 and word not in others) - LOAN_WORDS

    def _prefixes(self, lang: str) -> dict[str, float]:
        """Every beginning of every word, with the cost of the word in nats, or infinity where it is only a beginning."""
        known = self._costs.get(lang)
        if known is None:
            known = self._costs[lang] = {}
            for rank, word in enumerate(self._lists[lang]):
                for end in range(1, len(word)):
                    known.setdefault(word[:end], inf)
                known[word] = min(known.get(word, inf), log(rank + 3) + 2.2)
            if lang == "en":
                _inflect(self._lists[lang], known)
        return known

    def has(self, lang: str, word: str) -> bool:
        """Whether ``split`` takes this for a word of ``lang``."""
        return self._prefixes(lang).get(word, inf) < inf

    def best_language(self, letters: str) -> str:
        """The language whose words explain ``letters`` best."""
        return min(self._lists, key=lambda lang: self._walk(letters, lang)[0][-1])

    def split(self, letters: str, lang: str) -> list[int]:
        """Where the words of ``letters`` (lower case, folded) most likely begin. Time is linear."""
        _, back = self._walk(letters, lang)
        at = len(letters)
        cuts: list[int] = []
        while at > 0:
            at = back[at]
            cuts.append(at)
        return cuts[::-1]

    def _walk(self, letters: str, lang: str) -> tuple[list[float], list[int]]:
        """Viterbi over known words and unknown stretches: the best cost up to each place, and where its last word began."""
        known = self._prefixes(lang).get
        count = len(letters)
        best = [inf] * (count + 1)
        best[0] = 0.0
        back = [0] * (count + 1)
        unknown, unknown_from = inf, 0
        for at in range(count):
            here = best[at]
            if here + NEW_WORD < unknown:
                unknown, unknown_from = here + NEW_WORD, at
            unknown += EACH_LETTER
            if unknown < best[at + 1]:
                best[at + 1], back[at + 1] = unknown, unknown_from
            for end in range(at + 1, min(at + LONGEST, count) + 1):
                cost = known(letters[at:end])
                if cost is None:
                    break
                if here + cost < best[end]:
                    best[end], back[end] = here + cost, at
        return best, back


def _long(word: str) -> str:
    return word.replace("ß", "ss").replace("æ", "ae").replace("œ", "oe")


def _inflect(words: Iterable[str], known: dict[str, float]) -> None:
    """Adds the regular forms of English words, a little dearer than the word."""
    for word in words:
        if len(word) > 3 and not word.endswith(("s", "ed", "ing")):
            stem = word.removesuffix("e")
            for form in (f"{word}s", f"{stem}ed", f"{stem}ing"):
                for end in range(len(stem), len(form)):
                    known.setdefault(form[:end], inf)
                known[form] = min(known.get(form, inf), known[word] + 1.5)


@cache
def shipped() -> Words:
    """The lists that come with Standfast."""
    lists: dict[str, tuple[str, ...]] = {}
    lang = ""
    for line in lines("words.txt"):
        if line.startswith("# "):
            lang = line[2:4]
            lists[lang] = ()
        else:
            lists[lang] += tuple(line.split())
    return Words(lists)
