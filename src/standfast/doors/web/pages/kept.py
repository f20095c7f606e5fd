"""The open case between two pages: in the notebook as words, in a safe when it becomes a file. Nothing of it lies anywhere else."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import datetime

from attrs import evolve

from standfast import __version__, keep
from standfast.keep import container, layout
from standfast.keep.strength import ENOUGH, suggested
from standfast.model import BrokenCase, Case, Entry, ToolMissing, WeakPassphrase
from standfast.pipeline import case as cases

from ..held import held
from ..safe import Safe
from ..visit import Visit

NAME = "notes.standfast"
"""Of the file; it says nothing of the subject."""
COMPUTER_SAFE = "standfast[case]"


def now(visit: Visit) -> datetime:
    """The person's wall clock with the offset of this device."""
    return visit.now.astimezone()


def mark(visit: Visit) -> keep.Mark:
    return cases.mark(now(visit))


def safe(visit: Visit) -> Safe:
    """Raises ToolMissing where a case can be neither opened nor saved."""
    if visit.place.safe is None:
        raise ToolMissing(need=COMPUTER_SAFE, get=f"pip install '{COMPUTER_SAFE}'")
    return visit.place.safe


def case_of(visit: Visit) -> Case | None:
    """The open case, or None."""
    text = visit.notebook.case
    return held(text, lambda: layout.from_bytes(text.encode("utf-8", "surrogatepass"), NAME), "case") if text else None


def put(visit: Visit, case: Case, items: Mapping[str, bytes] | None = None, *, saved: bool = False) -> None:
    """``items``: bytes of entries that are new. What belongs to an entry that is gone goes with it."""
    kept = {one.id for one in case.entries if one.kept_sha256 and not one.removed}
    all_items = {**visit.notebook.case_items, **{key: data.decode("latin-1") for key, data in (items or {}).items()}}
    text = layout.to_bytes(case, __version__).decode("utf-8", "surrogatepass")
    found = {key: data for key, data in all_items.items() if key in kept}
    visit.keep(evolve(visit.notebook, case=text, case_items=found, case_saved=saved))


async def start(visit: Visit, passphrase: str) -> None:
    """A new case with what the person told so far. Raises WeakPassphrase, ToolMissing."""
    one = safe(visit)
    if await one.strength(passphrase) < ENOUGH:
        raise WeakPassphrase()
    key_file, identity = await one.new(_typed(passphrase))
    visit.keep(evolve(visit.notebook, case_key=identity, case_key_file=key_file.decode("latin-1")))
    case = keep.new(mark(visit), secrets.token_hex(32))
    told = visit.notebook
    for letter, text in told.letters.items():
        case = keep.reworded(case, letter, text, mark(visit))
    put(visit, keep.told(case, told.facts, mark(visit)))


async def open_file(visit: Visit, data: bytes, passphrase: str) -> None:
    """Raises BrokenCase, CaseNewer, WrongPassphrase, ToolMissing."""
    one = safe(visit)
    parts = container.split(data)
    identity = await one.unlock(parts[container.KEY], _typed(passphrase))
    case = layout.from_bytes(await one.decrypt(identity, parts[container.CASE]), NAME)
    items: dict[str, bytes] = {}
    for entry in case.entries:
        if entry.kept_sha256 and not entry.removed:
            items[entry.id] = await _item(one, identity, entry, parts)
    key_file = parts[container.KEY].decode("latin-1")
    visit.keep(evolve(visit.notebook, case_key=identity, case_key_file=key_file, case_items={}))
    put(visit, case, items, saved=True)


async def _item(one: Safe, identity: str, entry: Entry, parts: Mapping[str, bytes]) -> bytes:
    """Raises BrokenCase where it is not there, or is another than the case says."""
    name = container.item_name(entry.id)
    data = await one.decrypt(identity, parts[name]) if name in parts else b""
    if hashlib.sha256(data).hexdigest() != entry.kept_sha256:
        raise BrokenCase(NAME, name)
    return data


def _typed(passphrase: str) -> str:
    """The same letters typed on two keyboards are the same bytes (docs/formats/case.md)."""
    return unicodedata.normalize("NFC", passphrase)


async def file(visit: Visit) -> bytes:
    """The whole case as its file. It counts as saved from here on: where the browser puts it, only the person sees."""
    one, notebook = safe(visit), visit.notebook
    case = with_answers(visit)
    put(visit, case, saved=True)
    key = notebook.case_key
    parts = {
        container.README: layout.readme(),
        container.KEY: notebook.case_key_file.encode("latin-1"),
        container.CASE: await one.encrypt(key, layout.to_bytes(case, __version__)),
    }
    for entry_id, data in visit.notebook.case_items.items():
        parts[container.item_name(entry_id)] = await one.encrypt(key, data.encode("latin-1"))
    return container.joined(parts)


def offered() -> str:
    """Six words picked by chance: a passphrase for whoever does not want to think of one."""
    return suggested()


def close(visit: Visit) -> None:
    """Forgets the case and its key; the file lies where it was saved."""
    visit.keep(visit.notebook.without_case())


def with_answers(visit: Visit) -> Case:
    """The case with what the person answered and ticked on the other pages."""
    case = case_of(visit)
    if case is None:
        raise ValueError("no case is open")
    case = keep.answered(case, {**case.answers, **visit.answers}, mark(visit))
    done = tuple(dict.fromkeys((*case.done, *visit.notebook.done)))
    return keep.steps_done(case, done, mark(visit))


def case_or_draft(visit: Visit) -> Case:
    """The open case with the answers of today, or an empty one with what was told so far: letters work without a case too."""
    case = case_of(visit)
    if case is not None:
        return evolve(case, answers={**case.answers, **visit.answers})
    told = visit.notebook
    return Case("", visit.now.isoformat(), answers=visit.answers, facts=told.facts, done=told.done, letters=told.letters)
