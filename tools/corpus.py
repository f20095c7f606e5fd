"""Reads corpus/: one file for each writer and language. The format is in corpus/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from standfast.model import Item, Origin

ROOT = Path(__file__).resolve().parent.parent / "corpus"
KINDS = ("hack-bluff", "image-threat", "coercion", "recovery-scam", "phishing", "other-scam", "other-threat", "none")
FLAGS = ("deepfake", "account_claim", "talks_of_self_harm", "asks_for_help")


@frozen
class Text:
    """One invented text with its label."""

    id: str
    lang: str
    writer: str
    kind: str
    flags: frozenset[str]
    card: str
    channel: str
    text: str
    """What the other side wrote; of a talk, their lines."""
    turns: tuple[tuple[str, str], ...] = ()
    """Of a talk, every line in order: (``T`` them or ``M`` me, words)."""


def texts(root: Path = ROOT) -> Iterator[Text]:
    """Every text, in the order of languages, writers and lines. Raises ValueError with file and line."""
    for path in sorted(root.glob("*/*.txt")):
        yield from _read(path)


def _read(path: Path) -> Iterator[Text]:
    head: dict[str, str] = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("# "):
            head = dict(part.split("=", 1) for part in line[2:].split() if "=" in part)
            flags = frozenset(filter(None, head.get("flags", "").split(",")))
            if head.get("kind") not in KINDS or not flags <= set(FLAGS):
                raise ValueError(f"{path}, line {number}: {line}")
        elif line.strip():
            if not head:
                raise ValueError(f"{path}, line {number}: a text before the first group")
            name = f"{path.parent.name}-{path.stem}-{number}"
            text = line.strip().replace("\\n", "\n")
            turns = _turns(text) if head.get("channel") == "talk" else ()
            if head.get("channel") == "talk" and not any(side == "T" for side, _ in turns):
                raise ValueError(f"{path}, line {number}: a talk in which they say nothing")
            theirs = "\n".join(words for side, words in turns if side == "T") if turns else text
            card, channel = head.get("card", ""), head.get("channel", "")
            yield Text(name, path.parent.name, path.stem, head["kind"], flags, card, channel, theirs, turns)


def _turns(text: str) -> tuple[tuple[str, str], ...]:
    """Lines that begin ``T: `` or ``M: ``; others go on from the line before."""
    found: list[tuple[str, str]] = []
    for line in text.split("\n"):
        side, _, words = line.strip().partition(":")
        if side in ("T", "M"):
            found.append((side, words.strip()))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line.strip()}")
    return tuple(found)


def items(text: Text) -> list[Item]:
    """A talk as the Items of one thread."""
    sides = {"T": "other", "M": "person"}
    return [
        Item(str(n), "chat-line", words, Origin("-", 0, 0, ""), sender=side, side=sides[side], thread=text.id)
        for n, (side, words) in enumerate(text.turns, 1)
    ]
