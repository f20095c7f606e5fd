"""Venmo profile links. Normal form: ``venmo.com/u/name`` in lower case. A bare ``@name`` beside the word Venmo is a handle."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.found import Found, Hit, Kind

_LINK = re.compile(r"(?:https?://)?(?:www\.|account\.)?venmo\.com/(?:u/|code\?user_id=)([a-z0-9_-]{2,40})")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "venmo" not in low:
        return
    for match in _LINK.finditer(low):
        yield Found(match.start(), match.end(), f"venmo.com/u/{match[1]}")


KIND = Kind("venmo", 22, look)
HITS = (Hit("https://venmo.com/u/NotReal-Pay", "venmo.com/u/notreal-pay"), Hit("account.venmo.com/u/notreal99 now",
    "venmo.com/u/notreal99"))
NEAR_MISSES = ("venmo me for the pizza", "https://venmo.com/about/", "venmo.com is down")
