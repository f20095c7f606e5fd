"""A pack of 2 GB is sealed and checked in constant memory: peak against one of 200 MB, time against plain programs on the same bytes."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from .record import keep, table
from .start import measured

SMALL, LARGE = 200, 2000
FILES = 20

SEAL = """
import os, sys
from pathlib import Path
from standfast.keep.pack import PackPart
from standfast.keep.pack.seal import seal_to
path, size, recipients = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:]
block = os.urandom(2**20)
def data(sink):
    for _ in range(size // 20):
        sink(block)
info = {"version": "0.0", "case": "0" * 32, "for": "police", "left-out": "0", "sealed": "2026-11-24T12:00:00+00:00"}
heard = []
seal_to(path, info, [PackPart(f"data/items/{n:04}/mail.mbox", data) for n in range(20)], "11" * 32, recipients, lambda done, total: heard.__setitem__(slice(None), [done]), size * 2**20)
assert heard == [size * 2**20]
"""
CHECK = """
import sys
from standfast.keep.pack import verify
assert verify(sys.argv[1]).untouched
"""
HASH = """
import hashlib, sys
with open(sys.argv[1], "rb") as opened:
    hashlib.file_digest(opened, "sha256")
"""
COPY = """
import os, shutil, sys
out = open(sys.argv[2], "wb")
shutil.copyfileobj(open(sys.argv[1], "rb"), out, 2**20)
out.flush()
os.fsync(out.fileno())
"""


def run(data: Path) -> None:
    del data
    rows = [("", "200 MB: s", "peak MB", "2000 MB: s", "peak MB", "peak ratio")]
    figures: dict[str, object] = {}
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        found = {size: _measured(Path(folder), size) for size in (SMALL, LARGE)}
    for name in found[SMALL]:
        (small, low), (large, high) = found[SMALL][name], found[LARGE][name]
        rows.append((name, f"{small:.1f}", f"{low:.0f}", f"{large:.1f}", f"{high:.0f}", f"{high / low:.2f}"))
        figures[name] = {"seconds": [round(small, 2), round(large, 2)], "peak_mb": [round(low, 1), round(high, 1)], "peak_ratio": round(high / low, 3)}
    table(rows)
    large = found[LARGE]
    ratios = {
        "seal / zip -0": large["seal"][0] / large["zip -0"][0],
        "seal / copy": large["seal"][0] / large["copy"][0],
        "verify / sha256": large["verify"][0] / large["sha256"][0],
    }
    print("Ratios at 2,000 MB: " + ", ".join(f"{name} {ratio:.2f} x" for name, ratio in ratios.items()) + ". Goal: peak ratio near 1.")
    keep("packs", {"sizes_mb": [SMALL, LARGE], "files": FILES, **figures, "ratios": {name: round(ratio, 2) for name, ratio in ratios.items()}})


def _measured(folder: Path, size: int) -> dict[str, tuple[float, float]]:
    pack, other = folder / "pack.zip", folder / "other"
    recipient = subprocess.run(
        [sys.executable, "-c", "from standfast.keep import age; print(age.recipient_of(age.new_identity()))"], capture_output=True, text=True, check=True
    ).stdout.strip()
    found = {"seal": measured([sys.executable, "-c", SEAL, str(pack), str(size)])}
    found["verify"] = measured([sys.executable, "-c", CHECK, str(pack)])
    found["sha256"] = measured([sys.executable, "-c", HASH, str(pack)])
    found["copy"] = measured([sys.executable, "-c", COPY, str(pack), str(other)])
    other.unlink()
    found["zip -0"] = measured(["sh", "-c", 'zip -0q "$1" "$2" && sync "$1"', "sh", f"{other}.zip", str(pack)])
    Path(f"{other}.zip").unlink()
    pack.unlink()
    found["seal --to"] = measured([sys.executable, "-c", SEAL, str(pack) + ".age", str(size), recipient])
    Path(f"{pack}.age").unlink()
    return found
