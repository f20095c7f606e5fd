"""TRON addresses, where USDT is most often sent today: T and 33 letters, Base58Check with version 0x41."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators import base58
from standfast.find.indicators.context import lowered, near
from standfast.find.indicators.found import Found, Hit, Kind

_ADDRESS = re.compile(r"T(?<![0-9A-Za-z]T)[0-9A-Za-z]{32,34}(?![0-9A-Za-z])")
_NAMED = re.compile(r"\btrx\b|\btron\b|trc.?20|usdt|tether")
_VERSION = 0x41


def look(plain: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(plain):
        body = base58.payload(match[0])
        if body is not None and len(body) == 21 and body[0] == _VERSION:
            yield Found(match.start(), match.end(), match[0], True)
        elif near(lowered(plain), match.start(), match.end(), _NAMED):
            yield Found(match.start(), match.end(), match[0], False)


KIND = Kind("tron", 12, look)
HITS = (
    Hit("USDT TRC20: TXb5PhFKMUKXPXL6JuayMh77H7epbdi38a", "TXb5PhFKMUKXPXL6JuayMh77H7epbdi38a", True),
    Hit("TXb5PhFKMUKXPXL6JuayMh77H7epbdi38a only", "TXb5PhFKMUKXPXL6JuayMh77H7epbdi38a", True),
    Hit("usdt to TXb5PhFKMUKXXPL6JuayMh77H7epbdi38a", "TXb5PhFKMUKXXPL6JuayMh77H7epbdi38a", False),
)
NEAR_MISSES = (
    "Taumatawhakatangihangakoauauotamatea is a hill",
    "key T9kQpR7vT2nWz5yB9cD4fG6hJ3sL8aXcVb of the locker",
    "TRC20 is a standard",
    "xTXb5PhFKMUKXPXL6JuayMh77H7epbdi38a",
)
