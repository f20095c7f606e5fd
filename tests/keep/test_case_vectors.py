"""The vectors of docs/formats: what other programs are tested with holds here too."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

from attrs import asdict
from tools import case_vectors

from standfast.keep import check
from standfast.keep.case_file import CaseFile
from standfast.keep.layout import to_bytes

FOLDER = case_vectors.FOLDER


def test_the_small_case_opens_with_its_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "small.standfast"
    shutil.copy(FOLDER / "small.standfast", path)
    with CaseFile.open(path, (FOLDER / "small.passphrase").read_text("utf-8")) as file:
        file.verify()
        assert file.case == case_vectors.case() and check(file.case) == ()
        assert file.bytes_of("0001") == (FOLDER / "small-item-0001.txt").read_bytes()
        assert to_bytes(file.case, case_vectors.VERSION) == (FOLDER / "small.json").read_bytes()


def test_each_hash_of_the_log_is_of_the_text_that_stands_beside_it() -> None:
    vector = json.loads((FOLDER / "log.json").read_text("utf-8"))
    assert vector["log"] == [asdict(line) for line in case_vectors.case().log]
    before = hashlib.sha256(vector["id"].encode()).hexdigest()
    assert before == vector["first"]
    for row, text in zip(vector["log"], vector["hashed"], strict=True):
        assert (row["before"], row["hash"]) == (before, hashlib.sha256(text.encode()).hexdigest())
        before = row["hash"]
    last = {row["about"]: row["seal"] for row in vector["log"] if row["about"]}
    assert {about: hashlib.sha256(text.encode()).hexdigest() for about, text in vector["sealed"].items()} == {
        about: seal for about, seal in last.items() if seal
    }
