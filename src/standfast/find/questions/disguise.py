"""Does the message hide its words? Look-alike letters, invisible characters, spread letters, text hidden by HTML."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.knowledge import text
from standfast.model import BLACKMAIL, Finding, Kind, Span, Strength

from ..evidence import QUOTE_LONGEST, Evidence, Question, finding

ORDINARY = frozenset({"entities"})
"""Also the mark of a broken mail program; told only beside a verdict."""


def look(evidence: Evidence) -> Iterator[Finding]:
    tricks = [trick for trick in evidence.folded.tricks if trick.name not in ORDINARY or evidence.verdict.kind in BLACKMAIL]
    if tricks:
        names = ", ".join(text(f"trick.{trick.name}", evidence.lang) for trick in tricks)
        spans = [evidence.quote(trick.start, trick.end) for trick in tricks]
        yield finding("disguised-words", Strength.STRONGLY, spans, lang=evidence.lang, tricks=names)
    hidden = evidence.item.hidden
    if len(hidden) > 20 and evidence.verdict.kind is not Kind.NONE:
        quote = hidden[:QUOTE_LONGEST]
        yield finding("hidden-text", Strength.SHOWS, [Span(f"{evidence.item.id}@hidden", 0, len(quote), quote)], lang=evidence.lang)


QUESTION = Question("disguise", look)
HITS = ["I hаve yоur vidео and will sеnd it tо all yоur friеnds", "I h a v e   y o u r   v i d e o   a n d   w i l l   p o s t   i t"]
NEAR_MISSES = ["Das Gespräch über die Straße war schön und kurz", "plan A or plan B, i.e. the U S A trip"]
