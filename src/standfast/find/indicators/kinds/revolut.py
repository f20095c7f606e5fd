"""Revolut payment links. Normal form: ``revolut.me/name`` in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.found import Found, Hit, Kind

_LINK = re.compile(r"(?:https?://)?(?:www\.)?revolut\.me/([a-z0-9_]{2,30})(?:/[0-9a-z.,/]*[0-9a-z])?")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "revolut" not in low:
        return
    for match in _LINK.finditer(low):
        yield Found(match.start(), match.end(), f"revolut.me/{match[1]}")


KIND = Kind("revolut", 23, look)
HITS = (Hit("revolut.me/NotReal99", "revolut.me/notreal99"), Hit("https://revolut.me/notreal99/eur250", "revolut.me/notreal99"))
NEAR_MISSES = ("send it by revolut", "https://www.revolut.com/en-GB/", "the revolution is here")
