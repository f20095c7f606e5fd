"""The case file: one passphrase, one file, nothing lost (docs/formats/case.md). Nothing open ever touches the disk."""

from __future__ import annotations

import hashlib
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from attrs import frozen

from standfast.model import BrokenCase, Case, CaseBusy, CaseThere, Entry, NoCase, NotStored, WrongPassphrase

from . import age, disk, layout
from .container import CASE, HEAD, KEY, Container, item_name
from .saving import Added, Again, Saving, kept, part, read_item, same


@frozen
class _Known:
    """What the file on the disk was when it was last read or written here."""

    identity: str
    key: bytes
    directory: bytes


class CaseFile:
    """An open case. Locked against other programs until ``close``; the key is in memory until then, and never anywhere else."""

    def __init__(self, path: Path, lock: disk.Lock) -> None:
        """Not for callers: ``new`` and ``open`` give one."""
        self.path = path
        """Of the file itself, symbolic links followed."""
        self._lock = lock
        self._known: _Known | None = None
        self._case: Case | None = None

    @classmethod
    def new(cls, path: str | Path, passphrase: str, case: Case, version: str, factor: int = age.FACTOR) -> Self:
        """Makes the file and opens it. Whether the passphrase is strong enough is for ``keep.strength`` to say.

        ``version``: of the tool. ``factor``: tests use a low one. Raises CaseThere, CaseBusy, NoSpace.
        """
        self = cls._locked(path)
        with self._released_on_error():
            if self.path.exists():
                raise CaseThere(str(self.path))
            identity = age.new_identity()
            self._put(case, version, identity, age.protect(identity, passphrase, factor))
        return self

    @classmethod
    def open(cls, path: str | Path, passphrase: str) -> Self:
        """Reads the case, and no item. Raises NoCase, CaseBusy, WrongPassphrase, BrokenCase, CaseNewer."""
        if not disk.target(Path(path)).is_file():
            raise NoCase(str(path))
        self = cls._locked(path)
        with self._released_on_error():
            disk.tidy(self.path)
            with self._container() as container:
                key = container.read(KEY)
                identity = self._identity(key, passphrase)
                self._case = self._case_in(container, identity)
                self._known = _Known(identity, key, container.directory)
        return self

    @property
    def case(self) -> Case:
        """As last read or saved. Raises ValueError once it is closed."""
        if self._case is None:
            raise ValueError("this case is closed")
        return self._case

    def save(self, case: Case, add: Added = {}) -> None:  # noqa: B006
        """Puts ``case`` in the place of what was saved. Entries that are removed, or keep nothing, lose their bytes.

        ``add``: the bytes of new entries, checked against ``kept_sha256``. Raises CaseBusy where another program changed the file
        since, NoSpace, TooLarge, NotStored where an entry has no bytes or bytes have no entry, BrokenCase where old bytes are
        damaged (removing that entry lets the rest be saved) or new ones are not those of the entry. The old file is whole then.
        """
        known = self._now()
        self._put(case, _version(case), known.identity, known.key, add)

    def change_passphrase(self, new: str, factor: int = age.FACTOR) -> None:
        """A new passphrase and a new key: all is encrypted again, so that the old passphrase, even with an old copy of the file, opens
        nothing that is saved from now on. Raises as ``save`` does."""
        known, identity = self._now(), age.new_identity()

        def again(reader: BinaryIO, writer: age.Writable) -> None:
            age.encrypt_again(known.identity, reader, age.recipient_of(identity), writer)

        self._put(self.case, _version(self.case), identity, age.protect(identity, new, factor), again=again)

    def bytes_of(self, entry_id: str) -> bytes:
        """What is kept of one entry, checked. Raises NotStored, BrokenCase."""
        entry, known = self._entry(entry_id), self._now()
        name = item_name(entry_id)
        with self._container() as container, part(str(self.path), name):
            data = age.decrypt(known.identity, container.open(name).read())
            same(entry, len(data), hashlib.sha256(data).hexdigest())
        return data

    def stream_of(self, entry_id: str, writer: age.Writable) -> None:
        """As ``bytes_of``, in pieces and constant memory. After an error none of the pieces may be used."""
        entry, known = self._entry(entry_id), self._now()
        with self._container() as container, part(str(self.path), item_name(entry_id)):
            read_item(container, entry, known.identity, writer)

    def verify(self) -> None:
        """Reads every byte: checksums, the case, each item against its hash. Raises BrokenCase for the first part that does not hold."""
        known = self._now()
        with self._container() as container:
            container.check()
            for entry in kept(self.case):
                with part(str(self.path), item_name(entry.id)):
                    read_item(container, entry, known.identity)
            strange = set(container.names) - set(HEAD) - {item_name(entry.id) for entry in kept(self.case)}
            if strange or container.read(KEY) != known.key or self._case_in(container, known.identity) != self.case:
                raise BrokenCase(str(self.path), min(strange, default=CASE))

    def close(self) -> None:
        """Forgets the key and lets other programs in. Twice does no harm."""
        self._known = self._case = None
        self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    @classmethod
    def _locked(cls, path: str | Path) -> Self:
        where = disk.target(Path(path))
        lock = disk.Lock(where)
        lock.take()
        return cls(where, lock)

    @contextmanager
    def _released_on_error(self) -> Generator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    @contextmanager
    def _container(self) -> Generator[Container]:
        with disk.reading(self.path) as source, part(str(self.path), "zip"):
            yield Container(source)

    def _put(
        self, case: Case, version: str, identity: str, key: bytes, add: Added = {}, again: Again | None = None  # noqa: B006
    ) -> None:
        """One save. A case that was not there before (``_known`` is empty) copies nothing."""
        saving = Saving(str(self.path), case, layout.to_bytes(case, version), identity, key, add, again)
        saving.refuse_gaps()
        directory = b""

        def write(out: BinaryIO) -> None:
            if self._known is None:
                saving.write(out, None)
                return
            with self._container() as old:
                if old.directory != self._known.directory:
                    raise CaseBusy(str(self.path))
                saving.write(out, old)

        def check(source: BinaryIO) -> None:
            nonlocal directory
            directory = saving.check(source)

        disk.replace(self.path, write, check)
        self._case, self._known = case, _Known(identity, key, directory)

    def _now(self) -> _Known:
        if self._known is None:
            raise ValueError("this case is closed")
        return self._known

    def _entry(self, entry_id: str) -> Entry:
        for entry in kept(self.case):
            if entry.id == entry_id:
                return entry
        raise NotStored(str(self.path), f"entry/{entry_id}")

    def _identity(self, key: bytes, passphrase: str) -> str:
        try:
            return age.unprotect(key, passphrase)
        except WrongPassphrase as error:
            raise WrongPassphrase(str(self.path)) from error
        except BrokenCase as error:
            raise BrokenCase(str(self.path), KEY) from error

    def _case_in(self, container: Container, identity: str) -> Case:
        with part(str(self.path), CASE):
            return layout.from_bytes(age.decrypt(identity, container.read(CASE)), str(self.path))


def _version(case: Case) -> str:
    return case.log[-1].version if case.log else ""
