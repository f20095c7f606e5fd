"""The main job, on invented examples or on the files that are named: ``make demo`` or ``make demo FILE=mail.eml``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = [sys.executable, "-m", "standfast"]


def main() -> int:
    named = sys.argv[1:]
    files = named or [str(path.relative_to(Path.cwd())) for path in sorted(HERE.iterdir()) if path.suffix in {".eml", ".txt"}]
    worst = 0
    for file in files:
        print(f"\n{'=' * 100}\n$ standfast check {file} --country GB\n", flush=True)
        worst = max(worst, subprocess.run([*COMMAND, "check", file, "--country", "GB"], check=False).returncode)
    if not named:
        print(
            f"\n{'=' * 100}\n$ standfast now --country GB --area GB-derbyshire --age 16-17 -a about=me -a kind=image-threat\n", flush=True
        )
        answers = ["--country", "GB", "--area", "GB-derbyshire", "--age", "16-17", "-a", "about=me", "-a", "kind=image-threat"]
        worst = max(worst, subprocess.run([*COMMAND, "now", *answers], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
