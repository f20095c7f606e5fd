"""Opens a case for one command, and closes it behind it: no key stays in memory, nothing is left on the disk."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from standfast.model import BadAnswer, CannotOpen, CaseThere, NoSpace, StandfastError

from . import passphrase, show
from .options import moment
from .page import Page, json_line

if TYPE_CHECKING:
    from standfast.keep.case_file import CaseFile

STOPPED = 130
"""Exit code after Ctrl-C."""


def guarded(body: Callable[[], int]) -> int:
    """Exit code of ``body``; 2 with a sentence for what went wrong, 130 where the person stopped it."""
    try:
        return body()
    except StandfastError as error:
        page = Page()
        show.error(page, error)
        page.show(sys.stderr)
        return 2
    except KeyboardInterrupt:
        return STOPPED


@contextmanager
def opened(file: str, given: str) -> Generator[CaseFile]:
    """``given``: as ``passphrase.known`` takes it. Raises NoCase before it asks for anything, then what ``CaseFile.open`` raises."""
    from standfast.keep.case_file import CaseFile
    from standfast.model import NoCase

    if not Path(file).is_file():
        raise NoCase(file)
    with CaseFile.open(file, passphrase.known(given)) as case_file:
        yield case_file


def clock(at: str = "") -> datetime:
    """The person's wall clock with its offset."""
    return moment(at).astimezone()


def asks() -> bool:
    """Whether somebody sits there who can be asked."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(key: str, **gaps: str) -> str:
    """One line of answer; empty where it is skipped. What is asked is not part of the output."""
    page = Page()
    page.add(show.say(key, **gaps))
    page.show(sys.stderr)
    try:
        sys.stderr.write("> ")
        sys.stderr.flush()
        return sys.stdin.readline().strip()
    except UnicodeDecodeError:
        return ""


def sure(key: str, **gaps: str) -> bool:
    return ask(key, **gaps).casefold() in {"y", "yes", "s", "sí", "si"}


def part(name: str) -> str:
    """A part of a case as it is typed, by its whole name: ``2`` and ``0002`` are ``entry/0002``."""
    return f"entry/{int(name):04}" if name.isdecimal() else name


def pairs(rows: list[str], place: str) -> dict[str, str]:
    """``ID=VALUE`` as a table. Raises BadAnswer."""
    found: dict[str, str] = {}
    for row in rows:
        key, equals, value = row.partition("=")
        if not equals or not key.strip():
            raise BadAnswer(place=place, value=row, choices="ID=VALUE")
        found[key.strip()] = value.strip()
    return found


def free(path: str) -> Path:
    """Where something new may be written. Raises CaseThere: nothing is ever written over."""
    if Path(path).exists():
        raise CaseThere(path)
    if not Path(path).absolute().parent.is_dir():
        raise CannotOpen(path, reason=os.strerror(2).lower())
    return Path(path)


def written(path: str, data: bytes) -> None:
    """A file that the person asked for by name, whole or not at all. Raises CaseThere, NoSpace."""
    from standfast.keep import disk

    disk.replace(free(path), lambda out: _all(out.write, data), lambda _source: None)


def _all(write: Callable[[bytes], Any], data: bytes) -> None:
    try:
        write(data)
    except OSError as error:
        raise NoSpace from error


def say(key: str, **gaps: str) -> None:
    """One sentence on standard output."""
    page = Page()
    page.add(show.say(key, **gaps))
    page.show()


def told(json: bool, row: dict[str, Any], key: str, **gaps: str) -> int:
    """What was done: a sentence, or a row for a program."""
    if json:
        print(json_line(row))
    else:
        say(key, **gaps)
    return 0
