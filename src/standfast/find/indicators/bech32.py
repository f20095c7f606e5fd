"""Bech32 and Bech32m: Bitcoin's and Litecoin's newer addresses. Sources: BIP-173 and BIP-350."""

from __future__ import annotations

ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
BECH32, BECH32M = 1, 0x2BC830A3
_DIGIT = {letter: value for value, letter in enumerate(ALPHABET)}
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM = 6
_MAX = 90


def _polymod(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATOR):
            if top >> bit & 1:
                check ^= generator
    return check


def decode(text: str) -> tuple[str, list[int], int] | None:
    """Human-readable part, five-bit values without the checksum, and which constant held; None where neither does."""
    low = text.lower()
    if text not in (low, text.upper()) or len(text) > _MAX:
        return None
    prefix, one, data = low.rpartition("1")
    if not one or not prefix or len(data) < _CHECKSUM or any(not 33 <= ord(letter) <= 126 for letter in prefix):
        return None
    values = [_DIGIT.get(letter, -1) for letter in data]
    if -1 in values:
        return None
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    constant = _polymod(spread + values)
    return (prefix, values[:-_CHECKSUM], constant) if constant in (BECH32, BECH32M) else None


def _bytes(values: list[int]) -> bytes | None:
    """Five-bit values as bytes; None where the padding is longer than four bits or not zero."""
    number, bits = 0, 5 * len(values)
    for value in values:
        number = number << 5 | value
    spare = bits % 8
    if spare > 4 or number & ((1 << spare) - 1):
        return None
    return (number >> spare).to_bytes(bits // 8, "big")


def segwit(text: str, prefix: str) -> tuple[int, bytes] | None:
    """Witness version and program of an address with this human-readable part; None where it is not a valid one."""
    decoded = decode(text)
    if decoded is None or decoded[0] != prefix or not decoded[1]:
        return None
    _, (version, *rest), constant = decoded
    program = _bytes(rest)
    if version > 16 or program is None or not 2 <= len(program) <= 40:
        return None
    if constant != (BECH32M if version else BECH32) or (version == 0 and len(program) not in (20, 32)):
        return None
    return version, program
