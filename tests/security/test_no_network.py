"""Nothing leaves the device: the guard works, and the program never needs it to."""

from __future__ import annotations

import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_the_guard_refuses_every_address_but_loopback():
    with pytest.raises(AssertionError), socket.socket() as s:
        s.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError):
        socket.getaddrinfo("example.com", 80)


def test_checking_a_message_loads_no_network_module_at_all():
    code = (
        "import sys, datetime\n"
        "from standfast import pipeline\n"
        f"list(pipeline.check({str(ROOT / 'examples/bluff.eml')!r}, datetime.datetime(2026, 11, 24, 2, 0), {{'country': 'GB'}}))\n"
        "print(sorted({'socket', 'ssl', 'http.client', 'urllib.request', 'asyncio'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(eval(done.stdout)) <= {"socket"}, "email.utils may import socket; nothing may open one"


def test_no_file_of_ours_is_written_when_a_message_is_checked(tmp_path: Path):
    env = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "standfast", "check", str(ROOT / "examples/bluff.eml"), "--country", "GB"],
        capture_output=True,
        env=env,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == []
