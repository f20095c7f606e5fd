"""Sums written out: "five hundred", "zweihundert", "dos mil", "cinq cents". Small numbers come from the language files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from standfast.knowledge import ids, tactics

from .lexing import Word

_SCALES = {
    "hundred": 100, "hundert": 100, "honderd": 100, "cent": 100, "cents": 100, "cien": 100, "ciento": 100, "cientos": 100, "cem": 100,
    "cento": 100, "sto": 100,
    "sta": 100, "ste": 100, "set": 100, "thousand": 1000, "grand": 1000, "k": 1000, "tausend": 1000, "duizend": 1000, "mille": 1000,
    "mil": 1000,
    "mila": 1000, "tysiac": 1000, "tysiace": 1000, "tysiecy": 1000, "tys": 1000, "tisic": 1000, "tisice": 1000, "tis": 1000,
    "stowy": 100, "stowki": 100,
    "stow": 100, "kola": 1000, "kolo": 1000, "luca": 1000, "lucas": 1000, "mln": 1_000_000, "million": 1_000_000,
    "millions": 1_000_000, "millionen": 1_000_000,
    "milioni": 1_000_000, "milhoes": 1_000_000, "millon": 1_000_000, "millones": 1_000_000,
}
_MORE_SCALES = {
    word: value
    for value, words in {
        100: "suta sute hundra yuz مايه ميه مئه सौ sau ratus raan daan сто",
        1000: "mie mii tusen lax papp bin الف الاف hazaar hazar hajar हजार libo libong ribu rb nghin ngan тис тисяч тисячі тисячу тыс к",
        100_000: "lakh lac lakhs लाख",
        1_000_000: "milion milioane miljon miljoner milyon مليون ملايين juta jt trieu tr cu млн мільйон мільйони мільйонів milyong",
        10_000_000: "crore करोड",
    }.items()
    for word in words.split()
}
_SCALES.update(_MORE_SCALES)
_HUNDREDS = {
    200: "doscientos doscientas duzentos duzentas dwiescie duecento zweihundert tweehonderd dvesta tvahundra двісті",
    300: "trescientos trescientas trezentos trezentas trzysta trecento dreihundert driehonderd trista trehundra триста",
    400: "cuatrocientos quatrocentos czterysta quattrocento vierhundert vierhonderd ctyrista fyrahundra чотириста",
    500: "quinientos quinientas quinhentos quinhentas piecset cinquecento funfhundert fuenfhundert vijfhonderd petset femhundra пятсот",
    600: "seiscientos seiscentos szescset seicento sechshundert zeshonderd sestset sexhundra шістсот",
    700: "setecientos setecentos siedemset settecento siebenhundert zevenhonderd sedmset sjuhundra сімсот",
    800: "ochocientos oitocentos osiemset ottocento achthundert achthonderd osmset attahundra вісімсот",
    900: "novecientos novecentos dziewiecset novecento neunhundert negenhonderd devetset niohundra девятсот",
    1000: "eintausend",
    2000: "duemila zweitausend tweeduizend",
    3000: "tremila dreitausend drieduizend",
    4000: "quattromila viertausend vierduizend",
    5000: "cinquemila funftausend vijfduizend",
}
_JOINS = frozenset({"and", "y", "e", "et", "und", "en", "i", "a", "si", "och", "و"})
_LEAST = 5
"""Smaller sums in words are talk: "one euro", "a dollar more"."""


@cache
def _known(langs: tuple[str, ...]) -> dict[str, int]:
    known = {name: value for value, names in _HUNDREDS.items() for name in names.split()}
    for lang in langs:
        if lang in ids("tactics"):
            known.update({name: value for name, value in tactics(lang).numbers.items() if " " not in name and value})
    return {spelling: value for name, value in known.items() for spelling in (name, name.replace("ss", "s"))}


def scale(word: str) -> int:
    """What a word multiplies by: "2 mil", "3 tys"; 1 for any other."""
    return _SCALES.get(word, 1)


def written_sum(words: Sequence[Word], end: int, langs: Iterable[str]) -> tuple[float, int] | None:
    """The sum in words that ends just before word ``end``, and its first word; None where there is none worth asking for."""
    known = _known(tuple(langs))
    if end > 1 and words[end - 1].text == "de" and not words[end].hard:
        end -= 1  # "cinci sute de lei"
    start = end
    while start and end - start < 8 and not (start < end and words[start].hard) and _counts(words[start - 1].text, known, start < end):
        start -= 1
    while start < end and words[start].text in _JOINS and words[start].text not in known:
        start += 1
    total = current = 0
    for word in words[start:end]:
        value = known.get(word.text, 0)
        times = _SCALES.get(word.text, 1)
        if times >= 1000:
            total, current = total + max(current, 1) * times, 0
        elif times == 100:
            current = max(current, 1) * 100
        else:
            current += value
    return (float(total + current), start) if total + current >= _LEAST else None


def _counts(word: str, known: dict[str, int], inside: bool) -> bool:
    return word in known or word in _SCALES or (inside and word in _JOINS)
