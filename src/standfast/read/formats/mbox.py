"""Many mails in one file (RFC 4155): each starts with a line "From sender date". Read one mail at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Item, ReadError, TooLarge

from ..mail import mail_at
from ..reader import MAX_MESSAGE, Reader, Source

_FROM_LINE = re.compile(rb"From [^\r\n]{0,400}\b\d{4}\b[^\r\n]{0,60}\r?\n?$|From \S+@\S+[^\r\n]{0,200}\r?\n?$|From - [^\r\n]{0,100}\r?\n?$")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_CHUNK = 1024 * 1024


def sniff(head: bytes) -> bool:
    first, _, rest = head.lstrip(b"\r\n").partition(b"\n")
    return bool(_FROM_LINE.match(first + b"\n")) and bool(re.match(rb">?[A-Za-z][A-Za-z0-9-]{0,60}[ \t]*:", rest))


def read(source: Source) -> Iterator[Item | ReadError]:
    """Memory stays at one mail, whatever the size of the file."""
    number = 0
    for start, data, cut in _mails(source):
        number += 1
        if cut:
            yield TooLarge(source.name, f"mail {number}", limit=f"{MAX_MESSAGE // 2**20} MB")
            continue
        yield from mail_at(data, source, str(number), start, _QUOTED_FROM.sub(rb"\1", data))


def _mails(source: Source) -> Iterator[tuple[int, bytes, bool]]:
    """(first byte, bytes without the From line, whether it was cut for its size)."""
    held = bytearray()  # not a list of lines: millions of short ones would take forty times their size
    size = start = at = 0
    blank, begun, at_line_start = True, False, True
    with source.open() as stream:
        while line := stream.readline(_CHUNK):
            if at_line_start and blank and line.startswith(b"From ") and _FROM_LINE.match(line):
                if begun:
                    yield start, bytes(held), size > MAX_MESSAGE
                held.clear()
                size, start, begun = 0, at + len(line), True
            else:
                size += len(line)
                if size <= MAX_MESSAGE:
                    held += line
            at += len(line)
            blank = at_line_start and not line.strip()
            at_line_start = line.endswith(b"\n")
    if begun:
        yield start, bytes(held), size > MAX_MESSAGE


READER = Reader(id="mbox", order=10, sniff=sniff, read=read)
SAMPLES = ("three-mails.mbox", "quoted-from.mbox")
