"""What the browser runs: Standfast's core, the pages and the pure-Python packages they need, in one archive of compiled files."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from importlib.metadata import files as files_of
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .lean import lean
from .refused import BuildRefused, NoNode

KINDS = frozenset({".py", ".toml", ".bin", ".json", ".html", ".css", ".txt", ".tsv", ".js", ".svg"})
LEFT_OUT = frozenset(
    {"cli", "serve.py", "guard.py", "sessions.py", "__main__.py", "__pycache__", "tests", "testing", "testclient.py", "assets"}
)
"""Folders and files that a browser has no use for."""
_PARTS_LEFT_OUT = ("standfast/doors/site/",)
_SITE_KEPT = tuple(f"standfast/doors/site/{name}.py" for name in ("__init__", "engine", "waiting"))
COMPUTER_ONLY = (
    "standfast/keep/age.py",
    "standfast/keep/case_file.py",
    "standfast/keep/disk.py",
    "standfast/keep/saving.py",
    "standfast/keep/stamp",
    "standfast/keep/pack/sign.py",
    "standfast/write/pdf",
    "standfast/write/fonts",
    "standfast/write/letter.typ",
)
"""What needs native libraries, a disk or a printer's fonts: a browser has scripts of its own for it, or does without."""
STANDINS = ("anyio", "typing_extensions")
"""Packages that a browser can do without, but not without their names."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in an archive, so that the same inputs give the same bytes."""


def sources(packages: Mapping[str, tuple[str, ...]]) -> dict[str, bytes]:
    """Every file of the engine by its path in the archive, before anything is compiled.

    ``packages``: for each distribution, which of its files, as patterns; see runtime.toml.
    """
    found = dict(_standfast(files("standfast"), "standfast"))
    for name in STANDINS:
        for one in (files("standfast.doors.site") / "standin" / name).iterdir():
            if one.name.endswith(".py"):
                found[f"{name}/{one.name}"] = one.read_bytes()
    for name, patterns in packages.items():
        found.update(_package(name, patterns))
    return dict(sorted(found.items()))


def _standfast(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for one in folder.iterdir():
        inside = f"{path}/{one.name}"
        if one.name in LEFT_OUT:
            continue
        if one.is_dir():
            yield from _standfast(one, inside)
        elif _wanted(inside):
            yield inside, lean(inside, one.read_bytes())


def _package(name: str, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for one in files_of(name) or ():
        if any(one.match(pattern) for pattern in patterns) and ".." not in one.parts:
            yield one.as_posix(), Path(str(one.locate())).read_bytes()


def _wanted(inside: str) -> bool:
    if inside.startswith(_PARTS_LEFT_OUT) and inside not in _SITE_KEPT:
        return False
    if inside.startswith(COMPUTER_ONLY):
        return False
    return Path(inside).suffix in KINDS


def compiled(raw: Mapping[str, bytes], runtime: Path) -> dict[str, bytes]:
    """The same files with ``.pyc`` in place of ``.py``, made by the very Python that will read them.

    A phone would need longer to compile the sources than for everything else together. ``runtime`` is the folder of
    Pyodide's files. Raises NoNode, or BuildRefused where it fails.
    """
    node = shutil.which("node")
    if node is None:
        raise NoNode()
    with tempfile.TemporaryDirectory() as folder:
        before, after = Path(folder, "in.zip"), Path(folder, "out.zip")
        before.write_bytes(_archive(raw))
        script = Path(folder, "compile.mjs")
        script.write_text((files("standfast.doors.site") / "compile.mjs").read_text("utf-8"), "utf-8")
        run = [node, str(script), str(runtime / "pyodide.mjs"), str(before), str(after)]
        done = subprocess.run(run, capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603
        if done.returncode:
            raise BuildRefused(why=(done.stderr.strip() or done.stdout.strip())[-500:])
        with zipfile.ZipFile(after) as made:
            return {name: made.read(name) for name in sorted(made.namelist())}


def _archive(content: Mapping[str, bytes]) -> bytes:
    """A zip that only stores, with sorted names and one fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for name, data in sorted(content.items()):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            bundle.writestr(entry, data)
    return out.getvalue()


def packed(content: Mapping[str, bytes]) -> bytes:
    """One gzip stream: the length of the index (four bytes, little end first), the index (JSON, name -> length), the files.

    Packed as one, the many small files take a tenth less, and a browser unpacks them in one go; see assets/worker.js.
    """
    names = sorted(content, key=lambda name: (Path(name).suffix, name))
    index = json.dumps([[name, len(content[name])] for name in names], ensure_ascii=False, separators=(",", ":")).encode()
    pack = zlib.compressobj(9, zlib.DEFLATED, 31)
    raw = len(index).to_bytes(4, "little") + index + b"".join(content[name] for name in names)
    return pack.compress(raw) + pack.flush()
