"""IBANs: country, two check digits (modulo 97), and a length fixed by each country. Source: ISO 13616, the SWIFT registry's lengths.

With a wrong checksum it is kept as not valid: two letters of a country with IBANs and exactly that country's length is no chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.found import Found, Hit, Kind

_LENGTHS = {
    country: length
    for length, countries in {
        15: "NO", 16: "BE", 18: "DK FI FO GL NL SD", 19: "MK SI", 20: "AT BA EE KZ LT LU MN XK", 21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ OM SO TL", 24: "AD CZ ES MD PK RO SA SE SK TN VG", 25: "LY PT", 26: "IS TR", 27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV", 29: "BR EG PS QA UA", 30: "JO KW MU YE", 31: "MT SC", 32: "LC", 33: "RU",
    }.items()
    for country in countries.split()
}
_START = re.compile(r"[0-9]{2}(?<=[A-Za-z]{2}[0-9]{2})(?<![0-9A-Za-z][A-Za-z]{2}[0-9]{2})(?=[ \u00a0-]?[0-9A-Za-z]{2})")
_REST = re.compile(r"(?:[ \u00a0-]?[0-9A-Za-z])+")
_LONGEST_WRITTEN = 33 + 16
"""The longest IBAN, with a space between all its groups."""


def _holds(iban: str) -> bool:
    return int("".join(str(int(letter, 36)) for letter in iban[4:] + iban[:4])) % 97 == 1


def look(plain: str) -> Iterator[Found]:
    for match in _START.finditer(plain):
        start = match.start() - 2
        length = _LENGTHS.get(plain[start : start + 2].upper())
        found = _take(plain, start, length) if length else None
        if found:
            yield found


def _take(plain: str, start: int, length: int) -> Found | None:
    """Exactly ``length`` letters and digits from ``start``, spaces between them apart, and a boundary after."""
    end, letters = start, 0
    limit = min(len(plain), start + _LONGEST_WRITTEN)
    while end < limit and letters < length:
        letters += plain[end].isalnum()
        if not (plain[end].isalnum() or plain[end] in " \u00a0-"):
            return None
        end += 1
    written = plain[start:end]
    iban = "".join(letter for letter in written if letter.isalnum())
    if letters < length or not iban.isascii() or plain[end : end + 1].isalnum() or written not in (written.lower(), written.upper()):
        return None
    if sum(letter.isdigit() for letter in iban) < length // 2:
        return None
    return Found(start, end, iban.upper(), _holds(iban.upper()))


KIND = Kind("iban", 15, look)
HITS = (
    Hit("Überweise auf DE86 0000 0000 0000 0012 34 bis Freitag", "DE86000000000000001234", True),
    Hit("IBAN: GB55 TEST 0000 0000 0012 34.", "GB55TEST00000000001234", True),
    Hit("virement FR4100000000000000001234567", "FR4100000000000000001234567", True),
    Hit("na konto pl54 0000 0000 0000 0000 0000 1234", "PL54000000000000000000001234", True),
    Hit("NL49 TEST 0000 0012 34", "NL49TEST0000001234", True),
    Hit("konto DE86 0000 0000 0000 0012 43", "DE86000000000000001243", False),
)
NEAR_MISSES = (
    "DE89 is a road near the lake",
    "order NL22 0001 2345",
    "XX12 3456 7890 1234 5678 90",
    "GB29 house, flat 14, the one with the blue door",
    "model AT05 is out of stock, AT06 is not",
    "code DE8600000000000000123499 is too long",
)
