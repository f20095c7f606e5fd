"""``standfast site build``: every page made ahead of time, the app beside them for the visitor's browser, and a manifest of it all."""

from __future__ import annotations

import gzip
import shutil
import tempfile
from collections.abc import Callable
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from attrs import frozen

from standfast import __version__
from standfast.doors.web import OneNotebook, Place, create
from standfast.doors.web.app import asset_files, static_addresses
from standfast.knowledge import Home, facts, release, words

from . import bundle, manifest
from .engine import LARGEST, ask, home_to_json
from .locks import lock_files
from .refused import BuildRefused, NotOurs
from .runtime import reader_files, runtime, runtime_files

STAGES = ("pages", "runtime", "engine", "manifest", "write")
"""What ``told`` hears, each when it begins."""
READER = "t/"
"""Folder of the picture reader, which a visitor loads only by asking for it."""
LOCKS = "c/"
"""Folder of what locks a case, which is loaded when somebody opens or starts one."""
PACKED_ALREADY = frozenset({".zip", ".bin", ".png"})


@frozen
class Built:
    """What lies in the folder now. Sizes in bytes; ``packed`` as a web server sends it, with gzip, without ``reader`` and ``locks``."""

    folder: Path
    build: str
    pages: int
    files: int
    size: int
    packed: int
    reader: int
    """The picture reader, as a web server sends it."""
    locks: int
    """What locks a case, likewise."""
    facts_due: str
    test_build: bool


def _nobody(stage: str) -> None:
    """Where nobody wants to hear of the stages."""


def build(row: Home, out: Path, pyodide: Path, sign_key: Path | None, now: datetime, told: Callable[[str], None] = _nobody) -> Built:
    """Builds the site of one home into ``out``, all or nothing. The same inputs and ``now`` give the same bytes.

    ``pyodide``: folder of the npm package. ``sign_key``: an SSH key that signs the manifest. Raises BuildRefused and its kinds.
    """
    _refuse_foreign(out)
    told("pages")
    pages = _pages(row, now)
    told("runtime")
    content = pages | _assets(row) | {f"e/{name}": data for name, data in runtime_files(pyodide).items()}
    content |= {READER + name: data for name, data in reader_files(pyodide).items()}
    content |= {LOCKS + name: data for name, data in lock_files(pyodide).items()}
    told("engine")
    raw = bundle.sources(runtime().packages) | {"home.json": home_to_json(row)}
    content["e/engine.bin"] = bundle.packed(bundle.compiled(raw, pyodide))
    told("manifest")
    made = manifest.build_id(content)
    content["sw.js"] = _own("sw.js").replace(b"BUILD_ID", made.encode())
    about = _about(row, made)
    content[manifest.NAME] = manifest.as_json(about | {"files": manifest.rows(content)})
    told("write")
    _write(content, out, sign_key)
    sizes = [len(data) for data in content.values()]
    packed = {name: _packed_size(name, data) for name, data in content.items()}
    reader, locks = (sum(size for name, size in packed.items() if name.startswith(part)) for part in (READER, LOCKS))
    whole = sum(packed.values()) - reader - locks
    return Built(out, made, len(pages), len(content), sum(sizes), whole, reader, locks, about["facts_due"], about["test_build"])


def _pages(row: Home, now: datetime) -> dict[str, bytes]:
    """Every page that needs nobody's answers: links only, nothing to fill in."""
    app = create(Place(home=row, notebooks=OneNotebook(), clock=lambda: now, live=False, where="site", largest=LARGEST))
    made: dict[str, bytes] = {}
    for name in static_addresses(row):
        heard = ask(app, "GET", name)
        if heard.status != 200:
            raise BuildRefused(place=name, why=str(heard.status))
        made[name] = bytes(heard.body)
    return made


def _assets(row: Home) -> dict[str, bytes]:
    """What the pages load, and what makes them installable under a name that says nothing."""
    own = {f"a/{one.name}": one.read_bytes() for one in _folder().iterdir() if one.name.endswith(".js") and one.name != "sw.js"}
    name = words(row.languages[0]).text["page.name"]
    app = {
        "name": name,
        "short_name": name,
        "start_url": "./index.html",
        "scope": "./",
        "display": "browser",
        "icons": [{"src": "a/art/blank.svg", "sizes": "any", "type": "image/svg+xml"}],
    }
    return {f"a/{path}": data for path, data in asset_files(row).items()} | own | {"site.webmanifest": manifest.as_json(app)}


def _folder() -> Any:
    return files("standfast.doors.site") / "assets"


def _own(name: str) -> bytes:
    return (_folder() / name).read_bytes()


def _about(row: Home, made: str) -> dict[str, Any]:
    return {
        "kind": manifest.KIND,
        "build": made,
        "version": __version__,
        "pyodide": runtime().version,
        "home": row.id,
        "languages": list(row.languages),
        "facts_due": min(fact.recheck_by for fact in facts()).isoformat(),
        "test_build": not release().signed,
    }


def _packed_size(name: str, data: bytes) -> int:
    return len(data) if Path(name).suffix in PACKED_ALREADY else len(gzip.compress(data, 9))


def _refuse_foreign(out: Path) -> None:
    """Only an empty folder or an earlier build, with nothing added to it, is replaced. Raises NotOurs."""
    if not out.exists():
        return
    if not out.is_dir() or out.is_symlink():
        raise NotOurs(place=str(out), why=out.name)
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if not path.is_dir()}
    told = manifest.read_manifest(out)
    names = [manifest.NAME, manifest.SIGNATURE, *(told["files"] if told else ())]
    known = {*names, *(name + ".gz" for name in names)}
    for name in sorted(found if told is None else found - known):
        raise NotOurs(place=str(out), why=name)


def _write(content: dict[str, bytes], out: Path, sign_key: Path | None) -> None:
    """Into a folder beside ``out``, which then takes its place: a build that fails leaves the old site as it was."""
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        for name, data in content.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        if sign_key is not None:
            manifest.sign(fresh, sign_key)
        fresh.chmod(0o755)
        if out.exists():
            _swap(fresh, out)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, out: Path) -> None:
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / "site")
    fresh.rename(out)
    shutil.rmtree(old, ignore_errors=True)
