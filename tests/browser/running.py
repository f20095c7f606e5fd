"""Starts the app with its locks, and builds a site, as their commands do."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import uvicorn
from seeing import HOME, Place

from standfast.doors.web.app import create
from standfast.doors.web.guard import Guard
from standfast.doors.web.place import Place as Where
from standfast.doors.web.safe import computer_safe
from standfast.doors.web.sessions import Sessions
from standfast.knowledge import home

PYODIDE = Path(__file__).resolve().parents[1] / "pyodide/node_modules/pyodide"
STARTS_WITHIN = 15.0


@contextmanager
def app_running() -> Iterator[Place]:
    """The app behind its guard, as doors/web/serve.py puts it together; each visitor enters by a fresh one-time link."""
    sessions = Sessions(time.monotonic)
    port = 0
    where = Where(home=home(HOME), notebooks=sessions, clock=datetime.now, safe=computer_safe())
    guarded = Guard(create(where), sessions, lambda: port, "<title>Notes</title><p>This page is closed.</p>")
    with _served(guarded) as found:
        port = found
        base = f"http://127.0.0.1:{port}/"
        yield Place("computer", base, lambda: f"{base}?key={sessions.new_key()}")


@contextmanager
def _served(served: object) -> Iterator[int]:
    server = uvicorn.Server(uvicorn.Config(served, host="127.0.0.1", port=0, log_level="warning", access_log=False, lifespan="off"))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + STARTS_WITHIN
    while not server.started:
        assert thread.is_alive() and time.monotonic() < until, "the app did not start"
        time.sleep(0.02)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(10)


def build_site(out: Path) -> None:
    from standfast.doors.site.build import build

    build(home(HOME), out, PYODIDE, None, datetime.now())
