"""``standfast case new``, ``passphrase`` and ``recovery``: the file, what opens it, and the sheet for the drawer."""

from __future__ import annotations

from pathlib import Path, PurePath

from standfast import __version__, keep
from standfast.model import Case, CaseThere
from standfast.pipeline.case import case_letter, mark

from . import passphrase
from .case_open import ask, asks, clock, free, guarded, opened, say, sure, told, written
from .letters import in_form


def new(file: str, given: str, *, json: bool) -> int:
    return guarded(lambda: _new(file, given, json))


def _new(file: str, given: str, json: bool) -> int:
    from standfast.keep.case_file import CaseFile

    if Path(file).exists():
        raise CaseThere(file)
    free(file)
    if not json:
        say("case.passphrase.no-back-door")
    words = passphrase.new(given)
    with CaseFile.new(file, words, keep.new(mark(clock())), __version__) as made:
        case = made.case
    told(json, {"made": file, "case": case.id}, "case.new.made", file=file)
    if not json and asks() and sure("case.new.sheet"):
        sheet = ask("case.new.sheet-name") or f"{PurePath(file).stem}-sheet.pdf"
        return _sheet(case, sheet, "en")
    if not json:
        say("case.new.sheet-later", file=file)
    return 0


def change(file: str, given: str, new_given: str) -> int:
    """Nothing changes before the new one was typed twice."""
    return guarded(lambda: _change(file, given, new_given))


def _change(file: str, given: str, new_given: str) -> int:
    with opened(file, given) as case_file:
        case_file.change_passphrase(passphrase.new(new_given))
    say("case.passphrase.changed")
    say("case.passphrase.old-copies")
    return 0


def recovery(file: str, given: str, out: str, lang: str) -> int:
    """The sheet holds no passphrase: that is written onto the paper by hand."""

    def run() -> int:
        with opened(file, given) as case_file:
            case = case_file.case
        return _sheet(case, out, lang)

    return guarded(run)


def _sheet(case: Case, out: str, lang: str) -> int:
    written(out, in_form(case_letter("recovery-sheet", case, clock(), lang).document, out))
    say("case.sheet.made", out=out)
    return 0
