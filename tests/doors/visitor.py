"""Drives the pages without a server: an ASGI request in, the answer out."""

from __future__ import annotations

import asyncio
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode

from standfast.doors.web import OneNotebook, Place, create
from standfast.knowledge import home

NIGHT = datetime(2026, 11, 24, 23, 40)


class Answer:
    def __init__(self, status: int, headers: dict[str, str], body: bytes, path: str) -> None:
        self.status, self.headers, self.body, self.path = status, headers, body, path

    @property
    def text(self) -> str:
        return self.body.decode()

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Attributes of every element of this tag that has the wanted attributes; ``class_`` means one of the classes."""
        found = _Tags(tag)
        found.feed(self.text)
        return [one for one in found.found if all(_has(one, key.rstrip("_"), value) for key, value in wanted.items())]


def _has(one: dict[str, str], key: str, value: str) -> bool:
    return value in one.get(key, "").split() if key == "class" else one.get(key) == value


class _Tags(HTMLParser):
    def __init__(self, tag: str) -> None:
        super().__init__()
        self.tag, self.found = tag, []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag == self.tag:
            self.found.append({key: value or "" for key, value in attrs})


class Visitor:
    """One person with one notebook. Follows the answer to a post, as a browser does."""

    def __init__(self, home_name: str = "GB-derbyshire", *, live: bool = True, where: str = "computer", largest: int = 1_000_000) -> None:
        self.notebooks = OneNotebook()
        self.place = Place(home(home_name), self.notebooks, lambda: NIGHT, live=live, where=where, largest=largest)
        self.app = create(self.place)

    def get(self, path: str = "index.html") -> Answer:
        return self._go("GET", path, b"", "")

    def post(self, path: str, fields: list[tuple[str, str]] | dict[str, str]) -> Answer:
        return self._go("POST", path, urlencode(fields).encode(), "application/x-www-form-urlencoded")

    def send(self, path: str, message: str = "", file: bytes | None = None, name: str = "a.eml") -> Answer:
        """The message form, as a browser sends it."""
        part = b'--XX\r\nContent-Disposition: form-data; name="message"\r\n\r\n' + message.encode() + b"\r\n"
        if file is not None:
            part += f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + file + b"\r\n"
        return self._go("POST", path, part + b"--XX--\r\n", "multipart/form-data; boundary=XX")

    def _go(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        answer = asyncio.run(self._ask(method, path, body, kind))
        if answer.status == 303:
            return self.get(answer.headers["location"].lstrip("/").partition("#")[0])
        return answer

    async def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        target, _, query = path.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": f"/{target}",
            "raw_path": f"/{target}".encode(), "query_string": query.encode(), "root_path": "", "scheme": "http",
            "headers": [(b"host", b"127.0.0.1"), (b"content-type", kind.encode()), (b"content-length", str(len(body)).encode())],
            "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 1),
        }  # fmt: skip
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, receive, send)
        head = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
        return Answer(sent[0]["status"], head, b"".join(one.get("body", b"") for one in sent[1:]), target)
