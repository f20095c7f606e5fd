"""Says what of a pack still holds, in one pass over its files and in constant memory. Writes nothing."""

from __future__ import annotations

import hashlib
import io
import re
import stat
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from attrs import frozen

from standfast.model import BadPack, CannotOpen, StampRefused

from . import frame
from .archive import Damaged
from .contents import Contents
from .left_out import LeftOut, read_left_out
from .log_lines import LogCheck, check_log
from .tags import (
    BAGIT,
    BAGIT_TEXT,
    INFO,
    LEFT_OUT,
    LOG,
    MANIFEST,
    SIGNATURE,
    STAMPS,
    TAG_MANIFEST,
    read_info,
    read_manifest,
    read_signature,
)
from .tags import fingerprint as fingerprint_of
from .verified import Held, Stamped, Verified
from .writer import Watch, unwatched

AGE_HEADS = (b"age-encryption.org/", b"-----BEGIN AGE ENC")
_STAMP = re.compile(r"data/stamps/([1-9][0-9]{0,8})\.tsr")
LARGEST_ENCRYPTED = 256 * 2**20
"""Bytes of an encrypted pack that is opened in memory; a larger one is decrypted with ``age`` first."""


@frozen
class Compare:
    """What the one who checks knows from elsewhere."""

    fingerprint: str = ""
    """From the person, by phone."""
    log_hash: str = ""
    """Of any line of the log, from an earlier pack or a stamp."""
    roots: bytes | None = None
    """PEM: whom to trust for time stamps."""


def verify(source: Path | str | BinaryIO, watch: Watch = unwatched, compare: Compare | None = None, identity: str = "") -> Verified:
    """Checks a pack. ``source``: a path or a seekable file. ``identity``: an age identity for an encrypted pack of at most 256 MiB.

    Raises CannotOpen; BadPack where it is no pack, or one made to do harm (``place`` says where; ``age`` for an encrypted one).
    """
    if not isinstance(source, Path | str):
        return _verified(_plain(source, "", identity), "", watch, compare or Compare())
    name = Path(source).name
    try:
        if not stat.S_ISREG(Path(source).stat().st_mode):
            raise CannotOpen(name, reason="no file")  # a pipe or a device could make us wait for ever
        with Path(source).open("rb") as opened:
            return _verified(_plain(opened, name, identity), name, watch, compare or Compare())
    except OSError as error:
        raise CannotOpen(name, reason=(error.strerror or str(error)).lower()) from error


def _plain(source: BinaryIO, name: str, identity: str) -> BinaryIO:
    source.seek(0)
    if not source.read(32).startswith(AGE_HEADS):
        return source
    if not identity or source.seek(0, 2) > LARGEST_ENCRYPTED:
        raise BadPack(name, "age")
    from ..age import decrypt_stream

    source.seek(0)
    plain = io.BytesIO()
    decrypt_stream(identity, source, plain)
    return plain


def _verified(source: BinaryIO, file: str, watch: Watch, compare: Compare) -> Verified:
    bag = Contents(source, file)
    try:
        return _Check(bag, watch, compare).verified()
    except BadPack as error:
        raise BadPack(file, error.place, **error.detail) from error


class _Check:
    """One check of one pack."""

    def __init__(self, bag: Contents, watch: Watch, compare: Compare) -> None:
        self._bag, self._watch, self._compare = bag, watch, compare
        if bag.whole(BAGIT) != BAGIT_TEXT:
            raise bag.bad(BAGIT)
        self._info = read_info(bag.whole(INFO))
        self._manifest_bytes, self._tag_bytes = bag.whole(MANIFEST), bag.whole(TAG_MANIFEST)
        self._manifest = read_manifest(self._manifest_bytes, MANIFEST)
        self._tags = read_manifest(self._tag_bytes, TAG_MANIFEST)
        self._results: list[Held] = []

    def verified(self) -> Verified:
        self._say("container", self._container())
        self._files()
        payload = [member for path, member in self._bag.members.items() if path.startswith("data/")]
        size = sum(member.size for member in payload)
        self._manifests(f"{size}.{len(payload)}")
        fingerprint = self._signature()
        log = self._log()
        stamps = tuple(self._stamps(log))
        left_out = self._left_out()
        return Verified(
            tuple(self._results),
            self._info["case"],
            self._info["for"],
            self._info["sealed"],
            self._info["version"],
            fingerprint,
            len(payload),
            size,
            log.count,
            log.last_hash,
            left_out,
            int(self._info["left-out"]),
            stamps,
        )

    def _say(self, code: str, state: str, place: str = "") -> None:
        self._results.append(Held(code, state, place))

    def _container(self) -> str:
        try:
            time = frame.dos_time(self._info["sealed"])
        except ValueError as error:
            raise self._bag.bad(INFO) from error
        return "holds" if self._bag.folder and self._bag.archive.as_written(time) else "rewritten"

    def _files(self) -> None:
        expected = self._manifest | self._tags
        apart = {TAG_MANIFEST, SIGNATURE}
        total = sum(self._bag.members[path].size for path in expected if path in self._bag.members)
        done = 0
        for path in sorted(expected.keys() | (self._bag.members.keys() - apart), key=str.encode):
            member = self._bag.members.get(path)
            if member is None:
                self._say("file", "missing", path)
                continue
            if path not in expected:
                self._say("file", "added", path)
                continue
            digest, crc = hashlib.sha256(), 0
            try:
                for piece in self._bag.pieces(path):
                    digest.update(piece)
                    crc = zlib.crc32(piece, crc)
                    done += len(piece)
                    self._watch(done, total)
            except Damaged:
                crc = -1
            self._say("file", "holds" if digest.hexdigest() == expected[path] and crc == member.crc else "changed", path)

    def _manifests(self, oxum: str) -> None:
        listed = self._tags.get(MANIFEST) == hashlib.sha256(self._manifest_bytes).hexdigest()
        self._say("manifest", "holds" if listed and self._info["oxum"] == oxum else "changed")
        there = {path for path in self._bag.members if not path.startswith("data/")} - {TAG_MANIFEST, SIGNATURE}
        sound = self._crc_holds(TAG_MANIFEST, self._tag_bytes)
        self._say("tag-manifest", "holds" if there == self._tags.keys() and sound else "changed")

    def _crc_holds(self, path: str, data: bytes) -> bool:
        return zlib.crc32(data) == self._bag.members[path].crc

    def _signature(self) -> str:
        """The fingerprint of the key that is in the pack."""
        if SIGNATURE not in self._bag.members:
            self._say("signature", "missing")
            self._say("fingerprint", "differs" if self._compare.fingerprint else "not-given")
            return ""
        data = self._bag.whole(SIGNATURE)
        held = read_signature(data)
        found = fingerprint_of(held[0]) if held else ""
        self._say("signature", self._signature_state(held) if self._crc_holds(SIGNATURE, data) else "fails")
        given = "".join(self._compare.fingerprint.split()).lower()
        same = "holds" if given == found.replace(" ", "") else "differs"
        self._say("fingerprint", same if given else "not-given")
        return found

    def _signature_state(self, held: tuple[bytes, bytes] | None) -> str:
        if held is None:
            return "fails"
        try:
            from .sign import signature_holds
        except ImportError:
            return "not-checked"
        return "holds" if signature_holds(*held, self._tag_bytes) else "fails"

    def _log(self) -> LogCheck:
        lines = self._bag.lines(LOG) if LOG in self._bag.members else iter(())
        log = check_log(self._info["case"], lines, set(self._stamped_lines().values()), self._compare.log_hash)
        if not log.count:
            self._say("log", "absent")
        for fault in log.faults:
            self._say("log", fault.code, f"{LOG}:{fault.number}")
        if log.count and not log.faults:
            self._say("log", "holds")
        given = bool(self._compare.log_hash)
        self._say("log-hash", ("holds" if log.has_hash else "differs") if given else "not-given")
        return log

    def _stamped_lines(self) -> dict[str, int]:
        """Path of each stamp -> the line that its name says it stamps; 0 where the name is not one of a stamp."""
        names = {path: _STAMP.fullmatch(path) for path in self._bag.members if path.startswith(STAMPS)}
        return {path: int(name[1]) if name else 0 for path, name in names.items()}

    def _stamps(self, log: LogCheck) -> Iterator[Stamped]:
        for path, line in sorted(self._stamped_lines().items(), key=lambda row: (row[1], row[0])):
            stamped = _stamp(line, self._bag.whole(path), log.hashes.get(line, ""), self._compare.roots)
            self._say("stamp", stamped.state, path)
            yield stamped

    def _left_out(self) -> tuple[LeftOut, ...]:
        if LEFT_OUT not in self._bag.members:
            return ()
        rows = read_left_out(self._bag.whole(LEFT_OUT))
        if rows is None:
            self._say("file", "changed", LEFT_OUT)
        return rows or ()


def _stamp(line: int, reply: bytes, log_hash: str, roots: bytes | None) -> Stamped:
    try:
        from ..stamp import read_reply

        stamp = read_reply(reply, log_hash, roots)
    except ImportError:
        return Stamped(line, "not-checked")
    except StampRefused:
        return Stamped(line, "fails")
    state = "not-checked" if stamp.trusted is None else "holds" if stamp.trusted else "fails"
    return Stamped(line, state, stamp.time, stamp.server, stamp.serial)
