"""Runs in CPython and in Pyodide alike: one case in, one JSON text for each Item out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from standfast import pipeline
from standfast.model import Item, Origin, ReadError


def results(case: dict[str, Any]) -> Iterator[pipeline.Checked | ReadError]:
    """A case has ``id``, ``now``, ``answers``, ``own`` and either ``path`` (a file) or ``text`` (one Item)."""
    now, own = datetime.fromisoformat(case["now"]), frozenset(case["own"])
    if "path" in case:
        yield from pipeline.check(case["path"], now, case["answers"], own)
    else:
        item = Item(id="1", kind="text", text=case["text"], origin=Origin("-", 0, 0, ""))
        yield pipeline.check_item(item, now, case["answers"], own)


def answer(case: dict[str, Any]) -> str:
    """One line for each Item, as ``standfast check --json`` prints it."""
    return "\n".join(
        json.dumps(str(result) if isinstance(result, ReadError) else pipeline.public(result), ensure_ascii=False)
        for result in results(case)
    )


def main(cases: str) -> None:
    """A first line about the surroundings, then one line ``[id, answer]`` for each case in the JSON file ``cases``."""
    answers = [[case["id"], answer(case)] for case in json.loads(Path(cases).read_text("utf-8"))]
    banned = sorted({"multiprocessing", "zoneinfo", "tzdata", "numpy", "rich", "typer"} & set(sys.modules))
    print(json.dumps({"python": sys.version.split()[0], "platform": sys.platform, "banned": banned}))
    for line in answers:
        print(json.dumps(line))
