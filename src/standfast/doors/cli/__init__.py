"""The command line. Command bodies are imported when they run, so that the first answer comes fast."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of ``standfast``."""
    os.environ.setdefault("TYPER_USE_RICH", "0")
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from .commands import app

    try:
        app()
    except BrokenPipeError:
        # The reader of a pipe has seen enough; that is no failure.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        sys.exit(130)
