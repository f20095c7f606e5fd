"""No tracked file holds the address of a package registry, or a path of the machine it was written on."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BAD = re.compile(
    r"--(?:extra-)?index-url|index-url\s*=|registry\s*=\s*http|\"resolved\":|registry\.npm|files\.pythonhosted|pypi\.org/simple"
    r"|file:///|(?<![\w.])/home/[a-z]+/|(?<![\w.])/root/|(?<![\w.])" + re.escape(str(ROOT.parent)) + "/"
)
_NOT_TEXT = {".bin", ".png", ".svg", ".zip", ".gz", ".mbox"}
_SELF = Path(__file__).name


def main() -> int:
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, check=False, capture_output=True, text=True)
    names = listed.stdout.split("\n") if listed.returncode == 0 else [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
    bad = 0
    for name in filter(None, names):
        path = ROOT / name
        if path.suffix in _NOT_TEXT or path.name == _SELF or not path.is_file():
            continue
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
            if _BAD.search(line):
                print(f"{name}:{number}: {line.strip()[:120]}")
                bad += 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
