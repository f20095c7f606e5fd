"""In place of anyio, which is for event loops and threads: a worker in a browser has neither, and the pages wait for nothing.

Starlette imports the name when it starts; the real package would then load some forty modules on the person's phone.
"""

from __future__ import annotations


def __getattr__(name: str) -> object:
    raise AttributeError(f"anyio.{name} is not available here: pages in a browser must not wait for anything")
