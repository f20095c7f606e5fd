"""Files that never end, names that are no letters, servers that never finish: a refusal, soon, in our own words."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

pytest.importorskip("pyrage")

from standfast.doors.cli import stamping
from standfast.keep.pack import verify
from standfast.model import CannotOpen, StampRefused


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([sys.executable, "-m", "standfast", *words], capture_output=True, cwd=folder, timeout=60, stdin=subprocess.DEVNULL)
    out = (done.stdout + done.stderr).decode("utf-8", "replace")
    assert "Traceback" not in out, out
    assert not any(gap in out for gap in ("{reason}", "{choices}", "{why}")), out
    return subprocess.CompletedProcess(done.args, done.returncode, out, "")


def test_a_pipe_or_a_missing_file_is_no_pack_and_nobody_waits(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", "/dev/zero", tmp_path, tmp_path / "not-there"):
        with pytest.raises(CannotOpen) as failed:
            verify(Path(name))
        assert failed.value.detail["reason"]


@pytest.mark.parametrize("option", ["--identity", "--roots"])
def test_keys_from_a_device_that_never_ends_are_refused(tmp_path: Path, option: str):
    (tmp_path / "a.zip").write_bytes(b"no pack")
    assert run(tmp_path, "verify", "a.zip", option, "/dev/zero").returncode == 2


def test_a_sparse_file_of_ten_gigabytes_is_refused_soon(tmp_path: Path):
    with (tmp_path / "large").open("wb") as out:
        out.truncate(10 * 2**30)
    start = time.monotonic()
    assert run(tmp_path, "verify", "large").returncode == 2
    assert time.monotonic() - start < 20


def test_a_file_name_that_is_no_letters_can_be_sealed(tmp_path: Path):
    key = ["--passphrase-file", "key"]
    (tmp_path / "key").write_text("plum anchor velvet tundra oboe\n")
    name = b"half\xff.txt".decode("utf-8", "surrogateescape")
    (tmp_path / name).write_text("Pay me 200 USD tonight or I send your nudes to everyone.\n")
    for words in (["new", "a.standfast"], ["add", "a.standfast", name], ["export", "a.standfast", "--for", "police"]):
        done = run(tmp_path, "case", *words, *key)
        assert done.returncode == 0, done.stdout
    assert run(tmp_path, "verify", "pack-police.zip").returncode == 0


def test_a_key_that_is_no_key_is_refused_with_a_whole_sentence(tmp_path: Path):
    key = ["--passphrase-file", "key"]
    (tmp_path / "key").write_text("plum anchor velvet tundra oboe\n")
    (tmp_path / "m.txt").write_text("Pay me 200 USD tonight or I send your nudes to everyone.\n")
    run(tmp_path, "case", "new", "a.standfast", *key)
    run(tmp_path, "case", "add", "a.standfast", "m.txt", *key)
    for wrong in ("age1wrong", "nothing"):
        assert run(tmp_path, "case", "export", "a.standfast", "--for", "police", "--to", wrong, *key).returncode == 2
    assert {path.name for path in tmp_path.iterdir()} <= {"key", "m.txt", "a.standfast", ".a.standfast.lock"}


@pytest.mark.parametrize("how", ["no http", "slow", "large", "error"])
def test_a_stamping_server_that_misbehaves_is_refused_in_time(how: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(stamping, "WAIT", 1)

    class Odd(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            if how == "no http":
                self.wfile.write(b"\0not http at all\r\n\r\n")
                return
            self.send_response(500 if how == "error" else 200)
            self.end_headers()
            try:
                for _ in range(100):
                    self.wfile.write(b"x" * (2**17 if how == "large" else 1))
                    time.sleep(0 if how == "large" else 0.1)
            except OSError:
                return

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Odd)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    start = time.monotonic()
    with pytest.raises(StampRefused):
        stamping.ask_server(f"http://127.0.0.1:{server.server_port}/", b"query")
    assert time.monotonic() - start < 5
    server.shutdown()
    server.server_close()
