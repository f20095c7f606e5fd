"""The small files that hold a pack together: what stands in them, byte for byte. See docs/formats/pack.md."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any, cast

from standfast.model import BadPack

from ..log import canonical
from .paths import path_holds

FORMAT = 1
FOLDER = "standfast-pack"
BAGIT, INFO, SIGNATURE = "bagit.txt", "bag-info.txt", "signature.json"
MANIFEST, TAG_MANIFEST = "manifest-sha256.txt", "tagmanifest-sha256.txt"
LOG, LEFT_OUT, STAMPS = "data/log.jsonl", "data/left-out.json", "data/stamps/"
BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO_LABELS = {
    "version": "Bag-Software-Agent",
    "day": "Bagging-Date",
    "case": "External-Identifier",
    "oxum": "Payload-Oxum",
    "format": "Standfast-Format",
    "for": "Standfast-For",
    "left-out": "Standfast-Left-Out",
    "sealed": "Standfast-Sealed",
}
GIVEN = ("version", "case", "for", "left-out", "sealed")
"""What the one who seals says; the rest follows."""
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_SHAPES = {
    "version": r"standfast [0-9A-Za-z.+-]{1,40}",
    "day": r"\d{4}-\d\d-\d\d",
    "case": r"[0-9a-f]{32}",
    "oxum": r"(0|[1-9]\d{0,18})\.(0|[1-9]\d{0,5})",
    "format": r"[1-9]\d{0,3}",
    "for": r"[a-z][a-z-]{0,30}",
    "left-out": r"0|[1-9]\d{0,5}",
    "sealed": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)",
}


def fingerprint(public_key: bytes) -> str:
    """A public key in a form to read aloud: 20 hexadecimal digits of its SHA-256, in groups of four."""
    digits = hashlib.sha256(public_key).hexdigest()[:20]
    return " ".join(digits[k : k + 4] for k in range(0, 20, 4))


def manifest_bytes(hashes: Mapping[str, str]) -> bytes:
    """Path -> SHA-256 in hexadecimal, as the lines of a manifest."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes, key=str.encode)).encode()


def read_manifest(data: bytes, place: str) -> dict[str, str]:
    """The other way. Raises BadPack where it is not what ``manifest_bytes`` writes."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines_of(data, place), 1):
        held = _LINE.fullmatch(line)
        if not held or not path_holds(held[2]) or held[2] in found or held[2].startswith("data/") != (place == MANIFEST):
            raise BadPack(place=f"{place}:{number}")
        found[held[2]] = held[1]
    if manifest_bytes(found) != data:
        raise BadPack(place=place)
    return found


def lines_of(data: bytes, place: str) -> list[str]:
    """The lines of a text file of a pack. Raises BadPack where it is not UTF-8 or its lines do not end as they must."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadPack(place=f"{place}@{error.start}") from error
    if text and (not text.endswith("\n") or text.startswith("\ufeff") or "\r" in text or "\0" in text):
        raise BadPack(place=place)
    return text.split("\n")[:-1]


def info_bytes(info: Mapping[str, str], oxum: str) -> bytes:
    """``bag-info.txt``. ``info`` has the keys ``GIVEN``. Raises ValueError naming the first that is missing or malformed."""
    whole = {
        **{key: info.get(key, "") for key in GIVEN},
        "version": f"standfast {info.get('version', '')}",
        "day": info.get("sealed", "")[:10],
        "oxum": oxum,
        "format": str(FORMAT),
    }
    for key, value in whole.items():
        if not re.fullmatch(_SHAPES[key], value, re.ASCII):
            raise ValueError(f"{key}: {value!r}")
    return "".join(f"{label}: {whole[key]}\n" for key, label in INFO_LABELS.items()).encode()


def read_info(data: bytes) -> dict[str, str]:
    """The other way, by the keys of ``INFO_LABELS``. Raises BadPack."""
    lines = lines_of(data, INFO)
    if len(lines) != len(INFO_LABELS):
        raise BadPack(place=INFO)
    found: dict[str, str] = {}
    for number, (line, (key, label)) in enumerate(zip(lines, INFO_LABELS.items(), strict=True), 1):
        said, _, value = line.partition(": ")
        if said != label or not re.fullmatch(_SHAPES[key], value, re.ASCII):
            raise BadPack(place=f"{INFO}:{number}")
        found[key] = value
    if found["format"] != str(FORMAT):
        raise BadPack(place=f"{INFO}:Standfast-Format", format=found["format"])
    if found["day"] != found["sealed"][:10]:
        raise BadPack(place=f"{INFO}:Bagging-Date")
    found["version"] = found["version"].removeprefix("standfast ")
    return found


def signature_bytes(public_key: bytes, signature: bytes) -> bytes:
    """``signature.json``."""
    row = {
        "algorithm": "Ed25519",
        "fingerprint": fingerprint(public_key),
        "format": FORMAT,
        "public_key": public_key.hex(),
        "signature": signature.hex(),
        "signed": TAG_MANIFEST,
    }
    return canonical(row) + b"\n"


def read_signature(data: bytes) -> tuple[bytes, bytes] | None:
    """Public key and signature; None where the file is not, byte for byte, what ``signature_bytes`` writes."""
    row = an_object(data)
    try:
        key, signature = bytes.fromhex(row["public_key"]), bytes.fromhex(row["signature"])
    except (KeyError, TypeError, ValueError):
        return None
    fits = len(key) == 32 and len(signature) == 64 and signature_bytes(key, signature) == data
    return (key, signature) if fits else None


def an_object(data: bytes) -> dict[str, Any]:
    """JSON whose outermost value is an object; empty where it is none."""
    try:
        value = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}
