"""``standfast app``: the pages on this computer, for this computer."""

from __future__ import annotations

import sys

from standfast.knowledge import home as home_row
from standfast.model import StandfastError

from . import show
from .page import Page


def run(home: str, port: int, *, browser: bool) -> int:
    """Exit code 0 when it was stopped, 2 where the home cannot be used or the port is taken."""
    from standfast.doors.web.serve import serve

    try:
        row = home_row(home)
    except StandfastError as error:
        page = Page()
        show.error(page, error)
        page.show(sys.stderr)
        return 2
    return serve(row, port=port, open_browser=browser, out=sys.stdout)
