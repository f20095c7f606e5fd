"""The main job, on invented examples or on the files that are named: ``make demo`` or ``make demo FILE=mail.eml``.

Without a file it ends with a case, a sealed pack with the report for the police, and the check of that pack.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = [sys.executable, "-m", "standfast"]
OUT = HERE.parent / "build/demo"
LINE = "=" * 100
PASSPHRASE = "lantern copper window meadow ticket violin"  # noqa: S105  of an invented case
"""Of the invented case. A real one is asked for and never written down by the program."""


def said(*words: str, secret: str = "") -> int:
    """Runs one command, and shows it as a person would type it."""
    shown = " ".join(f"'{word}'" if " " in word else word for word in words)
    print(f"\n{LINE}\n$ standfast {shown}\n", flush=True)
    more = ["--passphrase-file", secret] if secret else []
    return subprocess.run([*COMMAND, *words, *more], check=False).returncode


def case() -> int:
    """A case from an invented threat, its pack for the police, and what still holds of that pack."""
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True)
    file, pack, report = (str(Path(os.path.relpath(OUT)) / name) for name in ("mine.standfast", "pack-police.zip", "report.pdf"))
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as secret:
        secret.write(PASSPHRASE + "\n")
        secret.flush()
        threat = str(Path(os.path.relpath(HERE)) / "contact-threat.txt")
        steps: tuple[tuple[str, ...], ...] = (
            ("case", "new", file),
            ("case", "add", file, threat),
            ("case", "answer", file, "country=GB", "area=GB-derbyshire", "shown_age=18-24", "about=me"),
            ("case", "note", file, "They found me through a friend's list."),
            ("case", "fact", file, "name=Sam Example", "safe-contact=By e-mail only: sam@home.example"),
            ("case", "status", file),
            ("letter", "police-gb-derbyshire", "--case", file, "--out", report),
            ("case", "export", file, "--for", "police", "--out", pack),
        )
        worst = max(said(*step, secret=secret.name) for step in steps)
    worst = max(worst, said("verify", pack))
    print(f"\nThe case:   {file}   (passphrase of this invented case: {PASSPHRASE})")
    print(f"The pack:   {pack}")
    print(f"The report: {report}, and data/report.pdf in the pack")
    return worst


def main() -> int:
    named = sys.argv[1:]
    files = named or [str(path.relative_to(Path.cwd())) for path in sorted(HERE.iterdir()) if path.suffix in {".eml", ".txt"}]
    worst = max(said("check", file, "--country", "GB") for file in files)
    if named:
        return worst
    answers = ("--country", "GB", "--area", "GB-derbyshire", "--age", "16-17", "-a", "about=me", "-a", "kind=image-threat")
    return max(worst, said("now", *answers), case())


if __name__ == "__main__":
    sys.exit(main())
