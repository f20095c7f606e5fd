"""How a page waits for a script, here under CPython; the scripts that lock a case, as they are built; and the engine without them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from built import PYODIDE, needed, site

from standfast.doors.site.engine import Answer, Engine
from standfast.doors.site.locks import lock_files
from standfast.doors.site.manifest import read_manifest
from standfast.doors.site.refused import NoRuntime
from standfast.doors.site.waiting import Wait, Waiting
from standfast.doors.web.addresses import address
from standfast.keep import age
from standfast.knowledge import home

pytestmark = pytest.mark.xdist_group("site")
NOW = "2026-11-24T23:40:05"
FORM = "application/x-www-form-urlencoded"
CASE = address("case")
PHRASE = "copper lantern violet orchard seven"


class Script:
    """Plays ``assets/safe.js``: the same names, with the computer's own library."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def do(self, waiting: Waiting) -> Any:
        self.asked.append(waiting.waits)
        return getattr(self, waiting.waits)(*waiting.args)

    def identity(self) -> str:
        return age.new_identity()

    def protect(self, identity: str, passphrase: str) -> bytes:
        return age.protect(identity, passphrase, 10)

    def encrypt(self, identity: str, data: bytes) -> bytes:
        return age.encrypt(identity, data)

    def strength(self, passphrase: str) -> int:
        return 4


def ended(engine: Engine, page: Answer | Waiting, script: Script) -> Answer:
    while isinstance(page, Waiting):
        page = engine.go_on(script.do(page))
    return page


def posted(fields: str) -> tuple[str, str, str, bytes, str]:
    return ("POST", CASE, FORM, fields.encode(), NOW)


@pytest.fixture
def engine() -> Engine:
    return Engine(home("GB-derbyshire"))


def start(engine: Engine, script: Script) -> Answer:
    phrase = PHRASE.replace(" ", "+")
    return ended(engine, engine.begin(*posted(f"act=new&passphrase={phrase}&again={phrase}")), script)


def test_a_page_hands_out_what_it_waits_for_and_goes_on_with_the_result(engine: Engine):
    script = Script()
    page = start(engine, script)
    assert (page.status, page.at) == (200, CASE)
    assert script.asked == ["strength", "identity", "protect"]
    assert "saved-state" in page.body


def test_what_is_handed_out_cannot_be_awaited_by_a_script():
    """A proxy of an awaitable looks like a promise to a script, which would then wait for ever."""
    handed = next(Wait("identity").__await__())
    assert not hasattr(handed, "__await__") and not hasattr(Answer, "__await__")


def test_a_page_that_waits_for_nothing_comes_at_once(engine: Engine):
    assert isinstance(engine.begin("GET", "index.html", now=NOW), Answer)


def test_a_page_that_waits_is_not_answered_at_once(engine: Engine):
    with pytest.raises(RuntimeError, match="strength"):
        engine.answer(*posted("act=strength&passphrase=abc"))


def test_a_wrong_passphrase_is_a_sentence_on_the_page(engine: Engine):
    script = Script()
    start(engine, script)
    file = ended(engine, engine.begin(*posted("act=save")), script)
    assert (file.name, file.body) == ("notes.standfast", "")
    body = b'--X\r\nContent-Disposition: form-data; name="act"\r\n\r\nopen\r\n--X\r\nContent-Disposition: form-data; name="passphrase"\r\n\r\nwrong\r\n'
    body += b'--X\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n' + file.data + b"\r\n--X--\r\n"
    fresh = Engine(home("GB-derbyshire"))
    waits = fresh.begin("POST", CASE, "multipart/form-data; boundary=X", body, NOW)
    assert isinstance(waits, Waiting) and waits.waits == "unlock"
    page = fresh.fail("passphrase")
    assert isinstance(page, Answer) and page.status == 422
    assert 'role="alert"' in page.body and "passphrase" in page.body


def test_a_script_that_did_not_come_is_an_error_and_the_next_page_comes(engine: Engine):
    engine.begin(*posted("act=strength&passphrase=abc"))
    with pytest.raises(RuntimeError):
        engine.fail("c/age.js is not the file that was built")
    assert engine.answer("GET", "index.html", now=NOW).status == 200


def test_a_new_worker_goes_on_with_the_open_case(engine: Engine):
    state = start(engine, Script()).state
    assert json.loads(state)["case_key"].startswith("AGE-SECRET-KEY-1")
    fresh = Engine(home("GB-derbyshire"))
    assert "saved-state" in fresh.answer("GET", CASE, now=NOW, state=state).body


def test_the_locks_are_the_files_that_were_tested_and_lie_in_a_folder_of_their_own():
    told = read_manifest(site().folder)
    assert told is not None
    assert {name for name in told["files"] if name.startswith("c/")} == {"c/age.js", "c/strength.js", "c/LICENSE.txt"}
    licences = (site().folder / "c/LICENSE.txt").read_text("utf-8")
    assert all(name in licences for name in ("age-encryption", "@noble/ciphers", "zxcvbn"))
    assert site().locks < 480_000


def test_other_packages_are_refused(tmp_path: Path):
    needed()
    modules = tmp_path / "node_modules"
    shutil.copytree(PYODIDE.parent, modules, ignore=shutil.ignore_patterns("pyodide", "tesseract*", "@tesseract*"))
    file = modules / "age-encryption/dist/index.js"
    file.write_text(file.read_text("utf-8").replace("at most one passphrase", "at most two passphrases"), "utf-8")
    with pytest.raises(NoRuntime):
        lock_files(modules / "pyodide")


def test_no_page_names_the_locks_before_somebody_opens_a_case():
    for path in site().folder.glob("*.html"):
        assert "c/age.js" not in path.read_text("utf-8") and "c/strength.js" not in path.read_text("utf-8")
