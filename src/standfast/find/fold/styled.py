"""Letters in fancy dress: full width, mathematical bold, circled, squared. NFKC undoes most of them."""

from __future__ import annotations

import re
import unicodedata

from .folded import Trick
from .offsets import Layer, rewrite

_marks = "\u0300-\u036f"
CLUSTER = re.compile(f"[A-Za-z\u00c0-\u052f\u1e00-\u1fff][{_marks}]{{1,3}}(?![{_marks}])|[\u3041-\u30fe][\u3099\u309a]")
"""A letter and its accents typed apart. Longer piles are no spelling, and sorting them takes quadratic time."""
MARKS = frozenset(map(chr, (*range(0x300, 0x370), 0x3099, 0x309A)))
JAMO = re.compile("[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?")
STYLED = re.compile(
    "[\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7cb\u24b6-\u24e9\u249c-\u24b5\U0001f110-\U0001f12b\U0001f130-\U0001f149\U0001f150-\U0001f169"
    "\U0001f170-\U0001f189\u1d2c-\u1d6a\u2071\u207f\u2090-\u209c\u2102\u210a-\u2115\u2119-\u211d\u2124\u2128\u212c-\u2134\u2145-\u2149]{2,}"
)
"""Two or more styled letters side by side; one alone is a formula, a trade mark or an ordinal."""
EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
KEPT = frozenset("™℠…¨´¯¸·ŉªºϲϹµ")
LONGEST = 4
"""One character of Arabic expands to 18: more than this is left as it is, so that no text can blow up."""
_known: dict[str, str] = {}


def _undress(char: str) -> str:
    code = ord(char)
    if 0x1F150 <= code <= 0x1F169 or 0x1F170 <= code <= 0x1F189:
        return chr(ord("A") + (code - 0x1F150) % 32)
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    new = unicodedata.normalize("NFKC", char)
    if char in KEPT or len(new) > LONGEST or "\u2044" in new or (new[0] == " " and len(new) > 1):
        return char
    return new


def undress(char: str) -> str:
    """The ordinary character or characters for one outside ASCII; itself where there are none."""
    new = _known.get(char)
    if new is None:
        new = _undress(char)
        if len(_known) < 20_000:
            _known[char] = new
    return new


def undo(text: str, chars: set[str]) -> tuple[str, list[Layer | None], tuple[Trick, ...]]:
    """``chars``: the characters outside ASCII that the text holds. What changes no length needs no layer."""
    found = [match.span() for match in STYLED.finditer(text)]
    if found and EAST_ASIAN.search(text):
        found.clear()
    layers: list[Layer | None] = []
    changed = {char: new for char in chars if (new := undress(char)) != char}
    longer = "".join(char for char, new in changed.items() if len(new) > 1)
    if longer:
        pattern = re.compile(f"[{re.escape(longer)}]")
        text, layer = rewrite(text, ((match.start(), match.end(), changed[match[0]]) for match in pattern.finditer(text)))
        layers.append(layer)
    text = replace(text, {char: new for char, new in changed.items() if len(new) == 1})
    if not MARKS.isdisjoint(chars):
        text, layer = rewrite(text, _composed(text, CLUSTER))
        layers.append(layer)
    if any("\u1161" <= char <= "\u1175" for char in chars):
        text, layer = rewrite(text, _composed(text, JAMO))
        layers.append(layer)
    return text, layers, (Trick("fullwidth", len(found), *found[0]),) if found else ()


def replace(text: str, changes: dict[str, str]) -> str:
    """One character for one. A handful goes faster one after the other than in one pass over a table."""
    if len(changes) > 40:
        return text.translate({ord(char): new for char, new in changes.items()})
    for char, new in changes.items():
        text = text.replace(char, new)
    return text


def _composed(text: str, pattern: re.Pattern[str]) -> list[tuple[int, int, str]]:
    known: dict[str, str] = {}
    edits: list[tuple[int, int, str]] = []
    for match in pattern.finditer(text):
        cluster = match[0]
        new = known.get(cluster)
        if new is None:
            new = known[cluster] = unicodedata.normalize("NFC", cluster)
        if new != cluster:
            edits.append((match.start(), match.end(), new))
    return edits
