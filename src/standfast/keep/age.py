"""Age files (age-encryption.org/v1), through pyrage and cryptography, which only the computer has. No disk.

pyrage cannot set the cost of a passphrase, and its own choice is too much for a phone; so the one small file that a passphrase
protects is written here, and read by pyrage as any other.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import re
import secrets
import threading
import unicodedata
from typing import Any, Protocol

from standfast.model import BadRecipient, BrokenCase, ToolMissing, WrongPassphrase

from .container import Readable

FACTOR = 17
"""scrypt's work factor: 2**17 rounds, 128 MB of memory, about 0.2 s on a laptop."""
MAX_FACTOR = 19
"""512 MB; a file that asks for more is an attack."""
_STANZA = re.compile(rb"age-encryption\.org/v1\n-> scrypt [A-Za-z0-9+/]{22} ([1-9][0-9]?)\n")
_SECRET = re.compile(r"^AGE-SECRET-KEY-1[0-9A-Z]{58}$", re.MULTILINE)


class Writable(Protocol):
    """What takes bytes, a piece at a time."""

    def write(self, data: bytes, /) -> int: ...

    def flush(self) -> None: ...


def new_identity() -> str:
    """A fresh secret key, ``AGE-SECRET-KEY-1...``."""
    return str(_age().x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public key, ``age1...``, of a secret one."""
    return str(_identity(identity).to_public())


def protect(identity: str, passphrase: str, factor: int = FACTOR) -> bytes:
    """The secret key in an age file under a passphrase. ``factor``: tests use a low one."""
    file_key, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
    cost = {"n": 1 << factor, "r": 8, "p": 1, "maxmem": (1 << factor) * 1024 + (1 << 22)}
    wrap = hashlib.scrypt(_bytes(passphrase), salt=b"age-encryption.org/v1/scrypt" + salt, dklen=32, **cost)
    head = f"age-encryption.org/v1\n-> scrypt {_b64(salt)} {factor}\n{_b64(_seal(wrap, bytes(12), file_key))}\n---".encode()
    mac = hmac.digest(_derive(file_key, None, b"header"), head, "sha256")
    body = _seal(_derive(file_key, nonce, b"payload"), bytes(11) + b"\1", f"{identity}\n".encode())
    return head + b" " + _b64(mac).encode() + b"\n" + nonce + body


def unprotect(key_age: bytes, passphrase: str) -> str:
    """The secret key. Raises WrongPassphrase, and BrokenCase where it is no age file under a passphrase or one made to fill the memory."""
    stanza = _STANZA.match(key_age)
    if stanza is None or int(stanza[1]) > MAX_FACTOR:
        raise BrokenCase(place="key.age")
    age = _age()
    try:
        inside = age.passphrase.decrypt(key_age, _bytes(passphrase).decode()).decode("ascii", "replace")
    except age.DecryptError as error:
        raise WrongPassphrase(place="key.age") from error
    found = _SECRET.search(inside)
    try:
        return str(_identity(found[0] if found else ""))
    except age.IdentityError as error:
        raise BrokenCase(place="key.age") from error


def encrypt(identity: str, data: bytes) -> bytes:
    """``data`` for whoever holds ``identity``."""
    return _age().encrypt(data, [_identity(identity).to_public()])


def decrypt(identity: str, data: bytes) -> bytes:
    """What ``encrypt`` was given. Raises BrokenCase."""
    age = _age()
    try:
        return age.decrypt(data, [_identity(identity)])
    except age.DecryptError as error:
        raise BrokenCase from error


def encrypt_stream(recipients: list[str], reader: Readable, writer: Writable) -> None:
    """All that ``reader`` gives, for each of ``recipients`` (``age1...``). Constant memory. Raises BadRecipient for what is no such key."""
    age = _age()
    try:
        keys = [age.x25519.Recipient.from_str(one) for one in recipients]
    except age.RecipientError as error:
        raise BadRecipient(place="--to") from error
    ends = _Ends(reader, writer)
    try:
        age.encrypt_io(ends, ends, keys)
    except Exception as error:
        raise ends.failed or error from error


def decrypt_stream(identity: str, reader: Readable, writer: Writable) -> None:
    """Undoes ``encrypt_stream``. Pieces are written once they are known to be whole; a cut shows at the end. Raises BrokenCase."""
    ends = _Ends(reader, writer)
    try:
        _age().decrypt_io(ends, ends, [_identity(identity)])
    except Exception as error:
        raise ends.failed or BrokenCase() from error


def encrypt_again(identity: str, reader: Readable, recipient: str, writer: Writable) -> None:
    """What ``reader`` holds for ``identity``, for ``recipient``. Constant memory; what is open goes through a pipe in memory, never a disk.

    Raises BrokenCase; what was written by then must be thrown away.
    """
    out, into = os.pipe()
    failed: list[Exception] = []

    def decrypting() -> None:
        with os.fdopen(into, "wb") as pipe:
            try:
                decrypt_stream(identity, reader, pipe)
            except Exception as error:
                failed.append(error)

    thread = threading.Thread(target=decrypting, daemon=True)
    thread.start()
    try:
        with os.fdopen(out, "rb") as pipe:
            encrypt_stream([recipient], pipe, writer)
    finally:
        thread.join()
    if failed:
        raise failed[0]


class _Ends:
    """The two ends of a stream. pyrage turns the errors of files into its own: the first one is kept here."""

    def __init__(self, reader: Readable, writer: Writable) -> None:
        self._reader, self._writer = reader, writer
        self.failed: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._reader.read(size)
        except Exception as error:
            self.failed = self.failed or error
            raise

    def write(self, data: bytes) -> int:
        try:
            return self._writer.write(data)
        except Exception as error:
            self.failed = self.failed or error
            raise

    def flush(self) -> None:
        self._writer.flush()


def _age() -> Any:
    try:
        import pyrage  # pyright: ignore[reportMissingTypeStubs]
    except ImportError as error:
        raise ToolMissing(need="pyrage", get="pip install 'standfast[case]'") from error
    return pyrage


def _identity(identity: str) -> Any:
    return _age().x25519.Identity.from_str(identity)


def _bytes(passphrase: str) -> bytes:
    """The same letters typed on two keyboards are the same bytes."""
    return unicodedata.normalize("NFC", passphrase).encode("utf-8", "replace")


def _b64(data: bytes) -> str:
    return base64.b64encode(data).decode().rstrip("=")


def _seal(key: bytes, nonce: bytes, data: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    return ChaCha20Poly1305(key).encrypt(nonce, data, None)


def _derive(key: bytes, salt: bytes | None, info: bytes) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), 32, salt, info).derive(key)
