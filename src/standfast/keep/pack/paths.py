"""Which names a file in a pack may have: such as every system can unpack, and none that leads out of the folder."""

from __future__ import annotations

import re
import unicodedata

LONGEST_PATH, LONGEST_PART = 240, 120
"""Bytes of UTF-8."""
FORBIDDEN = '\\:*?"<>|%'
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.I)
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def path_holds(path: str) -> bool:
    """Whether a path follows the rules of docs/formats/pack.md."""
    return len(path.encode("utf-8", "surrogatepass")) <= LONGEST_PATH and all(_part_holds(part) for part in path.split("/"))


def folded(path: str) -> str:
    """What two paths have in common that some systems take for one."""
    return unicodedata.normalize("NFC", path.casefold())


def safe_name(name: str, instead: str) -> str:
    """A file name as near to the one received as the rules allow; ``instead`` where nothing of it can stay."""
    whole = unicodedata.normalize("NFC", name.replace("\\", "/").rsplit("/", 1)[-1])
    clean = "".join("_" if sign in FORBIDDEN else sign for sign in whole if unicodedata.category(sign) not in _HIDDEN)
    stem, dot, ending = clean.strip(" ").rpartition(".")
    if not dot:
        stem, ending = ending, ""
    ending = "." + ending.strip(" ") if ending.strip(" ") and len(ending.encode()) <= 20 else ""
    kept = stem.encode()[: LONGEST_PART - len(ending.encode())].decode("utf-8", "ignore").strip(" ")
    made = (kept + ending).rstrip(". ")
    if _DEVICE.fullmatch(made):
        made = f"_{made}"
    return made if _part_holds(made) else instead


def _part_holds(part: str) -> bool:
    if part in {"", ".", ".."} or part != part.strip(" ") or part.endswith("."):
        return False
    if any(sign in FORBIDDEN or unicodedata.category(sign) in _HIDDEN for sign in part):
        return False
    return len(part.encode()) <= LONGEST_PART and unicodedata.is_normalized("NFC", part) and not _DEVICE.fullmatch(part)
