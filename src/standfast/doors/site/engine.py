"""The app inside the visitor's browser: one request in, one page out; what a script must do meanwhile is handed out and waited for."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from attrs import define, evolve, field, frozen
from cattrs import Converter
from starlette.types import ASGIApp

from standfast import pipeline
from standfast.doors.web import Notebook, OneNotebook, Place, create, from_plain, to_plain
from standfast.knowledge import Home, words

from .waiting import BrowserSafe, Waiting, failure

TURNS = (302, 303, 307)
MOST_TURNS = 5
"""After so many redirects something is wrong with the pages, not with the person."""
HOME_FILE = "/engine/home.json"
LARGEST = 16 * 1024 * 1024
"""Bytes of the largest file that a phone is asked to hold."""


@frozen
class Answer:
    """A page for ``worker.js``; ``state`` is what a new worker needs to go on where this one was."""

    waits: ClassVar[str] = ""
    """Nothing: the page is there. See ``Waiting``."""
    status: int
    kind: str
    """Content type."""
    body: str
    at: str
    """File name and query of the page that is shown, after redirects."""
    state: str
    name: str = ""
    """File name, where this is no page but a file to be saved."""
    data: bytes = b""
    """What is in that file."""


@define
class Heard:
    """What the app sent."""

    status: int = 500
    headers: dict[str, str] = field(factory=dict[str, str])
    body: bytearray = field(factory=bytearray)

    def take(self, message: Mapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in message["headers"]}
        elif message["type"] == "http.response.body":
            self.body += message.get("body", b"")


class Engine:
    """One app for one home. It is asked one thing at a time, as a worker is."""

    def __init__(self, row: Home) -> None:
        self._now = datetime(2000, 1, 1)
        self._lang = row.languages[0]
        self._notebooks = OneNotebook()
        self._steps: Generator[Waiting, Any, Answer] = _nothing()
        place = Place(home=row, notebooks=self._notebooks, clock=lambda: self._now, where="site", largest=LARGEST, safe=BrowserSafe())
        self._app = create(place)

    def answer(self, method: str, target: str, kind: str = "", body: Any = b"", now: str = "", state: str | None = None) -> Answer:
        """As ``begin``, for a page that waits for nothing."""
        page = self.begin(method, target, kind, body, now, state)
        if isinstance(page, Waiting):
            raise RuntimeError(f"the page waits for {page.waits}")
        return page

    def begin(self, method: str, target: str, kind: str = "", body: Any = b"", now: str = "", state: str | None = None) -> Answer | Waiting:
        """``target`` is a file name and query, ``now`` the person's local clock (ISO), ``state`` what an earlier answer carried.

        A Waiting instead of a page: do what it says, then ``go_on`` with the result, or ``fail``.
        """
        self._now = datetime.fromisoformat(now)
        sent = body if isinstance(body, bytes) else body.to_bytes()
        if state is not None:
            self._notebooks.notebook = from_plain(json.loads(state)) if state else Notebook()
        self._steps = self._page(method, target, kind, sent).__await__()
        return self._step(lambda: next(self._steps))

    def go_on(self, value: Any) -> Answer | Waiting:
        """With the result of what was waited for."""
        return self._step(lambda: self._steps.send(value))

    def fail(self, name: str) -> Answer | Waiting:
        """What was waited for did not work; ``name`` is a key of ``FAILURES`` or anything else."""
        return self._step(lambda: self._steps.throw(failure(name)))

    def _step(self, act: Callable[[], Waiting]) -> Answer | Waiting:
        try:
            return act()
        except StopIteration as done:
            return done.value

    async def _page(self, method: str, target: str, kind: str, sent: bytes) -> Answer:
        heard = await asked(self._app, method, target, kind, sent)
        for _ in range(MOST_TURNS):
            if heard.status not in TURNS:
                break
            target = heard.headers["location"]
            heard = await asked(self._app, "GET", target)
        name = heard.headers.get("content-disposition", "").partition('filename="')[2].rstrip('"')
        body, data = ("", bytes(heard.body)) if name else (heard.body.decode("utf-8"), b"")
        return Answer(heard.status, heard.headers.get("content-type", ""), body, target, self.state(), name, data)

    def state(self) -> str:
        """What the person entered, as JSON."""
        return json.dumps(to_plain(self._notebooks.notebook), ensure_ascii=False)

    def warm(self) -> None:
        """Loads what the first message check would wait for, on words that are there already."""
        text = " ".join(words(self._lang).text.values())[:2000]
        for _ in pipeline.check(text.encode(), datetime(2000, 1, 1)):
            pass


def _nothing() -> Generator[Waiting, Any, Answer]:
    """Where nothing was asked yet."""
    raise RuntimeError("nothing was asked")
    yield Waiting("")


def ask(app: ASGIApp, method: str, target: str, kind: str = "", body: bytes = b"") -> Heard:
    """One request to the app, and what it sent, where no page waits; redirects are not followed."""
    steps = asked(app, method, target, kind, body).__await__()
    try:
        next(steps)
    except StopIteration as done:
        return done.value
    raise RuntimeError("a page waited for something outside, which this place does not have")


async def asked(app: ASGIApp, method: str, target: str, kind: str = "", body: bytes = b"") -> Heard:
    """As ``ask``, for a page that may wait."""
    heard = Heard()

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Mapping[str, Any]) -> None:
        heard.take(message)

    await app(_scope(method, target, kind, len(body)), receive, send)
    return heard


def _scope(method: str, target: str, kind: str, length: int) -> dict[str, Any]:
    path, _, query = target.partition("#")[0].partition("?")
    return {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": "/" + path.lstrip("/"),
        "raw_path": ("/" + path.lstrip("/")).encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"site"), (b"content-type", kind.encode("latin-1")), (b"content-length", str(length).encode())],
        "client": None,
        "server": ("site", 443),
    }


_converter = Converter()
_converter.register_unstructure_hook(date, date.isoformat)
_converter.register_structure_hook(date, lambda raw, _: date.fromisoformat(raw))


def home_to_json(row: Home) -> bytes:
    """A home as the build bakes it in. Its folder, which is a place on somebody's computer, stays behind."""
    return json.dumps(_converter.unstructure(evolve(row, folder="")), ensure_ascii=False, sort_keys=True).encode()


def start(path: str = HOME_FILE) -> Engine:
    """The engine for the home that was baked in."""
    return Engine(_converter.structure(json.loads(Path(path).read_text("utf-8")), Home))
