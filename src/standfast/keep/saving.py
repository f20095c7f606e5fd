"""One save of a case file: what the new file holds, where each part comes from, and whether it arrived."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from typing import BinaryIO

from attrs import frozen

from standfast.model import BrokenCase, Case, Entry, NotStored, TooLarge

from . import age, layout
from .container import CASE, HEAD, KEY, MAX_HELD, README, Container, ContainerWriter, item_name

Added = Mapping[str, bytes | BinaryIO]
"""Id of an entry -> its bytes, as they are to be kept."""
Again = Callable[[BinaryIO, age.Writable], None]
"""Encrypts one item of the old file for the new key."""


def kept(case: Case) -> tuple[Entry, ...]:
    """The entries whose bytes lie in the file."""
    return tuple(entry for entry in case.entries if entry.kept_sha256 and not entry.removed)


@contextmanager
def part(file: str, name: str) -> Generator[None]:
    """Says which part of which file was found broken, or too large, inside."""
    try:
        yield
    except (BrokenCase, TooLarge) as error:
        raise type(error)(file, error.place or name, **error.detail) from error


@frozen
class Saving:
    file: str
    """For errors."""
    case: Case
    whole: bytes
    """``case.json``."""
    identity: str
    key: bytes
    """``key.age``."""
    add: Added
    again: Again | None = None
    """Given where every item gets a new key."""

    def refuse_gaps(self) -> None:
        """Raises NotStored where bytes are added that no entry keeps."""
        ids = {entry.id for entry in kept(self.case)}
        for entry_id in self.add:
            if entry_id not in ids:
                raise NotStored(self.file, f"entry/{entry_id}")

    def write(self, out: BinaryIO, old: Container | None) -> None:
        """Items that did not change are copied as they are. Raises NotStored where an item is nowhere, BrokenCase, TooLarge."""
        locked = age.encrypt(self.identity, self.whole)
        if len(locked) > MAX_HELD[CASE]:
            raise TooLarge(self.file, CASE, limit="256 MB")
        writer = ContainerWriter(out)
        writer.add(README, layout.readme())
        writer.add(KEY, self.key)
        writer.add(CASE, locked)
        for entry in sorted(kept(self.case), key=lambda one: int(one.id)):
            with part(self.file, item_name(entry.id)), writer.writing(item_name(entry.id)) as body:
                self._item(entry, old, body)
        writer.close()

    def check(self, source: BinaryIO) -> bytes:
        """Reads the new file from the disk; returns its directory. Raises BrokenCase for the first part that did not arrive."""
        with part(self.file, CASE):
            container = Container(source)
            container.check()
            expected = (*HEAD, *sorted((item_name(one.id) for one in kept(self.case)), key=_number))
            arrived = container.names == expected and container.read(KEY) == self.key
            if not arrived or age.decrypt(self.identity, container.read(CASE)) != self.whole:
                raise BrokenCase
        for entry in kept(self.case):
            if self.again or entry.id in self.add:
                with part(self.file, item_name(entry.id)):
                    read_item(container, entry, self.identity)
        return container.directory

    def _item(self, entry: Entry, old: Container | None, body: age.Writable) -> None:
        name, given = item_name(entry.id), self.add.get(entry.id)
        if given is not None:
            reader = io.BytesIO(given) if isinstance(given, bytes) else given
            age.encrypt_stream([age.recipient_of(self.identity)], reader, body)
        elif old is None or name not in old.names:
            raise NotStored(self.file, f"entry/{entry.id}")
        elif self.again:
            self.again(old.open(name), body)
        else:
            for piece in old.checked(name):
                body.write(piece)


def read_item(container: Container, entry: Entry, identity: str, writer: age.Writable | None = None) -> None:
    """Decrypts one item in constant memory. Raises BrokenCase where its bytes are not those of the entry."""
    hashing = _Hashing(writer)
    age.decrypt_stream(identity, container.open(item_name(entry.id)), hashing)
    same(entry, hashing.size, hashing.sha256.hexdigest())


def same(entry: Entry, size: int, sha256: str) -> None:
    """Raises BrokenCase where these are not the bytes of the entry."""
    if (size, sha256) != (entry.kept_size, entry.kept_sha256):
        raise BrokenCase


class _Hashing:
    def __init__(self, writer: age.Writable | None) -> None:
        self._writer = writer
        self.sha256, self.size = hashlib.sha256(), 0

    def write(self, data: bytes, /) -> int:
        self.sha256.update(data)
        self.size += len(data)
        if self._writer is not None:
            self._writer.write(data)
        return len(data)

    def flush(self) -> None:
        if self._writer is not None:
            self._writer.flush()


def _number(name: str) -> int:
    return int(name.removeprefix("items/").removesuffix(".age"))
