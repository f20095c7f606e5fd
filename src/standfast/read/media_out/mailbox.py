"""Many mails in one file: one is held at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from .left_out import LeftOut
from .mails import mail

MAX_MAIL = 64 * 1024 * 1024
"""Bytes of one mail. Providers stop at 25 to 50 MB; a longer one is left out whole."""
_LINE = 1024 * 1024
_FROM = re.compile(rb"From \S[^\r\n]{0,500}\r?\n?$")


def mailbox(stream: BinaryIO, left: LeftOut) -> Iterator[bytes]:
    held, size, blank, at_start = bytearray(), 0, True, True
    while line := stream.readline(_LINE):
        if at_start and blank and _FROM.match(line):
            yield _kept(held, size, left)
            yield line
            held.clear()
            size = 0
        else:
            size += len(line)
            if size <= MAX_MAIL:
                held += line
        blank, at_start = at_start and not line.strip(), line.endswith(b"\n")
    yield _kept(held, size, left)


def _kept(held: bytearray, size: int, left: LeftOut) -> bytes:
    if size > MAX_MAIL:
        return left.add("", "message/rfc822", size) + b"\n\n"
    if not held.strip():
        return bytes(held)
    return mail(bytes(held), left)
