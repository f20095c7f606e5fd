"""What one person entered, while their pages are open. Held in memory only; "leave" forgets it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from attrs import evolve, field, frozen
from cattrs import Converter
from starlette.requests import Request

from . import held

MOST_REMEMBERED = 200_000
"""Characters of a message that travel with the notebook to a restarted worker."""
MOST_CASE = 2_000_000
"""Characters of a case that do; a larger one is closed there, whole: half a case would be saved over the whole one."""


@frozen
class Notebook:
    path: str = ""
    """Id of the guide the person came by; its ``sets`` are answers until the person says otherwise."""
    ticked: Mapping[str, tuple[str, ...]] = field(factory=dict[str, tuple[str, ...]])
    """Question id -> choice ids. A question with an empty tuple was skipped."""
    done: tuple[str, ...] = ()
    """Ids of the steps that are ticked."""
    message: str = ""
    """The pasted text, as it was typed."""
    files: tuple[tuple[str, str], ...] = ()
    """(name, bytes as Latin-1 text) of each file that was opened."""
    pages: str = ""
    """Words with their places, as the browser read them from screenshots: JSON, see ``read.layout``."""
    words_only: bool = False
    """The person looked: the pictures show words, and no intimate picture."""
    me: str = ""
    """Which speaker of a conversation the person is, where they told us."""
    facts: Mapping[str, str] = field(factory=dict[str, str])
    """What was filled in for letters while no case is open: id of ``knowledge/asked`` -> words."""
    letters: Mapping[str, str] = field(factory=dict[str, str])
    """Letter id -> the person's own wording, while no case is open."""
    case: str = ""
    """The open case as ``keep.layout`` writes it; empty where none is open."""
    case_items: Mapping[str, str] = field(factory=dict[str, str])
    """Entry id -> its bytes as Latin-1 text."""
    case_key: str = ""
    """The identity that opens the case's file. It goes with the notebook: "leave", the idle lock, the end of the session."""
    case_key_file: str = ""
    """``key.age`` as Latin-1 text: the same identity under the passphrase, which itself is not kept."""
    case_saved: bool = True
    """Whether what is open lies in a file as it is."""

    def with_answer(self, question: str, choices: tuple[str, ...]) -> Notebook:
        return evolve(self, ticked={**self.ticked, question: choices})


    def without_case(self) -> Notebook:
        return evolve(self, case="", case_items={}, case_key="", case_key_file="", case_saved=True)


class Notebooks(Protocol):
    """Where notebooks lie: by session cookie on a computer, a single one in the visitor's browser."""

    def of(self, request: Request) -> Notebook: ...

    def put(self, request: Request, notebook: Notebook) -> None: ...

    def forget(self, request: Request) -> None: ...


class OneNotebook:
    """For the worker in a browser, and for pages made ahead of time: there is one person."""

    def __init__(self, notebook: Notebook | None = None) -> None:
        self.notebook = notebook or Notebook()

    def of(self, request: Request) -> Notebook:
        return self.notebook

    def put(self, request: Request, notebook: Notebook) -> None:
        self.notebook = notebook

    def forget(self, request: Request) -> None:
        self.notebook = Notebook()
        held.forget()


_converter = Converter(forbid_extra_keys=True)


def to_plain(notebook: Notebook) -> dict[str, Any]:
    """As JSON can hold it; a message that is too long to carry along is left out."""
    kept = notebook if len(notebook.message) <= MOST_REMEMBERED else evolve(notebook, message="")
    kept = kept if sum(len(data) for _, data in kept.files) <= MOST_REMEMBERED else evolve(kept, files=())
    kept = kept if len(kept.pages) <= MOST_REMEMBERED else evolve(kept, pages="")
    if len(kept.case) + sum(map(len, kept.case_items.values())) > MOST_CASE:
        kept = kept.without_case()
    return _converter.unstructure(kept)


def from_plain(raw: Mapping[str, Any]) -> Notebook:
    """Raises cattrs errors on anything that ``to_plain`` did not write."""
    return _converter.structure(raw, Notebook)
