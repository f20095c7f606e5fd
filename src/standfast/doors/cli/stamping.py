"""The one place where a command sends anything: 32 bytes of hash to a time-stamping server that the person named, each time asked."""

from __future__ import annotations

import ipaddress
from http.client import HTTPException, HTTPResponse
from time import monotonic
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from standfast.model import BadAnswer, StampRefused

LARGEST = 1024 * 1024
WAIT = 30
"""Seconds."""


class _NoDetour(HTTPRedirectHandler):
    """Nothing goes to another place than the one that was shown."""

    def redirect_request(self, *_args: object, **_more: object) -> None:
        return None


def address(server: str) -> tuple[str, str]:
    """(host, whole address) of a server as it was typed. Plain http is how most of them answer; the reply is signed. Raises BadAnswer."""
    try:
        found = urlsplit(server)
        port = f":{found.port}" if found.port else ""
        if found.scheme not in {"http", "https"} or not found.hostname or found.username or found.password:
            raise ValueError(server)
        if not server.isascii() or not server.isprintable() or " " in server:
            raise ValueError(server)
    except ValueError as error:
        raise BadAnswer(place="--server", value=server, choices="https://tsa.example/") from error
    return found.hostname + port, server


def is_here(host: str) -> bool:
    """Whether it is this computer."""
    name = host.rsplit(":", 1)[0]
    try:
        return ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return name == "localhost"


def ask_server(server: str, query: bytes) -> bytes:
    """Sends one RFC 3161 request, and nothing else of this device but what HTTP itself needs. Raises StampRefused."""
    head = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply", "User-Agent": "timestamp"}
    opener = build_opener(_NoDetour) if not is_here(address(server)[0]) else build_opener(_NoDetour, ProxyHandler({}))
    try:
        with opener.open(Request(server, data=query, headers=head, method="POST"), timeout=WAIT) as answer:  # noqa: S310  http(s) alone
            reply = _read(answer)
    except (URLError, HTTPException, OSError, ValueError) as error:
        raise StampRefused(place=address(server)[0]) from error
    if len(reply) > LARGEST:
        raise StampRefused(place=address(server)[0])
    return reply


def _read(answer: HTTPResponse) -> bytes:
    """What comes within WAIT: a server that sends a byte now and then is not waited for. Raises TimeoutError."""
    reply, end = b"", monotonic() + WAIT
    while len(reply) <= LARGEST and (piece := answer.read1(65536)):
        reply += piece
        if monotonic() > end:
            raise TimeoutError
    return reply
