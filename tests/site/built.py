"""One built site for the tests of this folder, and what is needed to build it."""

from __future__ import annotations

import os
import shutil
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from standfast.doors.site.build import Built, build
from standfast.knowledge import home

PYODIDE = Path(__file__).resolve().parents[1] / "pyodide/node_modules/pyodide"
NOW = datetime(2026, 11, 24, 12)


def needed() -> None:
    """Node and Pyodide, or the test is left out; in CI nothing may be left out."""
    if shutil.which("node") and (PYODIDE / "pyodide.mjs").exists() and (PYODIDE.parent / "tesseract.js-core").exists():
        return
    why = "The site tests were left out: they need node, and Pyodide in tests/pyodide (npm ci)."
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def fresh(out: Path, name: str = "GB-derbyshire", sign_key: Path | None = None) -> Built:
    needed()
    return build(home(name), out, PYODIDE, sign_key, NOW)


@cache
def site() -> Built:
    return fresh(Path(mkdtemp(prefix="standfast-test-")) / "site")
