"""Makes ``verify.html`` from ``verify.template.html`` and the words in ``knowledge/verify``: one file that checks a pack in a browser.

The made page lies beside this file, so that every pack carries the same bytes and a desk can compare them. It is made anew with
``python -m standfast.keep.pack.page``; a test holds the two together.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import tomllib
from importlib.resources import files
from pathlib import Path

COPIES = ("pack", "own")
_MADE, _TEMPLATE = "verify.html", "verify.template.html"
_GAP = re.compile(r"\{\{([a-z-]+)\}\}")


def words() -> dict[str, dict[str, str]]:
    """Language -> key -> sentence; English first, as it is what a browser in any other language falls back to."""
    folder = files("standfast.knowledge") / "verify"
    rows = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    found = {file.name.removesuffix(".toml"): tomllib.loads(file.read_text("utf-8")) for file in rows}
    return {lang: found[lang] for lang in sorted(found, key=lambda lang: (lang != "en", lang))}


def made() -> bytes:
    """The page as it lies in every pack, made from its parts."""
    said = words()
    page = (files("standfast.keep.pack") / _TEMPLATE).read_text("utf-8")
    page = "".join(line.strip() + "\n" for line in page.splitlines())
    data = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    gaps = {
        "copy": "pack",
        "words": data,
        "title": html.escape(said["en"]["title"]),
        "lead": html.escape(said["en"]["lead"]),
        "no-script": " ".join(f'<span lang="{lang}">{html.escape(rows["no-script"])}</span>' for lang, rows in said.items()),
        "style-hash": _hash_of("style", page),
        "script-hash": _hash_of("script", page),
    }
    return _GAP.sub(lambda gap: gaps[gap[1]], page).encode()


def page(copy: str = "pack") -> bytes:
    """The page that ships. ``copy``: ``pack`` warns that it may have come with the pack, ``own`` is for a desk's own computer."""
    if copy not in COPIES:
        raise ValueError(copy)
    data = (files("standfast.keep.pack") / _MADE).read_bytes()
    return data.replace(b'data-copy="pack"', f'data-copy="{copy}"'.encode(), 1)


def _hash_of(name: str, text: str) -> str:
    """For the page's own policy: the one script and the one style that may run. Neither has a gap in it."""
    found = re.search(rf"<{name}>(.*?)</{name}>", text, re.S)
    if found is None or _GAP.search(found[1]):
        raise ValueError(name)
    return "sha256-" + base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()


if __name__ == "__main__":
    (Path(__file__).parent / _MADE).write_bytes(made())
