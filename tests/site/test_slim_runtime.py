"""What is left out of Python's library, nothing needs; the picture reader lies apart and is small."""

from __future__ import annotations

import ast
import gzip
import io
import zipfile
from pathlib import Path

import pytest
from built import PYODIDE, needed, site

from standfast.doors.site.build import READER
from standfast.doors.site.bundle import sources
from standfast.doors.site.refused import NoRuntime
from standfast.doors.site.runtime import reader_files, runtime
from standfast.doors.site.slim import LIBRARY, PACKED

pytestmark = pytest.mark.xdist_group("site")
READER_MOST = 5_000_000


def imported(tree: ast.Module) -> set[str]:
    """First names of every module that a file imports when it is loaded, not inside functions."""
    found: set[str] = set()
    for node in ast.walk(ast.Module([one for one in tree.body if not isinstance(one, ast.FunctionDef)], [])):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_nothing_that_the_engine_imports_is_left_out() -> None:
    left_out = set(runtime().library.left_out)
    for name, data in sources(runtime().packages).items():
        if name.endswith(".py") and name.startswith("standfast/"):
            assert not imported(ast.parse(data)) & left_out, name


def test_the_library_of_the_site_lacks_those_and_no_other_module() -> None:
    needed()
    with zipfile.ZipFile(PYODIDE / LIBRARY) as whole, zipfile.ZipFile(io.BytesIO(gzip.decompress((site().folder / "e" / PACKED).read_bytes()))) as less:
        gone = {name.partition("/")[0].removesuffix(".py") for name in set(whole.namelist()) - set(less.namelist()) if not name.endswith("/")}
        assert gone <= set(runtime().library.left_out)
        for name in less.namelist():
            assert less.read(name) == whole.read(name), name


def test_the_picture_reader_is_small_and_its_licence_lies_beside_it() -> None:
    names = {path.name for path in (site().folder / READER).iterdir()}
    assert names == {"core.js", "core.bin", "eng.bin", "LICENSE.txt"}
    print(f"picture reader: {site().reader} bytes as sent")
    assert site().reader < READER_MOST


def test_no_page_loads_the_picture_reader_by_itself() -> None:
    for path in site().folder.glob("*.html"):
        assert f'"{READER}' not in path.read_text("utf-8"), path.name


def test_the_picture_reader_runs_no_text_as_a_program() -> None:
    """The policy of the pages would stop it, and then nothing would be read."""
    text = (site().folder / READER / "core.js").read_text("utf-8")
    assert "new Function" not in text and "eval(" not in text and "indexedDB" not in text


def test_another_picture_reader_is_refused(tmp_path: Path) -> None:
    (tmp_path / "tesseract.js-core").mkdir()
    (tmp_path / "tesseract.js-core/tesseract-core-simd-lstm.js").write_text("other")
    with pytest.raises(NoRuntime) as found:
        reader_files(tmp_path / "pyodide")
    assert "tesseract" in found.value.detail["why"]
