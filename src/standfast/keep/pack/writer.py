"""Writes a pack in one pass and constant memory. Pure Python: the browser seals with it too, and signs in between."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Callable, Mapping
from typing import BinaryIO

from attrs import frozen

from . import frame
from .frame import KNOWN, PIPED, STREAMED, Member, is_bomb
from .paths import folded, path_holds
from .tags import (
    BAGIT,
    BAGIT_TEXT,
    FOLDER,
    INFO,
    MANIFEST,
    SIGNATURE,
    TAG_MANIFEST,
    fingerprint,
    info_bytes,
    manifest_bytes,
    signature_bytes,
)

HELD = 4 * 2**20
"""Bytes of a file that are kept in memory, so that its header can say how long it is."""
LONG = 2**31
"""Bytes from which a header has room for more than four bytes of length, however small the file packs."""
OWN = {BAGIT, INFO, MANIFEST, TAG_MANIFEST, SIGNATURE, "fetch.txt"}
STORED, DEFLATED = 0, 8

Sink = Callable[[bytes], None]
Watch = Callable[[int, int], None]
"""Bytes of payload done, and of all (0 where not known). What it raises stops the writing."""


def unwatched(done: int, total: int) -> None:
    del done, total


@frozen
class PackPart:
    """One file of a pack."""

    path: str
    """From the bag's folder: ``data/...`` for the payload, else a file for whoever receives it."""
    data: bytes | Callable[[Sink], None]
    """The bytes, or what writes them piece by piece."""


class PackWriter:
    """``add`` every part, then ``to_sign``, then ``close``. The same parts and ``info`` give the same bytes.

    ``out`` need not be seekable. ``info``: ``version`` (of the tool), ``case`` (id), ``for`` (receiver), ``left-out`` (rows),
    ``sealed`` (ISO 8601, seconds, offset). Raises ValueError for these, or for a path that a pack cannot have.
    """

    def __init__(
        self, out: BinaryIO, info: Mapping[str, str], watch: Watch = unwatched, total: int = 0, folder: str = FOLDER, method: int = STORED
    ) -> None:
        info_bytes(info, "0.0")
        self._info, self._watch, self._total, self._folder, self._method = dict(info), watch, total, folder, method
        self._out = _Counted(out)
        self._time = frame.dos_time(info["sealed"])
        self._members: list[Member] = []
        self._taken = {folded(name) for name in OWN}
        self._hashes: dict[str, str] = {}
        self._payload = 0
        self._files = 0
        self._signed = b""

    def add(self, part: PackPart) -> str:
        """Writes one file; returns its SHA-256 in hexadecimal."""
        if self._signed or not path_holds(f"{self._folder}/{part.path}") or folded(part.path) in self._taken:
            raise ValueError(part.path)
        self._taken.add(folded(part.path))
        return self._write(part)

    def to_sign(self) -> bytes:
        """Writes what closes the payload off; returns the bytes that the signature is made over."""
        payload = {path: digest for path, digest in self._hashes.items() if path.startswith("data/")}
        self._write(PackPart(MANIFEST, manifest_bytes(payload)))
        self._write(PackPart(INFO, info_bytes(self._info, f"{self._payload}.{self._files}")))
        self._write(PackPart(BAGIT, BAGIT_TEXT))
        self._signed = manifest_bytes({path: digest for path, digest in self._hashes.items() if path not in payload})
        self._write(PackPart(TAG_MANIFEST, self._signed))
        return self._signed

    def close(self, public_key: bytes, signature: bytes) -> str:
        """Writes the signature and the end of the ZIP; ``out`` stays open. Returns the fingerprint."""
        if not self._signed or len(public_key) != 32 or len(signature) != 64:
            raise ValueError(SIGNATURE)
        self._write(PackPart(SIGNATURE, signature_bytes(public_key, signature)))
        start = self._out.place
        for member in self._members:
            self._out.write(frame.central_record(member, self._time))
        self._out.write(frame.end_record(len(self._members), self._out.place - start, start))
        self._watch(self._payload, self._total or self._payload)
        return fingerprint(public_key)

    def _write(self, part: PackPart) -> str:
        is_payload = part.path.startswith("data/")
        entry = _Entry(self._out, f"{self._folder}/{part.path}", self._method, self._time)

        def sink(piece: bytes) -> None:
            entry.take(piece)
            if is_payload:
                self._payload += len(piece)
                self._watch(self._payload, self._total)

        if isinstance(part.data, bytes):
            for start in range(0, len(part.data), HELD):
                sink(part.data[start : start + HELD])
        else:
            part.data(sink)
        member, digest = entry.finish()
        self._members.append(member)
        self._hashes[part.path] = digest
        self._files += is_payload
        return digest


class _Counted:
    """An output that knows its place even where the real one cannot tell it."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self.place = 0
        self._first = out.tell() if out.seekable() else -1
        self.seekable = self._first >= 0

    def write(self, data: bytes) -> None:
        self._out.write(data)
        self.place += len(data)

    def rewrite(self, place: int, data: bytes) -> None:
        self._out.seek(self._first + place)
        self._out.write(data)
        self._out.seek(self._first + self.place)


class _Entry:
    """One member while it is written: held back until it ends or grows too long."""

    def __init__(self, out: _Counted, name: str, method: int, time: int) -> None:
        self._out, self._name, self._method, self._time = out, name, method, time
        self._start = out.place
        self._held: io.BytesIO | None = io.BytesIO()
        self._squeeze = zlib.compressobj(9, zlib.DEFLATED, -15) if method == DEFLATED else None
        self._digest = hashlib.sha256()
        self._crc = self._size = self._packed = 0

    def take(self, piece: bytes) -> None:
        self._digest.update(piece)
        self._crc = zlib.crc32(piece, self._crc)
        self._size += len(piece)
        self._keep(self._squeeze.compress(piece) if self._squeeze else piece)

    def finish(self) -> tuple[Member, str]:
        if self._squeeze:
            self._keep(self._squeeze.flush())
            if is_bomb(self._size, self._packed):
                raise ValueError(self._name)
        if self._held is not None:
            member = self._member(KNOWN)
            self._out.write(frame.local_header(member, self._time))
            self._out.write(self._held.getvalue())
        else:
            member = self._member(self._long())
            if self._out.seekable:
                self._out.rewrite(self._start, frame.local_header(member, self._time))
        self._out.write(frame.after(member))
        return member, self._digest.hexdigest()

    def _keep(self, packed: bytes) -> None:
        self._packed += len(packed)
        if self._held is None:
            self._out.write(packed)
            return
        self._held.write(packed)
        if self._packed > HELD or self._size > LONG:
            self._out.write(frame.local_header(self._member(self._long()), self._time))
            self._out.write(self._held.getvalue())
            self._held = None

    def _long(self) -> str:
        return STREAMED if self._out.seekable else PIPED

    def _member(self, form: str) -> Member:
        return Member(self._name, form, self._method, self._crc, self._packed, self._size, self._start)
