"""Writes docs/formats/vectors/case: a small case file with its passphrase and content, and a log with each hash worked out.

Run it by hand after a change of the format: ``python -m tools.case_vectors``. A case file is never the same twice, because its keys
and salts are fresh; the log is.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from attrs import asdict, evolve

from standfast.keep.age import decrypt, unprotect
from standfast.keep.case_file import CaseFile
from standfast.keep.container import split
from standfast.keep.log import canonical, first_hash, parts, record
from standfast.model import Case, Entry, Note

FOLDER = Path(__file__).resolve().parent.parent / "docs/formats/vectors/case"
PASSPHRASE = "caf\u00e9 lantern for tests"
VERSION = "0.0"
ITEM = b"24/11/2026, 02:10 - sam example: pay by tonight\r\n"
WHEN = "2026-11-24T02:{:02}:00+00:00"


def case() -> Case:
    """Two notes, of which one was removed, and one entry. Fixed salts, so that the log is always the same."""
    digest = hashlib.sha256(ITEM).hexdigest()
    made = record(Case("0123456789abcdef" * 2, WHEN.format(10), signing_key="11" * 32), "made", WHEN.format(10), VERSION)
    entry = Entry("0001", "messages", WHEN.format(11), "chat.txt", len(ITEM), digest, len(ITEM), digest)
    made = record(evolve(made, entries=(entry,)), "added", WHEN.format(11), VERSION, "entry/0001", salt="a1" * 16)
    first, second = Note("1", WHEN.format(12), "ça, 我, 😀"), Note("2", WHEN.format(13), "x")
    made = record(evolve(made, notes=(first,)), "noted", WHEN.format(12), VERSION, "note/1", salt="b2" * 16)
    made = record(evolve(made, notes=(first, second)), "noted", WHEN.format(13), VERSION, "note/2", salt="c3" * 16)
    made = record(evolve(made, notes=(first,)), "removed", WHEN.format(14), VERSION, "note/2")
    return record(made, "exported", WHEN.format(15), VERSION, detail={"for": "police"})


def log_vector(whole: Case) -> dict[str, object]:
    """Each line with the exact text that its hash is of, and each part with the text that its seal is of."""
    rows = [asdict(line) for line in whole.log]
    hashed = [canonical({key: value for key, value in row.items() if key != "hash"}).decode() for row in rows]
    sealed = {about: whole.salts[about] + "\n" + canonical(part).decode() for about, part in parts(whole).items() if about in whole.salts}
    return {"id": whole.id, "first": first_hash(whole.id), "log": rows, "hashed": hashed, "salts": dict(whole.salts), "sealed": sealed}


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / "small.standfast"
    path.unlink(missing_ok=True)
    whole = case()
    with CaseFile.new(path, PASSPHRASE, evolve(whole, entries=()), VERSION, factor=10) as file:
        file.save(whole, {"0001": ITEM})
    (FOLDER / ".small.standfast.lock").unlink(missing_ok=True)
    path.chmod(0o644)
    found = split(path.read_bytes())
    (FOLDER / "small.passphrase").write_text(PASSPHRASE, encoding="utf-8")
    (FOLDER / "small.json").write_bytes(decrypt(unprotect(found["key.age"], PASSPHRASE), found["case.age"]))
    (FOLDER / "small-item-0001.txt").write_bytes(ITEM)
    (FOLDER / "log.json").write_text(json.dumps(log_vector(whole), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
