"""Ethereum addresses: 0x and 40 hexadecimal digits. The capitals carry a checksum (EIP-55).

All small or all capital letters: there is no checksum to hold, so ``valid`` is None. The normal form is the checksummed one,
so that one wallet written in two ways counts once; with a wrong checksum the value stays as written, since we cannot know
whether a letter or only its case is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators.found import Found, Hit, Kind
from standfast.find.indicators.keccak import keccak256

_ADDRESS = re.compile(r"0[xX](?<![0-9A-Za-z]0[xX])([0-9A-Fa-f]{40})(?![0-9A-Za-z])")


def checksummed(digits: str) -> str:
    """EIP-55: a letter is a capital where the hash of the small form has a digit of 8 or more."""
    low = digits.lower()
    bits = keccak256(low.encode()).hex()
    return "".join(letter.upper() if bit >= "8" else letter for letter, bit in zip(low, bits, strict=False))


def look(plain: str) -> Iterator[Found]:
    if "0x" not in plain and "0X" not in plain:
        return
    for match in _ADDRESS.finditer(plain):
        digits = match[1]
        if len(set(digits)) == 1:
            continue
        right = checksummed(digits)
        if digits in (digits.lower(), digits.upper()):
            yield Found(match.start(), match.end(), f"0x{right}", None)
        else:
            valid = digits == right
            yield Found(match.start(), match.end(), f"0x{digits}", valid)


KIND = Kind("ethereum", 13, look)
HITS = (
    Hit("ETH 0xc1ea281A7af35120f96a9E93DF048a52DE99fb34", "0xc1ea281A7af35120f96a9E93DF048a52DE99fb34", True),
    Hit("eth wallet 0xc1ea281a7af35120f96a9e93df048a52de99fb34.", "0xc1ea281A7af35120f96a9E93DF048a52DE99fb34", None),
    Hit("0xc1ea281a7af35120f96a9E93DF048a52DE99fb34", "0xc1ea281a7af35120f96a9E93DF048a52DE99fb34", False),
)
NEAR_MISSES = (
    "transaction 0x5f2e9a0c1b3d4e5f60718293a4b5c6d7e8f9a0b1c2d3e4f5061728394a5b6c7d",
    "commit 5f2e9a0c1b3d4e5f60718293a4b5c6d7e8f9a0b1",
    "address 0x0000000000000000000000000000000000000000 means none",
    "the fault is at 0xffffffff8108a3b0",
)
