"""A Document as one web page: no script, nothing loaded from anywhere, ready to print."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from standfast.model import Block, Document

from .clean import END, ISOLATE

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.55 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25}h2{font-size:1.15rem;margin-top:1.75rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid;padding:.35rem .5rem;text-align:start;vertical-align:top}
dt{font-weight:600}dd{margin:0 0 .6rem}
blockquote{margin:.75rem 0;padding-inline-start:1rem;border-inline-start:3px solid}
p,dd,li,blockquote{white-space:pre-line}
.gap{font-weight:600;text-decoration:underline dashed}
footer{margin-top:2rem;border-top:1px solid;font-size:.875rem}
@media print{body{margin:0;max-width:none;color:#000;background:#fff}h2{break-after:avoid}tr,blockquote{break-inside:avoid}}
"""


def as_html(document: Document) -> str:
    """A whole page. Every word of it is escaped; words that run from right to left stand in ``<bdi>``."""
    lang, direction, title = escape(document.lang), escape(document.direction), _words(document.title)
    body = "\n".join(piece for block in document.blocks for piece in _block(block))
    notices = "\n".join(f"<p>{_words(one)}</p>" for one in document.notices)
    plain_title = escape(document.title.replace(ISOLATE, "").replace(END, ""))
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>{plain_title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}
</main>
<footer>
{notices}
</footer>
</body>
</html>
"""


def _words(text: str) -> str:
    return escape(text).replace(ISOLATE, "<bdi>").replace(END, "</bdi>")


def _block(block: Block) -> Iterator[str]:
    if block.kind == "heading":
        yield f"<h2>{_words(block.text)}</h2>"
    elif block.kind == "list":
        yield "<ul>" + "".join(f"<li>{_words(item)}</li>" for item in block.items) + "</ul>"
    elif block.kind == "facts":
        yield "<dl>" + "".join(_fact(row.label, row.value, row.gap) for row in block.rows) + "</dl>"
    elif block.kind == "table":
        yield _table(block)
    elif block.kind == "quote":
        yield f'<blockquote dir="auto">{_words(block.text)}</blockquote>'
    else:
        kind = ' class="notice"' if block.kind == "notice" else ""
        yield f"<p{kind}>{_words(block.text)}</p>"


def _fact(label: str, value: str, gap: bool) -> str:
    kind = ' class="gap"' if gap else ""
    return f"<dt>{_words(label)}</dt><dd{kind}>{_words(value)}</dd>"


def _table(block: Block) -> str:
    head = "".join(f'<th scope="col">{_words(one)}</th>' for one in block.head)
    rows = "".join("<tr>" + "".join(f"<td>{_words(cell)}</td>" for cell in row) + "</tr>" for row in block.cells)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
