"""A Document as plain text: it can be copied into any form, printed, or read aloud."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from standfast.model import Block, Document

_RULE = "-"


def as_text(document: Document, width: int = 0) -> str:
    """Lines end with a newline. ``width``: longest line in characters; 0: a paragraph is one line, and whoever shows it wraps it."""
    lines: list[str] = [] if document.is_message else [document.title, "=" * min(len(document.title), 60), ""]
    for block in document.blocks:
        lines += (*_block(block), "")
    if document.notices:
        lines += (_RULE * 3, *document.notices)
    text = "\n".join(line for one in lines for line in (_wrapped(one, width) if width else (one,)))
    return text.strip("\n") + "\n"


def _wrapped(line: str, width: int) -> Sequence[str]:
    indent = " " * (len(line) - len(line.lstrip()))
    pieces = (textwrap.wrap(one, width, subsequent_indent=indent, break_on_hyphens=False) or [""] for one in line.split("\n"))
    return [piece for group in pieces for piece in group]


def _block(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        yield block.text
        yield _RULE * min(len(block.text), 60)
    elif block.kind == "list":
        yield from (_hanging("- ", item) for item in block.items)
    elif block.kind == "facts":
        yield from (_fact(row.label, row.value) for row in block.rows)
    elif block.kind == "table":
        yield from _table(block)
    elif block.kind == "quote":
        yield "\n".join(f"> {line}" for line in block.text.split("\n"))
    else:
        yield block.text


def _hanging(lead: str, text: str) -> str:
    return lead + text.replace("\n", "\n" + " " * len(lead))


def _fact(label: str, value: str) -> str:
    return f"{label}: {value}" if "\n" not in value else f"{label}:\n  " + value.replace("\n", "\n  ")


def _table(block: Block) -> Iterator[str]:
    """Row by row with the head of each cell, so that nothing depends on the width of letters."""
    for number, row in enumerate(block.cells, start=1):
        lead = f"{number}. "
        pairs = [f"{head}: {cell}" for head, cell in zip(block.head, row, strict=True) if cell]
        yield lead + ("\n" + " " * len(lead)).join(pairs)
