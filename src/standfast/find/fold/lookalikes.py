"""Letters of other alphabets, or of phonetic script, that stand in for Latin ones.

Real Russian, Greek or Armenian must stay what it is. So a word is only touched when it mixes alphabets, and words wholly
in another alphabet only when the text holds more mixed words than words that are plainly of that alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from attrs import frozen

from .data import lines
from .folded import Trick
from .letters import fold_word
from .offsets import Layer, rewrite
from .words import Words

WORD = re.compile(r"[^\W_]+")
UNIT = re.compile("[kMGmTP]?[ΩμΔδπσλθΣΦφΨαβγ][A-Za-z0-9]{0,3}|[A-Za-z]{1,2}[μΩΔπσλθαβγ][0-9]?")
"""Formulas and units: 10 μs, kΩ, Δt."""
AFFIX = re.compile(r"[A-Za-z0-9]+[^\x00-\x7f]+|[^\x00-\x7f]+[A-Za-z0-9]+")
"""A Latin name with a Russian ending is Russian grammar, not a disguise."""
SIGNS = frozenset("¡€¢©£¥®§×∀ª∂∩∪√∨∑∃₿†°º∈℮")
"""Those of the data file, so that ordinary text need not read it."""
NO_STAND_INS = re.compile("[\u0080-\u0148\u014a-\u017f\u1e00-\u1eff\u2000-\u2c5f\u2e80-\ua4cf]")
"""Accented letters, punctuation, symbols and East Asian letters: ordinary text, for which the table need not be read."""
LIVING = re.compile("[əƏɛƐɔƆŋŊ]")
"""Letters of Azeri, Twi, Ewe and others."""
NEVER_IN_WORDS = frozenset("¡¢€£¥§")
"""The others may join two words or make a brand, so a known word must come out."""
CAPITAL_I_INSIDE = re.compile("(?<=[a-z])I+")
"""Capital iota and its like stand for a small l inside a word: cΙeaner."""
LATIN, PHONETIC, SAME, SIMILAR, OTHER, UNITS, MIXED, MIXED_SAME = "LPSTOUXY"
"""Kinds of letters, and of words. Of words: OTHER is wholly of another alphabet with a letter that proves it, SAME without
one, UNITS a formula until the whole text proves to be disguised, MIXED_SAME mixed of letters of the same shape only."""


@cache
def table() -> dict[str, tuple[str, str]]:
    """Character to (tier, what it looks like), from the data file."""
    rows: dict[str, tuple[str, str]] = {}
    for line in lines("confusables.tsv")[1:]:
        tier, seen, chars = line.split("\t")
        rows.update(dict.fromkeys(chars, (tier, seen)))
    return rows


@cache
def sign_words() -> re.Pattern[str]:
    """Words with symbols between their letters: H¡gh, d¡g¡tal, h€llo."""
    chars = re.escape("".join(char for char, (tier, _) in table().items() if tier == "sign"))
    return re.compile(f"(?<![A-Za-z{chars}])[A-Za-z]++(?:[{chars}]++[A-Za-z]++)+")


@lru_cache(20_000)
def _look(char: str) -> tuple[str, str]:
    """Class of a letter outside ASCII and what it looks like, accents on look-alikes included."""
    tier, seen = table().get(char, ("", char))
    if not tier:
        if char < "\u0250" or "\u1e00" <= char <= "\u1eff" or not char.isalpha():
            return LATIN, char
        bare = unicodedata.normalize("NFD", char)[0]
        tier, seen = table().get(bare, ("", char)) if bare != char else ("", char)
        if tier == "loose":
            tier, seen = "", char  # й is no n: who disguises a word takes letters that look alike
    if tier in ("", "sign"):
        return (LATIN if unicodedata.name(char, "").startswith("LATIN") else OTHER), char
    return {"latin": PHONETIC, "strict": SAME, "loose": SIMILAR}[tier], seen


@lru_cache(20_000)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ", 1)[0]


class _Word(NamedTuple):
    start: int
    end: int
    seen: str
    """The word with stand-ins as the letters they look like."""
    kind: str


_Census = dict[str, list[_Word]]
"""The words of a text by kind. Latin ones are only counted in ``_sort``."""


def _sort(text: str) -> tuple[int, _Census]:
    latin = 0
    census: _Census = {kind: [] for kind in (PHONETIC, SAME, OTHER, UNITS, MIXED, MIXED_SAME)}
    known: dict[str, tuple[str, str]] = {}
    for match in WORD.finditer(text):
        word = match[0]
        if word.isascii():
            latin += word.isalpha()
            continue
        if word not in known:
            known[word] = _kind(word)
        kind, seen = known[word]
        latin += kind in (LATIN, PHONETIC)
        if kind != LATIN:
            census[kind].append(_Word(match.start(), match.end(), seen, kind))
    return latin, census


def _kind(word: str) -> tuple[str, str]:
    """The kind of a word that is not ASCII, and the word as it looks."""
    looks = [(LATIN, char) if char.isascii() else _look(char) for char in word]
    seen = "".join(look for _, look in looks)
    if "I" not in word and not word.isupper():
        seen = CAPITAL_I_INSIDE.sub(lambda match: "l" * len(match[0]), seen)
    letters = [(kind, char) for (kind, _), char in zip(looks, word, strict=True) if char.isalpha()]
    kinds = {kind for kind, _ in letters}
    if kinds <= {LATIN, PHONETIC}:
        return (PHONETIC if PHONETIC in kinds else LATIN), seen
    if UNIT.fullmatch(word):
        return UNITS, seen
    if not kinds & {SAME, SIMILAR}:
        return (OTHER if kinds == {OTHER} else LATIN), word
    scripts = {_script(char) for kind, char in letters if kind in (SAME, SIMILAR, OTHER)}
    if kinds & {LATIN, PHONETIC} or len(scripts) > 1:
        return (MIXED_SAME if kinds <= {LATIN, PHONETIC, SAME} else MIXED), seen
    return (SAME if kinds == {SAME} else OTHER), seen


@frozen
class _Verdict:
    fold: list[_Word]
    """The words to fold."""
    mixed: list[_Word]
    """The words that mix alphabets where nobody writes so."""


def _judge(text: str, words: Words) -> _Verdict:
    latin, census = _sort(text)
    mixed = census[MIXED_SAME] + census[MIXED]
    inside = [word for word in mixed if not AFFIX.fullmatch(text, word.start, word.end)]
    known = words.knows if len(inside) > 2 else words.only_english.__contains__
    hidden = sum(len(word.seen) > 2 and known(fold_word(word.seen)) for word in census[OTHER])
    proofs = len(census[OTHER]) - hidden  # words that prove that their alphabet is meant
    latin_led = proofs <= latin + len(mixed)
    fold = list(census[PHONETIC])
    if len(inside) + hidden > proofs and (inside or hidden > 1 or latin) and 3 * (len(inside) + hidden) >= len(census[SAME]):
        fold += mixed + census[SAME] + census[UNITS] + [word for word in census[OTHER] if word.seen.isascii()]
    else:
        if latin_led:
            fold += census[MIXED_SAME] + [word for word in census[MIXED] if words.knows(fold_word(word.seen))]
        if not proofs and latin:
            fold += [word for word in census[SAME] if word.end - word.start > 1 and words.knows(fold_word(word.seen))]
    return _Verdict(sorted(fold), sorted({*inside, *(word for word in fold if word.kind in (MIXED, MIXED_SAME))}))


def may_be_in(text: str, chars: set[str]) -> bool:
    """Whether any of ``chars``, those outside ASCII, can stand in for a Latin letter."""
    return (not chars.isdisjoint(SIGNS) and sign_words().search(text) is not None) or any(map(_stands_in, chars))


@lru_cache(20_000)
def _stands_in(char: str) -> bool:
    return not NO_STAND_INS.match(char) and _look(char)[0] in (PHONETIC, SAME, SIMILAR)


def as_latin(chars: str) -> str:
    """One character for one: stand-ins as what they look like. For letters whose words are not known yet."""
    if chars.isascii():
        return chars
    return "".join(seen if not char.isascii() and (seen := _look(char)[1]) and len(seen) == 1 else char for char in chars)


def undo(text: str, words: Words) -> tuple[str, tuple[Layer | None, ...], tuple[Trick, ...]]:
    """The text with stand-ins as the letters they look like. A layer only where lengths change."""
    text, hiding = _undo_signs(text, words)
    verdict = _judge(text, words)
    hiding += [word[:2] for word in verdict.fold if word.kind != PHONETIC or _is_hidden(text[word.start : word.end], word.seen, words)]
    new, layer = rewrite(text, (word[:3] for word in verdict.fold))
    if all(word.end - word.start == len(word.seen) for word in verdict.fold):
        layer = None
    found = {"confusable-letters": hiding, "mixed-scripts": [word[:2] for word in verdict.mixed]}
    return new, (layer,), tuple(Trick(name, len(spans), *min(spans)) for name, spans in found.items() if spans)


def _is_hidden(word: str, seen: str, words: Words) -> bool:
    """Some phonetic letters are letters of living languages, so only a longer word that we know was hidden behind them."""
    known = words.only_english.__contains__ if LIVING.search(word) else words.knows
    return len(seen) > 3 and known(fold_word(seen))


def _undo_signs(text: str, words: Words) -> tuple[str, list[tuple[int, int]]]:
    """Symbols read as letters where that makes a known word. One character for one: offsets stay."""
    edits: list[tuple[int, int, str]] = []
    for match in sign_words().finditer(text):
        word = match[0]
        seen = word if word.isascii() else "".join(char if char.isascii() else table()[char][1] for char in word)
        if NEVER_IN_WORDS.issuperset(char for char in word if not char.isascii()) or words.knows(seen.lower()):
            edits.append((*match.span(), seen))
    return rewrite(text, edits)[0], [(start, end) for start, end, _ in edits]
