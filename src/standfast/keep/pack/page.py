"""Makes ``verify.html`` from ``verify.template.html`` and the words in ``knowledge/verify``: one file that checks a pack in a browser.

One version of Standfast makes the same bytes everywhere, so a desk can compare its own copy with the page in a pack.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from functools import cache
from importlib.resources import files

COPIES = ("pack", "own")
_TEMPLATE = "verify.template.html"
_GAP = re.compile(r"\{\{([a-z-]+)\}\}")


def words() -> dict[str, dict[str, str]]:
    """Language -> key -> sentence; English first, as it is what a browser in any other language falls back to."""
    folder = files("standfast.knowledge") / "verify"
    rows = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    found = {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in rows}
    return {lang: found[lang] for lang in sorted(found, key=lambda lang: (lang != "en", lang))}


@cache
def page(copy: str = "pack") -> bytes:
    """``copy``: ``pack`` warns that it may have come with the pack, ``own`` is for a desk's own computer."""
    if copy not in COPIES:
        raise ValueError(copy)
    said = words()
    text = (files("standfast.keep.pack") / _TEMPLATE).read_text("utf-8")
    text = "".join(line.strip() + "\n" for line in text.splitlines())
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    gaps = {
        "copy": copy,
        "words": data,
        "title": html.escape(said["en"]["title"]),
        "lead": html.escape(said["en"]["lead"]),
        "no-script": " ".join(f'<span lang="{lang}">{html.escape(rows["no-script"])}</span>' for lang, rows in said.items()),
        "style-hash": _hash_of("style", text),
        "script-hash": _hash_of("script", text),
    }
    return _GAP.sub(lambda gap: gaps[gap[1]], text).encode()


def _hash_of(name: str, text: str) -> str:
    """For the page's own policy: the one script and the one style that may run. Neither has a gap in it."""
    found = re.search(rf"<{name}>(.*?)</{name}>", text, re.S)
    if found is None or _GAP.search(found[1]):
        raise ValueError(name)
    return "sha256-" + base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
