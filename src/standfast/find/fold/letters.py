"""Lower case without accents: what is left of a letter when every language's spelling is forgotten."""

from __future__ import annotations

import re
import unicodedata

from .offsets import Layer, rewrite
from .styled import replace

STROKED = {
    "ø": "o",
    "đ": "d",
    "ł": "l",
    "ħ": "h",
    "ı": "i",
    "ŋ": "n",
    "ŧ": "t",
    "ĸ": "k",
    "ſ": "s",
    "þ": "p",
    "ð": "d",
    "ς": "σ",
    "ё": "е",
    **dict.fromkeys("أإآٱ", "ا"),
    "ى": "ي",
    "ئ": "ي",
    "ة": "ه",
    "ؤ": "و",
    "ँ": "ं",
}
"""Letters that NFKD does not take apart. Thorn is taken for the p it looks like: Icelandic is not among our languages.
Arabic letters that people write for each other, with hamza or without, become one; so do the two Hindi marks of a nasal."""
LONGER = {"ß": "ss", "æ": "ae", "œ": "oe"}
APOSTROPHES = frozenset("’‘ʼʻ′´‛ʹ\u0374")
_points = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    "\u093c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
CHANGES_LENGTH = re.compile(f"[ßæœ]|[{_points}]+")
"""Also accents on no letter, Hebrew and Arabic points, the Arabic stretching stroke and the dot below of Hindi: dropped."""
_POINTS = re.compile(f"[{_points}]+")
_known: dict[str, str] = {}


def _stripped(char: str) -> str:
    if char in APOSTROPHES:
        return "'"
    low = char.lower()[0]
    if "\u0400" <= low < "\u0590" or not unicodedata.name(low, "").startswith(("LATIN", "GREEK")):
        return STROKED.get(low, low)
    bare = "".join(part for part in unicodedata.normalize("NFKD", low) if not unicodedata.combining(part)).lower()
    return STROKED.get(bare, bare) if len(bare) == 1 else low


def stripped(char: str) -> str:
    """One character for one, lower case; ``ß``, ``æ`` and ``œ`` stay."""
    new = _known.get(char)
    if new is None:
        new = _stripped(char)
        if len(_known) < 20_000:
            _known[char] = new
    return new


def strip(plain: str, chars: set[str]) -> tuple[str, Layer | None]:
    """Folds case and accents. ``chars``: the characters outside ASCII in ``plain``. A layer only where lengths change."""
    if "İ" in chars:
        plain = plain.replace("İ", "i")
    lower = plain.lower()
    small = {char.lower() for char in chars if char != "İ"}
    if "σ" in small:
        small.add("ς")
    lower = replace(lower, {char: new for char in small if (new := stripped(char)) != char})
    return rewrite(lower, ((match.start(), match.end(), LONGER.get(match[0], "")) for match in CHANGES_LENGTH.finditer(lower)))


def without_points(word: str) -> str:
    """A lower-case word without the marks that folding drops; ``ß``, ``æ`` and ``œ`` stay."""
    return _POINTS.sub("", word)


def fold_word(word: str) -> str:
    """A single word, folded; for looking it up, where offsets do not matter."""
    low = "".join(map(stripped, word.lower()))
    return CHANGES_LENGTH.sub(lambda match: LONGER.get(match[0], ""), low)
