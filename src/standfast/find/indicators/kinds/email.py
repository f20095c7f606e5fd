"""Mail addresses, also written ``name [at] example (dot) com``. Normal form: lower case."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.domains import DOT, ENDINGS, ending, refanged
from standfast.find.indicators.found import Found, Hit, Kind

_AT = re.compile("@")
_AT_WRITTEN = re.compile(r"[@\[({](?:(?<=@)| ?(?:@|at|arroba|chiocciola|zavinac|malpa) ?[\])}] ?)")
_WRITTEN = ("at)", "at]", "at}", "at )", "at ]", "[@", "(@", "arroba", "chiocciola", "zavinac", "malpa")
"""Signs that an ``@`` may be spelled out."""
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9._%+-]*[A-Za-z0-9_+-])?\Z")
_LOCAL_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._%+-")
_LONGEST_LOCAL = 64
_HOST = re.compile(rf"[A-Za-z0-9](?:[A-Za-z0-9-]{{0,62}})(?: ?{DOT} ?[A-Za-z0-9-]{{1,63}}){{1,6}}", re.IGNORECASE)
_TRAIL = re.compile(r"[^A-Za-z0-9]+\Z")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    written = ("(" in low or "[" in low or "{" in low) and any(word in low for word in _WRITTEN)
    if "@" not in plain and not written:
        return
    done = 0
    for at in (_AT_WRITTEN if written else _AT).finditer(low):
        local_end = at.start() - (at[0] != "@" and plain[at.start() - 1 : at.start()] == " ")
        start = _local(plain, done, local_end)
        host = _HOST.match(plain, at.end())
        if start is None or host is None or at.start() < done:
            continue
        name, end = _known_host(host[0], at[0] == "@")
        if name:
            done = at.end() + end
            yield Found(start, done, f"{plain[start:local_end]}@{name}".lower())


def _local(plain: str, done: int, at: int) -> int | None:
    start, least = at, max(done, at - _LONGEST_LOCAL)
    while start > least and plain[start - 1] in _LOCAL_LETTERS:
        start -= 1
    while start < at and plain[start] in ".%+-":
        start += 1
    return start if _LOCAL.match(plain, start, at) else None


def _known_host(written: str, plainly: bool) -> tuple[str, int]:
    """The host up to a known ending, and how much of ``written`` it takes: "a@example.com.Then" ends at com."""
    if plainly and " " in written:
        written = written[: written.index(" ")]
    while True:
        host = refanged(written.replace(" ", ""))
        if ending(host) in ENDINGS and "." in host:
            return host, len(written)
        shorter = _shorter(written)
        if not shorter:
            return "", 0
        written = shorter


def _shorter(written: str) -> str:
    """Without the last label and its dot."""
    label = re.search(r"[A-Za-z0-9-]+\Z", written)
    rest = written[: label.start()] if label else written
    rest = re.sub(r"[\[({] ?dot ?[\])}] ?\Z", "", rest, flags=re.IGNORECASE)
    return _TRAIL.sub("", rest) if rest != written else ""


KIND = Kind("email", 30, look)
HITS = (
    Hit("write to Pay.Me-99@example.com.", "pay.me-99@example.com"),
    Hit("<someone+x@mail.example.org>", "someone+x@mail.example.org"),
    Hit("contact: nobody [at] example [dot] com", "nobody@example.com"),
    Hit("nobody(at)example.net today", "nobody@example.net"),
    Hit("mail me: dark_one@example[.]com", "dark_one@example.com"),
    Hit("answer to a.b@example.com.Then wait", "a.b@example.com"),
    Hit("mailto:help@example.co.uk?subject=x", "help@example.co.uk"),
)
NEAR_MISSES = (
    "@example on that app",
    "see you @ the station.no wait",
    "meet at example.com (at noon)",
    "a list [at] the end",
    "2 apples @ 3.50 each",
    "@@ -12,7 +12,9 @@ int main",
    "user@localhost in the log",
    "rate 5@10.20 per unit",
)
