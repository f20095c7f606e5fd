"""What the worker runs, here under CPython: one request in, one page out, and a new worker goes on where the old one was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import standfast
from standfast.doors.site.bundle import COMPUTER_ONLY, sources
from standfast.doors.site.engine import Engine, home_to_json, start
from standfast.doors.site.runtime import runtime
from standfast.knowledge import home, ids

NOW = "2026-11-24T23:40:05"
FORM = "application/x-www-form-urlencoded"
WORDS = b"message=I+have+your+pictures.+Pay+200+euros+or+I+send+them+to+all+your+friends."


@pytest.fixture
def engine() -> Engine:
    return Engine(home("GB-derbyshire"))


def test_a_page_comes_back_with_the_time_of_the_persons_clock(engine: Engine):
    page = engine.answer("GET", "index.html", now=NOW)
    assert page.status == 200
    assert "23:40" in page.body
    assert page.at == "index.html"


def test_a_sent_form_leads_to_the_page_that_follows(engine: Engine):
    page = engine.answer("POST", "n2.html", FORM, WORDS, NOW)
    assert (page.status, page.at) == (200, "n10.html")


def test_a_new_worker_knows_what_the_old_one_was_told(engine: Engine):
    told = engine.answer("POST", "n2.html", FORM, WORDS, NOW).state
    fresh = Engine(home("GB-derbyshire"))
    assert "Pay 200 euros" in fresh.answer("GET", "n2.html", now=NOW, state=told).body


def test_nothing_of_another_person_is_there_without_a_state(engine: Engine):
    assert json.loads(engine.answer("GET", "index.html", now=NOW).state)["message"] == ""


def test_an_unknown_page_is_a_plain_page(engine: Engine):
    assert engine.answer("GET", "n99.html", now=NOW).status == 404


@pytest.mark.parametrize("name", ids("homes"))
def test_a_home_comes_back_from_the_file_it_is_baked_into(name: str, tmp_path: Path):
    (tmp_path / "home.json").write_bytes(home_to_json(home(name)))
    assert start(str(tmp_path / "home.json")).answer("GET", "index.html", now=NOW).status == 200


def test_servers_and_the_command_line_stay_behind():
    names = set(sources(runtime().packages))
    assert "standfast/doors/site/engine.py" in names
    assert not [name for name in names if name.startswith(("standfast/doors/cli/", "uvicorn", "rich", "typer", "asyncio"))]
    assert not names & {f"standfast/doors/web/{name}.py" for name in ("serve", "guard", "sessions")}
    assert not [name for name in names if name.endswith((".so", ".pyd", ".pyc"))]


def test_the_engine_carries_every_file_that_the_core_reads():
    """A kind of file that is forgotten would break the check of some messages only."""
    root = Path(standfast.__file__).parent
    inside = sources(runtime().packages)
    for file in root.rglob("*"):
        where = file.relative_to(root.parent).as_posix()
        if where.startswith(COMPUTER_ONLY):
            assert where not in inside, where
            continue
        if file.is_file() and not where.startswith("standfast/doors/") and file.suffix not in {".pyc", ".typed"} and file.name != "__main__.py":
            assert where in inside, where
