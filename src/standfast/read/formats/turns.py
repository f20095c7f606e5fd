"""A conversation typed or pasted as ``Name: words``, one line each: how people write one down from memory or from a screen."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from standfast.model import Item, ReadError

from ..charset import decode, is_binary
from ..chat import chat_line, of_bytes
from ..reader import Reader, Source, whole

_TURN = re.compile(r"[^\S\n]*(?:[-*•]\s?)?(?P<name>[^\s:/<>@\[\]{}\"“”][^:/<>@\[\]{}\"“”\n]{0,29})[:：](?!//)[^\S\n]*(?P<words>.*)")
FEWEST, MOST_NAMES = 3, 8
SHARE = 0.7
"""Of the lines that must be turns; the others go on from the line before."""
ME = frozenset(
    ("me", "i", "myself", "you", "ich", "moi", "je", "yo", "io", "eu", "ja", "já", "ik", "jag", "ben", "tôi", "toi", "saya", "aku")
) | frozenset(("gw", "gua", "ako", "я", "أنا", "मैं", "main", "minä"))
"""How people name themselves; "you" is what some apps write beside the person's own lines."""
OTHER = frozenset(["them", "they", "him", "her", "he", "she", "stranger", "other", "sender", "scammer", "unknown", "otra persona", "ellos"])
HEADERS = frozenset(
    ("from", "to", "cc", "bcc", "subject", "date", "sent", "reply-to", "message-id", "von", "an", "betreff", "de", "para", "asunto")
)
"""Mail headers, which have the same shape."""


def sniff(head: bytes) -> bool:
    if is_binary(head):
        return False
    lines = [line for line in decode(head)[0][:8000].splitlines() if line.strip()][:60]
    turns = [match for line in lines if (match := _TURN.fullmatch(line.strip()))]
    names = Counter(_key(match["name"]) for match in turns)
    if len(turns) < FEWEST or len(turns) < SHARE * len(lines) or not 2 <= len(names) <= MOST_NAMES or names.keys() & HEADERS:
        return False
    told = names.keys() & ME and (len(names) == 2 or names.keys() & OTHER)
    return bool(told) or sum(count > 1 for count in names.values()) >= 2


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    thread = ""
    for number, (start, part, sender, text) in enumerate(_turns(data), 1):
        key = _key(sender)
        thread = thread or ("1" if key in ME else sender)
        side = "person" if key in ME else "other" if key in OTHER else ""
        yield chat_line(number, thread, text, of_bytes(source.name, part, start), sender=sender, side=side)


def _turns(data: bytes) -> Iterator[tuple[int, bytes, str, str]]:
    """(first byte, bytes, name, words) of each turn, lines without a name added to the turn before them."""
    start, held, sender, text = 0, b"", "", ""
    place = 0
    for line in data.splitlines(keepends=True):
        match = _TURN.fullmatch(decode(line)[0].strip())
        if match:
            if sender:
                yield start, held, sender, text
            start, held, sender, text = place, line, match["name"].strip(), match["words"].strip()
        elif sender:
            held += line
            text = f"{text}\n{decode(line)[0].strip()}".strip("\n")
        place += len(line)
    if sender:
        yield start, held, sender, text


def _key(name: str) -> str:
    return name.strip().casefold()


READER = Reader(id="turns", order=70, sniff=sniff, read=read, talk=True)
SAMPLES = ("me-and-mia.txt",)
