"""Digits and signs written for letters: ``y0ur v1d30``, ``p@y``.

Decoded where a known word comes out, or where the whole text is written so. Codes, sizes, names of files and formats,
hashes, wallets, links and addresses are left alone.
"""

from __future__ import annotations

import re
from itertools import product

from attrs import frozen

from .folded import Trick
from .words import Words

RUN = re.compile(r"[a-z0-9@$!]+")
SIGNS = re.compile("[@$!][a-z]")
PLAIN = str.maketrans("4310057@$!", "aeioostasi")
LETTER_FOR = str.maketrans({"4": "a", "3": "e", "1": "i", "0": "o", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
UNDECODABLE = re.compile(r"[2689]")
MEASURE = re.compile(
    r"\d*1st|\d*2nd|\d*3rd|\d+th|[a-z]\d+s|\d+(?:[abdeghklmopsvwxy]|hrs?|mins?|sec|yrs?|kg|km|cm|mm|ml|am|pm|er|eme|eur|usd|btc|[kmgt]b|[gm]hz)"
)
KNOWN = frozenset(
    {
        "mp3",
        "mp4",
        "m4a",
        "h264",
        "b2b",
        "p2p",
        "b2c",
        "i5",
        "i7",
        "3d",
        "4k",
        "3g",
        "4g",
        "5g",
        "a4",
        "a3",
        "a5",
        "ps3",
        "ps4",
        "ps5",
        "md5",
        "sha1",
        "g7",
        "m1",
        "l10n",
        "i18n",
        "a11y",
        "s3",
        "ec2",
        "f1",
        "o1",
        "co2",
        "h1n1",
        "r2d2",
    }
)
I_AM = re.compile(r"(?<![a-z0-9])1(?='(?:m|ll|ve|d)(?![a-z0-9]))")
ITS = re.compile(r"(?<=[a-z]')5(?![a-z0-9])")
LONGEST = 24
BEFORE = frozenset(" \t\n\r\"'([{«“„*>-–—,;:/…")
AFTER = frozenset(" \t\n\r\"')]}»”*<-–—,;?!…")
FEWEST, SHARE = 3, 0.15
"""A text is written so when it has three different such words, and they are a good part of its words."""


@frozen
class _Find:
    start: int
    end: int
    code: str
    word: str
    known: bool
    sure: bool
    """Whether it may be decoded even in an ordinary text."""
    ordinary: bool
    """Whether such a mixture is written by everyone: a size, a format."""


def decode(text: str, token_count: int, words: Words) -> tuple[str, tuple[Trick, ...]]:
    """``text`` (folded) with such words as letters. No length changes, so offsets stay."""
    finds = [find for match in RUN.finditer(text) if not match[0].isalpha() and (find := _look(text, match, words))]
    known = {find.code for find in finds if find.known and not find.ordinary}
    whole = len(known) >= FEWEST and sum(find.known for find in finds) >= SHARE * token_count
    chosen = [find for find in finds if find.sure or (whole and (find.known or not find.ordinary))]
    if not chosen:
        return text, ()
    parts: list[str] = []
    done = 0
    for find in chosen:
        parts += (text[done : find.start], find.word)
        done = find.end
    parts.append(text[done:])
    decoded = "".join(parts)
    if whole:
        decoded = ITS.sub("s", I_AM.sub("i", decoded))
    return decoded, (Trick("leetspeak", len(chosen), chosen[0].start, chosen[0].end),)


def _look(text: str, match: re.Match[str], words: Words) -> _Find | None:
    code = match[0].rstrip("!")
    start, end = match.start(), match.start() + len(code)
    if len(code) < 2 or len(code) > LONGEST or UNDECODABLE.search(code) or code.isalpha() or not any(map(str.isalpha, code)):
        return None
    if code[0] in "@!" or not _stands_alone(text, start, end):
        return None
    word, known = _best(code, words)
    ordinary = code in KNOWN or MEASURE.fullmatch(code) is not None
    return _Find(start, end, code, word, known, known and not ordinary and _is_sure(code, word, words), ordinary)


def _stands_alone(text: str, start: int, end: int) -> bool:
    if start and text[start - 1] not in BEFORE:
        return False
    if start > 1 and text[start - 1] in ":/" and not text[start - 2].isspace():
        return False
    after = text[end : end + 1]
    if after in (".", ":", "/"):
        return end + 1 == len(text) or text[end + 1] in AFTER
    return not after or after in AFTER


def _best(code: str, words: Words) -> tuple[str, bool]:
    """A 1 is an i or an l: whichever makes a known word."""
    word = code.translate(LETTER_FOR)
    if words.knows(word):
        return word, True
    ones = [k for k, char in enumerate(code) if char == "1"]
    if 0 < len(ones) < 4:
        for choice in product("il", repeat=len(ones)):
            letters = list(word)
            for k, letter in zip(ones, choice, strict=True):
                letters[k] = letter
            if words.knows("".join(letters)):
                return "".join(letters), True
    return word, False


def _is_sure(code: str, word: str, words: Words) -> bool:
    """In an ordinary text a short code may spell a word by chance, so the word must be long, or English and common."""
    if len(word) < 3 or (len(word) == 3 and not words.is_common(word)) or (len(word) == 4 and not words.has("en", word)):
        return False
    stem = code.rstrip("0123456789@$!")
    if stem.isalpha():
        return len(word) > 3 and len(code) - len(stem) < 3 and words.has("en", word) and not words.has("en", stem)
    return code[0].isalpha() or (len(word) > 3 and sum(map(str.isalpha, code)) > 1)
