"""A single mail, as mail programs save it (RFC 5322): header lines, an empty line, the body."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Item, ReadError

from ..mail import mail_at
from ..reader import Reader, Source, whole

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]*:")
_MARKS = frozenset(
    {
        b"from",
        b"to",
        b"received",
        b"return-path",
        b"message-id",
        b"delivered-to",
        b"mime-version",
        b"date",
        b"subject",
        b"content-type",
        b"x-original-to",
        b"envelope-to",
        b"authentication-results",
    }
)
_STRONG = frozenset({b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to", b"x-original-to", b"content-type"})


def sniff(head: bytes) -> bool:
    """Three known headers at the top, or two with one that only mail programs write."""
    names: set[bytes] = set()
    if b"\n" not in head:
        head = head.replace(b"\r", b"\n")  # line ends of old Macs
    for line in head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n").split(b"\n", 80)[:80]:
        if not line.strip():
            break
        match = _HEADER.match(line)
        if match:
            names.add(match[1].lower())
        elif not line.startswith((b" ", b"\t")):
            return False
    known = names & _MARKS
    return len(known) >= 3 or (len(known) >= 2 and bool(known & _STRONG))


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    skip = len(data) - len(data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n"))
    yield from mail_at(data[skip:], source, "1", skip)


READER = Reader(id="eml", order=20, sniff=sniff, read=read)
SAMPLES = ("plain.eml", "base64.eml", "quoted-printable.eml", "html-only.eml", "mail-inside.eml", "wrong-charset.eml")
