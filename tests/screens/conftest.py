"""Chromium and the engines for the tests on real pictures; what is missing is a loud skip here and a failure in CI."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from tools.browsers import Missing, chromium

from standfast.read.recognise import Engine, engines

from .screens import Studio, studio


@pytest.fixture(scope="session")
def camera() -> Iterator[Studio]:
    try:
        path = chromium()
    except Missing as why:
        _missing(f"SCREENSHOTS ARE NOT TESTED: {why}")
    else:
        with studio(path) as opened:
            yield opened


@pytest.fixture(scope="session", params=["rapidocr", "tesseract"])
def engine(request: pytest.FixtureRequest) -> Engine:
    found = next((engine for engine in engines() if engine.id == request.param and engine.available() and find_spec("PIL")), None)
    if found is None:
        why = f"SCREENSHOTS ARE NOT TESTED WITH {request.param.upper()}: it is not installed (pip install 'standfast[ocr]', or Tesseract from the system)"
        pytest.skip(why) if request.param == "tesseract" else _missing(why)
    return found


def _missing(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(why)
