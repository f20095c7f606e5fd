"""What locks a case: native libraries on a computer, scripts in a visitor's browser. The pages only know this protocol."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Protocol


class Safe(Protocol):
    """Every call may take a second or two. An identity is one line, ``AGE-SECRET-KEY-1...``; it is never shown and never written."""

    async def new(self, passphrase: str) -> tuple[bytes, str]:
        """A fresh identity, and ``key.age``: the same one under the passphrase, scrypt work factor 17. Gives (key_age, identity)."""
        ...

    async def unlock(self, key_age: bytes, passphrase: str) -> str:
        """The identity of a ``key.age``. Raises WrongPassphrase, BrokenCase."""
        ...

    async def encrypt(self, identity: str, data: bytes) -> bytes:
        """An age file that this identity opens."""
        ...

    async def decrypt(self, identity: str, data: bytes) -> bytes:
        """What is in an age file. Raises BrokenCase."""
        ...

    async def sign(self, seed_hex: str, data: bytes) -> tuple[bytes, bytes]:
        """(Ed25519 public key, signature), 32 and 64 bytes. ``seed_hex``: 64 hexadecimal digits."""
        ...

    async def strength(self, passphrase: str) -> int:
        """How hard it is to guess, 0 (at once) to 4 (very hard)."""
        ...


class ComputerSafe:
    """Through pyrage and cryptography; they are imported at the first use."""

    async def new(self, passphrase: str) -> tuple[bytes, str]:
        from standfast.keep import age

        identity = age.new_identity()
        return age.protect(identity, passphrase), identity

    async def unlock(self, key_age: bytes, passphrase: str) -> str:
        from standfast.keep import age

        return age.unprotect(key_age, passphrase)

    async def encrypt(self, identity: str, data: bytes) -> bytes:
        from standfast.keep import age

        return age.encrypt(identity, data)

    async def decrypt(self, identity: str, data: bytes) -> bytes:
        from standfast.keep import age

        return age.decrypt(identity, data)

    async def sign(self, seed_hex: str, data: bytes) -> tuple[bytes, bytes]:
        from standfast.keep.pack import sign

        return sign.public(seed_hex), sign.sign(seed_hex, data)

    async def strength(self, passphrase: str) -> int:
        from standfast.keep.strength import strength

        return strength(passphrase).score


def computer_safe() -> Safe | None:
    """The safe of this computer; None where its libraries are not installed."""
    return ComputerSafe() if all(find_spec(name) for name in ("pyrage", "cryptography")) else None
