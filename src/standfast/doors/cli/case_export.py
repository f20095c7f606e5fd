"""``standfast case export``: a sealed selection for one receiver. It is written beside its name and moved there whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from standfast.keep.pack import fingerprint
from standfast.knowledge import release
from standfast.model import BadRecipient
from standfast.pipeline import packs
from standfast.pipeline.case import mark

from . import show
from .case_open import clock, free, guarded, opened, part
from .page import Page, json_line
from .progress import working

if TYPE_CHECKING:
    from standfast.keep.case_file import CaseFile

Sink = Callable[[bytes], None]


@frozen
class _Into:
    """A sink as something to write to."""

    sink: Sink

    def write(self, data: bytes, /) -> int:
        self.sink(data)
        return len(data)

    def flush(self) -> None:
        pass


def export(file: str, given: str, receiver: str, out: str, leave_out: Sequence[str], to: Sequence[str], lang: str, *, json: bool) -> int:
    """Exit code 0 or 2. The case keeps for whom it was made."""
    return guarded(lambda: _export(file, given, packs.Choice(receiver, frozenset(map(part, leave_out))), out, list(to), lang, json))


def _export(file: str, given: str, choice: packs.Choice, out: str, to: list[str], lang: str, json: bool) -> int:
    from standfast.keep.pack.seal import seal_to
    from standfast.keep.pack.sign import public

    target = free(out or f"pack-{choice.receiver}.zip{'.age' if to else ''}")
    if any(not one.startswith("age1") for one in to):
        raise BadRecipient(place="--to")
    with opened(file, given) as case_file:
        how = packs.Sealing(clock(), fingerprint(public(case_file.case.signing_key)), lang, printed=packs.printer())
        made = packs.packing(case_file.case, choice, _stored(case_file), how)
        with working(target.name, made.total) as watch:
            mark_of_key = seal_to(target, made.info, made.parts, case_file.case.signing_key, to, watch, made.total).fingerprint
        case_file.save(packs.sealed(case_file.case, choice, made, mark_of_key, mark(clock())))
    if json:
        print(json_line({"pack": str(target), "fingerprint": mark_of_key, "left_out": made.left_out, "report": made.report}))
        return 0
    _told(str(target), mark_of_key, made.left_out, bool(to))
    return 0


def _told(target: str, key_mark: str, left_out: int, encrypted: bool) -> None:
    page = Page()
    page.add(show.say("case.export.made", out=target))
    page.add(show.say("case.export.fingerprint", fingerprint=key_mark), "step")
    page.add(show.say("case.export.left-out", count=str(left_out)), "soft")
    if not encrypted:
        page.add(show.say("case.export.open"), "soft")
    page.add(show.say("case.export.means"), "soft")
    if not release().signed:
        show.notice(page)
    page.show()


def _stored(case_file: CaseFile) -> packs.Stored:
    return lambda entry_id, sink: case_file.stream_of(entry_id, _Into(sink))
