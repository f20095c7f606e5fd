"""The plan for everything a person told or showed: their answers, and the message or conversation they had checked."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from attrs import frozen

from standfast import pipeline
from standfast.find import FoundTalk
from standfast.model import BLACKMAIL, Item, Plan, ReadError, Situation
from standfast.read import Source, read_pages, read_several

from ..held import held
from ..notebook import Notebook
from ..visit import Visit

MOST_ITEMS = 50
"""Messages of one file that can be opened on the page; a mailbox of thousands belongs on the command line."""
MOST_ERRORS = 5
Unit = Item | FoundTalk


@frozen
class Read:
    """What a notebook's words and files hold: the first messages and conversations, and whether there are more."""

    units: tuple[Unit, ...]
    errors: tuple[ReadError, ...]
    more: bool


def entered(notebook: Notebook) -> bool:
    return bool(notebook.files or notebook.pages or notebook.message.strip())


def read(notebook: Notebook, lang: str) -> Read:
    """Empty where nothing was entered."""
    if not entered(notebook):
        return Read((), (), False)
    return held(key(notebook, lang), lambda: _read(notebook, lang))


def _read(notebook: Notebook, lang: str) -> Read:
    own = frozenset({notebook.me} if notebook.me else ())
    singles: list[Item] = []
    talks: list[FoundTalk] = []
    errors: list[ReadError] = []
    more = False
    for one in pipeline.gathered(_items(notebook), own, lang):
        if isinstance(one, ReadError):
            errors = [*errors, one][:MOST_ERRORS]
        elif isinstance(one, FoundTalk):
            more = more or len(talks) == MOST_ITEMS
            talks = sorted([*talks, one], key=_telling_first)[:MOST_ITEMS]
        elif len(singles) < MOST_ITEMS:
            singles.append(one)
        else:
            more = True
            break
    return Read((*talks, *singles), tuple(errors), more)


def _telling_first(talk: FoundTalk) -> tuple[bool, float]:
    """A data download holds hundreds of conversations: the one that matters must not be the last of them."""
    return talk.verdict.kind not in BLACKMAIL, -talk.verdict.score


def _items(notebook: Notebook) -> Iterator[Item | ReadError]:
    """Files win over pasted words, which are kept all the same. A file is kept as Latin-1 text, which holds every byte."""
    if notebook.pages:
        yield from read_pages(notebook.pages)
        if not notebook.files:
            return
    files = notebook.files or (("-", notebook.message.encode("utf-8").decode("latin-1")),)
    yield from read_several([Source(name or "-", None, data.encode("latin-1"), notebook.words_only) for name, data in files])


def key(notebook: Notebook, lang: str) -> bytes:
    """Of everything that was entered: what was made of it once holds as long as this is the same."""
    told = (lang, notebook.me, str(notebook.words_only), notebook.pages, notebook.message)
    parts = (*told, *(part for file in notebook.files for part in file))
    whole = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        whole.update(len(data).to_bytes(8, "big") + data)
    return whole.digest()


def checked(visit: Visit, unit: Unit) -> pipeline.Checked:
    """One message or conversation, understood, with the person's answers."""
    return pipeline.check_item(unit, visit.now, visit.answers, lang=visit.lang, more=visit.more, supposed=visit.supposed)


def weighed(visit: Visit) -> tuple[Situation, Plan]:
    first = read(visit.notebook, visit.lang).units if visit.notebook.path == "message" and not visit.variant else ()
    if not first:
        return visit.advice
    found = checked(visit, first[0])
    return found.situation, found.plan
