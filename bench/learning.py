"""The learning curve: recall on blind writers by how many writers the model has learned from, and the gap to writers it has seen."""

from __future__ import annotations

import random
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from tools.examples import BLIND, Example, development, every_invented, invented, pieces
from tools.train import Fit, matrix, pack

from standfast.find.learned import unpack
from standfast.model import BLACKMAIL

from .accuracy import Judgement, grouped, interval, judged
from .record import keep, table

STEPS = (2, 4, 8, 12)
FALSE = 0.01


def run(data: Path) -> None:
    """Each row learns from the mails and from the texts of some writers, and judges the blind writers' texts with the whole program."""
    writers = sorted({row.group for row in invented()})
    random.Random(5).shuffle(writers)
    counts = [*(step for step in STEPS if step < len(writers)), len(writers)]
    rows: list[tuple[str, ...]] = [("writers", "texts", "threats called blackmail", "look-alikes called", f"recall at {FALSE:.0%} by score")]
    figures: dict[str, object] = {}
    with ProcessPoolExecutor(1) as pool:
        for count in counts:
            texts, blind, seen = pool.submit(one, frozenset(writers[:count]), data, count == len(writers)).result()
            rows.append((f"{count}", f"{texts}", *told(blind)))
            figures[f"{count} writers"] = dict(zip(rows[0][1:], rows[-1][1:], strict=True))
            if seen:
                rows.append(("writers it learned from (flattering)", "", *told(seen)))
                figures["seen writers"] = dict(zip(rows[0][2:], told(seen), strict=True))
    table(rows)
    print("All texts are invented. The last two rows differ by what the model remembers of writers: that gap is the honest warning.")
    keep("learning", figures)


def one(writers: frozenset[str], data: Path, and_seen: bool) -> tuple[int, list[Judgement], list[Judgement]]:
    known = [row for row in invented() if row.group in writers]
    rows = known + (grouped(development(data)) if (data / "dev.jsonl.gz").exists() else [])
    rows += list(pieces(rows))
    x, owner = matrix(rows)
    model = unpack(pack(Fit(x, rows, owner), {}, level=1))
    blind = [judged(row, model) for row in every_invented() if row.group in BLIND]
    sample: list[Example] = random.Random(6).sample(known, min(len(known), 3000)) if and_seen else []
    return len(known), blind, [judged(row, model) for row in sample]


def told(rows: list[Judgement]) -> tuple[str, str, str]:
    threats = [row for row in rows if row.example.kind == "image-threat"]
    alike = [row for row in rows if row.example.kind == "none"]
    scores = sorted((row.verdict.score for row in alike), reverse=True)
    line = scores[int(FALSE * len(scores))]
    return (
        share(sum(row.verdict.kind in BLACKMAIL for row in threats), len(threats)),
        share(sum(row.verdict.kind in BLACKMAIL for row in alike), len(alike)),
        share(sum(row.verdict.score > line for row in threats), len(threats)),
    )


def share(hits: int, total: int) -> str:
    low, high = interval(hits, total)
    return f"{hits / max(1, total):.3f} ({low:.3f} to {high:.3f}) of {total}"
