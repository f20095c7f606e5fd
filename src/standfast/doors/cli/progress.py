"""A bar with the time left, on standard error, for files that take long to read; only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from standfast.read import Watch

from .page import clean

LARGE = 4 * 1024 * 1024
"""Bytes from which a file gets a bar; smaller ones are read in a moment."""


@contextmanager
def reading(path: str) -> Generator[Watch | None]:
    """What to tell where reading is; None where no bar is shown."""
    if path == "-" or not sys.stderr.isatty() or _size(path) < LARGE:
        yield None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, TimeRemainingColumn

    with Progress(*Progress.get_default_columns()[:-1], TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(clean(Path(path).name)), total=_size(path))
        yield lambda place, _size: bar.update(task, completed=place)


@contextmanager
def working(name: str, total: int) -> Generator[Watch]:
    """What to tell how far a long piece of work is: (bytes done, bytes of all, 0 where not known)."""
    if not sys.stderr.isatty() or total < LARGE:
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress, TimeRemainingColumn

    with Progress(*Progress.get_default_columns()[:-1], TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(clean(name)), total=total)
        yield lambda done, _total: bar.update(task, completed=done)


def _size(path: str) -> int:
    try:
        return Path(path).stat().st_size
    except (OSError, ValueError):
        return 0
