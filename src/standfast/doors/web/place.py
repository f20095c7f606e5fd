"""Where the pages are shown, and for whom: the only thing that differs between the app and the site."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from standfast.knowledge import Home

from .notebook import Notebooks
from .safe import Safe


@frozen(eq=False)
class Place:
    home: Home
    notebooks: Notebooks
    clock: Callable[[], datetime]
    """The person's local wall clock, naive."""
    live: bool = True
    """False for pages made ahead of time: links only, no forms, nothing about "now"."""
    where: str = "computer"
    """``computer`` (the app) or ``site`` (a browser that holds everything)."""
    largest: int = 64 * 1024 * 1024
    """Bytes of the largest file that is read."""
    safe: Safe | None = None
    """What locks a case; None where there is none, so that a case can be neither opened nor saved."""
