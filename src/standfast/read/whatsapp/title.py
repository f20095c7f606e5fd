"""Whose chat it is, as far as the name of the file tells."""

from __future__ import annotations

import re
import unicodedata

from .stamp import bare
from .words import words

_COPY = re.compile(r"(?: ?\(\d{1,3}\)|_\d{1,2})$")


def stem(path: str) -> str:
    """The name of a file without folders and ending."""
    name = re.split(r"[/\\]", path)[-1]
    return re.sub(r"\.(?:txt|zip)$", "", name, flags=re.I)


def other_name(path: str) -> str:
    """``Mia`` for ``WhatsApp Chat with Mia.txt``, in many languages; empty where the name is another."""
    name = _COPY.sub("", bare(unicodedata.normalize("NFC", stem(path))).strip())
    for title in words().titles:
        found = title.fullmatch(name)
        if found:
            return found[1].strip()
    return ""


def same_name(name: str) -> str:
    """How names are compared: file systems turn spaces and signs, a phone number may have been written in other groups."""
    text = unicodedata.normalize("NFKC", bare(name)).casefold().replace("~", "").strip()
    digits = re.sub(r"[\s()+\-.‑–]", "", text)
    return digits if digits.isdigit() and len(digits) > 5 else " ".join(text.split())
