"""One notebook for each session cookie, in memory only, and the one-time keys that open a session."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable

from attrs import define
from starlette.requests import Request

from . import held
from .notebook import Notebook

IDLE = 15 * 60.0
"""Seconds after which an untouched session is forgotten."""
MOST = 8
"""Sessions at a time: one person, a few browsers. Whoever was away longest makes room."""


@define
class _Session:
    notebook: Notebook
    touched: float


class Sessions:
    """Implements Notebooks. ``seconds`` is a monotonic clock; ``closed`` is told whenever a session ends."""

    def __init__(self, seconds: Callable[[], float], closed: Callable[[], None] = lambda: None) -> None:
        self.cookie = "notes"
        """Name of the cookie. Ports of one host share a jar, so whoever listens adds the port."""
        self._seconds = seconds
        self._closed = closed
        self._open: dict[str, _Session] = {}
        self._key = ""
        self.new_key()

    def new_key(self) -> str:
        """A fresh one-time key; the one before is worth nothing now."""
        self._key = secrets.token_urlsafe(32)
        return self._key

    def exchange(self, key: str) -> str:
        """A session's secret for the one-time key, or empty where the key is wrong or used."""
        fits = hmac.compare_digest(key.encode(), self._key.encode())
        if not (fits and self._key):
            return ""
        self._key = ""
        while len(self._open) >= MOST:
            del self._open[min(self._open, key=lambda one: self._open[one].touched)]
            held.forget()
        secret = secrets.token_urlsafe(32)
        self._open[secret] = _Session(Notebook(), self._seconds())
        return secret

    def is_open(self, secret: str) -> bool:
        """Whether this secret has a session; asking keeps it alive."""
        self.forget_idle()
        session = self._open.get(secret)
        if session is None:
            return False
        session.touched = self._seconds()
        return True

    def of(self, request: Request) -> Notebook:
        session = self._open.get(self._secret(request))
        return session.notebook if session else Notebook()

    def put(self, request: Request, notebook: Notebook) -> None:
        session = self._open.get(self._secret(request))
        if session:
            session.notebook = notebook

    def forget(self, request: Request) -> None:
        if self._open.pop(self._secret(request), None) is not None:
            held.forget()
            self._closed()

    def forget_idle(self) -> None:
        """To be called now and then: a session must end in time although nobody asks for a page."""
        old = [secret for secret, one in self._open.items() if self._seconds() - one.touched > IDLE]
        for secret in old:
            del self._open[secret]
        if old:
            held.forget()
            self._closed()

    def _secret(self, request: Request) -> str:
        return request.cookies.get(self.cookie, "")
