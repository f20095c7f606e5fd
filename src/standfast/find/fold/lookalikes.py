"""Letters of other alphabets, or of phonetic script, that stand in for Latin ones.

Real Russian, Greek or Armenian must stay what it is. So a word is only touched when it mixes alphabets, and words wholly
in another alphabet only when the text holds more mixed words than words that are plainly of that alphabet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from attrs import define, field

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
NEVER_IN_WORDS = frozenset("¡¢€£¥§")
"""The others may join two words or make a brand, so a known word must come out."""
CAPITAL_I_INSIDE = re.compile("(?<=[a-z])I+")
"""Capital iota and its like stand for a small l inside a word: cΙeaner."""
LATIN, PHONETIC, SAME, SIMILAR, OTHER, UNITS = "LPSTOU"


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
    if tier in ("", "sign"):
        return (LATIN if unicodedata.name(char, "").startswith("LATIN") else OTHER), char
    return {"latin": PHONETIC, "strict": SAME, "loose": SIMILAR}[tier], seen


@lru_cache(20_000)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ", 1)[0]


@define
class _Census:
    """What kinds of words a text holds. ``latin`` counts words; the others hold (start, end, word as it looks)."""

    latin: int = 0
    foreign: list[tuple[int, int, str]] = field(factory=list[tuple[int, int, str]])
    """Wholly of another alphabet, and at least one letter proves it."""
    twins: list[tuple[int, int, str]] = field(factory=list[tuple[int, int, str]])
    """Wholly of another alphabet, every letter the same shape as a Latin one."""
    mixed: list[tuple[int, int, str, bool, bool]] = field(factory=list[tuple[int, int, str, bool, bool]])
    """Then: whether every letter has the same shape; whether it is a name with an ending."""
    phonetic: list[tuple[int, int, str]] = field(factory=list[tuple[int, int, str]])
    units: list[tuple[int, int, str]] = field(factory=list[tuple[int, int, str]])
    """One Greek letter, or one with a few Latin ones: a formula, until the whole text proves to be disguised."""


def _sort(text: str) -> _Census:
    census = _Census()
    known: dict[str, tuple[str, str]] = {}
    for match in WORD.finditer(text):
        word = match[0]
        if word.isascii():
            census.latin += word.isalpha()
            continue
        if word not in known:
            known[word] = _kind(word)
        kind, seen = known[word]
        start, end = match.span()
        if kind == LATIN:
            census.latin += 1
        elif kind == PHONETIC:
            census.latin += 1
            census.phonetic.append((start, end, seen))
        elif kind == UNITS:
            census.units.append((start, end, seen))
        elif kind == OTHER:
            census.foreign.append((start, end, seen))
        elif kind == SAME:
            census.twins.append((start, end, seen))
        else:
            census.mixed.append((start, end, seen, kind == "M", AFFIX.fullmatch(word) is not None))
    return census


def _kind(word: str) -> tuple[str, str]:
    """LATIN, PHONETIC, SAME or OTHER; ``M`` or ``m`` for mixed, all letters alike or not; and the word as it looks."""
    looks = [(LATIN, char) if char.isascii() else _look(char) for char in word]
    seen = "".join(look for _, look in looks)
    if "I" in seen and not word.isupper():
        seen = CAPITAL_I_INSIDE.sub(lambda match: "l" * len(match[0]), seen) if "I" not in word else seen
    classes = {kind for (kind, _), char in zip(looks, word, strict=True) if char.isalpha()}
    if classes <= {LATIN, PHONETIC}:
        return (PHONETIC if PHONETIC in classes else LATIN), seen
    if UNIT.fullmatch(word):
        return UNITS, seen
    if not classes & {SAME, SIMILAR}:
        return (OTHER if classes == {OTHER} else LATIN), word
    scripts = {_script(char) for (kind, _), char in zip(looks, word, strict=True) if kind in (SAME, SIMILAR, OTHER) and char.isalpha()}
    if classes & {LATIN, PHONETIC} or len(scripts) > 1:
        return ("M" if classes <= {LATIN, PHONETIC, SAME} else "m"), seen
    return (SAME if classes == {SAME} else OTHER), seen


def _weigh(census: _Census, words: Words) -> tuple[int, bool]:
    """How many words prove that their alphabet is meant, and whether more speak for a disguise of the whole text."""
    mixed = sum(not affix for *_, affix in census.mixed)
    known = words.knows if mixed > 2 else words.only_english.__contains__
    hidden = sum(len(seen) > 2 and known(fold_word(seen)) for _, _, seen in census.foreign)
    proofs = len(census.foreign) - hidden
    return proofs, mixed + hidden > proofs and 3 * (mixed + hidden) >= len(census.twins)


def _judge(census: _Census, words: Words) -> list[tuple[int, int, str]]:
    """The words to fold, in no order."""
    proofs, disguised = _weigh(census, words)
    latin_led = proofs <= census.latin + len(census.mixed)
    folded = [row[:3] for row in census.mixed if disguised or (latin_led and (row[3] or words.knows(fold_word(row[2]))))]
    folded += census.phonetic
    if disguised:
        folded += census.twins + census.units
        folded += [row for row in census.foreign if row[2].isascii()]
    elif not proofs and census.latin:
        folded += [row for row in census.twins if row[1] - row[0] > 1 and words.knows(fold_word(row[2]))]
    return folded


def may_be_in(text: str, chars: set[str]) -> bool:
    """Whether any of ``chars``, those outside ASCII, can stand in for a Latin letter."""
    return (not chars.isdisjoint(SIGNS) and sign_words().search(text) is not None) or any(map(_stands_in, chars))


@lru_cache(20_000)
def _stands_in(char: str) -> bool:
    return not NO_STAND_INS.match(char) and _look(char)[0] in (PHONETIC, SAME, SIMILAR)


def as_latin(chars: str) -> str:
    """One character for one: stand-ins as what they look like. For letters whose words are not known yet."""
    return "".join(seen if not char.isascii() and (seen := _look(char)[1]) and len(seen) == 1 else char for char in chars)


def undo(text: str, words: Words) -> tuple[str, tuple[Layer | None, ...], tuple[Trick, ...]]:
    """The text with stand-ins as the letters they look like. A layer only where lengths change."""
    text, hiding = _undo_signs(text, words)
    census = _sort(text)
    changes = _judge(census, words)
    phonetic = set(census.phonetic)
    hiding += [(row[0], row[1]) for row in changes if row not in phonetic or words.knows(fold_word(row[2]))]
    latin_led = _weigh(census, words)[0] <= census.latin + len(census.mixed)
    mixed = [(row[0], row[1]) for row in census.mixed if latin_led or not row[4]]
    new, layer = rewrite(text, sorted(changes))
    if len(new) == len(text) and all(end - start == len(seen) for start, end, seen in changes):
        layer = None
    tricks = [Trick(name, len(found), *min(found)) for name, found in (("confusable-letters", hiding), ("mixed-scripts", mixed)) if found]
    return new, (layer,), tuple(tricks)


def _undo_signs(text: str, words: Words) -> tuple[str, list[tuple[int, int]]]:
    """Symbols read as letters where that makes a known word. One character for one: offsets stay."""
    edits: list[tuple[int, int, str]] = []
    for match in sign_words().finditer(text):
        word = match[0]
        seen = word if word.isascii() else "".join(char if char.isascii() else table()[char][1] for char in word)
        if NEVER_IN_WORDS.issuperset(char for char in word if not char.isascii()) or words.knows(seen.lower()):
            edits.append((*match.span(), seen))
    return rewrite(text, edits)[0], [(start, end) for start, end, _ in edits]
