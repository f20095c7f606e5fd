"""Starts the real server with its locks, and knocks on it as a browser would, or as nobody should."""

from __future__ import annotations

import http.client
import os
import queue
import re
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

WAITS = 30.0
SHORT_LIVED = "import standfast.doors.web.sessions as s; s.IDLE = {idle}; from standfast.doors.cli import main; main()"
LINK = re.compile(r"http://127\.0\.0\.1:(\d+)/\?key=([\w-]+)")
BOUNDARY = "----notes"


class Answer:
    def __init__(self, raw: http.client.HTTPResponse) -> None:
        self.status = raw.status
        self.pairs = [(name.lower(), value) for name, value in raw.getheaders()]
        self.body = raw.read()

    @property
    def headers(self) -> dict[str, str]:
        return dict(self.pairs)

    @property
    def text(self) -> str:
        return self.body.decode()


class Running:
    """A server that somebody started in a terminal."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()
        self.port, self.key = self.next_link()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self._lines.put(line)

    def next_link(self, within: float = WAITS) -> tuple[int, str]:
        """The port and key of the next link in the terminal. Raises queue.Empty when none is printed in time."""
        while True:
            self.printed.append(self._lines.get(timeout=within))
            found = LINK.search(self.printed[-1])
            if found:
                return int(found[1]), found[2]

    def prints_a_link(self, within: float) -> bool:
        try:
            self.next_link(within)
        except queue.Empty:
            return False
        return True

    @property
    def most_memory(self) -> int:
        """Bytes that were resident at the worst moment so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]

    def knock(self, method: str, path: str, headers: dict[str, str] | None = None, body: bytes | Iterable[bytes] = b"") -> Answer:
        """One request, with the right Host and nothing else unless said. ``headers`` with an empty value leave that one out."""
        sent = {"Host": f"127.0.0.1:{self.port}"} | (headers or {})
        if isinstance(body, bytes) and method == "POST":
            sent.setdefault("Content-Length", str(len(body)))
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            if value:
                connection.putheader(name, value)
        connection.endheaders()
        for piece in [body] if isinstance(body, bytes) else body:
            if piece:
                connection.send(piece)
        answer = Answer(connection.getresponse())
        connection.close()
        return answer

    def enter(self, key: str = "") -> Browser:
        """Opens the one-time link."""
        answer = self.knock("GET", f"/?key={key or self.key}")
        assert answer.status == 303, "the key did not open"
        return Browser(self, answer.headers["set-cookie"].partition(";")[0])


class Browser:
    """Somebody with a session, whose browser says honestly where a request comes from."""

    def __init__(self, running: Running, cookie: str) -> None:
        self.running, self.cookie = running, cookie

    def get(self, path: str, **more: str) -> Answer:
        return self.running.knock("GET", path, {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"} | more)

    def post(self, path: str, fields: str = "", **more: str) -> Answer:
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        headers = {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"} | kind | more
        return self.running.knock("POST", path, headers, fields.encode())

    def send(self, path: str, body: bytes | Iterable[bytes], **more: str) -> Answer:
        kind = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        return self.running.knock("POST", path, {"Cookie": self.cookie, "Sec-Fetch-Site": "same-origin"} | kind | more, body)


def part(name: str, value: bytes, file_name: str | None = None) -> bytes:
    """One part of a multipart form."""
    named = "" if file_name is None else f'; filename="{file_name}"'
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


@contextmanager
def running(folder: Path, idle: float | None = None, browser: str = "") -> Iterator[Running]:
    """``standfast app`` as its command starts it, with ``folder`` as home and temp folder.

    ``idle``: other seconds of idleness. ``browser``: the command that opens a link; none is opened without.
    """
    start = ["-m", "standfast"] if idle is None else ["-c", SHORT_LIVED.format(idle=idle)]
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    env |= {"BROWSER": browser} if browser else {}
    command = [sys.executable, *start, "app", "--browser" if browser else "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=env, cwd=folder)
    try:
        yield Running(process)
    finally:
        process.terminate()
        process.wait(10)
