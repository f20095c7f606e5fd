"""Writes docs/formats/vectors/pack/: a tiny pack with a fixed key, and what checking it must say. ``python -m tools.pack_vectors``."""

from __future__ import annotations

import io
import json
from pathlib import Path

from attrs import asdict

from standfast.keep.log import first_hash, record
from standfast.keep.pack import DEFLATED, STORED, Compare, LeftOut, PackPart, Verified, left_out_bytes, log_line, verify
from standfast.keep.pack.seal import write_pack
from standfast.model import Case

FOLDER = Path(__file__).resolve().parent.parent / "docs/formats/vectors/pack"
SEED = "11" * 32
"""Public: never the key of a real case."""
CASE = "00112233445566778899aabbccddeeff"
SEALED = "2026-11-24T12:00:06+00:00"
INFO = {"version": "0.0", "case": CASE, "for": "police", "left-out": "2", "sealed": SEALED}
MAIL = b"From: sender@mail.example\r\nSubject: pay\r\n\r\nPay 500 USD or I share it.\r\n"


def log() -> list[bytes]:
    case = Case(CASE, SEALED)
    for number, (what, about) in enumerate((("made", ""), ("added", "facts"), ("exported", "")), 1):
        case = Case(case.id, case.made, facts={"name": "Sam"}, log=case.log, salts=case.salts)
        detail = {"for": "police"} if what == "exported" else None
        case = record(case, what, f"2026-11-24T11:0{number}:00+00:00", "0.0", about, detail, "aa" * 16)
    return [log_line(event) for event in case.log]


def parts() -> list[PackPart]:
    left_out = (LeftOut("entry/0002", "choice"), LeftOut("entry/0001", "media", "photo.jpg", 1234, "2026-11-20T10:00:00+00:00"))
    return [
        PackPart("README.txt", "An example, nothing in it is real: ¡hola!\n".encode()),
        PackPart("data/items/0001/mail.eml", MAIL),
        PackPart("data/items/0001/naïve ñ.txt", "ñ\n".encode()),
        PackPart("data/findings.json", b'{"findings":[]}\n'),
        PackPart("data/log.jsonl", b"".join(log())),
        PackPart("data/left-out.json", left_out_bytes(left_out)),
    ]


def pack(method: int = STORED, files: list[PackPart] | None = None) -> bytes:
    out = io.BytesIO()
    write_pack(out, INFO, parts() if files is None else files, SEED, method=method)
    return out.getvalue()


def as_json(verified: Verified) -> str:
    whole = {**asdict(verified), "holds": verified.holds, "untouched": verified.untouched, "first_hash": first_hash(CASE)}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def files() -> dict[str, bytes]:
    """Name -> bytes of every vector."""
    whole = pack()
    changed = whole.replace(b"Pay 500 USD", b"Pay 900 USD")
    packed = pack(DEFLATED)
    made = {"pack.zip": whole, "changed.zip": changed, "deflated.zip": packed}
    compare = Compare(log_hash=json.loads(log()[-1])["hash"])
    for name, data in list(made.items()):
        made[name.replace(".zip", ".json")] = as_json(verify(io.BytesIO(data), compare=compare)).encode()
    return made


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, data in files().items():
        (FOLDER / name).write_bytes(data)
        print(FOLDER.name, name, len(data))


if __name__ == "__main__":
    main()
