"""The table that a bench prints and the figures that it writes to ``bench/results/<name>.json``."""

from __future__ import annotations

import json
import os
import platform
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = Path(__file__).resolve().parent / "results"

Figures = dict[str, object]


def machine() -> str:
    """Processor, cores and Python; no host name and no path."""
    name = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        models = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")]
        name = models[0] if models else name
    return f"{name}, {os.cpu_count()} cores, {platform.system()}, {platform.python_implementation()} {platform.python_version()}"


def table(rows: list[tuple[str, ...]]) -> None:
    """First column to the left, the others to the right; the first row is the head."""
    widths = [max(len(row[k]) for row in rows) for k in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) if k == 0 else cell.rjust(width) for k, (cell, width) in enumerate(zip(row, widths, strict=True))))


def keep(name: str, figures: Figures) -> None:
    """Writes the figures with the day and the machine."""
    RESULTS.mkdir(exist_ok=True)
    whole = {"bench": name, "date": date.today().isoformat(), "machine": machine(), **figures}
    (RESULTS / f"{name}.json").write_text(json.dumps(whole, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
