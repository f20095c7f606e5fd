"""``standfast case stamp``: a time from somebody else for the log as it is now. Off unless it is asked for, and asked about each time."""

from __future__ import annotations

import sys
from pathlib import Path

from standfast import keep
from standfast.model import CannotOpen
from standfast.pipeline.case import mark

from . import show
from .case_open import asks, clock, guarded, opened, say, sure, told
from .page import Page

LARGEST_ROOTS = 1024 * 1024
"""Bytes of certificates that are read."""


def stamp(file: str, given: str, server: str, yes_send_to: str, roots: str, *, json: bool) -> int:
    """Nothing is sent without a yes: typed, or ``--yes-send-to`` with the very same address. Exit code 0 or 2."""
    return guarded(lambda: _stamp(file, given, server, yes_send_to, roots, json))


def _stamp(file: str, given: str, server: str, yes_send_to: str, roots: str, json: bool) -> int:
    from standfast.keep.stamp import read_reply, request

    from .stamping import address, ask_server

    host, whole = address(server)
    with opened(file, given) as case_file:
        case = case_file.case
        query = request(case.log[-1].hash)
        page = Page()
        page.add(show.say("case.stamp.goes", host=host, server=whole))
        page.add(show.say("case.stamp.sends", hash=case.log[-1].hash, size=str(len(query))))
        page.show(sys.stderr)
        if yes_send_to != whole and not (asks() and sure("case.stamp.sure", host=host)):
            say("case.stamp.not-sent")
            return 0
        reply = ask_server(whole, query)
        found = read_reply(reply, case.log[-1].hash, _pem(roots), query)
        case_file.save(keep.stamped(case, host, found.time, reply.hex(), mark(clock())))
    row = {"time": found.time, "server": found.server, "trusted": found.trusted, "of": case.log[-1].hash}
    return told(json, row, "case.stamp.trusted" if found.trusted else "case.stamp.kept", time=found.time, host=host)


def _pem(roots: str) -> bytes | None:
    try:
        if not roots:
            return None
        if Path(roots).exists() and not Path(roots).is_file():
            raise CannotOpen(roots, reason="no file")
        with Path(roots).open("rb") as opened:
            return opened.read(LARGEST_ROOTS)
    except OSError as error:
        raise CannotOpen(roots, reason=(error.strerror or str(error)).lower()) from error
