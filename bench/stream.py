"""A mailbox of 50 MB goes through ``standfast check --json`` in constant memory: peak against one of 5 MB."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from .mails import invented
from .record import keep, table
from .start import measured

SMALL, LARGE = 5, 50
PADDING = 20_000
"""Bytes of an attachment in each mail, as real mailboxes have; so the 50 MB are some 2,300 mails."""


def run(data: Path) -> None:
    del data
    rows, peaks, rates = [("", "mails", "seconds", "messages/s", "peak MB")], [], []
    with tempfile.TemporaryDirectory(prefix="standfast-bench-") as folder:
        for size in (SMALL, LARGE):
            path = Path(folder) / f"{size}.mbox"
            count = written(path, size * 2**20)
            seconds, peak = measured([sys.executable, "-m", "standfast", "check", "--json", str(path)])
            peaks.append(peak)
            rates.append(count / seconds)
            rows.append((f"{size} MB", str(count), f"{seconds:.1f}", f"{count / seconds:.0f}", f"{peak:.0f}"))
    table(rows)
    print(f"Ratio of the peaks: {peaks[1] / peaks[0]:.2f} x (goal: near 1), for a file {LARGE // SMALL} times as large.")
    keep("stream", {"peak_mb": [round(p, 1) for p in peaks], "ratio": round(peaks[1] / peaks[0], 3), "per_second": [round(r, 1) for r in rates]})


def written(path: Path, size: int) -> int:
    """Writes a mailbox of at least ``size`` bytes; returns how many mails it holds."""
    pool = invented(300)
    part = b"\n--edge\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename=a.bin\n\n" + (b"0" * 76 + b"\n") * (PADDING // 77)
    count = 0
    with path.open("wb") as out:
        while out.tell() < size:
            head, _, body = pool[count % len(pool)].partition(b"\n\n")
            types = [line for line in head.split(b"\n") if line.lower().startswith(b"content-")]
            rest = b"\n".join(line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-version")))
            out.write(b"From sender@example.net Mon Nov 23 21:14:05 2026\n" + rest + b"\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=edge\n\n--edge\n")
            out.write(b"\n".join(types) + b"\n\n" + body.replace(b"\nFrom ", b"\n>From ") + part + b"--edge--\n\n")
            count += 1
    return count
