"""Every check, one after another; the first command that a change must pass. ``make test`` runs it.

Prints one line for each check, and all output of one that fails. In CI (the variable CI is set) nothing may be skipped
for want of a program.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent
ROOT = Path(__file__).resolve().parent.parent
CARE = "tests/plan/test_rules_of_care.py"
"""By itself, so that the numbers it checked are seen."""
RELIABLE = ("writer_kills", "case_file", "container", "log", "pack_flips", "pack_hostile", "pack_logs")
KEPT = tuple(f"tests/keep/{'pack/' if name.startswith('pack_') else ''}test_{name}.py" for name in RELIABLE)
"""By themselves, so that their figures are seen: kills survived, flips and tamperings caught, hostile files refused."""
PAGES = "tests/browser"
SCREENS = "tests/screens"
"""Apart: browsers and text recognition take both cores, other tests measure time, and two sets of browsers do not share a process."""
CHECKS: tuple[tuple[str, list[str]], ...] = (
    ("lint (ruff)", [str(BIN / "ruff"), "check", "src", "tests", "tools", "bench", "examples"]),
    ("types (pyright, strict on src)", [str(BIN / "pyright"), "src"]),
    ("imports go one way (import-linter)", [str(BIN / "lint-imports")]),
    ("no registry address, no path of a machine", [sys.executable, "-m", "tools.clean_tree"]),
    ("browsers and servers for the tests", [sys.executable, "-m", "tools.browsers"]),
    ("rules of care on every situation", [sys.executable, "-m", "pytest", "-q", CARE]),
    ("case files and packs under kills, flips, tampering and hostile files", [sys.executable, "-m", "pytest", "-q", *KEPT]),
    ("tests (pytest)", [sys.executable, "-m", "pytest", "-n", "2", "-rs", *(f"--ignore={one}" for one in (CARE, *KEPT, PAGES, SCREENS))]),
    ("pages in a real browser, both places", [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadgroup", "-rs", PAGES]),
    ("screenshots, drawn by a real browser and read by real engines", [sys.executable, "-m", "pytest", "-rs", SCREENS]),
)


def main() -> int:
    failed: list[str] = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        start = time.monotonic()
        done = subprocess.run(command, cwd=ROOT, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})
        print(f"   {'ok' if done.returncode == 0 else 'FAILED'} in {time.monotonic() - start:.0f} s", flush=True)
        if done.returncode:
            failed.append(name)
    if failed:
        print("failed: " + ", ".join(failed))
        return 1
    print("all checks passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
