"""Letters as they were typed: Meta's JSON holds the bytes of UTF-8 as if each were a letter."""

from __future__ import annotations

from ..chat import writable


def repaired(text: str) -> str:
    """The text as typed. What does not fit Meta's mistake is kept as it stands."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return writable(text)

