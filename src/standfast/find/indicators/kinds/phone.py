"""Phone numbers: international ones, and the ways people write national ones in fifteen countries. Pure Python, no number plan.

Normal form: E.164 (``+447700900123``) where the country code is written; else the bare digits, because a national number
alone does not say its country. ``valid``: True or False by the length of the country's numbers where we know it, else None.
Fewer digits beat more finds: dates, sums, order numbers and account numbers look like phones, and a wrong number misleads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.context import lowered, near
from standfast.find.indicators.found import Found, Hit, Kind

_LENGTHS = {
    "1": (10, 10), "44": (9, 10), "61": (9, 9), "64": (8, 10), "353": (7, 9), "33": (9, 9), "49": (6, 11), "31": (9, 9), "34": (9, 9),
    "39": (6, 11), "48": (9, 9), "420": (9, 9), "351": (9, 9), "55": (10, 11), "32": (8, 9), "41": (9, 9), "43": (6, 12), "91": (10, 10),
    "234": (8, 10), "63": (8, 10), "225": (10, 10), "229": (8, 10),
}
"""Digits after the country code, without the trunk 0. Source: ITU E.164 national numbering plans."""
_COUNTRY = re.compile(
    r"1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|(?:21|22|23|24|25|26|29|35|37|38|42|50|59|67|68|69|80|85|87|88|96|97|99)[0-9]"
)
_LEAST, _MOST = 8, 15
_RUN = re.compile(
    r"[+(0-9](?<![0-9A-Za-z+.,:/=#&_%$€£@-][+(0-9])[0-9(]{0,14}\)?(?:[ .\-/()\u00a0\u202f]{1,3}[0-9]{1,12}\)?){0,7}(?![0-9A-Za-z@_])"
)
_GROUPS = re.compile(r"[0-9]+")
_DATE = re.compile(r"[0-9]{1,2}([./ -])[0-9]{1,2}\1(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}([./-])[0-9]{1,2}\2[0-9]{1,2}|"
    r"[0-9]{1,2}([./-])[0-9]{1,2}\3[0-9]{2}(?![0-9])")
_THOUSANDS = re.compile(
    r"[1-9][0-9]{0,2}(?:[.,\u00a0\u202f ][0-9]{3}){0,4}[.\u00a0\u202f ]0{3}|[1-9][0-9]{0,2}(?:\.[0-9]{3}){1,5}|[0-9]{1,12}\.[0-9]{1,12}|"
    r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}"
)
_NATIONAL = re.compile(
    r"07[0-9]{9}|0[1238][0-9]{8,9}"  # GB, IE, FR, ES-free 0 plans
    r"|0[1-9][0-9]{8}"  # FR AU NL IE
    r"|02[0-9]{7,9}|0[34679][0-9]{7}"  # NZ
    r"|01[567][0-9]{8,9}|0[2-9][0-9]{7,10}"  # DE, IT fixed
    r"|0?3[0-9]{9}"  # IT mobile
    r"|1?[2-9][0-9]{2}[2-9][0-9]{6}"  # US CA
    r"|[2-9][0-9]{8}"  # ES PL CZ PT
    r"|[1-9][0-9]9[0-9]{8}|[1-9][0-9][2-5][0-9]{7}"  # BR
)
"""Digits that some national plan among the fifteen could hold."""
_WRITTEN = re.compile(
    r"0[0-9]{2,4}[ -/][0-9 -]{6,10}|0[0-9](?:[ .-][0-9]{2}){4}|\(0?[0-9]{1,4}\) ?[0-9][0-9 .-]{5,9}|"
    r"\+?1?[ -]?\(?[2-9][0-9]{2}\)?[ .-][2-9][0-9]{2}[ .-][0-9]{4}"
    r"|[5-9][0-9]{2}[ -][0-9]{3}[ -][0-9]{3}|[67][0-9]{2}(?: [0-9]{2}){3}|0[67]-[0-9]{8}|3[0-9]{2} [0-9]{3} ?[0-9]{4}|"
    r"\(?[1-9][0-9]\)? 9[0-9]{4}-?[0-9]{4}"
    r"|07[0-9]{9}|0[67][0-9]{8}|04[0-9]{8}|01[567][0-9]{8,9}"
)
"""Ways of writing that are a phone number by themselves; any other national number wants a phone word beside it."""
_CALL = re.compile(
    r"\b(?:(?:call|phone|tel|t[eé]l|mob|mobile|handy|cell|ring|text|sms|whats ?app|wa|numer|nummer|n[uú]mero|num[eé]ro|signal|"
    r"telegram|viber|imessage|bizum|blik|"
    r"mb ?way|pix|zelle|swish|m-?pesa|upi|gcash|ruf|chama|liga|bel|at|(?:my|this|phone|his|her|ur|your) (?:number|no))\b|"
    r"(?:telefon|t[eé]l[eé]fon|fax|phone|reach me|anruf|appel|llama|chiam|zadzwo|zavol|zatelef|opbel|t[eé]l[eé]ph))"
)
_OTHER = re.compile(
    r"(?:\b(?:order|invoice|ref|refer\w*|ticket|case|account|acct|konto\w*|compte|cuenta|conta|conto|iban|bic|blz|card|id|no|nr|isbn|serial|version|zip|vat|"
    r"tax|steuer\w*|kunden\w*|rechnung\w*|factur\w*|bestell\w*|zam[oó]wien\w*|faktur\w*|process\w*|identification|tracking|member\w*|pin)|#)"
    r"(?:[ .:#]*(?:number|nummer|num[eé]ro|n[uú]mero|numer|[cč][ií]slo))?[ .:#]*\Z"
)
_HEX_BEFORE = re.compile(r"(?:\b[0-9a-f]{2} ){2}\Z")
_HEX_AFTER = re.compile(r" (?:[0-9][0-9a-f]|[a-f][0-9]|[0-9a-f]{2} [0-9][0-9a-f]|[0-9a-f]{2} [a-f][0-9])\b")
_RUNS_ON = re.compile(r"[-./][0-9]")
_MONEY_AFTER = re.compile(r"[ \u00a0]?(?:[$€£%]|k?z[lł]|k[cč]|eur|usd|gbp|pln|czk|brl|btc|eth|usdt|euro|dollar|pound|reais|[km]b\b|"
    r"gb\b|bytes|followers|views)")
_WHATSAPP = re.compile(r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?([1-9][0-9]{7,14})(?![0-9])")


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "wa.me/" in low or "whatsapp.com/" in low:
        for match in _WHATSAPP.finditer(low):
            yield Found(match.start(), match.end(), f"+{match[1]}", _length_holds(match[1]), "whatsapp")
    for match in _RUN.finditer(plain):
        if match.end() - match.start() >= _LEAST - 1:
            found = _number(plain, low, match)
            if found:
                yield found


def _number(plain: str, low: str, match: re.Match[str]) -> Found | None:
    """The longest beginning of the run that is a number: what follows may be the next word's digits."""
    start = match.start()
    if _HEX_BEFORE.search(low[max(0, start - 6) : start]):
        return None
    ends = [group.end() for group in _GROUPS.finditer(plain, start, match.end())]
    while ends:
        written = plain[start : ends[-1]]
        digits = "".join(letter for letter in written if letter.isdigit())
        if len(digits) < _LEAST:
            return None
        if len(digits) <= _MOST + 2 and not _runs_on(low, ends[-1]):
            found = _international(start, written, digits) or _national(low, start, written, digits)
            if found:
                return found
        ends.pop()
    return None


def _runs_on(low: str, end: int) -> bool:
    """A file number or a dump of bytes goes on where a phone number would end."""
    return _RUNS_ON.match(low, end) is not None or _HEX_AFTER.match(low, end) is not None


def _international(start: int, written: str, digits: str) -> Found | None:
    if written.startswith("+") or written.startswith("(+"):
        rest = digits
    elif digits.startswith("00") and digits[2:3] != "0":
        rest = digits[2:]
    else:
        return None
    code = _COUNTRY.match(rest)
    if code is None or not _LEAST <= len(rest) <= _MOST:
        return None
    if "(0)" in written.replace(" ", "") and rest[code.end() : code.end() + 1] == "0":
        rest = rest[: code.end()] + rest[code.end() + 1 :]
    valid = _length_holds(rest)
    return Found(start, start + len(written), f"+{rest}", valid) if valid is not False or written.startswith("+") else None


def _length_holds(rest: str) -> bool | None:
    code = _COUNTRY.match(rest)
    bounds = _LENGTHS.get(code[0]) if code else None
    if code is None or bounds is None:
        return None
    return bounds[0] <= len(rest) - code.end() <= bounds[1]


def _national(low: str, start: int, written: str, digits: str) -> Found | None:
    if written.startswith("+") or not _NATIONAL.fullmatch(digits) or _DATE.match(written) or _THOUSANDS.fullmatch(written):
        return None
    end = start + len(written)
    if _OTHER.search(low[max(0, start - 30) : start]) or _MONEY_AFTER.match(low, end):
        return None
    called = near(low, start, start, _CALL, reach=30)
    if not called and not _WRITTEN.fullmatch(written.strip("()") if written.count("(") != written.count(")") else written):
        return None
    return Found(start, end, digits)


KIND = Kind("phone", 25, look)
HITS = (
    Hit("text me on +44 7700 900123", "+447700900123", True),
    Hit("+44 (0)7700 900 456 now", "+447700900456", True),
    Hit("07700 900123 or else", "07700900123"),
    Hit("ring 020 7946 0123", "02079460123"),
    Hit("(202) 555-0143", "2025550143"),
    Hit("+1 202 555 0143", "+12025550143", True),
    Hit("call 1-613-555-0101", "16135550101"),
    Hit("0491 570 156 is mine", "0491570156"),
    Hit("+61 491 570 157", "+61491570157", True),
    Hit("06 39 98 12 34", "0639981234"),
    Hit("0033 6 39 98 12 34", "+33639981234", True),
    Hit("ruf mich an: 030 23125 123", "03023125123"),
    Hit("0152 28817386", "015228817386"),
    Hit("+49 152 28817386", "+4915228817386", True),
    Hit("06-00000001", "0600000001"),
    Hit("bizum al 600 000 001", "600000001"),
    Hit("tel. 600 00 00 01", "600000001"),
    Hit("blik na numer 500000001", "500000001"),
    Hit("+48 500 000 001", "+48500000001", True),
    Hit("+420 601 000 001", "+420601000001", True),
    Hit("MB WAY 910 000 001", "910000001"),
    Hit("pix (11) 90000-0001", "11900000001"),
    Hit("+55 11 90000-0001", "+5511900000001", True),
    Hit("chiama 300 000 0001", "3000000001"),
    Hit("call 020 910 1234", "0209101234"),
    Hit("https://wa.me/447700900123", "+447700900123", True, "whatsapp"),
    Hit("+1 202 555 014", "+1202555014", False),
    Hit("+225 01 00 00 00 01", "+2250100000001", True),
)
NEAR_MISSES = (
    "on 11/08/2019 I was there",
    "from 03/06/2019 to 25/08/2019",
    "30.12.2008 was a Tuesday",
    "2026-11-24 18:00 to 2026-11-25 06:00",
    "send 0.2085672 BTC",
    "1 500 000 zl",
    "it costs 50.000.000 CZK",
    "500 000 000 views",
    "order 612345678 has shipped",
    "invoice no. 0012345678",
    "Rechnungsnummer: 0301234567",
    "IBAN DE86 0000 0000 0000 0012 34",
    "the server 192.168.100.200 is down",
    "file_1561235596.mp4",
    "1563005936 seconds",
    "https://example.com/item/0770090012345",
    "isbn 978-3-16-148410-0",
    "you have 48 hours and 2 days",
    "I have 1,200,000 followers",
    "10 12 14 16 18 are even",
    "12345678",
    "CVE-2019-12643 and 2019-11-26",
    "my id is 0123456789",
    "card 4000 0000 0000 0002",
    "in 2018 2019 2020 it rained",
    "room 0204 0205 is free",
    "+100 points",
    "dump 0a 1f 01 00 23 00 02 08 02 bf",
    "ACCOUNT NUMBER: 400807238",
    "Processo número 21985268-74.2019.7.13.0995",
    "rated 4.5 of 5 by 12345 people",
)
