"""How Python in the worker waits for a script: it hands out what is to be done, and goes on when the worker brings the result."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from attrs import frozen

from standfast.model import BrokenCase, StandfastError, WrongPassphrase

FAILURES: dict[str, type[StandfastError]] = {"passphrase": WrongPassphrase, "broken": BrokenCase}
"""What ``assets/safe.js`` calls a failure -> the error that the pages know."""


@frozen
class Waiting:
    """What a script is to do. ``waits``: name of a function of ``assets/safe.js``; ``args``: strings, numbers and bytes.

    It cannot be awaited itself: a script that got such a thing back would await it, and Python has nobody who runs it.
    """

    waits: str
    args: tuple[Any, ...] = ()


@frozen
class Wait:
    """To be awaited by a page; what comes back is what the script made."""

    waits: str
    args: tuple[Any, ...] = ()

    def __await__(self) -> Generator[Waiting, Any, Any]:
        return (yield Waiting(self.waits, self.args))


def failure(name: str) -> Exception:
    """What is raised inside the page where a script failed."""
    error = FAILURES.get(name)
    return error() if error else RuntimeError(name)


def in_bytes(value: Any) -> bytes:
    """A Uint8Array, or bytes where a test plays the script."""
    return value if isinstance(value, bytes) else bytes(value.to_bytes())


class BrowserSafe:
    """The safe of a site: ``assets/safe.js``, in the same worker."""

    async def new(self, passphrase: str) -> tuple[bytes, str]:
        identity = str(await Wait("identity"))
        return in_bytes(await Wait("protect", (identity, passphrase))), identity

    async def unlock(self, key_age: bytes, passphrase: str) -> str:
        return str(await Wait("unlock", (key_age, passphrase)))

    async def encrypt(self, identity: str, data: bytes) -> bytes:
        return in_bytes(await Wait("encrypt", (identity, data)))

    async def decrypt(self, identity: str, data: bytes) -> bytes:
        return in_bytes(await Wait("decrypt", (identity, data)))

    async def sign(self, seed_hex: str, data: bytes) -> tuple[bytes, bytes]:
        made = in_bytes(await Wait("sign", (seed_hex, data)))
        return made[:32], made[32:]

    async def strength(self, passphrase: str) -> int:
        return int(await Wait("strength", (passphrase,)))
