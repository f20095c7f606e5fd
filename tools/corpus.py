"""Reads corpus/: one file for each writer and language. The format is in corpus/README.md."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

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
            yield Text(name, path.parent.name, path.stem, head["kind"], flags, head.get("card", ""), head.get("channel", ""), text)
