"""``standfast site build``, as the command line calls it."""

from __future__ import annotations

import json as to_json
import os
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from attrs import asdict

from standfast.doors.web.render import say
from standfast.knowledge import home
from standfast.model import StandfastError

from .build import STAGES, Built, build
from .runtime import runtime

LANG = "en"
USUAL_PLACE = "node_modules/pyodide"


def run(home_name: str, out: str, pyodide: str, sign: str, *, json: bool) -> int:
    """Exit code 0, or 2 where the site could not be built: the sentence on standard error says why and what to do."""
    try:
        built = build(
            home(home_name), Path(out), Path(pyodide or USUAL_PLACE), Path(sign) if sign else None, _moment(), _progress(quiet=json)
        )
    except StandfastError as error:
        gaps = {"file": error.file, "place": error.place, "version": runtime().version} | error.detail
        print(say(LANG, f"error.{error.code}", **gaps), file=sys.stderr)
        return 2
    if json:
        print(to_json.dumps(asdict(built) | {"folder": str(built.folder)}, ensure_ascii=False))
    else:
        _show(built)
    return 0


def _moment() -> datetime:
    """Noon of the day: one day's builds are alike. SOURCE_DATE_EPOCH, where it is set, gives the day of an earlier build again."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    day = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now()
    return datetime(day.year, day.month, day.day, 12)


def _progress(*, quiet: bool) -> Callable[[str], None]:
    def told(stage: str) -> None:
        if not quiet:
            print(f"{STAGES.index(stage) + 1}/{len(STAGES)} {say(LANG, f'site.{stage}')}", file=sys.stderr, flush=True)

    return told


def _show(built: Built) -> None:
    print(say(LANG, "site.built", folder=built.folder, pages=built.pages, files=built.files, size=f"{built.packed / 1e6:.1f}"))
    print(say(LANG, "site.due", day=built.facts_due))
    if built.test_build:
        print(say(LANG, "site.test-build"))
    print(say(LANG, "site.next"))
