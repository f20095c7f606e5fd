"""Small words for tests of folding."""

from __future__ import annotations

from standfast.find.fold import Folded, fold


def quotes(text: str) -> list[str]:
    """For each token, what stands there in the text as received."""
    folded = fold(text)
    return [text[start:end] for start, end in zip(folded.starts, folded.ends, strict=True)]


def quote(text: str, word: str) -> str:
    """What the first token ``word`` was read from."""
    folded = fold(text)
    start, end = folded.span(at := folded.tokens.index(word), at + 1)
    return text[start:end]


def tricks(text: str) -> dict[str, int]:
    return {trick.name: trick.count for trick in fold(text).tricks}


def example(text: str, name: str) -> str:
    trick = next(trick for trick in fold(text).tricks if trick.name == name)
    return text[trick.start : trick.end]


def plain_quote(text: str, wanted: str) -> str:
    folded: Folded = fold(text)
    at = folded.plain.index(wanted)
    start, end = folded.plain_span(at, at + len(wanted))
    return text[start:end]
