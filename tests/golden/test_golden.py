"""The whole pipeline on invented messages: the exact result, and, apart from it, the kind from a table written by hand."""

from __future__ import annotations

import json
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from standfast.model import ReadError
from standfast.pipeline import check, public

HERE = Path(__file__).resolve().parent
TABLE: dict[str, Any] = tomllib.loads((HERE / "cases.toml").read_text("utf-8"))
CASES: dict[str, Any] = TABLE["case"]


def _results(name: str) -> list[dict[str, Any]]:
    row, data = CASES[name], (HERE / "cases" / name).read_bytes()
    checked = check(data, datetime.fromisoformat(TABLE["now"]), row["answers"], frozenset(row.get("own", ())))
    return [{"error": str(one)} if isinstance(one, ReadError) else public(one) for one in checked]


def _expected(name: str) -> Path:
    return HERE / "expected" / f"{Path(name).stem}.json"


@pytest.mark.parametrize("name", CASES)
def test_the_whole_result_is_as_expected(name: str, request: pytest.FixtureRequest):
    text = json.dumps(_results(name), ensure_ascii=False, indent=1) + "\n"
    if request.config.getoption("--golden-write"):
        _expected(name).write_text(text, "utf-8", newline="\n")
    assert _expected(name).read_text("utf-8") == text, f"{name} changed; if that is meant: make golden, and read the difference"


@pytest.mark.parametrize("name", CASES)
def test_the_kind_is_the_one_in_the_table(name: str):
    (result,) = _results(name)
    fair = CASES[name]["kind"]
    assert result["verdict"]["kind"] in (fair if isinstance(fair, list) else [fair])


def test_every_file_is_a_case_and_every_case_has_its_files():
    assert sorted(path.name for path in (HERE / "cases").iterdir()) == sorted(CASES)
    assert sorted(path.name for path in (HERE / "expected").iterdir()) == sorted(_expected(name).name for name in CASES)
