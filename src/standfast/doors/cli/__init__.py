"""The command line. Command bodies are imported when they run, so that the first answer comes fast."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def main() -> None:
    """Entry point of ``standfast``."""
    os.environ.setdefault("TYPER_USE_RICH", "0")
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # whoever started this closed it
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  open until the end
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    from .commands import app

    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of a pipe has seen enough; that is no failure
        _to_nowhere()
        sys.exit(0)
    except OSError as error:  # a full disk, in the system's own words
        _to_nowhere()
        print(f"standfast: {error.strerror or error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)


def _to_nowhere() -> None:
    """What is still held for the output cannot go there; Python would try again at its end, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
