"""The list of what a built site holds, with a hash for each file: written by the build, checked by browsers and by whoever hosts it."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import zlib
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from .refused import BuildRefused, Damaged

NAME = "manifest.json"
SIGNATURE = "manifest.json.sig"
SIGNED_FOR = "standfast-site"
"""The namespace of a signature: one made for something else does not count."""
KIND = "standfast site"


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def rows(files: Mapping[str, bytes]) -> dict[str, dict[str, Any]]:
    """Path -> SHA-256 and size."""
    return {name: {"sha256": digest(data), "size": len(data)} for name, data in sorted(files.items())}


def build_id(files: Mapping[str, bytes]) -> str:
    """The same files have the same id, whoever built them and when."""
    return digest(as_json(rows(files)))[:16]


def as_json(value: object) -> bytes:
    """Sorted, UTF-8, with a line end at the end: the same value gives the same bytes."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def read_manifest(folder: Path) -> dict[str, Any] | None:
    """The manifest of a built site, or None where there is none."""
    try:
        raw = json.loads((folder / NAME).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return raw if isinstance(raw, dict) and raw.get("kind") == KIND and isinstance(raw.get("files"), dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]


def verify(folder: Path) -> int:
    """How many files there are, each one as it was built and no other beside them; packed copies (.gz)
    may be. Raises Damaged with the first that is not."""
    told = read_manifest(folder)
    if told is None:
        raise Damaged(place=str(folder), why=NAME)
    names = set(told["files"])
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {NAME, NAME + ".gz", SIGNATURE}
    packed = {name for name in found - names if name.removesuffix(".gz") in names}
    for name in sorted((found - packed) ^ names):
        raise Damaged(place=str(folder), why=name)
    for name in sorted(found):
        row = told["files"][name.removesuffix(".gz") if name in packed else name]
        if digest(_content(folder / name, packed=name in packed)) != row["sha256"]:
            raise Damaged(place=str(folder), why=name)
    return len(names)


def _content(path: Path, *, packed: bool) -> bytes:
    """What is in a file; a web server's packed copy counts as what it unpacks to."""
    try:
        return gzip.decompress(path.read_bytes()) if packed else path.read_bytes()
    except (OSError, EOFError, zlib.error):
        return b""


def sign(folder: Path, key: Path) -> None:
    """Writes manifest.json.sig with the person's own SSH key, through ssh-keygen. Raises BuildRefused."""
    program = shutil.which("ssh-keygen")
    if program is None:
        raise BuildRefused(why="ssh-keygen")
    run = [program, "-q", "-Y", "sign", "-f", str(key), "-n", SIGNED_FOR, str(folder / NAME)]
    done = subprocess.run(run, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)  # noqa: S603
    if done.returncode:
        raise BuildRefused(why=done.stderr.strip()[-300:])
