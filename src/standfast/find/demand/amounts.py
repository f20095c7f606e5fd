"""How much: every sum of money in a text, and which of them is the one demanded.

Demanded is the sum nearest to a word of paying; a sum already paid, the rate of a coin, a year or a phone number is not.
Money with a currency comes before coins (a mail names both), and both before a bare number.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from attrs import evolve, frozen

from standfast.find.fold import Folded

from .currencies import AFTER, BEFORE, CRYPTO, WORDS, code
from .lexing import Word, flat, number, words
from .number_words import scale, written_sum
from .paying import GOES_ON, OFFERED, OR_ELSE, PAID_AFTER, PAID_BEFORE, WANTED, YEAR

MAX_NUMBERS = 5_000
"""Numbers of one text that are looked at."""
MAX_AMOUNTS = 300
"""Sums of one text that are weighed against each other."""
_NUMBER = re.compile(
    r"[0-9](?<![0-9.,:/#_%][0-9])"
    r"(?:[0-9]?(?:,[0-9]{2}){1,3},[0-9]{3}(?:\.[0-9]{1,2})?|"
    r"[0-9]{0,2}(?:[ \u00a0\u202f.,'’][0-9]{3}){1,3}(?:[.,][0-9]{1,2})?|[0-9]{0,11}(?:[.,][0-9]{1,8})?)(?![0-9]|[.,:/][0-9]|@)"
)
_SCALE = re.compile(r"[ \u00a0]?(k|grand|thousand|tausend|duizend|tysi[a-z]{1,4}|tys|tisice?|tis|mila|mille|mil|lucas?|kola|mln|"
    r"million\w{0,2}|milioni|milhoes|millon(?:es)?|"
    r"mii|mie|sute|milioane|tusen|lax|papp|miljon(?:er)?|bin|milyon|الف|الاف|مليون|ملايين|hazaa?r|hajar|हजार|lakhs?|lac|लाख|crore|करोड|"
    r"libo|ribu|rb|juta|jt|nghin|ngan|trieu|tr|cu|тис(?:яч[іу]?)?|тыс|к|млн)(?![^\W_])(?:\.(?= (?:zl|kc|eur|usd|грн|дол|євро)))?")
_RANGE = re.compile(r"[ \u00a0]?(?:-|–|/|to|bis|a|o|ou|of|or|oder|tot|do|az|nebo|albo)[ \u00a0]?[0-9][0-9.,]{0,9}(k?)")
_AFTER = re.compile(AFTER)
_SCALE_MONEY = {
    **dict.fromkeys(("ribu", "rb", "juta", "jt"), "IDR"), **dict.fromkeys(("nghin", "ngan", "trieu", "tr", "cu"), "VND"),
    **dict.fromkeys(("lakh", "lakhs", "lac", "लाख"), "INR"), **dict.fromkeys(("lax", "papp"), "SEK"),
}
"""Thousands that one country alone counts its money in."""
_PREFIXES = frozenset("بلو")
"""Arabic writes "for" and "and" onto the number."""
_RATE = re.compile(r"[ \u00a0]?(?:=|≈|~|is|costs|kostet|vaut|vale|kosztuje|stoji)")
_COIN = re.compile(r"[0-9]{1,2}[.,][0-9]{3}")
_SIDE, _PAID_SIDE, _RATE_SIDE = 24, 60, 24
_DIGITS = frozenset("0123456789")
_SENTENCE_END = re.compile(r"[.!?;]")
_OPENS = re.compile(r"(?:\A|[.!?;:,=\n(])\s*\Z")
_NEAR, _BARE_SIDE, _LEAST_BARE, _MOST_BARE = 90, 26, 10, 100_000_000


@frozen
class Amount:
    """``plain[start:end]`` says ``value``; ``currency`` is empty where none is named."""

    value: float
    currency: str
    start: int
    end: int
    bare: bool = False
    """No currency stands beside the number, so only the words around make it money."""
    scaled: bool = False
    """Said in thousands, "5k": a bare number that is seldom anything but money."""

    @property
    def coin(self) -> bool:
        return self.currency in CRYPTO


def amounts(folded: Folded, langs: Iterable[str] = ()) -> tuple[Amount, ...]:
    """Every sum that could be demanded, in order: those already paid and the rates of coins are left out."""
    text = flat(folded.plain)
    return tuple(sums(text, words(text), tuple(langs)))


def sums(text: str, row: Sequence[Word], langs: tuple[str, ...]) -> list[Amount]:
    """The same for a flat text and its words."""
    found = list(_in_digits(text, langs[:1] == ("vi",)))
    if not WORDS.isdisjoint(word.text for word in row):
        taken = {amount.end for amount in found}
        found.extend(amount for amount in _in_words(text, row, langs) if amount.end not in taken)
    found = _without_rates(text, sorted(found, key=lambda amount: amount.start))
    return [amount for amount in found[:MAX_AMOUNTS] if not _paid(text, amount)]


def _in_digits(text: str, vietnamese: bool) -> Iterator[Amount]:
    """Left to right; the second number of "500-600 euros" belongs to the first."""
    done = 0
    for match in islice(_NUMBER.finditer(text), MAX_NUMBERS):
        found = _digits(text, match, done, vietnamese) if match.start() >= done else None
        if found:
            done = found.end
            yield found


def _digits(text: str, match: re.Match[str], done: int, vietnamese: bool) -> Amount | None:
    """A number as a sum; words before ``done`` belong to the sum before. ``cu`` is a million in Vietnamese, "with" in Romanian."""
    value, start, end = number(match[0]), match.start(), match.end()
    if not value:
        return None
    scaled = _SCALE.match(text, end)
    if scaled and scaled[1] == "cu" and not vietnamese:
        scaled = None
    if scaled:
        value, end = value * scale(scaled[1]), scaled.end()
    second = _RANGE.match(text, end)
    after = _AFTER.match(text, end) or (_AFTER.match(text, second.end()) if second else None)
    if second and after and second[1] and not scaled:
        value *= 1000
    left = text[max(done, start - _SIDE) : start]
    before = BEFORE.search(left) if left[-1:] not in _DIGITS and left.rstrip()[-1:] not in _DIGITS else None
    if before and not (before["word"] and after and after.start() == end):
        return _signed(text, match[0], value, Amount(value, "", start, end), before, after)
    if start and text[start - 1].isalpha() and text[start - 1] not in _PREFIXES:
        return None
    if after:
        money = code(after["after"], text)
        return Amount(_coin_value(match[0], value, money), money, start, after.end())
    if text[end : end + 1].isalpha():
        return None
    bare = _bare(text, Amount(value, "", start, end, bare=True, scaled=scaled is not None))
    money = _SCALE_MONEY.get(scaled[1]) if scaled else None
    return evolve(bare, currency=money, bare=False) if bare and money else bare


def _signed(text: str, written: str, value: float, place: Amount, before: re.Match[str], after: re.Match[str] | None) -> Amount:
    """A sum with its currency before it: ``$500``, ``EUR 500``; "$600 (usd)" and "$500 CAD" name it twice."""
    name = before["word"] or before["sign"]
    end = place.end
    if name == "$" and after and after.start() == end and after["after"].isalpha():
        name, end = after["after"], after.end()
    money = code(name, text)
    begins = before.start("word") if before["word"] else before.start("sign")
    return Amount(_coin_value(written, value, money), money, place.start - (len(before.string) - begins), end)


def _coin_value(written: str, value: float, money: str) -> float:
    """``1.500`` bitcoin is one and a half."""
    return float(written.replace(",", ".")) if money in CRYPTO and _COIN.fullmatch(written) else value


def _bare(text: str, amount: Amount) -> Amount | None:
    """A number that the words around can make money: "pay me 300 by tonight", "200 or I post it"."""
    if not _LEAST_BARE <= amount.value <= _MOST_BARE or amount.value != int(amount.value):
        return None
    if text[amount.start - 1 : amount.start] in ("+", "-", "$") or not (GOES_ON.match(text, amount.end) or OR_ELSE.match(text, amount.end)):
        return None
    left = text[max(0, amount.start - _BARE_SIDE) : amount.start]
    return None if 1950 <= amount.value <= 2035 and YEAR.search(left) else amount


def _in_words(text: str, row: Sequence[Word], langs: tuple[str, ...]) -> Iterator[Amount]:
    named = (at for at, word in enumerate(row) if word.text in WORDS and at and not word.hard and row[at - 1].number is None)
    for at in islice(named, MAX_AMOUNTS):
        said = written_sum(row, at, langs)
        if said:
            yield Amount(said[0], code(row[at].text, text), row[said[1]].start, row[at].end)


def _without_rates(text: str, found: list[Amount]) -> list[Amount]:
    """Leaves out "1 BTC" and what it is worth."""
    kept = list[Amount]()
    rate_ends = -1
    for amount in found:
        if amount.coin and amount.value == 1 and _RATE.match(text, amount.end):
            rate_ends = amount.end + _RATE_SIDE
        elif amount.start > rate_ends:
            kept.append(amount)
        else:
            rate_ends = -1
    return kept


def _paid(text: str, amount: Amount) -> bool:
    left = text[max(0, amount.start - _PAID_SIDE) : amount.start]
    return bool(PAID_BEFORE.search(left) or OFFERED.search(left)) or PAID_AFTER.match(text, amount.end) is not None


def demanded(text: str, found: Sequence[Amount], distance: Sequence[int], money: bool) -> Amount | None:
    """Which sum is asked for.

    ``distance`` holds, for each sum, the characters to the nearest tactic hit of paying; ``money`` says whether there is one.
    """
    cues = [match.span() for match in WANTED.finditer(text)] if found else []
    best: tuple[tuple[int, int, int], Amount] | None = None
    for amount, hit in zip(found, distance, strict=True):
        if amount.bare and not (money and (amount.scaled or _leans(text, amount))):
            continue
        away = min(hit, _away(amount, cues))
        rank = (2 if amount.bare else 1 if amount.coin else 0) + (0 if away <= _NEAR else 3)
        key = (rank, away // 8, amount.start)
        if best is None or key < best[0]:
            best = key, amount
    return best[1] if best else None


def _away(amount: Amount, cues: list[tuple[int, int]]) -> int:
    """Characters to the nearest word of paying; one that follows counts as farther."""
    at = bisect_right(cues, (amount.start, amount.end))
    before = max(0, amount.start - cues[at - 1][1]) if at else 10_000
    after = 10 + 2 * max(0, cues[at][0] - amount.end) if at < len(cues) else 10_000
    return min(before, after)


def _leans(text: str, amount: Amount) -> bool:
    """A bare number wants a word of paying close before it, or opens its sentence, or "or else" behind it."""
    left = text[max(0, amount.start - _BARE_SIDE) : amount.start]
    words_of_paying = list(WANTED.finditer(left))
    if words_of_paying and not _SENTENCE_END.search(left, words_of_paying[-1].end()):
        return True
    return _OPENS.search(left) is not None or OR_ELSE.match(text, amount.end) is not None
