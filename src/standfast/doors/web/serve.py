"""Serves the pages to this computer alone. The only file of Standfast that listens on a port."""

from __future__ import annotations

import time
import webbrowser
from datetime import datetime
from typing import TextIO

from standfast.knowledge import Home

from . import render
from .app import create
from .guard import Guard
from .place import Place
from .sessions import Sessions

HOST = "127.0.0.1"


def serve(home: Home, *, port: int = 0, open_browser: bool = True, out: TextIO) -> int:
    """Runs until Ctrl+C. Returns 0, or 2 where the port is taken. Prints the one-time link to ``out``."""
    import uvicorn

    lang = home.languages[0]

    def tell(key: str, **gaps: object) -> None:
        print(render.say(lang, key, **gaps), file=out, flush=True)

    def link() -> str:
        return f"http://{HOST}:{listening()}/?key={sessions.new_key()}"

    def listening() -> int:
        return server.servers[0].sockets[0].getsockname()[1] if server.servers else port

    class Server(uvicorn.Server):
        async def startup(self, sockets: object = None) -> None:
            await super().startup(sockets)  # type: ignore[arg-type]
            if not self.started:
                return
            first = link()
            tell("app.opened" if open_browser else "app.link", link=first)
            tell("app.stop")
            if open_browser:
                webbrowser.open(first)

    sessions = Sessions(time.monotonic, closed=lambda: tell("app.again", link=link()))
    place = Place(home, sessions, datetime.now)
    guarded = Guard(create(place), sessions, listening, render.html("closed.html", lang))
    config = uvicorn.Config(guarded, host=HOST, port=port, access_log=False, log_level="critical", server_header=False)
    config.lifespan, config.timeout_graceful_shutdown = "off", 2
    server = Server(config)
    try:
        server.run()
    except SystemExit:
        tell("app.port-taken", port=port)
        return 2
    return 0
