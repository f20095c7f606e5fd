"""What the record holds, and what it leaves out: names, sizes and dates, never what a picture shows and never its hash (rule 13)."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Block

from ..clean import one_line
from ..dates import moment
from ..matter import Matter


def _size(matter: Matter, count: int) -> str:
    text = matter.words.text
    return text["bytes"].replace("{n}", str(count)) if count >= 0 else text["not-known"]


def kept(matter: Matter) -> tuple[Block, ...]:
    """Every file that is stored, with its size and the SHA-256 of all of it as it was received."""
    text = matter.words.text
    cells = tuple(
        (entry.id, one_line(entry.name) or text["not-known"], _size(matter, entry.size), entry.sha256 or text["not-known"])
        for entry in matter.case.entries
        if not entry.removed and entry.kept_sha256
    )
    head = tuple(text[f"head.{key}"] for key in ("entry", "file", "size", "hash"))
    return (Block("table", head=head, cells=cells),) if cells else ()


def _media(matter: Matter) -> Iterator[tuple[str, ...]]:
    for entry in (entry for entry in matter.case.entries if not entry.removed):
        for one in entry.media:
            name = one_line(one.name) or matter.words.text["not-known"]
            yield entry.id, name, _size(matter, one.size), moment(one.when, matter.order, matter.words)


def _seen(matter: Matter) -> Iterator[tuple[str, ...]]:
    text = matter.words.text
    for entry in matter.case.entries:
        if entry.seen and not entry.removed:
            seen = entry.seen
            what = text.get(f"seen.{seen.what}", text["not-known"])
            when = moment(seen.when, matter.order, matter.words)
            yield entry.id, what, one_line(seen.where) or text["not-known"], when, one_line(seen.who) or text["not-known"]


def left_out(matter: Matter) -> tuple[Block, ...]:
    """Media that was left out of files, pictures that exist and are not stored, and the sentence that says why."""
    text = matter.words.text
    blocks: list[Block] = []
    for rows, keys in ((_media(matter), ("entry", "file", "size", "when")), (_seen(matter), ("entry", "what", "where", "when", "from"))):
        cells = tuple(rows)
        if cells:
            blocks.append(Block("table", head=tuple(text[f"head.{key}"] for key in keys), cells=cells))
    return (Block("text", text["left-out.intimate"]), *blocks) if blocks else ()
