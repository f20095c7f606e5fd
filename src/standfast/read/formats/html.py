"""A web page or a mail saved as HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from standfast.model import EmptyFile, Item, ReadError

from ..charset import decode, is_binary
from ..chat import of_bytes
from ..html_text import html_text
from ..reader import Reader, Source, whole

_DECLARED = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""", re.I)
_MARKUP = re.compile(rb"<(?:html|body|head|div|p|br|table|span|font|meta|a)\b", re.I)


def sniff(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:300].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<body")):
        return True
    return start.startswith(b"<") and len(_MARKUP.findall(head[:20_000])) >= 3 and not is_binary(head)


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    declared = _DECLARED.search(data[:4096])
    markup, guessed = decode(data, declared[1].decode("ascii") if declared else "")
    seen, hidden = html_text(markup)
    if not seen.strip():
        yield EmptyFile(source.name)
        return
    yield Item(
        id="1",
        kind="text",
        text=seen,
        hidden=hidden,
        notes=("charset-guessed",) if guessed else (),
        origin=of_bytes(source.name, data),
    )


def lines_or_page(lines: Iterable[Item], source: Source) -> Iterator[Item | ReadError]:
    """The lines of a conversation; of a page with the same looks and no messages, what any web page gives."""
    any_line = False
    for line in lines:
        any_line = True
        yield line
    if not any_line:
        yield from read(source)


READER = Reader(id="html", order=30, sniff=sniff, read=read)
SAMPLES = ("hidden-text.html",)
