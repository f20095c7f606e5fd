"""Other age programs open what we write, and we open what they write: the ``age`` command, and the package that the browser uses."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import time
import zipfile
from pathlib import Path

import pytest
from small_case import FACTOR, PASSPHRASE, VERSION, empty_case, with_entry, with_fact

from standfast.keep import age
from standfast.keep.case_file import CaseFile
from standfast.keep.container import joined
from standfast.keep.layout import from_bytes, readme, to_bytes
from standfast.model import BadRecipient, BrokenCase, WrongPassphrase

HERE = Path(__file__).resolve().parent
ITEM = bytes(range(256)) * 300
PLACES = (os.environ.get("STANDFAST_NPM", ""), str(HERE.parent / "pyodide/node_modules"))
"""Where the npm package may lie; the variable is for trying another one."""


def left_out(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(f"THE TESTS OF OTHER AGE PROGRAMS WERE LEFT OUT: {why}")


def packages() -> str:
    found = next((place for place in PLACES if place and (Path(place) / "age-encryption/package.json").exists()), None)
    if found is None or shutil.which("node") is None:
        left_out("node, or the npm package age-encryption, is missing ('npm ci' in tests/pyodide)")
    return str(found)


def node(what: str, folder: Path) -> None:
    done = subprocess.run(
        ["node", str(HERE / "age_in_node.mjs"), what, str(folder), packages()], input=PASSPHRASE.encode(), capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()


def age_command(folder: Path, passphrase: str, *given: str) -> tuple[int, bytes]:
    """``age`` asks on its terminal and nowhere else, so it gets one. Returns its exit code and what it wrote to a file."""
    program = shutil.which("age")
    if program is None:
        left_out("the age command is missing")
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execv(str(program), ["age", *given])
    asked, typed, until = b"", False, time.monotonic() + 30
    while time.monotonic() < until:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                got = os.read(terminal, 4096)
            except OSError:
                break
            if not got:
                break
            asked += got
            if b"passphrase" in asked and not typed:
                os.write(terminal, passphrase.encode() + b"\n")
                typed = True
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), asked


@pytest.fixture
def unzipped(tmp_path: Path) -> Path:
    path = tmp_path / "mine.standfast"
    with CaseFile.new(path, PASSPHRASE, with_fact(empty_case(), "name", "Ana"), VERSION, FACTOR) as file:
        file.save(with_entry(file.case, ITEM), {"0001": ITEM})
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out"


def test_the_age_command_opens_a_case_with_its_passphrase(unzipped: Path) -> None:
    code, said = age_command(unzipped, PASSPHRASE, "-d", "-i", "key.age", "-o", "case.json", "case.age")
    assert code == 0, said
    assert from_bytes((unzipped / "case.json").read_bytes(), "a").facts["name"] == "Ana"
    code, said = age_command(unzipped, PASSPHRASE, "-d", "-i", "key.age", "-o", "item", "items/0001.age")
    assert code == 0, said
    assert (unzipped / "item").read_bytes() == ITEM


def test_the_age_command_refuses_a_wrong_passphrase(unzipped: Path) -> None:
    code, _ = age_command(unzipped, "another", "-d", "-i", "key.age", "-o", "case.json", "case.age")
    assert code != 0 and not (unzipped / "case.json").exists()


def test_the_browsers_package_opens_what_the_computer_wrote(unzipped: Path) -> None:
    shutil.copy(unzipped / "items/0001.age", unzipped / "item.age")
    node("open", unzipped)
    assert (unzipped / "item.open").read_bytes() == ITEM
    assert from_bytes((unzipped / "case.open").read_bytes(), "a").facts["name"] == "Ana"


def test_the_computer_opens_and_saves_a_case_that_the_browsers_package_wrote(tmp_path: Path) -> None:
    case = with_entry(with_fact(empty_case(), "name", "Bo"), ITEM)
    (tmp_path / "case.plain").write_bytes(to_bytes(case, VERSION))
    (tmp_path / "item.plain").write_bytes(ITEM)
    node("write", tmp_path)
    parts = {"README.txt": readme(), **{name: (tmp_path / name).read_bytes() for name in ("key.age", "case.age")}}
    path = tmp_path / "from-browser.standfast"
    path.write_bytes(joined({**parts, "items/0001.age": (tmp_path / "item.age").read_bytes()}))
    with CaseFile.open(path, PASSPHRASE) as file:
        assert file.case == case and file.bytes_of("0001") == ITEM
        file.save(with_fact(file.case, "name", "saved"))
        file.verify()


def test_a_factor_of_seventeen_is_what_a_real_case_has() -> None:
    identity = age.new_identity()
    key = age.protect(identity, PASSPHRASE)
    assert key.split(b"\n")[1].endswith(b" 17")
    assert age.unprotect(key, PASSPHRASE) == identity
    with pytest.raises(WrongPassphrase):
        age.unprotect(key, "another")


def test_what_is_no_protected_key_is_broken() -> None:
    identity = age.new_identity()
    for wrong in (b"", b"age-encryption.org/v1\n", age.encrypt(identity, b"x"), age.protect("no key at all", "p", FACTOR)):
        with pytest.raises(BrokenCase):
            age.unprotect(wrong, "p")


def test_a_desk_whose_key_is_none_is_refused(tmp_path: Path) -> None:
    for wrong in ("", "age1nothing", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA"):
        with (tmp_path / "out").open("wb") as out, (tmp_path / "out").open("rb") as empty, pytest.raises(BadRecipient):
            age.encrypt_stream([wrong], empty, out)
