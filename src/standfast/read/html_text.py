"""HTML to the text that the eye sees, and the text that is hidden from it.

Own scanner, for two reasons: hostile mail must cost linear time (the standard parser has had quadratic cases), and the
same mail must give the same text under every Python version, Pyodide's included.
"""

from __future__ import annotations

import re

from .markup import SPACE, VOID, Tag, parts

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
MAX_OPEN = 2_000
"""Elements open at once; deeper ones are read as if they were not nested."""

_STYLE = re.compile(r"""style\s*=\s*("[^"]{0,2000}"|'[^']{0,2000}')""", re.I)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*[01](?:px|pt|em|%)?\s*(?:;|$|!|[\"'])|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$|!|[\"'])"
    r"|max-height\s*:\s*0|mso-hide\s*:\s*all|text-indent\s*:\s*-\d{3,}",
    re.I,
)
_HIDDEN_ATTRIBUTE = re.compile(r"\shidden(?:[\s=>/]|$)", re.I)
_BLANKS = re.compile(r"\n{3,}")


class _Scan:
    """One pass over the source: ``open`` holds (name, hides, drops) of each element not yet closed."""

    def __init__(self) -> None:
        self.open: list[tuple[str, bool, bool]] = []
        self.hiding = 0
        self.dropping = 0
        self.seen: list[str] = []
        self.hidden: list[str] = []

    def text(self, text: str) -> None:
        if not self.dropping:
            (self.hidden if self.hiding else self.seen).append(SPACE.sub(" ", text))  # also white space written as signs

    def tag(self, tag: Tag) -> None:
        if tag.name in BREAKS:
            (self.hidden if self.hiding else self.seen).append("\n")
        if tag.closes:
            self._close(tag.name)
        elif tag.name not in VOID and not tag.raw.endswith("/") and len(self.open) < MAX_OPEN:
            self._open(tag.name, tag.raw)

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
    for part in parts(source):
        if isinstance(part, str):
            scan.text(part)
        else:
            scan.tag(part)
    return _tidy(scan.seen), _tidy(scan.hidden)


def _tidy(parts: list[str]) -> str:
    lines = (" ".join(line.split(" ")).strip(" ") for line in "".join(parts).replace("\xa0", " ").split("\n"))
    return _BLANKS.sub("\n\n", "\n".join(re.sub(" {2,}", " ", line) for line in lines)).strip("\n")
