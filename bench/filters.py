"""SpamAssassin and rspamd, started by hand on loopback without network tests, and stopped again."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from .no_names import no_names

Scan = Callable[[bytes], None]
PACKAGES = ("spamassassin", "spamd", "spamc", "rspamd")
PROGRAMS = {"spamassassin": "spamd", "rspamd": "rspamd"}
PATIENCE = 60.0
"""Seconds that a server may take to come up."""
NETWORK_MODULES = (
    "hfilter", "emails", "antivirus", "arc", "asn", "bimi", "clickhouse", "dcc", "dkim", "dkim_signing", "dmarc", "elastic", "external_services", "fuzzy_check", "greylist",
    "history_redis", "mx_check", "neural", "p0f", "ratelimit", "rbl", "replies", "reputation", "spf", "surbl", "url_redirector",
)
"""What needs DNS, Redis or another server; without them rspamd keeps its phrase lists, regular expressions and MIME rules."""


class NotStarted(RuntimeError):
    """A filter did not come up."""


def there(name: str) -> bool:
    return _program(name) is not None


def _program(name: str) -> str | None:
    return shutil.which(PROGRAMS[name], path=os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin")))


def install() -> str:
    """Installs what is missing, as root or in CI only; returns one line about what is still missing, or nothing."""
    if not all(map(there, PROGRAMS)) and shutil.which("apt-get") and (os.geteuid() == 0 or os.environ.get("CI")):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
            subprocess.run([*sudo, "apt-get", *command], env=env, stdout=subprocess.DEVNULL, check=False)
    missing = [name for name in PROGRAMS if not there(name)]
    return f"missing, so not compared: {', '.join(missing)} (Debian: apt-get install {' '.join(PACKAGES)})" if missing else ""


def versions() -> dict[str, str]:
    found: dict[str, str] = {}
    for name in PROGRAMS:
        program = _program(name)
        if program:
            said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
            found[name] = next((word for word in said.split() if word[:1].isdigit()), "?")
    return found


@contextmanager
def spamassassin(folder: Path) -> Iterator[Scan]:
    """spamd with one child, local tests only, no user settings; asked over its socket as spamc does, without spamc's start."""
    port = _free_port()
    home = folder / "spamd"
    home.mkdir()
    as_user = ["-u", "nobody"] if os.geteuid() == 0 else []
    command = [_program("spamassassin") or "spamd", "-L", "-x", "-4", "--max-children=1", "--min-children=1", "-i", "127.0.0.1", "-p", str(port),
               "-s", "stderr", "--cf=use_bayes 0", "--cf=dns_available no", *as_user]

    def scan(mail: bytes) -> None:
        head = f"SYMBOLS SPAMC/1.5\r\nContent-length: {len(mail)}\r\n\r\n".encode()
        with socket.create_connection(("127.0.0.1", port), 120) as link:
            link.sendall(head + mail)
            link.shutdown(socket.SHUT_WR)
            said = b"".join(iter(lambda: link.recv(65536), b""))
        if b"EX_OK" not in said.split(b"\n", 1)[0] or b"Spam:" not in said:
            raise NotStarted(f"spamd: {said[:200]!r}")

    with _server(command, port, home / "log", {"HOME": str(home)}):
        yield scan


@contextmanager
def rspamd(folder: Path) -> Iterator[Scan]:
    """One rspamd worker with Debian's rules, with everything shut that would ask another server; asked over HTTP."""
    port, stack = _free_port(), ExitStack()
    home = folder / "rspamd"
    for name in ("db", "run", "log", "local"):
        (home / name).mkdir(parents=True)
    config = home / "rspamd.conf"
    names = stack.enter_context(no_names())
    (home / "override.inc").write_text(f'dns {{ nameserver = ["127.0.0.1:{names}"]; timeout = 0.05s; retransmits = 1; }}\n', encoding="utf-8")
    config.write_text(_rspamd_config(home, port), encoding="utf-8")
    user = ["-u", "_rspamd", "-g", "_rspamd"] if os.geteuid() == 0 else []
    if user:
        for path in (home, *home.rglob("*")):
            shutil.chown(path, "_rspamd", "_rspamd")
    places = [f"--var={name}={home / where}" for name, where in (("DBDIR", "db"), ("RUNDIR", "run"), ("LOGDIR", "log"), ("LOCAL_CONFDIR", "local"))]
    command = [_program("rspamd") or "rspamd", "-f", "-c", str(config), *places, *user]

    def scan(mail: bytes) -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("POST", "/checkv2", mail)
        said = link.getresponse().read()
        link.close()
        if b'"score"' not in said:
            raise NotStarted(f"rspamd: {said[:200]!r}")

    with stack, _server(command, port, home / "console", {}):
        yield scan


STARTS = {"spamassassin": spamassassin, "rspamd": rspamd}


def _rspamd_config(home: Path, port: int) -> str:
    """Our own main file around Debian's common one: a single scanner, no controller, no proxy, no DNS."""
    off = "\n".join(f"{name} {{ enabled = false; }}" for name in NETWORK_MODULES)
    return f"""
.include "$CONFDIR/common.conf"
options {{
    pidfile = "$RUNDIR/rspamd.pid";
    .include "$CONFDIR/options.inc"
    filters = "chartable,regexp";
    control_socket = "$DBDIR/rspamd.sock mode=0600";
    .include(priority=10) "{home / "override.inc"}"
}}
logging {{ type = "file"; filename = "{home / "log" / "rspamd.log"}"; level = "error"; }}
worker "normal" {{ bind_socket = "127.0.0.1:{port}"; count = 1; mime = true; }}
{off}
"""


@contextmanager
def _server(command: list[str], port: int, log: Path, env: dict[str, str]) -> Iterator[None]:
    """Runs a server in a session of its own, waits for its port, and ends the whole session afterwards."""
    with log.open("wb") as sink:
        process = subprocess.Popen(command, stdout=sink, stderr=sink, env={**os.environ, **env}, start_new_session=True)
        try:
            _wait(process, port, log)
            yield
        finally:
            _end(process)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NotStarted(f"{process.args!r} did not come up: {log.read_text(errors='replace')[-800:]}")


def _end(process: subprocess.Popen[bytes]) -> None:
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(10)
        except (ProcessLookupError, PermissionError):
            return
        except subprocess.TimeoutExpired:
            continue
        else:
            return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
