"""A document as a PDF for people and for screen readers (PDF/UA-1), by Typst with fonts of our own. The same input gives the same bytes."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from cattrs import Converter

from standfast.knowledge.letters import letter_words
from standfast.model import Document, ToolMissing

PAPER = {"US": "us-letter", "CA": "us-letter"}
"""Countries that print on Letter; all others on A4."""
SOFT = "\u200b"
"""Where a long word may break: printed as nothing."""
LONGEST = 24
"""Characters of a word that fit into the narrowest column."""

NO_SIGN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
ISOLATES = {one: one for one in "\u2066\u2067\u2068\u2069\u200b\u200c\u200d\u200e\u200f"}
"""Signs that only order or join the others: kept, so that a handle in an Arabic line stays whole."""

_converter = Converter()


def as_pdf(document: Document) -> bytes:
    """On the paper of the document's country. Raises ToolMissing without Typst.

    A sign that no font has is written as its name in square brackets: Typst refuses a page with a hole in it, and so do we.
    """
    try:
        import typst
    except ImportError as error:
        raise ToolMissing(need="standfast[case]", get="pip install 'standfast[case]'") from error
    plain = _converter.unstructure(document)
    said = letter_words(document.lang).text
    plain |= {"foot": document.title, "fact-heads": [said["head.point"], said["head.answer"]], "paper": PAPER.get(document.country, "a4")}
    source = (files("standfast.write") / "letter.typ").read_bytes()
    with as_file(files("standfast.write") / "fonts") as fonts:
        return typst.compile(
            source,
            format="pdf",
            font_paths=typst.Fonts(False, False, [str(fonts)]),
            sys_inputs={"document": json.dumps(_printable(plain), ensure_ascii=False)},
            pdf_standards=["ua-1"],
            timestamp=0,
        )


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _with_breaks("".join(_sign(one) for one in unicodedata.normalize("NFC", value)).replace("][U+", " U+"))
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}  # pyright: ignore[reportUnknownVariableType]
    return [_printable(one) for one in value] if isinstance(value, list) else value  # pyright: ignore[reportUnknownVariableType]


def _sign(one: str) -> str:
    code = ord(one)
    kind = unicodedata.category(one)
    if one == "\n" or (kind not in NO_SIGN and any(start <= code <= end for start, end in _coverage())):
        return one
    if kind in NO_SIGN or kind in {"Mn", "Me"}:
        return ISOLATES.get(one, "")
    name = unicodedata.name(one, "").lower()
    return f"[{name}]" if name and kind == "So" else f"[U+{code:04X}]"


def _with_breaks(text: str) -> str:
    """Addresses and hashes break anywhere: a page must not lose their end."""
    words = text.split(" ")
    return " ".join(word if len(word) <= LONGEST else SOFT.join(_pieces(word)) for word in words)


def _pieces(word: str) -> list[str]:
    return [word[at : at + 8] for at in range(0, len(word), 8)]


@cache
def _coverage() -> tuple[tuple[int, int], ...]:
    """Ranges of code points that the fonts have a sign for; ``python -m tools.font_coverage`` writes them."""
    rows = json.loads((files("standfast.write") / "fonts" / "coverage.json").read_text("utf-8"))
    return tuple((start, end) for start, end in rows)
