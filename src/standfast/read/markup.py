"""HTML tag by tag, in linear time whatever the markup: for web pages and mails, and for pages of exports (decision 004)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from .chat import writable

VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param"})
_SILENT_END = {name: re.compile(rf"</{name}(?![a-zA-Z0-9])", re.I) for name in ("script", "style")}
"""Elements whose content is no markup, and what ends it."""
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_PLAIN = re.compile(r"""<(/?([a-zA-Z][a-zA-Z0-9]{0,20})(?: [a-z]{1,12}="[^"<>]{0,300}"){0,3})>""")
"""Almost every tag: few attributes, well written."""
_NO_TAG = re.compile(r"<+(?![a-zA-Z/!?])")
_END = re.compile(r"""(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>]){0,200}>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{2,30})\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"|'([^']{0,4000})')""")
_BREAKS = re.compile(r" ?\n[ \n]*")
SPACE = re.compile(r"[ \t\r\n\f\v]+")


class Tag(NamedTuple):
    """One tag, opening or closing."""

    name: str
    closes: bool
    raw: str

    def attribute(self, name: str) -> str:
        """Its value, or empty. Most tags have none, so they are not searched."""
        if "=" not in self.raw or name not in self.raw.lower():
            return ""
        return next((unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(self.raw) if found[1].lower() == name), "")

    @property
    def classes(self) -> frozenset[str]:
        return frozenset(self.attribute("class").split())


def parts(source: str) -> Iterator[Tag | str]:
    """Tags, and the text between them with its signs undone and white space made one. Scripts and styles are passed over."""
    at = 0
    while at < len(source):
        start = source.find("<", at)
        if start != at:
            text = SPACE.sub(" ", source[at : start if start >= 0 else len(source)])
            yield unescape(text) if "&" in text else text
        if start < 0:
            return
        tag, at = _markup(source, start)
        if isinstance(tag, Tag) and tag.name in _SILENT_END and not tag.closes and not tag.raw.endswith("/"):
            at = _after_silent(source, tag.name, at)
        elif tag:
            yield tag


def joined(pieces: Iterable[str]) -> str:
    """Pieces of one text, with blank lines and the blanks around line ends left out."""
    return writable(_BREAKS.sub("\n", "".join(pieces)).strip(" \n"))


def _markup(source: str, start: int) -> tuple[Tag | str | None, int]:
    plain = _PLAIN.match(source, start)
    if plain:
        raw, name = plain.groups()
        return Tag(name.lower(), raw[0] == "/", raw), plain.end()
    return _any_markup(source, start)


def _any_markup(source: str, start: int) -> tuple[Tag | str | None, int]:
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)
        return None, len(source) if end < 0 else end + 3
    signs = _NO_TAG.match(source, start)
    if signs:
        return signs[0], signs.end()
    name = _NAME.match(source, start + 1)
    quoted = _END.match(source, start + 1)
    end = quoted.end() - 1 if quoted else source.find(">", start)
    if end < 0:
        return None, len(source)
    raw = source[start + 1 : end]
    return (Tag(name[1].lower(), raw.startswith("/"), raw) if name else None), end + 1


def _after_silent(source: str, name: str, at: int) -> int:
    close = _SILENT_END[name].search(source, at)
    return close.start() if close else len(source)
