"""Starts a real nginx or Apache on loopback with the very example of docs/hosting, for tests and benches."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from attrs import frozen

from . import browsers

EXAMPLES = browsers.ROOT / "docs/hosting"
FOLDER = "/srv/notes"
"""The one thing that is replaced in the examples."""
PATH = "/help/notes/"
STARTS_WITHIN = 10.0

_NGINX = """daemon off; master_process off; pid {own}/nginx.pid; error_log {own}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log {own}/access.log;
  client_body_temp_path {own}/t1; proxy_temp_path {own}/t2; fastcgi_temp_path {own}/t3; uwsgi_temp_path {own}/t4; scgi_temp_path {own}/t5;
  server {{ listen 127.0.0.1:{port}; root {own}/elsewhere; include {own}/notes.conf; }}
}}
"""
_APACHE = """ServerRoot {own}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {own}/apache.pid
DefaultRuntimeDir {own}
Mutex file:{own}
{modules}
{user}
TypesConfig /dev/null
DocumentRoot {own}/elsewhere
ErrorLog {own}/error.log
ErrorLogFormat "[%t] [%l] %M"
LogFormat "%h %r" plain
CustomLog {own}/access.log plain env=!notes
<Directory {own}/elsewhere>
Require all granted
</Directory>
Include {own}/notes.conf
"""
_MODULES = ("mpm_event", "authz_core", "alias", "dir", "mime", "headers", "setenvif", "filter", "deflate")


@frozen
class Host:
    base: str
    """Address of the first page, with the slash at its end."""
    access_log: Path
    error_log: Path
    program: str


@contextmanager
def nginx(folder: Path, own: Path) -> Iterator[Host]:
    """Serves ``folder`` under /help/notes/; ``own`` is an empty folder for nginx's files."""
    port = _prepared("nginx.conf", folder, own)
    main = own / "main.conf"
    main.write_text(_NGINX.format(own=own, port=port), "utf-8")
    with _running([browsers.nginx(), "-p", str(own), "-e", str(own / "error.log"), "-c", str(main)], port, own) as host:
        yield host


@contextmanager
def apache(folder: Path, own: Path) -> Iterator[Host]:
    """The same with Apache; started by root it gives its rights up, so both folders must be open to anybody for reading."""
    program = browsers.apache()
    port = _prepared("apache.conf", folder, own)
    built_in = subprocess.run([program, "-l"], capture_output=True, text=True, check=True).stdout
    modules = "\n".join(f"LoadModule {one}_module {_module(one)}" for one in _MODULES if f"mod_{one}.c" not in built_in)
    main = own / "main.conf"
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    main.write_text(_APACHE.format(own=own, port=port, modules=modules, user=user), "utf-8")
    with _running([program, "-DFOREGROUND", "-f", str(main)], port, own) as host:
        yield host


def _module(name: str) -> str:
    folders = ("/usr/lib/apache2/modules", "/usr/lib64/httpd/modules", "/usr/libexec/apache2")
    return next((f"{folder}/mod_{name}.so" for folder in folders if Path(f"{folder}/mod_{name}.so").exists()), f"modules/mod_{name}.so")


def _prepared(example: str, folder: Path, own: Path) -> int:
    text = (EXAMPLES / example).read_text("utf-8")
    (own / "elsewhere").mkdir()
    (own / "elsewhere/plain.txt").write_text("elsewhere\n", "utf-8")
    (own / "notes.conf").write_text(text.replace(FOLDER, str(folder)), "utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(command: list[str], port: int, own: Path) -> Iterator[Host]:
    with (own / "said.txt").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said)
    try:
        _wait(process, port, own)
        yield Host(f"http://127.0.0.1:{port}{PATH}", own / "access.log", own / "error.log", Path(command[0]).name)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, own: Path) -> None:
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    log = own / "error.log"
    said = (own / "said.txt").read_text("utf-8", "replace") + (log.read_text("utf-8", "replace") if log.exists() else "")
    raise RuntimeError(f"the server did not start: {said[-800:]}")
