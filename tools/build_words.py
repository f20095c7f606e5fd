"""Makes ``find/fold/words.txt``: for each language its commonest words, folded, the most frequent first.

    python tools/build_words.py

Counted in our own invented corpus (``corpus/<lang>/*.txt``) and led by our own lists (``tools/words/<lang>.txt``). No
word list or frequency of others is used. Run again when the corpus has grown.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from standfast.find.fold.letters import stripped

HERE = Path(__file__).parent
CORPUS = HERE.parent / "corpus"
TARGET = HERE.parent / "src/standfast/find/fold/words.txt"
LARGEST = 150_000
"""Bytes of the whole file."""
LIMIT = {"en": 5000}
OTHERS = 2300
WEIGHT_OF_OURS = 3000
"""A word of our list at rank r counts like WEIGHT / (r + 10) sightings in 10,000 words of corpus."""
SINGLE = {
    "en": "aiur",
    "fr": "aylodcjtnms",
    "es": "yaoeu",
    "pt": "aoe",
    "it": "eoail",
    "de": "",
    "nl": "u",
    "pl": "iwzoau",
    "cs": "akosuvzi",
}
"""The words of one letter."""
SEEN_ONCE = 2
"""How often a word must be seen in the corpus where our list does not have it: once may be a typing error."""
WORD = re.compile(r"[^\W\d_]+(?:['’](?:s|t|d|m|ll|re|ve)(?![^\W\d_]))?")


def folded(text: str) -> list[str]:
    words = WORD.findall(text.replace("\\n", " "))
    return ["".join(map(stripped, word.lower())).replace("'", "") for word in words]


def texts(path: Path) -> str:
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if not line.startswith("# "))


def ranked(lang: str) -> list[str]:
    seen = Counter(word for path in sorted((CORPUS / lang).glob("*.txt")) for word in folded(texts(path)))
    ours = list(dict.fromkeys(folded(texts(HERE / "words" / f"{lang}.txt"))))
    scale = 10_000 / max(sum(seen.values()), 1)
    score = {word: count * scale for word, count in seen.items() if count >= SEEN_ONCE}
    for rank, word in enumerate(ours):
        score[word] = score.get(word, 0.0) + WEIGHT_OF_OURS / (rank + 10)
    words = [word for word in score if (len(word) > 1 or word in SINGLE[lang]) and len(word) < 24 and word.isalpha()]
    words.sort(key=lambda word: (-score[word], word))
    return words[: LIMIT.get(lang, OTHERS)]


def lines(words: list[str]) -> list[str]:
    rows = [""]
    for word in words:
        if len(rows[-1]) + len(word) > 150:
            rows.append("")
        rows[-1] += f" {word}" if rows[-1] else word
    return rows


def main() -> None:
    out: list[str] = []
    for path in sorted((HERE / "words").glob("*.txt")):
        words = ranked(path.stem)
        out += [f"# {path.stem}", *lines(words)]
        print(path.stem, len(words))
    text = "\n".join(out) + "\n"
    if len(text.encode()) > LARGEST:
        raise SystemExit(f"words.txt would have {len(text.encode())} bytes, more than {LARGEST}: lower the limits")
    TARGET.write_text(text, "utf-8")
    print(len(text.encode()), "bytes")


if __name__ == "__main__":
    main()
