"""HTML to the text that the eye sees, and the text that is hidden from it.

Own scanner, for two reasons: hostile mail must cost linear time (the standard parser has had quadratic cases), and the
same mail must give the same text under every Python version, Pyodide's included.
"""

from __future__ import annotations

import re
from html import unescape

DROPPED = frozenset({"script", "style", "head", "title", "template", "noscript", "object", "svg", "math", "iframe", "textarea"})
BREAKS = frozenset(
    {
        "p",
        "div",
        "br",
        "tr",
        "li",
        "ul",
        "ol",
        "table",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "hr",
        "section",
        "article",
        "header",
        "footer",
        "pre",
        "dd",
        "dt",
        "dl",
        "center",
        "form",
        "body",
        "html",
    }
)
VOID = frozenset({"br", "hr", "img", "meta", "link", "input", "area", "base", "col", "embed", "source", "track", "wbr", "param"})
MAX_OPEN = 2_000
"""Elements open at once; deeper ones are read as if they were not nested."""

_TAG = re.compile(r"/?([a-zA-Z][a-zA-Z0-9]{0,20})")
_TAG_END = re.compile(r"""(?:"[^"]{0,2000}"|'[^']{0,2000}'|[^'"<>]){0,200}>""")
"""The end of a tag, quotes respected; bounded, and where it fails the next ``>`` will do."""
_STYLE = re.compile(r"""style\s*=\s*("[^"]{0,2000}"|'[^']{0,2000}')""", re.I)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$|!|[\"'])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!|[\"'])"
    r"|max-height\s*:\s*0|mso-hide\s*:\s*all|text-indent\s*:\s*-\d{3,}",
    re.I,
)
_HIDDEN_ATTRIBUTE = re.compile(r"\shidden(?:[\s=>/]|$)", re.I)
_RAW_CLOSE = {name: re.compile(f"</{name}", re.I) for name in ("script", "style")}
_NO_TAG = re.compile(r"<+(?![a-zA-Z/!?])")
_SPACE = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v\n]*|[ \t\r\f\v]+")
_BLANKS = re.compile(r"\n{3,}")


class _Scan:
    """One pass over the source: ``open`` holds (name, hides, drops) of each element not yet closed."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool, bool]] = []
        self.hiding = 0
        self.dropping = 0
        self.seen: list[str] = []
        self.hidden: list[str] = []

    def text(self, raw: str) -> None:
        if self.dropping or not raw:
            return
        target = self.hidden if self.hiding else self.seen
        target.append(_SPACE.sub(" ", unescape(raw)))

    def tag(self, raw: str) -> str:
        """Take one tag; returns its name if its content is raw text up to the closing tag."""
        match = _TAG.match(raw)
        if not match:
            return ""
        name = match[1].lower()
        if name in BREAKS:
            (self.hidden if self.hiding else self.seen).append("\n")
        if raw.startswith("/"):
            self._close(name)
        elif name not in VOID and not raw.endswith("/") and len(self.open) < MAX_OPEN:
            self._open(name, raw)
            return name if name in {"script", "style"} else ""
        return ""

    def _open(self, name: str, raw: str) -> None:
        hides = bool(_HIDDEN_ATTRIBUTE.search(raw[:3000])) or any(_HIDING.search(style) for style in _STYLE.findall(raw[:3000]))
        drops = name in DROPPED
        self.open.append((name, hides, drops))
        self.hiding += hides
        self.dropping += drops

    def _close(self, name: str) -> None:
        depth = next((k for k in range(len(self.open) - 1, max(-1, len(self.open) - 60), -1) if self.open[k][0] == name), None)
        if depth is None:
            return
        for _, hides, drops in self.open[depth:]:
            self.hiding -= hides
            self.dropping -= drops
        del self.open[depth:]


def html_text(source: str) -> tuple[str, str]:
    """(visible text, hidden text). Linear in the length of the source; never fails."""
    scan = _Scan()
    at = 0
    while True:
        start = source.find("<", at)
        if start < 0:
            scan.text(source[at:])
            break
        scan.text(source[at:start])
        at = _one_tag(source, start, scan)
    return _tidy(scan.seen), _tidy(scan.hidden)


def _one_tag(source: str, start: int, scan: _Scan) -> int:
    """Read the markup at ``start``; returns where the text goes on."""
    if source.startswith("<!--", start):
        end = source.find("-->", start + 2)
        return len(source) if end < 0 else end + 3
    signs = _NO_TAG.match(source, start)
    if signs:
        scan.text(signs[0])
        return signs.end()
    quoted = _TAG_END.match(source, start + 1)
    end = quoted.end() - 1 if quoted else source.find(">", start)
    if end < 0:
        return len(source)
    raw_until = scan.tag(source[start + 1 : end])
    if raw_until:
        close = _RAW_CLOSE[raw_until].search(source, end)
        return close.start() if close else len(source)
    return end + 1


def _tidy(parts: list[str]) -> str:
    lines = (" ".join(line.split(" ")).strip(" ") for line in "".join(parts).replace("\xa0", " ").split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(re.sub(" {2,}", " ", line) for line in lines)).strip("\n")
