"""Monero addresses: 95 letters that start with 4 or 8, or 106 with a payment id inside. Block-wise Base58, Keccak checksum."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.find.indicators import base58
from standfast.find.indicators.found import Found, Hit, Kind
from standfast.find.indicators.keccak import keccak256

_ADDRESS = re.compile(r"[48](?<![0-9A-Za-z][48])(?:[1-9A-HJ-NP-Za-km-z]{105}|[1-9A-HJ-NP-Za-km-z]{94})(?![0-9A-Za-z])")
_VERSIONS = (18, 19, 42)
"""Main network: standard, with payment id, subaddress."""


def _holds(text: str) -> bool:
    data = base58.decode_blocks(text)
    return data is not None and data[0] in _VERSIONS and keccak256(data[:-4])[:4] == data[-4:]


def look(plain: str) -> Iterator[Found]:
    for match in _ADDRESS.finditer(plain):
        yield Found(match.start(), match.end(), match[0], _holds(match[0]))


KIND = Kind("monero", 14, look)
HITS = (
    Hit("XMR: 43FCzeQDute2mMztVxNbmVYfSQRgiDbk13RhJz21LLz3c4DgugUd8Z9GouJz5hk2CTUNZzL36Axw3VNQ5Lg8YTeAMGFQU7w",
    "43FCzeQDute2mMztVxNbmVYfSQRgiDbk13RhJz21LLz3c4DgugUd8Z9GouJz5hk2CTUNZzL36Axw3VNQ5Lg8YTeAMGFQU7w", True),
    Hit("8BpawqoiSm3jLqwTYQLupgeo8Q4sAPTK7131X6uYeK8w4QPLDSg3oaT55kQyfjvSFhYKmuGj8Wt3CdxEy9k3NLXCC9MsG9e",
    "8BpawqoiSm3jLqwTYQLupgeo8Q4sAPTK7131X6uYeK8w4QPLDSg3oaT55kQyfjvSFhYKmuGj8Wt3CdxEy9k3NLXCC9MsG9e", True),
    Hit("pay to 4EVMASXrYNmbazP8gvhyEUQRkJ7FqkVW9evJafQD2qhRdnyzw6CwiTTgaEg15hh2JZc6kWiTZhuDnDZCpuB3L6xheHYsKAEL5VuBh1TYmW today",
    "4EVMASXrYNmbazP8gvhyEUQRkJ7FqkVW9evJafQD2qhRdnyzw6CwiTTgaEg15hh2JZc6kWiTZhuDnDZCpuB3L6xheHYsKAEL5VuBh1TYmW", True),
    Hit("xmr 43FCzeQDute2mMztVxNbmVYfSQRgiDbk13RhJz21LLz3c4DgugdU8Z9GouJz5hk2CTUNZzL36Axw3VNQ5Lg8YTeAMGFQU7w",
    "43FCzeQDute2mMztVxNbmVYfSQRgiDbk13RhJz21LLz3c4DgugdU8Z9GouJz5hk2CTUNZzL36Axw3VNQ5Lg8YTeAMGFQU7w", False),
)
NEAR_MISSES = (
    "4" + "5" * 60,
    "8" + "a0" * 47,
    "the key is 4QpR7vT2nWz5yB9cD4fG6hJ3sL8aXcVb",
    "x43FCzeQDute2mMztVxNbmVYfSQRgiDbk13RhJz21LLz3c4DgugUd8Z9GouJz5hk2CTUNZzL36Axw3VNQ5Lg8YTeAMGFQU7w",
)
