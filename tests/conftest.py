"""For every test: no network but loopback, and no trace in the person's home folder."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-write", action="store_true", help="write the expected results of tests/golden anew")


class NetworkTouched(AssertionError):
    """A test tried to reach an address that is not this machine."""


def _is_loopback(address: object) -> bool:
    if isinstance(address, (str, bytes)):
        return True
    host = address[0] if isinstance(address, tuple) and address else ""
    return str(host) in {"localhost", "::1", ""} or str(host).startswith("127.")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    real_connect, real_lookup = socket.socket.connect, socket.getaddrinfo

    def connect(self: socket.socket, address: object) -> None:
        if not _is_loopback(address):
            raise NetworkTouched(f"connect to {address}")
        real_connect(self, address)  # type: ignore[arg-type]

    def lookup(host: object, *rest: object, **more: object) -> object:
        if host not in {None, "localhost", "127.0.0.1", "::1", b"localhost"}:
            raise NetworkTouched(f"look-up of {host}")
        return real_lookup(host, *rest, **more)  # type: ignore[arg-type]

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    socket.getaddrinfo = lookup  # type: ignore[assignment]
    yield
    socket.socket.connect, socket.getaddrinfo = real_connect, real_lookup  # type: ignore[method-assign]
