"""How many bytes does the site take, file by file, as a web server sends them?"""

from __future__ import annotations

import gzip
import tempfile
from collections import Counter
from datetime import datetime
from pathlib import Path

from standfast.doors.site.build import PACKED_ALREADY, build
from standfast.knowledge import home

PYODIDE = Path(__file__).resolve().parent.parent / "tests/pyodide/node_modules/pyodide"
MOST = 9_000_000


def run(data: Path) -> None:
    del data
    with tempfile.TemporaryDirectory() as name:
        built = build(home("GB-derbyshire"), Path(name, "site"), PYODIDE, None, datetime(2026, 11, 24, 12))
        sizes: Counter[str] = Counter()
        for path in sorted(built.folder.rglob("*")):
            if path.is_file():
                raw = path.read_bytes()
                kind = str(path.relative_to(built.folder)) if path.parent.name in ("e", "t") else f"*{path.suffix}"
                sizes[kind] += len(raw) if path.suffix in PACKED_ALREADY else len(gzip.compress(raw, 9))
        for kind, size in sizes.most_common():
            print(f"{kind:28} {size:>10,}")
        print(f"{'picture reader (t/), packed':28} {built.reader:>10,}   loaded only when somebody asks for it")
        print(f"{'whole site without it':28} {built.packed:>10,}   {built.packed / MOST:.2f} of the {MOST:,} it may have")
