"""Litecoin addresses: L... and M... by Base58Check, ltc1... by Bech32. The old form with a 3 is Bitcoin's as well and stays there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators import base58, bech32
from standfast.find.indicators.context import lowered, near
from standfast.find.indicators.found import Found, Hit, Kind

_OLD = re.compile(r"[LM](?<![0-9A-Za-z][LM])[0-9A-Za-z]{25,34}(?![0-9A-Za-z])")
_NEW = re.compile(r"ltc1(?<![0-9a-z]ltc1)[0-9a-z]{11,87}(?![0-9a-z])")
_LEAST_NEW = 30
_VERSIONS = (0x30, 0x32)
_NAMED = re.compile(r"\bltc\b|litecoin")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "ltc1" in low:
        yield from _new(plain, low)
    for match in _OLD.finditer(plain):
        body = base58.payload(match[0])
        if body is not None and len(body) == 21 and body[0] in _VERSIONS:
            yield Found(match.start(), match.end(), match[0], True)
        elif near(low, match.start(), match.end(), _NAMED):
            yield Found(match.start(), match.end(), match[0], False)


def _new(plain: str, low: str) -> Iterator[Found]:
    for match in _NEW.finditer(low):
        valid = bech32.segwit(plain[match.start() : match.end()], "ltc") is not None
        if valid or len(match[0]) >= _LEAST_NEW:
            yield Found(match.start(), match.end(), match[0], valid)


KIND = Kind("litecoin", 11, look)
HITS = (
    Hit("LTC Ld3aBymr3yBk5WVx8whFoaqLyPj5USqHq5", "Ld3aBymr3yBk5WVx8whFoaqLyPj5USqHq5", True),
    Hit("or litecoin: MSaUCYT8iFQLvHTu3ekn53dZHMNaPDzAVN", "MSaUCYT8iFQLvHTu3ekn53dZHMNaPDzAVN", True),
    Hit("ltc1q5ucjhf35llhnag397ctsnk94egek9p2wl42grw", "ltc1q5ucjhf35llhnag397ctsnk94egek9p2wl42grw", True),
    Hit("my ltc wallet Ld3aBymr3yBkW5Vx8whFoaqLyPj5USqHq5", "Ld3aBymr3yBkW5Vx8whFoaqLyPj5USqHq5", False),
)
NEAR_MISSES = (
    "Llanfairpwllgwyngyllgogerychwyrndrobwll is a village",
    "token Mx81kQpR7vT2nWz5yB9cD4fG6hJ3sL0a",
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A",
    "ltc1 is the first part of the test",
    "the LTC price fell today",
)
