"""Base58 and its checksum, as Bitcoin, Litecoin, TRON and (in blocks) Monero write addresses.

Sources: Bitcoin's base58.h; for Monero, "CryptoNote standard 007: CryptoNote keys and addresses".
"""

from __future__ import annotations

from hashlib import sha256

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGIT = {letter: value for value, letter in enumerate(ALPHABET)}
_BLOCK_BYTES = {2: 1, 3: 2, 5: 3, 6: 4, 7: 5, 9: 6, 10: 7, 11: 8}
"""Monero writes 8 bytes as 11 letters; a last, shorter block has a length of its own."""


def _number(text: str) -> int | None:
    value = 0
    for letter in text:
        digit = _DIGIT.get(letter)
        if digit is None:
            return None
        value = value * 58 + digit
    return value


def decode(text: str) -> bytes | None:
    """The bytes of a Base58 text; None where a letter is not of the alphabet."""
    value = _number(text)
    if value is None:
        return None
    zeros = len(text) - len(text.lstrip("1"))
    return bytes(zeros) + value.to_bytes((value.bit_length() + 7) // 8, "big")


def payload(text: str) -> bytes | None:
    """Version byte and body of a Base58Check text; None where its checksum does not hold."""
    data = decode(text)
    if data is None or len(data) < 5:
        return None
    body, check = data[:-4], data[-4:]
    return body if sha256(sha256(body).digest()).digest()[:4] == check else None


def decode_blocks(text: str) -> bytes | None:
    """The bytes of Monero's block-wise Base58; None where a letter, a length or a block's value is impossible."""
    parts = list[bytes]()
    for start in range(0, len(text), 11):
        block = text[start : start + 11]
        size, value = _BLOCK_BYTES.get(len(block)), _number(block)
        if size is None or value is None or value >> (8 * size):
            return None
        parts.append(value.to_bytes(size, "big"))
    return b"".join(parts)
