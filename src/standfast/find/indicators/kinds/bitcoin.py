"""Bitcoin addresses: old (1..., 3...) by Base58Check, new (bc1..., taproot too) by Bech32 and Bech32m.

One with a wrong checksum is kept as not valid where the shape leaves no doubt: a wallet that somebody mistyped still counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators import base58, bech32
from standfast.find.indicators.context import PAYMENT, lowered, near
from standfast.find.indicators.found import Found, Hit, Kind

_OLD = re.compile(r"[13](?<![0-9A-Za-z][13])[0-9A-Za-z]{25,34}(?![0-9A-Za-z])")
"""One letter more than an address has: letters get doubled when people type."""
_NEW = re.compile(r"bc1(?<![0-9a-z]bc1)[0-9a-z]{11,87}(?![0-9a-z])")
_LEAST_NEW = 30
"""Letters without which a ``bc1`` with a wrong checksum is not called a wallet: the shortest real ones have 42."""
_VERSIONS = (0x00, 0x05)


def looks_typed(text: str) -> bool:
    """Small letters, capitals and digits together, as in no word and hardly any serial number."""
    return any("a" <= c <= "z" for c in text) and any("A" <= c <= "Z" for c in text) and any(c.isdigit() for c in text[1:])


def look(plain: str) -> Iterator[Found]:
    low = lowered(plain)
    if "bc1" in low:
        yield from _new(plain, low)
    for match in _OLD.finditer(plain):
        text = match[0]
        body = base58.payload(text)
        if body is not None and len(body) == 21 and body[0] in _VERSIONS:
            yield Found(match.start(), match.end(), text, True)
        elif looks_typed(text) and near(low, match.start(), match.end(), PAYMENT):
            yield Found(match.start(), match.end(), text, False)


def _new(plain: str, low: str) -> Iterator[Found]:
    for match in _NEW.finditer(low):
        valid = bech32.segwit(plain[match.start() : match.end()], "bc") is not None
        if valid or len(match[0]) >= _LEAST_NEW:
            yield Found(match.start(), match.end(), match[0], valid)


KIND = Kind("bitcoin", 10, look)
HITS = (
    Hit("My BTC wallet: 1JetbhuJnrfNmfoyAu7WyvPM14Yoe8no2D", "1JetbhuJnrfNmfoyAu7WyvPM14Yoe8no2D", True),
    Hit("send to 3AKhZJ8jjCvSgrwLWkiEFZqv9Dszri8ikX, copy and paste", "3AKhZJ8jjCvSgrwLWkiEFZqv9Dszri8ikX", True),
    Hit("bc1qj5vttk5trr3gs4rqps0r4ryc8hzwc7r4z2e3cw", "bc1qj5vttk5trr3gs4rqps0r4ryc8hzwc7r4z2e3cw", True),
    Hit("to (bc1qu0gvd299uyjyyl2d582kdpvrp5f05p0lu5ez4pa9thgy6vu5ujes9x8fd8).",
    "bc1qu0gvd299uyjyyl2d582kdpvrp5f05p0lu5ez4pa9thgy6vu5ujes9x8fd8", True),
    Hit("BTC: BC1PG6SJ5G9W40J54K4TSDGUZKENVD24XRSDUMR7LMU67LNFWJ74NWQSYR9A4J",
    "bc1pg6sj5g9w40j54k4tsdguzkenvd24xrsdumr7lmu67lnfwj74nwqsyr9a4j", True),
    Hit("bitcoin 1JetbhuJnfrNmfoyAu7WyvPM14Yoe8no2D now", "1JetbhuJnfrNmfoyAu7WyvPM14Yoe8no2D", False),
    Hit("pay bc1qj5vttt5krr3gs4rqps0r4ryc8hzwc7r4z2e3cw", "bc1qj5vttt5krr3gs4rqps0r4ryc8hzwc7r4z2e3cw", False),
    Hit("bc1qj5vttk5trr3gs4rqPS0R4RYC8HZWC7R4Z2E3CW", "bc1qj5vttk5trr3gs4rqps0r4ryc8hzwc7r4z2e3cw", False),
)
NEAR_MISSES = (
    "build 1a79a4d60de6718e8e5b326e338ae533aaaa is done",
    "serial 1HGCM82633A004352HGCM82633A0",
    "your id is bc1q-invented",
    "bc1 and bc2 are the two halves of the set",
    "the order number is 3000000000000000000000000017",
    "commit 3f2504e04f8911d39a0c0305e82c3301f2c9d6a1b7e8",
    "https://example.com/?session=13aKd9Xq02",
    "1JetbhuJnrfNmfoyAu7WyvPM14Yoe8no2Dxyz is part of a longer code",
)
