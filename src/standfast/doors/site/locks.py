"""What locks a case in a visitor's browser: age as one file, and the guesser of passphrases; loaded only by whoever opens "My case"."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from .refused import BuildRefused, NoNode, NoRuntime
from .runtime import runtime, tested


def lock_files(folder: Path) -> dict[str, bytes]:
    """By name. ``folder`` is the one of ``runtime_files``; the packages lie beside it. Raises NoRuntime, NoNode, BuildRefused."""
    modules = folder.absolute().parent
    known = runtime().locks
    licences = "\n\n".join(f"{name}\n\n{_text(modules / name)}" for name in known.licences)
    return {
        "age.js": _bundled(modules, known.age),
        "strength.js": tested(modules, known.strength.path, known.strength.sha256),
        "LICENSE.txt": licences.encode(),
    }


def _bundled(modules: Path, digest: str) -> bytes:
    """The packages as one file; whatever it was made from, it must be the one that was tested."""
    node = shutil.which("node")
    if node is None:
        raise NoNode()
    if not (modules / "esbuild").is_dir() or not (modules / "age-encryption").is_dir():
        raise NoRuntime(place=str(modules), why="age-encryption, esbuild", version=runtime().version)
    with tempfile.TemporaryDirectory() as own:
        script, out = Path(own, "locks.mjs"), Path(own, "age.js")
        script.write_text((files("standfast.doors.site") / "locks.mjs").read_text("utf-8"), "utf-8")
        run = [node, str(script), str(modules), str(out)]
        done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode:
            raise BuildRefused(why=(done.stderr.strip() or done.stdout.strip())[-500:])
        data = out.read_bytes()
    if sha256(data).hexdigest() != digest:
        raise NoRuntime(place=str(modules), why="age-encryption", version=runtime().version)
    return data


def _text(package: Path) -> str:
    for name in ("LICENSE", "LICENSE.txt"):
        if (package / name).is_file():
            return (package / name).read_text("utf-8").strip()
    raise NoRuntime(place=str(package.parent), why=package.name, version=runtime().version)
