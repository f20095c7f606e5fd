"""The words around a find: what makes a row of characters a wallet and not a serial number."""

from __future__ import annotations

import re
from functools import lru_cache

PAYMENT = re.compile(
    r"bitcoin|btc|crypto|krypto|cripto|wallet|portfel|portefeuille|cartera|carteira|portafogli|pen[eě][zž]enk|brieftasche|b[oö]rse|"
    r"address|adres|endere[cç]o|direcci[oó]n|indirizzo|\bpay|payment|\bsend|transfer|deposit|zahl|[uü]berweis|verse|pai?e[rz]|paga|"
    r"env[ií]|manda|zap[lł]a|wy[sś]lij|plat[bi]|po[sš]l|betaal|stuur|monero|xmr|litecoin|ltc|ethereum|usdt|tether|tron|trc.?20",
)
"""Stems of the words that stand around payment details in nine languages, and the names of the coins. For lower-case text."""


@lru_cache(maxsize=1)
def lowered(plain: str) -> str:
    """Lower case with every offset kept. ``İ`` is the one letter whose lower case is longer.

    The last text is remembered, because a dozen kinds ask for the same one.
    """
    if plain.isascii():
        return plain.lower()
    return plain.replace("İ", "I").lower()


def near(low: str, start: int, end: int, words: re.Pattern[str], reach: int = 80) -> bool:
    """Whether one of ``words`` stands within ``reach`` characters of ``low[start:end]``, or in it."""
    return words.search(low, max(0, start - reach), end + reach) is not None
