"""docs/formats/check.schema.json says exactly what ``standfast check --json`` prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from tools import make_schema

from standfast.model import ReadError
from standfast.pipeline import check, public

ROOT = Path(__file__).resolve().parents[1]
COMMITTED = ROOT / "docs/formats/check.schema.json"
NOW = datetime(2026, 11, 24, 2, 10)
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in {".eml", ".txt"})
GOLDEN = sorted((ROOT / "tests/golden/cases").iterdir())

Line = dict[str, Any]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(COMMITTED.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def _line(path: Path) -> Line:
    (checked,) = check(str(path), NOW, {"country": "GB"})
    assert not isinstance(checked, ReadError)
    return json.loads(json.dumps(public(checked)))


def test_the_committed_file_is_what_the_generator_makes():
    assert COMMITTED.read_text("utf-8") == make_schema.text(), "run: python -m tools.make_schema"


@pytest.mark.parametrize("path", [*EXAMPLES, *GOLDEN], ids=lambda path: path.name)
def test_what_check_prints_validates(path: Path, validator: Draft202012Validator):
    assert [error.message for error in validator.iter_errors(_line(path))] == []


def _extra(line: Line) -> None:
    line["extra"] = 1


def _extra_inside(line: Line) -> None:
    line["verdict"]["percent"] = 99


def _missing(line: Line) -> None:
    del line["plan"]["crisis_first"]


def _strange_kind(line: Line) -> None:
    line["verdict"]["kind"] = "harmless"


def _strange_wish(line: Line) -> None:
    line["demand"]["what"] = ["a pony"]


def _strange_phase(line: Line) -> None:
    line["plan"]["steps"][0]["phase"] = "never"


def _text_for_number(line: Line) -> None:
    next(finding for finding in line["findings"] if finding["because"])["because"][0]["start"] = "0"


def _header_of_three(line: Line) -> None:
    line["items"][0]["headers"][0].append("more")


def _null(line: Line) -> None:
    line["plan"]["people_now"][0]["name"] = None


TAMPERED = [_extra, _extra_inside, _missing, _strange_kind, _strange_wish, _strange_phase, _text_for_number, _header_of_three, _null]


@pytest.mark.parametrize("tamper", TAMPERED, ids=lambda tamper: tamper.__name__.strip("_"))
def test_a_tampered_line_does_not_validate(tamper: Callable[[Line], None], validator: Draft202012Validator):
    line = _line(ROOT / "examples/bluff.eml")
    assert validator.is_valid(line)
    tamper(line)
    assert not validator.is_valid(line)
