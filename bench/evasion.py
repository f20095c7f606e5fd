"""Ten disguises on bluff mails and threats: share still found, by kind and by score at 0.1 % false on ham."""

from __future__ import annotations

import gzip
import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path

from tools.corpus import texts
from tools.examples import scanned

from standfast.find import find
from standfast.model import BLACKMAIL, Item, Origin

from .record import keep, table

SEED = 20261124
FALSE_SHARE = 0.001
HAM_MOST = 3_000
CORPUS_MOST = 120
"""Corpus texts of each kind, drawn by SEED: the whole would take an hour."""
ALIKE = str.maketrans("aceiopxyjsABCEHIKMOPTXY", "асеіорхујѕАВСЕНІКМОРТХУ")
LEET = str.maketrans("aeiosAEIOS", "4310543105")
MARKS = "\u0301\u0300\u0308\u0303"


def run(data: Path) -> None:
    path = data / "dev.jsonl.gz"
    rows = _rows(path) if path.exists() else []
    ham = [row["text"] for row in rows if row["label"] == "ham"][:HAM_MOST]
    sets = {"bluff mails": [row["text"] for row in rows if row["label"] == "sextortion-bluff"]}
    for kind in ("hack-bluff", "image-threat"):
        pool = [t.text for t in texts() if t.kind == kind and len(t.text) > 60]
        sets[f"corpus {kind}"] = random.Random(SEED).sample(pool, min(CORPUS_MOST, len(pool)))
    if not ham:
        print("no dev.jsonl.gz: the threshold is 0.8, and no ham is put before the texts")
    scores = sorted((looked(text)[0] for text in ham), reverse=True)
    line = scores[int(FALSE_SHARE * len(scores))] if scores else 0.8
    out: dict[str, dict[str, list[float]]] = {}
    rows_out = [("by kind / by score", *(f"{name} ({len(found)})" for name, found in sets.items()))]
    for name, change in transformations(ham).items():
        out[name] = {}
        for group, members in sets.items():
            chance = random.Random(SEED)
            seen = [looked(change(text, chance)) for text in members]
            out[name][group] = [round(sum(hit) / max(1, len(seen)), 3) for hit in ([kind for _, kind in seen], [score > line for score, _ in seen])]
        rows_out.append((name, *(f"{kind:.2f} / {score:.2f}" for kind, score in out[name].values())))
    table(rows_out)
    worst = {group: round(min(out[n][group][1] for n in out) / max(0.001, out["none"][group][1]), 3) for group in sets}
    print(f"RATIO, worst disguise to none, by score: {worst}. Threshold {line:.4f}, from {len(ham)} ham mails.")
    print("The shipped model has learned from these mails, so this is no holdout; the honest figure is in bench/accuracy.py.")
    keep("evasion", {"holdout": False, "threshold": line, "ham": len(ham), "sizes": {k: len(v) for k, v in sets.items()}, "found": out, "ratio": worst})


def _rows(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def looked(text: str) -> tuple[float, bool]:
    """(score, whether called blackmail)."""
    verdict = find(Item("1", "text", text, Origin("-", 0, 0, ""))).verdict
    return verdict.score, verdict.kind in BLACKMAIL


def transformations(ham: list[str]) -> dict[str, Callable[[str, random.Random], str]]:
    before = "\n\n".join(ham)[:3_500]
    return {
        "none": lambda text, _: text,
        "homoglyphs": lambda text, _: text.translate(ALIKE),
        "zero-width in half the gaps": lambda text, chance: "".join(c + ("\u200b" if chance.random() < 0.5 else "") for c in text),
        "random accents": lambda text, chance: unicodedata.normalize(
            "NFC", "".join(c + (chance.choice(MARKS) if c.isalpha() and chance.random() < 0.3 else "") for c in text)),
        "letters spaced out": lambda text, _: "\n".join("   ".join(" ".join(word) for word in row.split()) for row in text.split("\n")),
        "leetspeak a e i o s": lambda text, _: text.translate(LEET),
        "OCR noise 6 %": scanned,
        "first 300 characters": lambda text, _: text[:300],
        "last 300 characters": lambda text, _: text[-300:],
        "160 from the middle": lambda text, _: text[max(0, len(text) // 2 - 80) :][:160],
        "3,500 of ham before 1,500": lambda text, _: before + "\n\n" + text[:1_500],
    }
