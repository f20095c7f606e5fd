"""``standfast case add`` and ``seen``: messages without their media, screens that show words, and for all other pictures words alone."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path, PurePath
from typing import BinaryIO

from attrs import define, field, frozen

from standfast import keep, pipeline
from standfast.model import Case, EmptyFile, Entry, PictureNotAsked, Seen
from standfast.pipeline import case as cases
from standfast.read.media_out import Kept, without_media

from . import show
from .case_open import ask, asks, clock, guarded, opened
from .page import Page, json_line
from .progress import reading

PASTED_MOST = 64 * 1024 * 1024
PASTED = "pasted.txt"
VIDEO = frozenset({"mp4", "mov", "webm", "3gp", "m4v", "avi", "mkv", "mpg", "mpeg", "wmv"})


@frozen
class Ways:
    """How files are added, as the options say."""

    words_only: bool = False
    """The person looked: pictures and documents among them show words only."""
    not_intimate: bool = False
    """Of the media inside: only then are their hashes kept (decision 011)."""
    own: frozenset[str] = frozenset()
    json: bool = False


@define
class Adding:
    """The case as it grows; it is saved once, when all is read."""

    case: Case
    now: datetime
    ways: Ways
    bytes: dict[str, BinaryIO] = field(factory=dict[str, BinaryIO])
    said: list[tuple[str, dict[str, str]]] = field(factory=list[tuple[str, dict[str, str]]])

    def take(self, path: str) -> None:
        """One file. Raises ReadError where it cannot be opened, PictureNotAsked where nobody can be asked what it shows."""
        data = sys.stdin.buffer.read(PASTED_MOST) if path == "-" else Path(path)
        name = PASTED if path == "-" else os.fsencode(PurePath(path).name).decode("utf-8", "replace")  # no pack could hold half letters
        kept = without_media(name, data, hashes=self.ways.not_intimate)
        if not kept.whole_size:
            raise EmptyFile(path)
        is_screen = kept.ask
        if is_screen:
            if not self._shows_words(path, name):
                self.see(_asked_about(name))
                return
            kept = without_media(name, data, looked=True)
        if any(one.sha256 == kept.whole_sha256 for one in self.case.entries):
            self.said.append(("case.add.there", {"name": name}))
            return
        self._store(path, data, kept, "screen" if is_screen else "messages")

    def _shows_words(self, path: str, name: str) -> bool:
        """Of a picture or document. Raises PictureNotAsked where nobody is there to say."""
        if self.ways.words_only:
            return True
        if not asks():
            raise PictureNotAsked(path)
        return ask("case.add.shows", name=name) == "1"

    def see(self, row: Seen) -> None:
        self.case = cases.seen(self.case, row, self.now)
        self.said.append(("case.seen.added", {"id": self.case.entries[-1].id}))

    def _store(self, path: str, data: bytes | Path, kept: Kept, kind: str) -> None:
        source, looked = data if isinstance(data, bytes) else path, kind == "screen"
        with reading(path) as watch:
            checked = pipeline.check(
                source, self.now.replace(tzinfo=None), self.case.answers, self.ways.own, words_only=looked, watch=watch
            )
            entry = cases.entry(
                self.case,
                kept.name,
                checked,
                self.now,
                kind=kind,
                whole=(kept.whole_size, kept.whole_sha256),
                kept=(kept.size, kept.sha256),
                media=kept.media,
            )
        self.case = keep.added(self.case, entry, cases.mark(self.now))
        self.bytes[entry.id] = kept.open()
        self.said.append(("case.add.added", {"id": entry.id, "name": kept.name}))
        if kept.left_out:
            self.said.append(("case.add.media", {"count": str(kept.left_out)}))


def add(file: str, given: str, paths: Sequence[str], ways: Ways) -> int:
    """All of them, or, where one cannot be read, none. Exit code 0 or 2."""
    return guarded(lambda: _add(file, given, paths, ways))


def _add(file: str, given: str, paths: Sequence[str], ways: Ways) -> int:
    with opened(file, given) as case_file:
        before = len(case_file.case.entries)
        adding = Adding(case_file.case, clock(), ways)
        for path in paths:
            adding.take(path)
        case_file.save(adding.case, adding.bytes)
        _tell(adding, case_file.case.entries[before:])
    return 0


def _tell(adding: Adding, entries: Sequence[Entry]) -> None:
    if adding.ways.json:
        for one in entries:
            print(json_line({"id": one.id, "kind": one.kind, "name": one.name, "sha256": one.sha256, "media": len(one.media)}))
        return
    page = Page()
    for key, gaps in adding.said:
        page.add(show.say(key, **gaps))
    for one in entries:
        for judged in one.judged[:3]:
            page.add(f"{one.id}: " + show.say(f"verdict.{judged.verdict.kind.value}"), "soft")
    page.show()


def seen(file: str, given: str, row: Seen) -> int:
    """Words about a picture that is not kept; what was not given is asked for where somebody sits there."""
    return guarded(lambda: _seen(file, given, row))


def _seen(file: str, given: str, row: Seen) -> int:
    with opened(file, given) as case_file:
        adding = Adding(case_file.case, clock(), Ways())
        adding.see(row if row.where or row.when or row.who or row.says or not asks() else _asked_about("", row.what))
        case_file.save(adding.case)
        _tell(adding, ())
    return 0


def _asked_about(name: str, what: str = "") -> Seen:
    """Where, when and from whom; each can be skipped. What it shows is not asked."""
    page = Page()
    page.add(show.say("case.seen.instead"))
    page.show(sys.stderr)
    ending = name.rsplit(".", 1)[-1].lower()
    return Seen(what or ("video" if ending in VIDEO else "picture"), ask("case.seen.where"), ask("case.seen.when"), ask("case.seen.who"))
