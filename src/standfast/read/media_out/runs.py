"""Pictures written as letters (base64, hexadecimal) in the middle of words, taken out while the words go by.

Web pages and data files carry pictures as ``data:`` addresses or as long runs of base64; JSON, HTML and addresses write its signs
in ways of their own. Linear in the bytes, in memory that does not grow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .left_out import LeftOut

LONG = 4096
"""Letters from which a run is taken out whatever it holds. Addresses, keys and signatures are shorter."""
LONG_MEDIA = 200
"""The same, where it begins as a picture, video or sound does. The blurred small pictures of chat apps have about 700."""
SHORTEST = 16
"""Of what stands behind ``base64,``: less is no picture."""
_TAIL = 1024
"""Bytes held back at the end of a block: no piece that we look for is longer before it shows what it is."""
_LETTER = rb"A-Za-z0-9+/_="
_ESCAPED = (
    rb"\\/|\\[rn]|\\u00(?:2[fFbB]|3[dD])|&#(?:43|47|61|[xX]2[BbFf]|[xX]3[Dd]);|%(?:2[BbFf]|3[Dd]|0[AaDd])"
    rb"|\r?\n[ \t>]{0,24}(?=[A-Za-z0-9+/_-]{16})"
)
_RUN = rb"(?:[" + _LETTER + rb"-]++|" + _ESCAPED + rb")"
_REST = re.compile(_RUN + rb"*+")
_RAW = (
    rb"\x00|\xff\xd8\xff|\x89PNG\r\n|\xc3\xbf\xc3\x98\xc3\xbf|\xc2\x89PNG"
    rb"|=FF=D8=FF|=89PNG|\\x[fF]{2}\\x[dD]8\\x[fF]{2}|\\x89PNG|\\u00[fF]{2}\\u00[dD]8\\u00[fF]{2}|\\u0089PNG"
    rb"|%[fF]{2}%[dD]8%[fF]{2}|%89(?:PNG|%50%4[eE]%47)"
    rb"|(?<!\w)(?:[fF]{2}[ :,]?[dD]8[ :,]{1,2}[fF]{2}|89[ :,]?50[ :,]{1,2}4[eE][ :,]?47)(?:[ :,]{0,2}[0-9a-fA-F]{2}){8}"
    rb"|(?<!\w)(?:255, ?216, ?255|-1, ?-40, ?-1|-?1(?:37|19), ?80, ?78, ?71)(?:,\s{0,4}-?[0-9]{1,3}){8}"
    rb"|(?<![^\n])begin [0-7]{3,4} [^\r\n]{1,200}\r?\n(?:[ -`]{1,62}\r?\n){2}"
)
"""Where the bytes of a picture begin, as they are or in a way of writing that is no run of letters. Nothing behind it is trusted."""
_START = re.compile(
    rb"(?P<raw>" + _RAW + rb")|(?P<uri>base64(?:,|%2[Cc]|&#44;|\\u002[cC]))"
    rb"|(?<![" + _LETTER + rb"-])(?=(?:[" + _LETTER + rb"-]|" + _ESCAPED + rb"){64})" + _RUN + rb"++"
)
_AS_MEDIA = re.compile(
    rb"/9j/|iVBORw0KGgo|R0lGOD[dl]|UklGR|AAAA[\w+/][GWm2]Z0eX[A-D]|SUkqA|TU0AK|GkXfo|T2dnUw|SUQz|IyFBTVI|UEsDB|JVBERi0|H4sI"
    rb"|[fF]{2}[dD]8[fF]{2}[eEdD]|89504[eE]470[dD]0[aA]|[0-9a-fA-F]{8}66747970"
)
_TYPE = re.compile(rb"data(?::|%3[aA])([\w.+-]{1,60})(?:/|\\/|%2[fF])([\w.+-]{1,60})[^,\"'<>\s]{0,100};?$")


class Runs:
    """One stream of words. ``feed`` gives what may go on; ``end`` the rest."""

    def __init__(self, left: LeftOut, name: str = "", long: int = LONG) -> None:
        self._left, self._name, self._long = left, name, long
        self._held, self._at = b"", 0
        self._dropping = self._raw = False
        self._letters, self._first, self._type = 0, b"", ""
        self._shortest = 0

    def feed(self, data: bytes) -> bytes:
        if self._raw:
            self._letters += len(data)
            return b""
        self._held += data
        return self._go(last=False)

    def end(self) -> bytes:
        out = b"" if self._raw else self._go(last=True)
        if self._raw:
            out += self._left.add(self._name, "application/octet-stream", self._letters)
            self._left.raw = True
        return out

    def _go(self, last: bool) -> bytes:
        out = bytearray()
        while True:
            waits = self._drop(out, last) if self._dropping else self._search(out, last)
            if waits or self._raw:
                break
        start = max(0, self._at - 160)  # what stands before still tells whether a run begins here, and of which type
        self._held, self._at = self._held[start:], self._at - start
        return bytes(out)

    def _search(self, out: bytearray, last: bool) -> bool:
        """To the next piece that may have to go. True where more bytes are needed."""
        held = self._held
        found = _START.search(held, self._at)
        if found is None:
            edge = len(held) if last else max(self._at, len(held) - _TAIL)
            self._pass(out, edge)
            return True
        if found["raw"] is not None:
            self._pass(out, found.start())
            self._raw, self._letters = True, len(held) - found.start()
            return True
        if found["uri"] is not None:
            self._pass(out, found.end())
            typed = _TYPE.search(held, max(0, found.start() - 160), found.start())
            self._begin(b"/".join(typed.groups()).decode("ascii", "replace") if typed else "", SHORTEST)
            return False
        length = found.end() - found.start()
        media = length >= LONG_MEDIA and bool(_AS_MEDIA.search(_plain(held[found.start() : found.start() + 240])))
        if length >= self._long or media:
            self._pass(out, found.start())
            self._begin("", 0)
            return False
        if not last and len(held) - found.end() < _TAIL:  # it may go on
            self._pass(out, found.start())
            return True
        self._pass(out, found.end())
        return False

    def _pass(self, out: bytearray, end: int) -> None:
        out += self._held[self._at : end]
        self._at = end

    def _begin(self, media_type: str, shortest: int) -> None:
        self._dropping, self._letters, self._first = True, 0, b""
        self._type, self._shortest = media_type or "application/octet-stream", shortest

    def _drop(self, out: bytearray, last: bool) -> bool:
        found = _REST.match(self._held, self._at)
        end = found.end() if found else self._at
        if not self._first:
            self._first = self._held[self._at : min(end, self._at + 64)]
        self._letters += end - self._at
        self._at = end
        if not last and len(self._held) - end < 80:
            if self._letters < 64:  # too little to say; the bytes are still there to be looked at again
                self._at, self._letters, self._first = end - self._letters, 0, b""
            return True
        self._dropping = False
        if self._letters < self._shortest:
            out += self._first
        elif self._letters:
            out += self._left.add(self._name, self._type, self._letters * 3 // 4)
        return False


def scanned(blocks: Iterable[bytes], left: LeftOut, name: str = "", long: int = LONG) -> Iterator[bytes]:
    """The words of ``blocks``, each picture written as letters replaced by a short code."""
    runs = Runs(left, name, long)
    for block in blocks:
        yield runs.feed(block)
    yield runs.end()


def scanned_whole(data: bytes, left: LeftOut, name: str = "", long: int = LONG) -> bytes:
    return b"".join(scanned([data], left, name, long))


def _plain(run: bytes) -> bytes:
    """The first letters of a run, without the ways in which JSON, HTML and addresses write them."""
    for written, letter in ((b"\\/", b"/"), (b"%2F", b"/"), (b"%2f", b"/"), (b"\\u002f", b"/"), (b"\\u002F", b"/"), (b"&#47;", b"/")):
        run = run.replace(written, letter)
    return run
