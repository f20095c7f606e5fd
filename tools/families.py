"""Writes find/scripts/families.json from the development mails: families of near-duplicates, as signatures only.

python -m tools.families [--data ../shared/data/threat]
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from standfast.find.fold import fold
from standfast.find.scripts import SIZE, share, signature

OUT = Path(__file__).resolve().parent.parent / "src/standfast/find/scripts/families.json"
SAME = 0.3


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--data", type=Path, default=Path("../shared/data/threat"))
    chosen = ask.parse_args()
    rows = []
    with gzip.open(chosen.data / "dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["label"] == "sextortion-bluff":
                rows.append((row["date"][:7], fold(row["text"].split("\n_____")[0]).tokens))
    rows.sort(key=lambda row: row[0])
    groups: list[list[tuple[str, list[str]]]] = []
    for date, tokens in rows:
        mine = signature(tokens)
        home = next((g for g in groups if any(share(mine, frozenset(signature(t))) >= SAME for _, t in g)), None)
        if home is None:
            groups.append([(date, tokens)])
        else:
            home.append((date, tokens))
    out = []
    for number, group in enumerate(groups, 1):
        runs = sorted({run for _, tokens in group for run in signature(tokens)})
        top = min((max(signature(tokens)) for _, tokens in group if len(signature(tokens)) == SIZE), default=1 << 32)
        out.append({"id": f"family {number}", "seen": group[0][0], "mails": len(group), "signature": [run for run in runs if run <= top]})
    OUT.write_text("[\n" + ",\n".join(json.dumps(row) for row in out) + "\n]\n", encoding="utf-8")
    print(f"{len(rows)} mails in {len(out)} families: {[row['mails'] for row in out]}")


if __name__ == "__main__":
    main()
