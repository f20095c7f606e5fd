"""The date and time that begin a message, in every order, clock and script that phones write them in.

Three layouts: ``[date, time] `` (iPhone), ``date, time - `` (Android) and ``[time, date] `` (copied from WhatsApp Web).
The pattern works on bytes, so that a file of any length is scanned at the speed of the pattern.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .words import words

_MARK = rb"(?:\xef\xbb\xbf|\xe2\x80[\x8b\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xd8\x9c)"
"""Byte order mark and the invisible marks of writing direction."""
_SPACE = rb"(?:[ \t]|\xc2\xa0|\xe2\x80[\x87\x89\xaf])"
_GAP = rb"(?:[ \t]|\xc2\xa0|\xe2\x80[\x87\x89\x8b\x8e\x8f\xaa-\xaf]|\xe2\x81[\xa6-\xa9]|\xd8\x9c){0,6}"
_DIGIT = (
    rb"(?:[0-9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5\xa7\xa9\xab\xad\xaf\xb1\xb3\xb5][\xa6-\xaf]"
    rb"|\xe0[\xb9\xbb][\x90-\x99]|\xe1\x81[\x80-\x89]|\xe1\x9f[\xa0-\xa9])"
)
"""Western, Arabic, Persian, the Indian scripts, Thai, Lao, Burmese, Khmer."""
_CUT = rb"(?:" + _GAP + rb"[./-]" + _GAP + rb"|" + _SPACE + rb")"
_DATE = rb"(" + _DIGIT + rb"{1,4}" + _CUT + _DIGIT + rb"{1,2}" + _CUT + _DIGIT + rb"{1,4})"
_COLON = rb"(?:[:.]|" + _SPACE + rb"?(?:h|min)" + _SPACE + rb"?)"
_TIME = rb"(" + _DIGIT + rb"{1,2}" + _COLON + _DIGIT + rb"{2}(?:" + _COLON + _DIGIT + rb"{2})?)"
_WORDS = rb"([^0-9\r\n:\[\]]{%d,40}?)"
_DASH = _SPACE + _GAP + rb"(?:-|\xe2\x80[\x93\x94])" + _SPACE + _GAP

BEGINS = re.compile(
    rb"[\r\n]("
    + _MARK + rb"{0,6}(?:"
    + rb"\[" + _GAP + rb"(?:" + _DATE + _WORDS % 1 + _TIME + _WORDS % 0
    + rb"|([^0-9\r\n:\[\]]{0,24}?)" + _TIME + _WORDS % 1 + _DATE + rb"(\.?)" + _GAP + rb")\]" + _GAP
    + rb"|" + _DATE + _WORDS % 1 + _TIME + _WORDS % 0 + _DASH
    + rb"))"
)  # fmt: skip
"""A line end, and as group 1 all that stands before the sender's name."""

_INVISIBLE = re.compile("[\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c]+")
_NUMBER = re.compile(r"\d+")
_BETWEEN = re.compile(r"[\s,،،、.·]+")
UNKNOWN = 1
"""Neither morning nor afternoon: a word that is in no list."""
_MAX_WORD = 14


class Stamp(NamedTuple):
    """Parts of one beginning, as bytes; numbers are read only where needed."""

    date: bytes
    time: bytes
    half: int | None
    """0 before noon, 12 after noon, None on a 24-hour clock, UNKNOWN for a word we do not know."""
    dotted: bool
    """A dot stands after the last number of the date."""
    written: bytes


def accept(match: re.Match[bytes]) -> Stamp | None:
    """The parts, or None where the words between date and time are none that a phone writes."""
    _, date, before, time, after, web_first, web_time, web_before, web_date, web_dot, p_date, p_before, p_time, p_after = match.groups()
    if date is not None:
        half = _half(before, after)
    elif p_date is not None:
        date, time, before = p_date, p_time, p_before
        half = _half(p_before, p_after)
    else:
        date, time, before = web_date, web_time, web_dot
        half = _half(web_before, web_first)
    if half is None:
        return None
    return Stamp(date, time, half if half >= 0 else None, before.startswith(b"."), match[1])


@lru_cache(maxsize=2048)
def _half(before: bytes, after: bytes) -> int | None:
    """-1 where no word says so; None where the words belong to no date."""
    said = -1
    for part in (before, after):
        text = plain(part).strip().casefold()
        if not text:
            continue
        known = words().halves.get(_squeezed(text))
        if known is not None:
            said = known
            continue
        for word in _BETWEEN.split(text):
            known = words().halves.get(_squeezed(word))
            if known is not None:
                said = known
            elif word and word.strip(".") not in words().joiners:
                if len(word) > _MAX_WORD or not word.replace(".", "").replace("'", "").isalpha() or said == UNKNOWN:
                    return None
                said = UNKNOWN
    return said


def _squeezed(text: str) -> str:
    return "".join(text.replace(".", "").replace(",", "").replace("،", "").split())


def plain(raw: bytes) -> str:
    """Text without invisible marks, bytes of no known script replaced."""
    return _INVISIBLE.sub("", raw.decode("utf-8", "replace"))


def bare(text: str) -> str:
    """Text without invisible marks."""
    return _INVISIBLE.sub("", text)


@lru_cache(maxsize=4096)
def numbers(raw: bytes) -> tuple[tuple[int, int, int], tuple[int, int], str]:
    """(the three numbers of a date, digits of its first and last, what stands between them)."""
    text = plain(raw)
    first, second, third = _NUMBER.findall(text)
    between = text[len(first) :].strip()[:1]
    return (int(first), int(second), int(third)), (len(first), len(third)), between if not between.isdigit() else " "


@lru_cache(maxsize=4096)
def clock(raw: bytes, half: int | None) -> str:
    """``21:04`` or ``21:04:11``; empty where the numbers are no time, or where morning and afternoon cannot be told apart."""
    parts = raw.split(b":")
    simple = raw.isascii() and all(part.isdigit() for part in parts)
    found = [int(part) for part in (parts if simple else _NUMBER.findall(plain(raw)))]
    hour = found[0]
    if half is not None and 1 <= hour <= 12:
        if half == UNKNOWN:
            return ""
        hour = hour % 12 + half
    if hour > 23 or any(number > 59 for number in found[1:]):
        return ""
    return ":".join(f"{number:02}" for number in (hour, *found[1:]))
