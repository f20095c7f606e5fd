"""PayPal.Me links. Normal form: ``paypal.me/name`` in lower case, without an amount."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.found import Found, Hit, Kind

_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?paypal(?:\.|\[\.\]|\(\.\))(?:me/|com/paypalme/)"
    r"([a-z0-9](?:[a-z0-9._-]{0,30}[a-z0-9])?)(?:/[0-9.,]{0,12}[0-9][a-z]{0,3})?"
)


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "paypal" not in low:
        return
    for match in _LINK.finditer(low):
        yield Found(match.start(), match.end(), f"paypal.me/{match[1]}")


KIND = Kind("paypal", 20, look)
HITS = (
    Hit("send it to paypal.me/NotReal99", "paypal.me/notreal99"),
    Hit("https://www.paypal.com/paypalme/notreal99/250", "paypal.me/notreal99"),
    Hit("PayPal.me/notreal99.", "paypal.me/notreal99"),
    Hit("paypal[.]me/notreal99", "paypal.me/notreal99"),
)
NEAR_MISSES = (
    "pay me by paypal, friends and family",
    "https://www.paypal.com/uk/home",
    "my paypal.me link does not work",
    "paypal me the rest",
)
