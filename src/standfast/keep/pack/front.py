"""The two files that a receiver looks at first: README.txt in their language, and the page that checks the pack."""

from __future__ import annotations

from standfast.knowledge.packs import pack_words

from .page import page
from .writer import PackPart

PAGE = "verify.html"
README = "README.txt"


def readme(language: str, values: dict[str, str]) -> PackPart:
    """README.txt in this language, or in English where there is none.

    ``values``: ``case`` ``sealed`` ``fingerprint`` ``version`` ``files`` (payload files, as digits) and ``left-out`` (rows, as digits).
    """
    words = pack_words(language)
    paragraphs: list[str] = []
    for part in words.parts:
        if part.heading:
            paragraphs.append(part.heading.upper())
        paragraphs += [_filled(text, values) for text in part.text]
        paragraphs += ["\n".join(f"- {_filled(line, values)}" for line in part.list)] if part.list else []
    return PackPart(README, ("\n\n".join(paragraphs) + "\n").encode())


def verify_page() -> PackPart:
    """The page that every pack carries."""
    return PackPart(PAGE, page())


def _filled(text: str, values: dict[str, str]) -> str:
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text
