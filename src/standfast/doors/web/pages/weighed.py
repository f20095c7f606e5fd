"""The plan for everything a person told or showed: their answers, and the message they had checked."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from standfast import pipeline
from standfast.model import Item, Plan, ReadError, Situation
from standfast.read import read_bytes

from ..notebook import Notebook
from ..visit import Visit

MOST_ITEMS = 50
"""Messages of one file that can be opened on the page; a mailbox of thousands belongs on the command line."""


def received(notebook: Notebook) -> bytes:
    """The bytes that were pasted or opened. A file is kept as Latin-1 text, which holds every byte."""
    return notebook.file.encode("latin-1") if notebook.file else notebook.message.encode("utf-8")


def items(notebook: Notebook) -> tuple[list[Item | ReadError], bool]:
    """The first messages, and whether there are more."""
    found: Iterator[Item | ReadError] = read_bytes(received(notebook), notebook.file_name or "-")
    first = list(islice(found, MOST_ITEMS + 1))
    return first[:MOST_ITEMS], len(first) > MOST_ITEMS


def checked(visit: Visit, number: int) -> pipeline.Checked | None:
    """One message, understood, with the person's answers. None where there is nothing to understand."""
    notebook = visit.notebook
    if not (notebook.file or notebook.message.strip()):
        return None
    first, _ = items(notebook)
    readable = [one for one in first if isinstance(one, Item)]
    if not readable:
        return None
    item = readable[min(number, len(readable) - 1)]
    return pipeline.check_item(item, visit.now, visit.answers, lang=visit.lang, more=visit.more, supposed=visit.supposed)


def weighed(visit: Visit) -> tuple[Situation, Plan]:
    found = checked(visit, 0) if visit.notebook.path == "message" and not visit.variant else None
    return (found.situation, found.plan) if found else visit.advice
