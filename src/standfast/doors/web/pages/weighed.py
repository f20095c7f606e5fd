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


def readable(notebook: Notebook) -> tuple[list[Item], bool]:
    """The first messages that can be shown, and whether the file has more. Empty where nothing was entered."""
    if not (notebook.file or notebook.message.strip()):
        return [], False
    first, more = items(notebook)
    return [one for one in first if isinstance(one, Item)], more


def checked(visit: Visit, item: Item) -> pipeline.Checked:
    """One message, understood, with the person's answers."""
    return pipeline.check_item(item, visit.now, visit.answers, lang=visit.lang, more=visit.more, supposed=visit.supposed)


def weighed(visit: Visit) -> tuple[Situation, Plan]:
    first = readable(visit.notebook)[0] if visit.notebook.path == "message" and not visit.variant else []
    if not first:
        return visit.advice
    found = checked(visit, first[0])
    return found.situation, found.plan
