"""Serves the pages to this computer alone. The only file of Standfast that listens on a port."""

from __future__ import annotations

import time
import webbrowser
from collections.abc import Callable
from datetime import datetime
from threading import Thread
from typing import TYPE_CHECKING, TextIO

from starlette.types import ASGIApp

from standfast.knowledge import Home

from . import render
from .app import create
from .guard import Guard
from .place import Place
from .safe import computer_safe
from .sessions import Sessions

if TYPE_CHECKING:
    import uvicorn

HOST = "127.0.0.1"


def serve(home: Home, *, port: int = 0, open_browser: bool = True, out: TextIO) -> int:
    """Runs until Ctrl+C. Returns 0, or 2 where the port is taken. Prints the one-time link to ``out``."""
    lang = home.languages[0]

    def tell(key: str, **gaps: object) -> None:
        print(render.say(lang, key, **gaps), file=out, flush=True)

    def link() -> str:
        return f"http://{HOST}:{listening()}/?key={sessions.new_key()}"

    def listening() -> int:
        return server.servers[0].sockets[0].getsockname()[1]

    def opened() -> None:
        sessions.cookie = f"notes-{listening()}"
        first = link()
        tell("app.opened" if open_browser else "app.link", link=first)
        tell("app.stop")
        if open_browser:
            # In a thread: a browser for the terminal returns only when it is closed, and waits for our answer.
            Thread(target=webbrowser.open, args=(first,), daemon=True).start()

    sessions = Sessions(_seconds, closed=lambda: tell("app.again", link=link()))
    pages = create(Place(home, sessions, datetime.now, safe=computer_safe()))
    guarded = Guard(pages, sessions, listening, render.html("closed.html", lang))
    server = _server(guarded, port, opened, sessions.forget_idle)
    try:
        server.run()
    except SystemExit:
        tell("app.port-taken", port=port)
        return 2
    return 0


def _server(app: ASGIApp, port: int, opened: Callable[[], None], tick: Callable[[], None]) -> uvicorn.Server:
    """Not yet running. ``opened`` is called once it listens, ``tick`` several times a second."""
    import uvicorn  # here, so that no other command waits for it

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup(sockets)  # type: ignore[arg-type]
            opened()

        async def on_tick(self, counter: int) -> bool:
            tick()
            return await super().on_tick(counter)

        def handle_exit(self, sig: int, frame: object) -> None:
            # uvicorn would raise the signal again once all is closed, and a stop that was asked for would look like a crash.
            self.force_exit = self.should_exit
            self.should_exit = True

    config = uvicorn.Config(app, host=HOST, port=port, access_log=False, log_level="critical", server_header=False)
    config.http, config.ws, config.lifespan, config.timeout_graceful_shutdown = "h11", "none", "off", 2
    return Server(config)


def _seconds() -> float:
    """A clock that goes on while the computer sleeps, where the system has one: a closed lid is no reason to wait longer."""
    clock: int | None = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if clock is None else time.clock_gettime(clock)
