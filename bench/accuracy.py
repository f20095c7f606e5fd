"""How often is the verdict right on texts the model has never seen? Needs scikit-learn (``make train`` installs it).

Four rounds: a quarter of the writers, of the families of bluff mails and of the ordinary mails is held out, the model is
trained on the rest, and the whole judgement (rules and model) is made on what was held out. Then the blind writers, whom
the shipped model never saw. ``--write`` puts the figures into knowledge/measured.toml.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path

import numpy as np
from attrs import evolve, frozen
from tools import corpus
from tools.examples import BLIND, Example, development, every_invented, invented, pieces
from tools.train import Fit, matrix, pack

from standfast.find import find_talk
from standfast.find.fold import fold
from standfast.find.learned import unpack
from standfast.find.scripts import share, signature
from standfast.find.understanding import understand
from standfast.find.verdict import BLACKMAIL_AT, judge
from standfast.knowledge import ids
from standfast.model import BLACKMAIL, Item, Origin, Verdict

from .record import keep

ROUNDS = 4
MEASURED = Path(__file__).resolve().parent.parent / "src/standfast/knowledge/measured.toml"


@frozen
class Judgement:
    """One held-out text, and what was said of it."""

    example: Example
    verdict: Verdict
    tactics: frozenset[str]

    @property
    def is_blackmail(self) -> bool:
        return self.verdict.kind in BLACKMAIL


def interval(hits: int, total: int) -> tuple[float, float]:
    """Wilson's 95 % interval of a share."""
    if not total:
        return 0.0, 1.0
    z, p = 1.96, hits / total
    middle = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5 / (1 + z * z / total)
    return max(0.0, middle - half), min(1.0, middle + half)


def told(hits: int, total: int) -> str:
    low, high = interval(hits, total)
    return f"{hits} of {total} ({hits / max(1, total):.3f}, 95 % interval {low:.3f} to {high:.3f})"


def grouped(rows: list[Example]) -> list[Example]:
    """Development rows with a group each: the family of a bluff mail, a fortieth of the others."""
    homes: list[list[tuple[int, ...]]] = []
    found: list[Example] = []
    for row in rows:
        if row.kind != "hack-bluff":
            found.append(evolve(row, group=f"dev-{zlib.crc32(row.text.encode()) % 40}"))
            continue
        mine = signature(fold(row.text.split("\n_____")[0]).tokens)
        home = next((k for k, home in enumerate(homes) if any(share(mine, frozenset(other)) > 0.2 for other in home)), len(homes))
        if home == len(homes):
            homes.append([])
        homes[home].append(mine)
        found.append(evolve(row, group=f"dev-family-{home}"))
    return found


def round_of(group: str, writers: list[str]) -> int:
    return (writers.index(group) if group in writers else zlib.crc32(group.encode())) % ROUNDS


def one_round(number: int, data: Path) -> list[Judgement]:
    """Train without a quarter of the groups, judge that quarter."""
    rows = invented() + (grouped(development(data)) if (data / "dev.jsonl.gz").exists() else [])
    writers = sorted({row.group for row in invented()})
    inside = [row for row in rows if round_of(row.group, writers) != number]
    inside += list(pieces(inside))
    x, owner = matrix(inside)
    model = unpack(pack(Fit(x, inside, owner), {}, level=1))
    return [judged(row, model) for row in rows if round_of(row.group, writers) == number]


def judged(row: Example, model: object = None) -> Judgement:
    seen = understand(Item("1", "text", row.text, Origin("-", 0, 0, "")))
    return Judgement(row, judge(seen, model, row.around).verdict, frozenset(hit.tactic for hit in seen.hits))  # type: ignore[arg-type]


def report(title: str, rows: list[Judgement]) -> dict[str, str]:
    """Print one set; returns its figures by name."""
    print(f"\n{title}")
    figures: dict[str, str] = {}
    for kind in sorted({row.example.kind for row in rows}):
        mine = [row for row in rows if row.example.kind == kind]
        said = Counter(row.verdict.kind.value for row in mine)
        figures[f"{kind} called blackmail"] = told(sum(row.is_blackmail for row in mine), len(mine))
        figures[f"{kind} right kind"] = told(said[kind], len(mine))
        print(f"  {kind:>14}: {len(mine):5d}  right kind {told(said[kind], len(mine))};  said: {dict(said.most_common())}")
    threat = np.array([row.verdict.score for row in rows if row.example.kind == "image-threat"])
    alike = np.sort([row.verdict.score for row in rows if row.example.kind == "none"])[::-1]
    if len(threat) and len(alike) >= 100:
        for false in (0.01, 0.02, 0.05):
            line = alike[int(false * len(alike))]
            figures[f"image-threat by score at {false:.0%} of look-alikes"] = told(int((threat > line).sum()), len(threat))
            print(f"  by score, {false:.0%} of look-alikes above {line:.3f}: image-threat {told(int((threat > line).sum()), len(threat))}")
    for flag in ("deepfake", "talks_of_self_harm", "asks_for_help", "account_claim"):
        there = [getattr(row.verdict, flag) for row in rows if flag in row.example.flags]
        absent = [getattr(row.verdict, flag) for row in rows if flag not in row.example.flags]
        figures[f"flag {flag}"] = f"found {told(sum(there), len(there))}; false {told(sum(absent), len(absent))}"
        print(f"  flag {flag}: {figures[f'flag {flag}']}")
    return figures


def by_language(rows: list[Judgement]) -> None:
    for lang in sorted({row.example.lang for row in rows}):
        threat = [row.is_blackmail for row in rows if row.example.lang == lang and row.example.kind == "image-threat"]
        alike = [row.is_blackmail for row in rows if row.example.lang == lang and row.example.kind == "none"]
        print(f"  {lang}: image-threat called blackmail {told(sum(threat), len(threat))};  look-alikes {told(sum(alike), len(alike))}")


def write_measured(held: list[Judgement], blind: list[Judgement], ham: list[Judgement]) -> None:
    """One sentence for each finding that was measured here."""
    alike = [row for row in held if row.example.kind == "none"]
    threat = [row for row in held if row.example.kind == "image-threat"]
    false, found = sum(row.is_blackmail for row in alike), sum(row.is_blackmail for row in threat)
    day = date.today().isoformat()
    lines = {
        "whole-wording": f"{false} of {len(alike):,} invented look-alikes by writers never seen were called blackmail, "
        f"and {found:,} of {len(threat):,} invented threats were found ({day})"
    }
    quiet = [row for row in blind if row.example.kind == "none"]
    for name in (name[5:] for name in ids("findings") if name.startswith("says-")):
        a, b = sum(name in row.tactics for row in quiet), sum(name in row.tactics for row in ham)
        lines[f"says-{name}"] = (
            f"these words stood in {a} of {len(quiet)} harmless look-alikes by a writer never seen, and in {b:,} of {len(ham):,} ordinary mails ({day})"
        )
    lines |= talk_lines(day)
    head = "# Written by bench/accuracy.py: for each finding, the error rate last measured, with the data and its size.\n[measured]\n"
    MEASURED.write_text(head + "".join(f'{name} = "{line}"\n' for name, line in sorted(lines.items())), encoding="utf-8")
    print(f"\nwrote {MEASURED.name}")


def talk_lines(day: str) -> dict[str, str]:
    """The findings that only a conversation can give, on the blind writers' talks."""
    seen: dict[str, Counter[str]] = {}
    for text in corpus.texts():
        if text.turns and text.writer in BLIND and (found := find_talk(corpus.items(text))) is not None:
            seen.setdefault("none" if text.kind == "none" else "threat", Counter()).update({"all", *(one.id for one in found.findings)})
    quiet, threats = seen.get("none", Counter[str]()), seen.get("threat", Counter[str]())
    return {
        name: f"told of {quiet[name]} of {quiet['all']} harmless invented conversations by writers never seen, "
        f"and of {threats[name]} of {threats['all']} threatening or cheating ones, which each show only a part of the steps ({day})"
        for name in ("trap-sequence", "trap-start")
    }


def run(data: Path, write: bool = False) -> None:
    """Measure, print, keep; with ``write`` also put the figures where the findings carry them."""
    with ProcessPoolExecutor(2) as pool:
        rounds = pool.map(one_round, range(ROUNDS), [data] * ROUNDS)
        every = [row for found in rounds for row in found]
    held = [row for row in every if not row.example.group.startswith("dev-")]
    dev = [row for row in every if row.example.group.startswith("dev-")]
    blind = [judged(row) for row in every_invented() if row.group in BLIND]
    print(f"called blackmail from a score of {BLACKMAIL_AT}; all invented texts are SYNTHETIC")
    figures = {"held-out writers": report("held-out writers (invented)", held)}
    by_language(held)
    figures["blind writer, shipped model"] = report("blind writer (invented), shipped model", blind)
    by_language(blind)
    if dev:
        figures["development mails, held-out families"] = report("development mails, families held out", dev)
        bluff = [row.verdict.score for row in dev if row.example.kind == "hack-bluff"]
        ham = sorted((row.verdict.score for row in dev if row.example.kind == "none"), reverse=True)
        for false in (0.0, 0.001, 0.01):
            line = ham[int(false * len(ham))]
            print(
                f"  bluff mails by score at {false:.1%} of {len(ham)} ordinary mails (above {line:.3f}): {sum(s > line for s in bluff)} of {len(bluff)}"
            )
    if write and dev:
        write_measured(held, blind, [row for row in dev if row.example.kind == "none"])
    keep("accuracy", {"figures": figures})


if __name__ == "__main__":
    ask = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared/data/threat"), help="folder with dev.jsonl.gz")
    ask.add_argument("--write", action="store_true", help="write knowledge/measured.toml")
    chosen = ask.parse_args()
    run(chosen.data, chosen.write)
