"""The case file: opening 50 MB against pyrage alone, adding one item to 1,000, and the peak memory of saving 1 GB."""

from __future__ import annotations

import hashlib
import io
import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

import pyrage
from attrs import evolve

from standfast.keep import age
from standfast.keep.case_file import CaseFile
from standfast.keep.container import split
from standfast.keep.log import record
from standfast.model import Case, Demand, Entry, Item, Judged, Kind, Origin, Strength, Verdict

from .record import keep, table
from .start import measured

PASSPHRASE, VERSION, WHEN = "an invented passphrase", "0.0", "2026-11-24T02:10:00+00:00"
TIMES = 5
GOAL_RATIO, GOAL_SECONDS = 1.5, 2.0
ITEMS, EACH = 50, 1_000_000
"""Items and bytes of the 50 MB case."""
MANY, SMALL = 1000, 2000
SAVE = (
    "import hashlib, sys\nfrom attrs import evolve\nfrom bench.case_file import Endless, PASSPHRASE, blank\n"
    "from standfast.keep.case_file import CaseFile\nfrom standfast.model import Entry\n"
    "size, path = int(sys.argv[1]), sys.argv[2]\n"
    "entry = Entry('0001', 'messages', kept_size=size, kept_sha256=Endless(size).sha256())\n"
    "with CaseFile.new(path, PASSPHRASE, blank(), '0.0', 10) as file:\n"
    "    file.save(evolve(file.case, entries=(entry,)), {'0001': Endless(size)} )\n"
    "    file.save(evolve(file.case, facts={'name': 'x'}))\n"
    "    file.verify()\n"
)


def run(data: Path) -> None:
    del data
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        saving = _saving(Path(folder))  # First: a child's peak is never below what its parent held when it was started.
        opening = _opening(Path(folder) / "a.standfast")
        adding = _adding(Path(folder) / "b.standfast")
    keep("case_file", {"open_50_mb": opening, "add_to_1000": adding, "save_memory": saving})


class Endless(io.RawIOBase):
    """``size`` bytes that no memory holds."""

    def __init__(self, size: int) -> None:
        self._left = size

    def read(self, size: int = -1) -> bytes:
        got = min(self._left, 65_536 if size < 0 else size, 65_536)
        self._left -= got
        return bytes(got)

    def sha256(self) -> str:
        digest = hashlib.sha256()
        while piece := self.read():
            digest.update(piece)
        return digest.hexdigest()


def blank() -> Case:
    return record(Case("0123456789abcdef" * 2, WHEN), "made", WHEN, VERSION)


def entry_of(number: int, data: bytes) -> Entry:
    """One entry with a judgement of the usual size: about 2 kB of JSON."""
    digest, name = hashlib.sha256(data).hexdigest(), f"chat-{number}.txt"
    items = tuple(Item(f"{name}:{k}", "chat-line", "pay by tonight, an invented line " * 4, Origin(name, k, k + 90, digest)) for k in range(4))
    judged = Judged(items, Verdict(Kind.IMAGE_THREAT, Strength.STRONGLY, 0.9), demand=Demand(("money",), 500.0, "GBP"))
    return Entry(f"{number:04}", "messages", WHEN, name, len(data), digest, len(data), digest, judged=(judged,))


def filled(path: Path, count: int, size: int) -> None:
    case, add = blank(), {}
    for number in range(1, count + 1):
        entry = entry_of(number, data := os.urandom(size))
        case = record(evolve(case, entries=(*case.entries, entry)), "added", WHEN, VERSION, f"entry/{entry.id}")
        add[entry.id] = data
    with CaseFile.new(path, PASSPHRASE, blank(), VERSION) as file:
        file.save(case, add)


def timed(work: object) -> float:
    seconds: list[float] = []
    for _ in range(TIMES):
        begun = perf_counter()
        work()  # type: ignore[operator]
        seconds.append(perf_counter() - begun)
    return median(seconds)


def _opening(path: Path) -> dict[str, float]:
    filled(path, ITEMS, EACH)
    parts = split(path.read_bytes())
    key = parts["key.age"]
    identity = pyrage.x25519.Identity.from_str(age.unprotect(key, PASSPHRASE))
    locked = [blob for name, blob in parts.items() if name.endswith(".age") and name != "key.age"]
    one = age.encrypt(str(identity), os.urandom(ITEMS * EACH))

    def alone() -> None:
        pyrage.passphrase.decrypt(key, PASSPHRASE)
        pyrage.decrypt(one, [identity])

    def parts_alone() -> None:
        pyrage.passphrase.decrypt(key, PASSPHRASE)
        for blob in locked:
            pyrage.decrypt(blob, [identity])

    def only_open() -> None:
        CaseFile.open(path, PASSPHRASE).close()

    def open_and_read() -> None:
        with CaseFile.open(path, PASSPHRASE) as file:
            for entry in file.case.entries:
                file.bytes_of(entry.id)

    works = {"pyrage, passphrase and one file": alone, "pyrage, passphrase and 51 files": parts_alone, "open": only_open, "open, read all, hash": open_and_read}
    found = {name: timed(work) for name, work in works.items()}
    derive = timed(lambda: pyrage.passphrase.decrypt(key, PASSPHRASE))
    base = found["pyrage, passphrase and one file"]
    table([("50 MB case", "seconds", "ratio"), ("pyrage, passphrase alone", f"{derive:.3f}", ""), *((n, f"{s:.3f}", f"{s / base:.2f} x") for n, s in found.items())])
    bare = (found["open, read all, hash"] - derive) / (base - derive)
    print(f"Median of {TIMES}, from memory rather than disk. Goal: at most {GOAL_RATIO} x. Without the passphrase on both sides: {bare:.2f} x.")
    return {**{name: round(s, 4) for name, s in found.items()}, "passphrase": round(derive, 4), "ratio": round(found["open, read all, hash"] / base, 3),
            "ratio without passphrase": round(bare, 3)}  # fmt: skip


def _adding(path: Path) -> dict[str, float]:
    filled(path, MANY, SMALL)
    data, begun = os.urandom(SMALL), perf_counter()
    with CaseFile.open(path, PASSPHRASE) as file:
        opened = perf_counter() - begun
        case, begun = file.case, perf_counter()
        entry = entry_of(MANY + 1, data)
        case = record(evolve(case, entries=(*case.entries, entry)), "added", WHEN, VERSION, f"entry/{entry.id}")
        file.save(case, {entry.id: data})
        saved = perf_counter() - begun
        key = split(path.read_bytes())["key.age"]
    derive = timed(lambda: age.unprotect(key, PASSPHRASE))
    total = opened - derive + saved
    table([("one more item in a case of 1,000", "seconds"), ("open", f"{opened:.2f}"), ("of that, the passphrase", f"{derive:.2f}"), ("log and save", f"{saved:.2f}"),
           ("all but the passphrase", f"{total:.2f}")])  # fmt: skip
    print(f"Case of {path.stat().st_size / 2**20:.1f} MB. Goal: at most {GOAL_SECONDS} s beyond the passphrase.")
    return {"open": round(opened, 3), "passphrase": round(derive, 3), "save": round(saved, 3), "beyond passphrase": round(total, 3)}


def _saving(folder: Path) -> dict[str, object]:
    rows: list[tuple[str, ...]] = [("add, save again, verify", "seconds", "peak MB")]
    peaks: list[float] = []
    for size in (50, 1024):
        path = folder / f"{size}.standfast"
        seconds, peak = measured([sys.executable, "-c", SAVE, str(size * 2**20), str(path)])
        path.unlink()
        peaks.append(peak)
        rows.append((f"{size} MB", f"{seconds:.1f}", f"{peak:.0f}"))
    table(rows)
    print(f"Ratio of the peaks: {peaks[1] / peaks[0]:.2f} x (goal: near 1).")
    return {"peak_mb": [round(one, 1) for one in peaks], "ratio": round(peaks[1] / peaks[0], 3)}
