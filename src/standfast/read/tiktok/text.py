"""TikTok's direct messages as text: a block for each conversation, a line for each message, newest first.

``>>> Chat History with name::`` and ``2026-07-03 23:00:11 UTC name: words``; words may run on over more lines.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator

from standfast.model import Item

from ..charset import line_ends
from ..chat import chat_line, of_bytes, owner_of, side_of, spaced_time, writable

_HEAD = re.compile(rb"^>>> ?([^\r\n]{1,400}?)::?[ \t]{0,20}\r?$", re.M)
_LINE = re.compile(rb"^(\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?: UTC)?)[ \t]+([^\r\n:]{1,120}): ?", re.M)


def is_export(head: bytes) -> bool:
    first = _HEAD.search(head)
    return bool(first and head[: first.start()].strip(b"\xef\xbb\xbf \t\r\n") == b"" and _LINE.search(head))


def blocks(data: bytes) -> list[tuple[str, int, int]]:
    """The line over each conversation, and where its messages begin and end."""
    heads = list(_HEAD.finditer(data))
    ends = [head.start() for head in heads[1:]] + [len(data)]
    return [(head[1].decode("utf-8", "replace"), head.end(), end) for head, end in zip(heads, ends, strict=True)]


def senders(data: bytes, start: int, end: int) -> frozenset[str]:
    return frozenset(found[2].decode("utf-8", "replace") for found in _LINE.finditer(data, start, end))


def lines(data: bytes, file: str, number: Callable[[], int]) -> Iterator[Item]:
    """Every conversation, oldest line first."""
    found = blocks(data)
    owner = owner_of([senders(data, start, end) for _, start, end in found])
    for title, start, end in found:
        names = sorted((name for name in senders(data, start, end) if title.endswith(name)), key=len)
        thread = names[-1] if names else title.rpartition(" ")[2] or title
        yield from _block(data, file, thread, owner, start, end, number)


def _block(data: bytes, file: str, thread: str, owner: str, start: int, end: int, number: Callable[[], int]) -> Iterator[Item]:
    starts = array("Q", (found.start() for found in _LINE.finditer(data, start, end)))
    starts.append(end)
    order = range(len(starts) - 1)
    if order and data[starts[0] : starts[0] + 19] >= data[starts[-2] : starts[-2] + 19]:
        order = range(len(starts) - 2, -1, -1)
    for k in order:
        part = data[starts[k] : starts[k + 1]].rstrip()
        match = _LINE.match(part)
        if not match:
            continue
        text = line_ends(part[match.end() :].decode("utf-8", "replace")).strip("\n")
        sender = match[2].decode("utf-8", "replace")
        yield chat_line(
            number(),
            writable(thread),
            text,
            of_bytes(file, part, starts[k]),
            sender=sender,
            side=side_of(sender, owner),
            when=spaced_time(match[1].decode("ascii")),
            platform="tiktok",
            notes=() if text.strip() else ("content-missing",),
        )
