"""Cash App tags: ``$name`` or ``£name`` where Cash App is named, or a cash.app link. Normal form: ``$name`` in lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered, near
from standfast.find.indicators.found import Found, Hit, Kind

_TAG = re.compile(r"[$£](?<![0-9a-z$£][$£])([a-z](?:[a-z0-9_-]{0,18}[a-z0-9])?)(?![0-9a-z_-])")
_LINK = re.compile(r"(?:https?://)?cash\.app/([$£][a-z][a-z0-9_-]{0,19})")
_NAMED = re.compile(r"\bcash ?-?(?:app|tag)|\$cashtag")


def look(plain: str) -> Iterator[Found]:
    if "$" not in plain and "£" not in plain:
        return
    low = lowered(plain)
    if "cash" not in low:
        return
    for match in _LINK.finditer(low):
        yield Found(match.start(), match.end(), f"${match[1][1:]}")
    for match in _TAG.finditer(low):
        if low[match.start() - 1 : match.start()] != "/" and near(low, match.start(), match.end(), _NAMED, reach=60):
            yield Found(match.start(), match.end(), f"${match[1]}")


KIND = Kind("cashapp", 21, look)
HITS = (
    Hit("cash app $NotReal-Pay", "$notreal-pay"),
    Hit("£notreal99 on cashapp or it goes out", "$notreal99"),
    Hit("https://cash.app/$notreal99", "$notreal99"),
    Hit("my cashtag is $notreal_pay.", "$notreal_pay"),
)
NEAR_MISSES = (
    "cash app me $200",
    "the variable $HOME is set",
    "send it by cash app, no cheques",
    "US$notes are kept in the cash box",
    "$cash is king",
)
