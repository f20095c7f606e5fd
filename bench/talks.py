"""Whole conversations through the whole program: blind talks, and ordinary mail cut into chats of 40 to 2,000 lines for false alarms."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools import corpus
from tools.examples import BLIND, development

from standfast.find import find_talk
from standfast.model import BLACKMAIL, Item, Origin

from .accuracy import told
from .record import keep, table

LENGTHS = (40, 200, 2000)
CHATS = 200
THREAT = ("i have the video of you and your followers list", "300 by tonight or everyone gets it", "u have 2 hours")


def run(data: Path) -> None:
    figures: dict[str, object] = {}
    blind_talks(figures)
    if (data / "dev.jsonl.gz").exists():
        long_chats(data, figures)
    keep("talks", figures)


def blind_talks(figures: dict[str, object]) -> None:
    rows = [("blind writers' talks (invented)", "called blackmail", "right kind")]
    said: dict[str, Counter[str]] = {}
    for text in corpus.texts():
        if text.turns and text.writer in BLIND:
            found = find_talk(corpus.items(text))
            said.setdefault(text.kind, Counter())[found.verdict.kind.value if found else "unsure"] += 1
    for kind, counts in sorted(said.items()):
        total, alarm = sum(counts.values()), sum(counts[one.value] for one in BLACKMAIL)
        rows.append((f"{kind} ({total})", told(alarm, total), told(counts[kind], total)))
        figures[f"blind {kind}"] = {"talks": total, "called blackmail": alarm, "said": dict(counts)}
    table(rows)


def long_chats(data: Path, figures: dict[str, object]) -> None:
    """Every second chat gets three threatening lines at a random place."""
    mails = (row.text for row in development(data) if row.kind == "none" and row.lang == "en")
    lines = [line.strip()[:200] for text in mails for line in text.splitlines() if line.strip() and not line.startswith((">", "--"))]
    rows = [("ordinary mail as chats", "called blackmail", "with three threatening lines: found")]
    for length in LENGTHS:
        chance = random.Random(length)
        starts = [k for k in range(0, len(lines) - length, length)][:CHATS]
        false = found = 0
        for start in starts:
            quiet = lines[start : start + length]
            place = chance.randrange(length)
            false += is_alarm(chat(quiet, chance))
            found += is_alarm(chat([*quiet[:place], *THREAT, *quiet[place:]], chance, THREAT))
        rows.append((f"{length} lines ({len(starts)} chats)", told(false, len(starts)), told(found, len(starts))))
        figures[f"{length} lines"] = {"chats": len(starts), "false": false, "planted found": found}
    print()
    table(rows)


def chat(lines: Sequence[str], chance: random.Random, theirs: Sequence[str] = ()) -> Iterator[Item]:
    for number, words in enumerate(lines, 1):
        side = "other" if words in theirs else chance.choice(("other", "person"))
        yield Item(str(number), "chat-line", words, Origin("-", 0, 0, ""), sender=side, side=side, thread="1")


def is_alarm(lines: Iterator[Item]) -> bool:
    found = find_talk(lines)
    return found is not None and found.verdict.kind in BLACKMAIL
