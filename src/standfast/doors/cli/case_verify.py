"""``standfast case verify``: every byte of the file, and every line of its log."""

from __future__ import annotations

from standfast import keep
from standfast.model import BrokenCase

from . import show
from .case_open import guarded, opened
from .page import Page, json_line


def verify(file: str, given: str, log_hash: str, *, json: bool) -> int:
    """Exit code 0 where all holds, 1 where something does not. ``log_hash``: one that somebody else wrote down earlier."""

    def run() -> int:
        damaged = ""
        with opened(file, given) as case_file:
            case = case_file.case
            try:
                case_file.verify()
            except BrokenCase as error:
                damaged = error.place or "?"
        rows = [(one.code, str(one.number), one.about) for one in keep.check(case)]
        rows += [("file", "", damaged)] if damaged else []
        if log_hash and all(line.hash != log_hash.strip().lower() for line in case.log):
            rows.append(("hash", "", ""))
        if json:
            faults = [{"code": code, "line": number, "about": about} for code, number, about in rows]
            print(json_line({"holds": not rows, "faults": faults, "log_hash": case.log[-1].hash}))
            return 1 if rows else 0
        page = Page()
        for code, number, about in rows:
            page.add(show.say(f"case.verify.{code}", number=number, about=about), "fault")
        page.add(show.say("case.verify.faults" if rows else "case.verify.holds", lines=str(len(case.log)), count=str(len(rows))))
        page.add(show.say("case.status.hash", hash=case.log[-1].hash), "soft")
        page.add(show.say("case.verify.means"), "soft")
        page.show()
        return 1 if rows else 0

    return guarded(run)
