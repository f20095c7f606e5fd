"""The core gives the same answers, byte for byte, under CPython and under Pyodide (Python in WebAssembly, as in a browser)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from importlib.metadata import files
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from driver import answer
from tools.corpus import texts

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PURE = ("attrs", "cattrs", "typing_extensions")
LEFT_OUT = {"doors", "__pycache__", "__main__.py"}
NOW = "2026-11-24T02:10"
ANSWERS = {"country": "GB", "nation": "england", "shown_age": "18-24", "about": "me"}
FOR_EACH_MIX = 1
"""Texts of each language and kind of the corpus: 9 languages, 8 kinds."""

Ran = tuple[dict[str, str], dict[str, Any], dict[str, Any]]


def _case(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "now": NOW, "answers": ANSWERS, "own": [], **more}


def _cases() -> Iterator[dict[str, Any]]:
    for path in sorted((ROOT / "examples").iterdir()):
        if path.suffix in {".eml", ".txt"}:
            yield _case(path.name, path=f"examples/{path.name}")
    table = tomllib.loads((ROOT / "tests/golden/cases.toml").read_text("utf-8"))
    for file, row in table["case"].items():
        yield _case(f"golden/{file}", path=f"tests/golden/cases/{file}", now=table["now"], answers=row["answers"], own=row.get("own", []))
    mixes = sorted(texts(), key=lambda text: (text.lang, text.kind))
    for _, group in groupby(mixes, key=lambda text: (text.lang, text.kind)):
        same = list(group)
        for text in same[:: max(1, len(same) // FOR_EACH_MIX)][:FOR_EACH_MIX]:
            yield _case(text.id, text=text.text)


CASES = list(_cases())


def _add_folder(bundle: zipfile.ZipFile, folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            bundle.write(path, path.relative_to(ROOT))


def _add_wheel(bundle: zipfile.ZipFile, name: str) -> None:
    for file in files(name) or ():
        if ".." not in file.parts and file.suffix != ".pyc":
            assert file.suffix not in {".so", ".pyd"}, f"{file}: the core must be pure Python"
            bundle.write(str(file.locate()), f"site/{file}")


def _make_bundle(path: Path) -> None:
    source = ROOT / "src/standfast"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in PURE:
            _add_wheel(bundle, name)
        for file in sorted(source.rglob("*")):
            if file.is_file() and not LEFT_OUT & set(file.relative_to(source).parts):
                bundle.write(file, Path("site/standfast") / file.relative_to(source))
        bundle.write(HERE / "driver.py", "site/driver.py")
        _add_folder(bundle, "examples")
        _add_folder(bundle, "tests/golden/cases")
        bundle.writestr("cases.json", json.dumps(CASES))


def _refuse(why: str) -> None:
    """Leaves the test out on a developer's machine; in CI nothing may be left out."""
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)


def _set_up() -> str:
    """The node program, with Pyodide installed beside this file."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        _refuse("The Pyodide test was left out: it needs node 20 or newer and npm, and they are not on this machine.")
    if not (HERE / "node_modules/pyodide/pyodide.mjs").exists():
        done = subprocess.run([str(npm), "ci", "--ignore-scripts"], cwd=HERE, capture_output=True, text=True, check=False)
        if done.returncode:
            _refuse(f"The Pyodide test was left out: 'npm ci' in tests/pyodide failed: {done.stderr.strip()[-300:]}")
    return str(node)


@pytest.fixture(scope="module")
def in_pyodide(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The answers by case id, what the driver saw around it, and the times."""
    node = _set_up()
    bundle = tmp_path_factory.mktemp("pyodide") / "bundle.zip"
    _make_bundle(bundle)
    done = subprocess.run([node, "run.mjs", str(bundle)], cwd=HERE, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:] + done.stdout[-1000:]
    around, *lines, times = map(json.loads, done.stdout.splitlines())
    return dict(lines), around, times


@pytest.mark.xdist_group("pyodide")
def test_every_case_has_the_same_json(in_pyodide: Ran, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    there, around, times = in_pyodide
    assert around["platform"] == "emscripten"
    assert around["banned"] == [], "the core must not load these: a browser has no use for them, or does not have them"
    monkeypatch.chdir(ROOT)
    here = {case["id"]: answer(case) for case in CASES}
    with capsys.disabled():
        print(
            f"\nPyodide, Python {around['python']}: loaded in {times['load_ms'] / 1000:.1f} s, "
            f"{len(CASES)} cases in {times['run_ms'] / 1000:.1f} s",
            file=sys.stderr,
        )
    assert list(there) == list(here)
    different = [name for name, line in here.items() if there[name].encode() != line.encode()]
    for name in different[:3]:
        print(f"{name}\n  CPython {here[name]}\n  Pyodide {there[name]}")
    assert not different, f"{len(different)} of {len(here)} differ: {different[:20]}"


def test_the_lock_file_names_no_registry():
    assert "http" not in (HERE / "package-lock.json").read_text("utf-8")
