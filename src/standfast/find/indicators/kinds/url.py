"""Links: with a scheme, with ``www.``, or a bare domain with a known ending. Defanging (hxxp, [.]) is undone in the value.

Normal form: scheme and host in lower case, path as written; a link without a scheme gets none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered
from standfast.find.indicators.domains import DOT, ENDINGS, SURE, ending, refanged
from standfast.find.indicators.found import Found, Hit, Kind

_SCHEME = re.compile(r"h(?:tt|xx|\*\*)ps?\[?:\]?(?://|\\\\)")
_HOST = re.compile(rf"(?:[a-z0-9_](?:[a-z0-9_-]{{0,62}})(?:{DOT}[a-z0-9_-]{{1,63}}){{1,8}}|\[[0-9a-f:]{{2,40}}\])(?::[0-9]{{2,5}})?")
_BARE_DOT = re.compile(r"(?:\.|\[\.\]|\(\.\)|\[dot\]|\(dot\))(?=[a-z]{2,8}(?![0-9a-z_]))")
_LABELS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-.")
_PATH = re.compile(r"[/?#][^\s<>\"'`{}|\\^«»„“”]{0,2000}")
_LOOSE = frozenset(".,;:!?*_~'])}>")
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
_LONGEST_NAME = 100
"""Letters of a bare domain before the ending; the real limit is 253, which no sender uses."""


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    done = 0
    places = ((match.start(), match.end()) for match in _SCHEME.finditer(low)) if "//" in low or "\\\\" in low else ()
    spans = list[tuple[int, int]]()
    for start, after in places:
        host = _HOST.match(low, after) if start >= done else None
        if host is None:
            continue
        end = _end(plain, host.end())
        scheme = "https" if "s:" in low[start:after] else "http"
        yield Found(start, end, f"{scheme}://{refanged(low[after : host.end()])}{plain[host.end() : end]}")
        done = end
        spans.append((start, end))
    yield from _bare(plain, low, spans)


def _end(plain: str, host_end: int) -> int:
    """Where the path ends: at a space or quote, without the full stop or bracket of the sentence around it."""
    path = _PATH.match(plain, host_end)
    if path is None:
        return host_end
    end = path.end()
    while end > host_end and plain[end - 1] in _LOOSE and not (plain[end - 1] == ")" and _opened(plain[host_end:end])):
        end -= 1
    return end


def _opened(path: str) -> bool:
    return path.count("(") >= path.count(")")


def _bare(plain: str, low: str, spans: list[tuple[int, int]]) -> Iterator[Found]:
    """Domains without a scheme, outside the links already found."""
    at, done = 0, 0
    for dot in _BARE_DOT.finditer(low):
        while at < len(spans) and spans[at][1] <= dot.start():
            at += 1
        if dot.start() < done or (at < len(spans) and spans[at][0] <= dot.start()):
            continue
        host = _host_around(low, dot.start(), max(done, spans[at - 1][1] if at else 0))
        if host:
            found = _domain(plain, host)
            done = found.end if found else host.end()
            if found:
                yield found


def _host_around(low: str, dot: int, least: int) -> re.Match[str] | None:
    start = dot
    least = max(least, dot - _LONGEST_NAME)
    while start > least and low[start - 1] in _LABELS:
        start -= 1
    while start < dot and low[start] in ".-":
        start += 1
    return _HOST.match(low, start) if start < dot else None


def _domain(plain: str, host: re.Match[str]) -> Found | None:
    start = host.start()
    if start and (plain[start - 1].isalnum() or plain[start - 1] in "@_/=&$%"):
        return None
    name, host_end = _known(host[0], start)
    has_path = plain[host_end : host_end + 1] in ("/", "?") and plain[host_end + 1 : host_end + 2].strip() != ""
    if not name or plain[host_end : host_end + 1] == "@" or not (has_path or name.startswith("www.") or ending(name) in SURE):
        return None
    end = _end(plain, host_end) if has_path else host_end
    return Found(start, end, name + plain[host_end:end])


def _known(written: str, start: int) -> tuple[str, int]:
    """The host up to its last known ending and where that stands, or nothing: "example.com.then" ends at com."""
    while True:
        name = refanged(written)
        labels = name.split(".")
        if len(labels) < 2 or _IP.fullmatch(name):
            return "", 0
        if labels[-1] in ENDINGS and any(letter.isalpha() for letter in labels[-2]):
            return name, start + len(written)
        cut = max(written.rfind("."), written.rfind("[dot]"), written.rfind("(dot)"))
        written = written[:cut].rstrip("[(.{")


KIND = Kind("url", 40, look)
HITS = (
    Hit("see http://Example.com/Path?x=1.", "http://example.com/Path?x=1"),
    Hit("hxxps://pay.example[.]com/abc now", "https://pay.example.com/abc"),
    Hit("(https://example.org/a_(b))", "https://example.org/a_(b)"),
    Hit("go to www.example.com", "www.example.com"),
    Hit("look at example.com/your-name, all of it", "example.com/your-name"),
    Hit("upload.example.net.Then wait", "upload.example.net"),
    Hit("video on example(dot)com", "example.com"),
    Hit("http://192.0.2.7:8080/x", "http://192.0.2.7:8080/x"),
    Hit("abcdefghij.onion", "abcdefghij.onion"),
    Hit("bit.example.is/x2 is the link", "bit.example.is/x2"),
)
NEAR_MISSES = (
    "the file is called Devel.mp4",
    "I am done.It was late",
    "see main.rs and run.sh and read.me",
    "version 2.4.1 of the tool",
    "open at 9.30 to 17.00",
    "he left... to the station",
    "e.g. this or i.e. that",
    "the server 192.0.2.7 answers",
    "no.so what",
    "http is a protocol, https:// is another",
)
