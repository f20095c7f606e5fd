"""Words and numbers, and the sentences they stand in.

An apostrophe joins what English, Dutch and German write as one (``don't`` is ``dont``, ``foto's`` is ``fotos``) and the
letters of a Ukrainian word (``сім'ї`` is ``сімї``); it parts French and Italian elisions (``l'argent`` is ``l`` ``argent``).
An underscore, a sign or an emoji is no part of a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

_endings = "'(?:s|t|d|m|ll|re|ve|em|all|clock)"
ASCII_TOKEN = re.compile(f"[a-z0-9]+(?:{_endings}(?![a-z0-9']))?")
MARKS = "\u0900-\u0963\u0966-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ecd\u1000-\u1049\u104e-\u109f\u1780-\u17d3"
"""Vowel signs of Indic and South-East Asian scripts, which are letters to a reader and not to ``\\w``."""
INSIDE_CYRILLIC = "(?<=[\u0400-\u04ff])'(?=[\u0400-\u04ff])"
TOKEN = re.compile(f"(?:[^\\W_]++[{MARKS}]*+(?:{INSIDE_CYRILLIC})?+)++(?:{_endings}(?![^\\W_]|'))?")
STOP = re.compile("[.!?…。．।॥؟۔\n]+[\"')\\]»”’*_]*")
ALWAYS = frozenset("。．।॥؟۔\n")
"""These end a sentence wherever they stand; the others only before a space, and so not in ``example.com`` or ``1.5``."""
ABBREVIATIONS = frozenset({
    "mr", "mrs", "ms", "dr", "st", "nr", "dvs", "ca", "kl", "bl", "bzw", "inkl", "evtl", "ggf", "vgl", "env", "aprox", "np", "tzn", "tys",
    "tj", "tzv", "tis", "bv", "bijv", "evt", "approx", "vs", "tel", "rp", "jl", "тис", "млн", "напр",
})
ABBREVIATED = re.compile(rf"\b(?:[a-z]|[tp]\.ex|{'|'.join(ABBREVIATIONS)})$")
"""A full stop after an initial, a title or an abbreviation that wants a word behind it ends nothing."""
_LONGEST_ABBREVIATION = 7
WRAPPED = range(50, 101)
"""Lengths of the longest line of a paragraph that was wrapped by a mail program."""
NEW_ITEM = re.compile(r"[-*•>#|–—]|\d{1,3}[.)]\s")


def tokens(text: str) -> tuple[list[str], list[int], list[int]]:
    """Words of folded ``text``, with their offsets in it."""
    pattern = ASCII_TOKEN if text.isascii() else TOKEN
    spans = [match.span() for match in pattern.finditer(text)]
    found = [text[start:end] for start, end in spans]
    if "'" in text:
        found = [word.replace("'", "") for word in found]
    return found, [start for start, _ in spans], [end for _, end in spans]


def sentences(text: str, starts: list[int]) -> list[int]:
    """The number of the sentence that each token stands in. ``starts``: offsets of tokens in ``text``."""
    wraps = soft_wraps(text) if "\n" in text else frozenset[int]()
    numbers: list[int] = []
    number = 0
    for match in STOP.finditer(text):
        if not _ends_sentence(text, match.group(), match.start(), match.end(), wraps):
            continue
        upto = bisect_left(starts, match.end(), len(numbers))
        if upto > len(numbers):
            numbers += [number] * (upto - len(numbers))
            number += 1
    numbers += [number] * (len(starts) - len(numbers))
    return numbers


def _ends_sentence(text: str, stop: str, start: int, end: int, wraps: frozenset[int]) -> bool:
    if stop == "\n":
        return start not in wraps
    if stop == "." and ABBREVIATED.search(text, max(0, start - _LONGEST_ABBREVIATION), start):
        return False
    return end == len(text) or text[end].isspace() or not ALWAYS.isdisjoint(stop)


def soft_wraps(text: str) -> frozenset[int]:
    """The places of line breaks that only keep lines short: the next line's first word had no room on this one."""
    wraps: list[int] = []
    lines = text.split("\n")
    first, place = 0, 0
    for last, line in enumerate((*lines, "")):
        if line and not line.isspace():
            continue
        paragraph = lines[first:last]
        if len(paragraph) > 1:
            wraps += _wraps_of(paragraph, place)
        place += sum(map(len, paragraph)) + len(paragraph) + len(line) + 1
        first = last + 1
    return frozenset(wraps)


def _wraps_of(paragraph: list[str], place: int) -> list[int]:
    longest = max((len(line) for line in paragraph if len(line) < WRAPPED.stop), default=0)
    if longest < WRAPPED.start:
        return []
    wraps: list[int] = []
    for line, following in pairwise(paragraph):
        place += len(line)
        if len(line) <= longest and not NEW_ITEM.match(following) and len(line) + 1 + len(following.split(None, 1)[0]) > longest:
            wraps.append(place)
        place += 1
    return wraps
