"""How people write currencies, in eighteen languages: symbols, codes, words and slang, folded. Values are ISO 4217 codes or coin names.

A word that several countries share (pesos, kr) has no code: the text names a currency that we cannot tell.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHARED = ""
CRYPTO = frozenset({"BTC", "ETH", "LTC", "XMR", "TRX", "BNB", "DOGE", "SOL", "BCH"})
"""Coins whose sums are small fractions; sums in USDT and USDC are dollars."""
_SYMBOLS = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "aud$": "AUD", "c$": "CAD", "ca$": "CAD", "cad$": "CAD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD",
    "mx$": "MXN", "r$": "BRL", "$": "USD", "€": "EUR", "£": "GBP", "₹": "INR", "₦": "NGN", "₱": "PHP", "₽": "RUB", "₺": "TRY", "₴": "UAH",
    "rp": "IDR", "¥": "JPY", "₩": "KRW", "₿": "BTC", "₫": "VND", "฿": "THB",
}
_CODES = (
    "usd eur gbp aud cad nzd chf pln czk brl mxn inr ngn php rub try uah jpy krw sek nok dkk huf ron bgn zar ghs kes xof mad aed sgd "
    "hkd myr "
    "idr thb vnd egp sar kwd jod dzd tnd qar iqd ars cop clp pen btc eth ltc xmr trx bnb doge sol bch usdt usdc"
)
_WORDS = {
    "USD": "dollar dollars dolar dolares dolary dolaru dolarow dollari dollaro dollaros bucks buck dolari dolarlik "
    "долар долари доларів долларов баксів баксов бакси دولار دولارات डॉलर",
    "EUR": "euro euros euroa euri ojro eurro balles євро евро يورو यूरो",
    "GBP": "pound pounds quid sterling pfund livres libras sterline pond funtow funt liber libry liber squid",
    "PLN": "zl zloty zlotych zlote zlotowek zlociszy zlotowki zlotymi",
    "CZK": "kc korun koruny korunu korunach kacek",
    "BRL": "reais real conto contos mangos",
    "CAD": "piasses piastres",
    "CHF": "franken fr francs stutz",
    "INR": "rupees rupee rs rupias rupien rupaye rupay rupaiya rupya rupiya rupe rupai रुपये रुपए रुपया रुपयों रूपये रूपए रु",
    "NGN": "naira",
    "TRY": "lira tl liraya lirayi liralik liranin liradan",
    "HUF": "forint",
    "RON": "lei leu",
    "SEK": "kronor spann riksdaler",
    "PHP": "piso",
    "IDR": "rupiah",
    "VND": "dong",
    "UAH": "грн гривень гривні гривня гривен гривни гривну hrn hryvnia hryvnias griven гривнів",
    "ZAR": "rand",
    "KES": "shillings",
    "BTC": "bitcoin bitcoins bitcoinu bitcoiny bitcoinow bit-coin bitcoina біткоїн біткоїнів біткоїна بيتكوين बिटकॉइन",
    "ETH": "ethereum ether",
    "LTC": "litecoin litecoins",
    "XMR": "monero",
    "USDT": "tether usdt-trc20",
    SHARED: "peso pesos kr kroner krona kronen dinero "
    "درهم دراهم دينار دنانير ريال ريالات جنيه جنيهات ليره ليرات dirham dirhams dh dhs dinar dinars riyal riyals ryal",
}
_NAMED = {
    "american dollars": "USD", "us dollars": "USD", "u s dollars": "USD", "australian dollars": "AUD", "aussie dollars": "AUD",
    "canadian dollars": "CAD",
    "new zealand dollars": "NZD", "kiwi dollars": "NZD", "singapore dollars": "SGD", "hong kong dollars": "HKD", "dollars canadiens": "CAD",
    "dollars americains": "USD", "us-dollar": "USD", "us dollar": "USD", "pesos mexicanos": "MXN", "pesos argentinos": "ARS",
    "pesos colombianos": "COP",
    "pesos chilenos": "CLP", "philippine pesos": "PHP", "swiss francs": "CHF", "francs suisses": "CHF", "schweizer franken": "CHF",
    "danske kroner": "DKK", "norske kroner": "NOK", "svenska kronor": "SEK",
    "جنيه مصري": "EGP", "جنيه استرليني": "GBP", "ريال سعودي": "SAR", "ريال قطري": "QAR", "درهم اماراتي": "AED", "درهم مغربي": "MAD",
    "دينار كويتي": "KWD", "دينار اردني": "JOD", "دينار جزايري": "DZD", "دينار تونسي": "TND", "دينار عراقي": "IQD", "ليره تركيه": "TRY",
    "egyptian pounds": "EGP", "turk lirasi": "TRY", "libras esterlinas": "GBP", "sterline inglesi": "GBP",
}
_BEFORE_TOO = ("euro", "euros", "rs", "kc", "zl", "bitcoin", "naira", "pesos", "dollars")
"""Words that people also write before the number."""

CODES: dict[str, str] = {
    **{code: code.upper() for code in _CODES.split()},
    **{word: code for code, row in _WORDS.items() for word in row.split()},
    **_NAMED,
    **_SYMBOLS,
    "d": "VND",
}
"""Everything that names a currency, folded, to its code."""
WORDS = frozenset(name for name in CODES if name not in ("d", "rp") and name[0].isalpha() and not {" ", "-", "$"} & set(name))


def _either(names: list[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


_symbols = _either(list(_SYMBOLS))
_signs = _either([name for name in _SYMBOLS if name != "rp"])
_spelled = _either([name for name in CODES if name not in _SYMBOLS])
AFTER = (
    rf"(?:,-+|,–|\.-)?[ \u00a0\u202f]{{0,2}}[-(]?(?:de )?(?P<after>(?:{_signs})|(?:{_spelled})(?![^\W_])|(?<=000)d(?![^\W_]))"
)
"""Straight after a number; Romanian has "500 de lei", and a bare ``d`` after thousands is the Vietnamese đ."""
BEFORE = re.compile(rf"(?:(?:\A|[^a-z])(?P<word>{_either([*_CODES.split(), *_BEFORE_TOO])})|"
    rf"(?P<sign>{_symbols}))[ \u00a0\u202f:(]{{0,2}}\Z")
"""At the end of what stands before a number."""

_HINTS = (
    ("AUD", re.compile(r"\baud\b|aussie|australi")),
    ("CAD", re.compile(r"\bcad\b|canadian|interac|\be-?transfer")),
    ("NZD", re.compile(r"\bnzd\b|new zealand|\bkiwi\b")),
    ("MXN", re.compile(r"\bmxn\b|pesos mexicanos|\boxxo\b")),
    ("ARS", re.compile(r"\bars\b|pesos argentinos|mercado ?pago")),
    ("COP", re.compile(r"\bcop\b|pesos colombianos|\bnequi\b")),
)
_KRONE_HINTS = (("SEK", re.compile(r"\bswish\b|\bsek\b")), ("DKK", re.compile(r"mobilepay|\bdkk\b")), ("NOK",
    re.compile(r"\bvipps\b|\bnok\b")))

_PESO_HINTS = (("PHP", re.compile(r"\bgcash\b|\bphp\b|\bpiso\b|\b(?:mo|ko|ang|ng)\b")),)


def code(name: str, text: str) -> str:
    """The code for a written currency; ``text`` is the whole flat text, where a bare ``$`` or ``kr`` finds what else is named."""
    if name in ("$", "dollars", "dollar"):
        return _hinted(text, _HINTS) or "USD"
    if name in ("peso", "pesos"):
        return _hinted(text, _PESO_HINTS)
    return CODES[name] if not name.startswith("kr") or name == "kronor" else _hinted(text, _KRONE_HINTS)


@lru_cache(maxsize=2)
def _hinted(text: str, hints: tuple[tuple[str, re.Pattern[str]], ...]) -> str:
    return next((hint for hint, words in hints if words.search(text)), SHARED)
