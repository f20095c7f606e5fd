"""Cold start of ``standfast check`` on a small mail, and its peak memory, against bare Python."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

from .record import ROOT, keep, table

TIMES = 9
GOAL_SECONDS, GOAL_MB = 0.5, 150


def run(data: Path) -> None:
    del data
    mail = str(ROOT / "examples/bluff.eml")
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "standfast --help": [sys.executable, "-m", "standfast", "--help"],
        "standfast check": [sys.executable, "-m", "standfast", "check", mail],
    }
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(TIMES):
        for name, command in commands.items():
            found[name].append(measured(command))
    middle = {name: (median(s for s, _ in runs), median(m for _, m in runs)) for name, runs in found.items()}
    bare = middle["python -c pass"]
    table([("", "seconds", "peak MB", "ratio time", "ratio memory"), *(
        (name, f"{s:.3f}", f"{mb:.0f}", f"{s / bare[0]:.1f} x", f"{mb / bare[1]:.1f} x") for name, (s, mb) in middle.items()
    )])
    print(f"Whole process, median of {TIMES}. Goals for check: at most {GOAL_SECONDS} s and under {GOAL_MB} MB.")
    keep("start", {name: {"seconds": round(s, 3), "peak_mb": round(mb, 1), "ratio": round(s / bare[0], 1)} for name, (s, mb) in middle.items()})


def measured(command: list[str]) -> tuple[float, float]:
    """Seconds and peak megabytes of one process. Linux and macOS."""
    begun = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[1:4]} ended with {process.returncode}")
    return seconds, usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
