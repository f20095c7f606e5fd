"""Trains the linear model and writes find/learned/weights.bin. Needs scikit-learn: ``make train``.

    python -m tools.train [--data ../shared/data/threat] [--evaluate]

Without the development mails it still trains, on the corpus alone, and says so. ``--evaluate`` holds out one writer
after another and prints what was found among texts of writers never seen.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from datetime import date
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from standfast.find.learned import BUCKETS, levels

from . import corpus
from .examples import Example, development, features, invented, pieces

OUT = Path(__file__).resolve().parent.parent / "src/standfast/find/learned/weights.bin"
STRENGTH = 20.0
"""Inverse of the regularisation; chosen by the held-out-writer score, see docs/model-card.md."""
COUNT_STRENGTH, SMOOTH = 5.0, 2.0
"""The same for the second fit, and what is added to each count there."""
BLACKMAIL = ("hack-bluff", "image-threat", "coercion")


def matrix(examples: list[Example]) -> tuple[csr_matrix, np.ndarray]:
    """One row for each window; the second array says which example a row belongs to."""
    with Pool(2) as pool:
        found = pool.map(_rows, examples, chunksize=200)
    data: list[float] = []
    columns: list[int] = []
    ends = [0]
    owner: list[int] = []
    for number, rows in enumerate(found):
        for row in rows:
            columns.extend(row.keys())
            data.extend(row.values())
            ends.append(len(columns))
            owner.append(number)
    return csr_matrix((data, columns, ends), shape=(len(owner), BUCKETS)), np.array(owner)


def _rows(example: Example) -> list[dict[int, float]]:
    return list(features(example))


def ratios(x: csr_matrix, blackmail: np.ndarray) -> np.ndarray:
    """For each feature, how far its share in blackmail and its share in the rest lie apart; 1 on average."""
    one, other = (SMOOTH + np.asarray(x[rows].sum(0)).ravel() for rows in (blackmail, ~blackmail))
    apart = np.abs(np.log((one / one.sum()) / (other / other.sum())))
    return apart / apart.mean()


class Fit:
    """Heads fitted together: the kinds as one choice, each flag by itself.

    The kinds are fitted twice and averaged: on the features as they are, and on features weighted by how unevenly they stand in
    blackmail and in the rest (log-count ratios; Wang and Manning 2012). Both are linear, and so is their mean: it costs nothing later.
    """

    def __init__(self, x: csr_matrix, examples: list[Example], owner: np.ndarray) -> None:
        per = np.bincount(owner, minlength=len(examples))
        weight = np.array([examples[o].weight / per[o] ** 0.5 for o in owner])
        kinds = [examples[o].kind for o in owner]
        self.kinds = LogisticRegression(C=STRENGTH, max_iter=200).fit(x, kinds, sample_weight=weight)
        uneven = ratios(x, np.isin(kinds, BLACKMAIL))
        second = LogisticRegression(C=COUNT_STRENGTH, max_iter=200).fit(x @ diags(uneven), kinds, sample_weight=weight)
        self.kinds.coef_ = (self.kinds.coef_ + second.coef_ * uneven) / 2
        self.kinds.intercept_ = (self.kinds.intercept_ + second.intercept_) / 2
        self.flags = {}
        for flag in corpus.FLAGS:
            y = np.array([flag in examples[o].flags for o in owner])
            self.flags[flag] = LogisticRegression(C=STRENGTH, max_iter=200).fit(x, y, sample_weight=weight)

    def score(self, x: csr_matrix) -> np.ndarray:
        names = list(self.kinds.classes_)
        return self.kinds.predict_proba(x)[:, [names.index(kind) for kind in BLACKMAIL]].sum(1)


def evaluate(x: csr_matrix, examples: list[Example], owner: np.ndarray) -> None:
    writers = sorted({e.group for e in examples if not e.group.startswith("dev-")})
    print("writer held out: texts, recall of image-threat at 1/2/5 % of its look-alikes, area under the curve, right kind")
    from sklearn.metrics import roc_auc_score

    pooled: list[tuple[float, bool]] = []
    for writer in writers:
        train = np.array([examples[o].group != writer for o in owner])
        test = np.array([examples[o].group == writer and examples[o].whole for o in owner])
        sub = owner[train]
        fit = Fit(x[train], examples, sub)
        best: dict[int, tuple[float, str]] = {}
        kinds = fit.kinds.classes_[fit.kinds.predict_proba(x[test]).argmax(1)]
        for o, value, kind in zip(owner[test], fit.score(x[test]), kinds, strict=True):
            if o not in best or value > best[o][0]:
                best[o] = (value, kind)
        threat = [v for o, (v, _) in best.items() if examples[o].kind == "image-threat"]
        alike = sorted((v for o, (v, _) in best.items() if examples[o].kind == "none"), reverse=True)
        recalls = [np.mean([v > alike[int(f * len(alike))] for v in threat]) for f in (0.01, 0.02, 0.05)]
        auc = roc_auc_score([1] * len(threat) + [0] * len(alike), threat + alike)
        right = np.mean([kind == examples[o].kind for o, (_, kind) in best.items()])
        print(f"{writer:>10}: {len(best):5d}  {recalls[0]:.2f} {recalls[1]:.2f} {recalls[2]:.2f}  {auc:.3f}  {right:.2f}", flush=True)
        pooled += [(v, True) for v in threat] + [(v, False) for v in alike]
    alike = sorted((v for v, threat in pooled if not threat), reverse=True)
    for f in (0.01, 0.02, 0.05):
        line = alike[int(f * len(alike))]
        found = [v > line for v, threat in pooled if threat]
        print(f"pooled at {f:.0%} of {len(alike)} look-alikes: {np.mean(found):.3f} of {len(found)} (threshold {line:.3f})")


def pack(fit: Fit, about: dict[str, object], level: int = 9) -> bytes:
    """One line of JSON, then the compressed weights: a byte for each bucket and head."""
    kinds = [str(kind) for kind in fit.kinds.classes_]
    heads = np.vstack([fit.kinds.coef_, *(fit.flags[flag].coef_ for flag in corpus.FLAGS)])
    bias = [*fit.kinds.intercept_, *(fit.flags[flag].intercept_[0] for flag in corpus.FLAGS)]
    scales = np.abs(heads).max(axis=1)
    share = heads / scales[:, None]
    up = np.round(np.sqrt(np.clip(share, 0, 1)) * 127)
    down = np.round(np.sqrt(np.clip(-share, 0, 1)) * 128)
    codes = np.where(share >= 0, up, np.where(down > 0, 127 + down, 0)).astype(np.uint8)
    table = np.array(levels())
    worst = float(np.abs(table[codes] - share).max())
    head = {
        "kinds": kinds,
        "flags": list(corpus.FLAGS),
        "bias": [round(float(b), 4) for b in bias],
        "scales": [round(float(s), 4) for s in scales],
        "rounding": round(worst, 4),
        **about,
    }
    return json.dumps(head, sort_keys=True).encode() + b"\n" + zlib.compress(codes.T.tobytes(), level)


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--data", type=Path, default=Path("../shared/data/threat"), help="folder with dev.jsonl.gz")
    ask.add_argument("--evaluate", action="store_true", help="hold out one writer after another; writes nothing")
    chosen = ask.parse_args()
    examples = invented()
    if (chosen.data / "dev.jsonl.gz").exists():
        examples += development(chosen.data)
    else:
        print(f"no {chosen.data}/dev.jsonl.gz: learning from the corpus alone", file=sys.stderr)
    examples += list(pieces(examples))
    x, owner = matrix(examples)
    print(f"{len(examples)} examples, {x.shape[0]} windows", flush=True)
    if chosen.evaluate:
        evaluate(x, examples, owner)
        return
    fit = Fit(x, examples, owner)
    about = {"trained": date.today().isoformat(), "texts": sum(e.whole for e in examples), "invented": len(invented())}
    OUT.write_bytes(pack(fit, about))
    print(f"wrote {OUT} ({OUT.stat().st_size / 1024:.0f} kB)")


if __name__ == "__main__":
    main()
