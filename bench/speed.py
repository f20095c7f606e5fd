"""Messages per second of the whole explained check, against SpamAssassin and rspamd on the same mails, one process each."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

from standfast.doors.cli.triage import answer
from standfast.find import find
from standfast.model import Item
from standfast.read import read_bytes

from . import filters
from .mails import invented, real
from .record import keep, table

T = TypeVar("T")
MAILS = 90
WARM_UP = 8
ROUNDS = 3
SLOW_SHARE = 9
"""SpamAssassin gets every ninth mail of a round, or it would take minutes; the sets rotate, so all are seen."""
GOALS = {"spamassassin": 100, "rspamd": 20}


def run(data: Path) -> None:
    missing = filters.install()
    if missing:
        print(missing)
    mails = invented(MAILS) + real(data)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="standfast-bench-")))
        folder.chmod(0o755)
        others = {name: stack.enter_context(start(folder)) for name, start in filters.STARTS.items() if filters.there(name)}
        paths = _written(mails, folder)
        for mail in mails[:WARM_UP]:
            _explain(mail)
            for scan in others.values():
                scan(mail)
        rates = _measure(mails, paths, others)
    _report(rates, len(mails), len(mails) - MAILS)


def _measure(mails: list[bytes], paths: list[str], others: dict[str, filters.Scan]) -> dict[str, list[float]]:
    """Rates by name, one for each round; in a round they take turns, so that a busy machine hurts all alike."""
    rates: dict[str, list[float]] = {}
    for turn in range(ROUNDS):
        for name, scan in others.items():
            share = mails[turn % SLOW_SHARE :: SLOW_SHARE] if name == "spamassassin" else mails
            rates.setdefault(name, []).append(_rate(scan, share))
        rates.setdefault("standfast", []).append(_rate(_explain, mails))
        rates.setdefault("standfast triage", []).append(_rate(_triage, paths))
    return rates


def _rate(work: Callable[[T], None], things: list[T]) -> float:
    begun = perf_counter()
    for thing in things:
        work(thing)
    return len(things) / (perf_counter() - begun)


def _explain(mail: bytes) -> None:
    """MIME undone, then everything found, with findings, indicators, demand and verdict."""
    for item in read_bytes(mail):
        if isinstance(item, Item):
            find(item)


def _triage(path: str) -> None:
    """One line of ``standfast triage``, from the line of JSON to the answer; the file is read too."""
    json.dumps(answer(1, json.dumps({"id": path, "path": path}).encode()))


def _written(mails: list[bytes], folder: Path) -> list[str]:
    paths: list[str] = []
    for number, mail in enumerate(mails):
        path = folder / f"{number}.eml"
        path.write_bytes(mail)
        paths.append(str(path))
    return paths


def _report(rates: dict[str, list[float]], count: int, from_data: int) -> None:
    middle = {name: median(found) for name, found in rates.items()}
    ours = middle["standfast triage"]
    rows = [("", "messages/s", "lowest", "highest", "ratio: triage is", "goal")]
    for name, found in rates.items():
        goal = f"> {GOALS[name]}" if name in GOALS else ""
        rows.append((name, f"{middle[name]:.1f}", f"{min(found):.1f}", f"{max(found):.1f}", f"{ours / middle[name]:.1f} x", goal))
    table(rows)
    print(f"{count} mails ({from_data} real), median of {ROUNDS} rounds, interleaved. One process each: standfast one; spamd one child; rspamd one worker.")
    print("Both filters offline: local tests only, no DNS, no Redis, no Bayes, Debian's shipped rules. They answer spam or not; standfast also says why.")
    print(f"Load of the machine during the run: {os.getloadavg()[0]:.1f}")
    keep("speed", {
        "mails": count, "real": from_data, "rounds": ROUNDS, "per_second": {name: round(rate, 1) for name, rate in middle.items()},
        "ratio": {name: round(ours / rate, 1) for name, rate in middle.items() if name in GOALS}, "goals": GOALS,
        "versions": filters.versions(), "load": round(os.getloadavg()[0], 1),
    })
