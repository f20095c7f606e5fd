"""HTML tag by tag, in linear time whatever the markup: the house scanner's rules (decision 004) for pages with a known shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param"})
SILENT = frozenset({"script", "style"})
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_PLAIN = re.compile(r"""<(/?([a-zA-Z][a-zA-Z0-9]{0,20})(?: [a-z]{1,12}="[^"<>]{0,300}"){0,3})>""")
"""Almost every tag: few attributes, well written."""
_END = re.compile(r"""(?:"[^"]{0,4000}"|'[^']{0,4000}'|[^'"<>]){0,200}>""")
_ATTRIBUTE = re.compile(r"""([a-zA-Z-]{2,30})\s{0,20}=\s{0,20}(?:"([^"]{0,4000})"|'([^']{0,4000})')""")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


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
            text = _SPACE.sub(" ", source[at : start if start >= 0 else len(source)])
            yield unescape(text) if "&" in text else text
        if start < 0:
            return
        tag, at = _markup(source, start)
        if isinstance(tag, Tag) and tag.name in SILENT and not tag.closes:
            at = _after_silent(source, tag.name, at)
        elif tag:
            yield tag


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
    name = _NAME.match(source, start + 1)
    if not name and source[start + 1 : start + 2] not in ("!", "?"):
        return "<", start + 1
    quoted = _END.match(source, start + 1)
    end = quoted.end() - 1 if quoted else source.find(">", start)
    if end < 0:
        return None, len(source)
    raw = source[start + 1 : end]
    return (Tag(name[1].lower(), raw.startswith("/"), raw) if name else None), end + 1


def _after_silent(source: str, name: str, at: int) -> int:
    close = re.compile(f"</{name}", re.I).search(source, at)
    return close.start() if close else len(source)
