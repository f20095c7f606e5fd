"""The files of a bag inside an archive: by their path in the bag, each read in pieces or, where small, whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from standfast.model import BadPack

from .archive import Archive, Damaged
from .frame import Member
from .paths import folded, path_holds
from .tags import BAGIT, MANIFEST, TAG_MANIFEST

LARGEST_TAG = 8 * 2**20
"""Bytes of a file that is read whole."""
LONGEST_LINE = 2**20
_FOLDER = re.compile(r"[A-Za-z0-9_-]{1,64}/")
_MANIFEST = re.compile(r"(tag)?manifest-[^/]*", re.I)


class Contents:
    """Raises BadPack where a name is not one that a pack can have."""

    def __init__(self, source: BinaryIO, file: str) -> None:
        self.archive, self.file = Archive(source, file), file
        self.folder = self._folder()
        self.members: dict[str, Member] = {}
        seen: set[str] = set()
        for member in self.archive.members:
            path = member.name[len(self.folder) :]
            if not member.name.startswith(self.folder) or not path_holds(member.name) or folded(path) in seen:
                raise self.bad(member.name if member.name.isprintable() else ascii(member.name))
            if path == "fetch.txt" or (_MANIFEST.fullmatch(path) and path not in (MANIFEST, TAG_MANIFEST)):
                raise self.bad(path)
            seen.add(folded(path))
            self.members[path] = member

    def pieces(self, path: str) -> Iterator[bytes]:
        return self.archive.pieces(self.members[path])

    def whole(self, path: str) -> bytes:
        """A small file. Raises BadPack where it is not there, not small, or broken."""
        member = self.members.get(path)
        if member is None or member.size > LARGEST_TAG:
            raise self.bad(path)
        try:
            return b"".join(self.archive.pieces(member))
        except Damaged as error:
            raise self.bad(path) from error

    def lines(self, path: str) -> Iterator[bytes]:
        """The lines of a file without their LF. Where it is broken or ends without LF, the last one holds a NUL, as no line does."""
        rest = b""
        try:
            for piece in self.pieces(path):
                *done, rest = (rest + piece).split(b"\n")
                yield from done
                if len(rest) > LONGEST_LINE:
                    raise self.bad(path)
        except Damaged:
            rest = b"\0"
        if rest:
            yield rest + b"\0"

    def bad(self, place: str) -> BadPack:
        return BadPack(self.file, place)

    def _folder(self) -> str:
        names = {member.name for member in self.archive.members}
        if not names or BAGIT in names:
            return ""
        folder = min(names).split("/")[0] + "/"
        if not _FOLDER.fullmatch(folder) or folder + BAGIT not in names:
            raise self.bad(BAGIT)
        return folder
