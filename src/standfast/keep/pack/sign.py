"""Ed25519 on the computer; the browser has its own (WebCrypto)."""

from __future__ import annotations

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def new_key() -> str:
    """A fresh seed, 64 hexadecimal digits: what a case signs its packs with."""
    return Ed25519PrivateKey.generate().private_bytes_raw().hex()


def public(seed: str) -> bytes:
    """The 32 bytes that belong to a seed."""
    return _private(seed).public_key().public_bytes_raw()


def sign(seed: str, data: bytes) -> bytes:
    """64 bytes."""
    return _private(seed).sign(data)


def signature_holds(public_key: bytes, signature: bytes, data: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _private(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(seed))
