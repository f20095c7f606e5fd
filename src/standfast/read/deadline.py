"""A time limit for a library that has none: pure Python code is stopped where it is.

A second thread raises ``TimeUp`` in this one. Where there are no threads (a browser) the limit holds only between the
steps that the caller makes.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager, suppress
from time import monotonic

_AGAIN = 0.25
"""Seconds until it is raised once more: some libraries swallow what they did not expect."""


class TimeUp(BaseException):
    """Not an ``Exception``, so that ``except Exception`` inside the library lets it through. Never leaves ``within``'s caller."""


@contextmanager
def within(seconds: float) -> Generator[None]:
    """Raises TimeUp in the block once it took longer. Compiled code that runs at that moment is waited for."""
    watch = _Watch(seconds)
    try:
        watch.start()
        yield
    finally:
        watch.stop()


class _Watch:
    def __init__(self, seconds: float) -> None:
        self._thread, self._until = threading.get_ident(), monotonic() + seconds
        self._done, self._lock = threading.Event(), threading.Lock()

    def start(self) -> None:
        with suppress(RuntimeError):  # no threads here
            threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        wait = max(0.0, self._until - monotonic())
        while not self._done.wait(wait):
            with self._lock:
                if not self._done.is_set():
                    _raise_in(self._thread, TimeUp)
            wait = _AGAIN

    def stop(self) -> None:
        with self._lock:
            self._done.set()
        if monotonic() >= self._until:
            _raise_in(self._thread, None)  # one may be on its way that nobody waits for any more


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    try:
        import ctypes
    except ImportError:
        return
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(error) if error else None)
