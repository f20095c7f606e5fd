"""The examples of docs/hosting, in a real nginx and a real Apache on loopback: what a host sends, and what it writes down."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from tools import browsers, hosts

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; "
    "img-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
ON_EVERY_ANSWER = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
    "cache-control": "no-cache",
}
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "n1.es.html": "text/html; charset=utf-8",
    "a/look.css": "text/css; charset=utf-8",
    "a/page.js": "text/javascript; charset=utf-8",
    "a/pyodide.mjs": "text/javascript; charset=utf-8",
    "a/pyodide.asm.wasm": "application/wasm",
    "a/engine.zip": "application/zip",
    "a/art/shore.svg": "image/svg+xml",
    "manifest.json": "application/json; charset=utf-8",
    "site.webmanifest": "application/manifest+json; charset=utf-8",
}
LONG = b"words of a page " * 400
Answer = tuple[int, dict[str, str], bytes]


def get(base: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """``path`` is taken as it is, dots and all, below the site's path; with a slash in front, below the host."""
    where = urlsplit(base)
    connection = http.client.HTTPConnection(where.netloc, timeout=10)
    connection.request(method, path if path.startswith("/") else where.path + path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """A site in miniature, open for reading to the user that a server changes to."""
    made = Path(tempfile.mkdtemp())
    made.chmod(0o755)
    for name in (*TYPES, "away.html"):
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_bytes(LONG)
    (made / "away.html").write_bytes(b"<title>Notes</title>")
    (made / "a/ready.js").write_bytes(LONG)
    (made / "a/ready.js.gz").write_bytes(gzip.compress(b"packed beforehand"))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module", params=["nginx", "apache"])
def host(request: pytest.FixtureRequest, folder: Path) -> Iterator[hosts.Host]:
    own = Path(tempfile.mkdtemp())
    own.chmod(0o755)
    try:
        with {"nginx": hosts.nginx, "apache": hosts.apache}[request.param](folder, own) as running:
            yield running
    except browsers.Missing as why:
        if os.environ.get("CI"):
            pytest.fail(str(why))
        pytest.skip(f"The example for {request.param} was not tested: {why}")
    finally:
        shutil.rmtree(own, ignore_errors=True)


@pytest.mark.parametrize("name", TYPES)
def test_every_file_has_its_type_and_every_header(host: hosts.Host, name: str):
    status, headers, body = get(host.base, name)
    assert (status, body) == (200, LONG)
    assert headers["content-type"] == TYPES[name]
    assert {key: headers.get(key) for key in ON_EVERY_ANSWER} == ON_EVERY_ANSWER


@pytest.mark.parametrize("path", ["", "nothing.html", "a/", "a", "a/art/", "n1.html/", ".htaccess"])
def test_the_headers_stand_on_refusals_too(host: hosts.Host, path: str):
    assert set(ON_EVERY_ANSWER) <= set(get(host.base, path)[1])


def test_a_folder_is_never_listed(host: hosts.Host):
    for path in ("a/", "a/art/"):
        status, _, body = get(host.base, path)
        assert status in {403, 404}
        assert b"look.css" not in body and b"shore.svg" not in body
        assert b"<title>Notes</title>" in body


def test_a_page_that_is_not_there_says_nothing_of_the_subject(host: hosts.Host):
    status, headers, body = get(host.base, "blackmail.html")
    assert status == 404
    assert body == b"<title>Notes</title>"
    assert headers["content-type"].startswith("text/html")


def test_the_first_page_has_one_address(host: hosts.Host):
    assert get(host.base, "")[2] == LONG
    status, headers, _ = get(host.base, hosts.PATH.rstrip("/"))
    assert status == 308
    assert headers["location"].endswith(hosts.PATH)


def test_nothing_can_be_sent_to_the_host(host: hosts.Host):
    for method in ("POST", "PUT", "DELETE"):
        assert get(host.base, "n8.html", method)[0] in {403, 404, 405}, method


def test_nothing_outside_the_folder_is_served(host: hosts.Host):
    for path in ("../elsewhere/plain.txt", "..%2felsewhere/plain.txt", "%2e%2e/%2e%2e/etc/passwd", "a/../../../etc/passwd"):
        status, _, body = get(host.base, path)
        assert status >= 400, path
        assert b"root:" not in body and b"elsewhere" not in body


def test_text_is_packed_on_the_way(host: hosts.Host):
    for name in ("index.html", "a/page.js", "a/pyodide.asm.wasm"):
        _, headers, body = get(host.base, name, **{"Accept-Encoding": "gzip"})
        assert headers.get("content-encoding") == "gzip", name
        assert gzip.decompress(body) == LONG
        assert "accept-encoding" in headers["vary"].lower()


def test_nginx_sends_a_file_that_was_packed_beforehand_as_it_lies_there(host: hosts.Host):
    if host.program != "nginx":
        pytest.skip("the example for Apache packs on the way only")
    _, headers, body = get(host.base, "a/ready.js", **{"Accept-Encoding": "gzip"})
    assert headers["content-type"] == "text/javascript; charset=utf-8"
    assert gzip.decompress(body) == b"packed beforehand"
    assert get(host.base, "a/ready.js")[2] == LONG


def test_an_unchanged_file_is_not_sent_again(host: hosts.Host):
    tag = get(host.base, "index.html")[1]["etag"]
    status, headers, body = get(host.base, "index.html", **{"If-None-Match": tag})
    assert (status, body) == (304, b"")
    assert "content-security-policy" in headers, "a browser takes the policy of the answer it asked for last"


def test_no_visit_is_written_down(host: hosts.Host):
    before = len(host.access_log.read_text("utf-8")) if host.access_log.exists() else 0
    for path in ("", "index.html", "n1.es.html", "nothing.html", "a/", hosts.PATH.rstrip("/"), "/plain.txt"):
        get(host.base, path)
    written = host.access_log.read_text("utf-8")[before:]
    assert "plain.txt" in written, "the server does log elsewhere, so the silence means something"
    assert "notes" not in written and "n1" not in written and "nothing" not in written


def test_the_error_log_holds_no_address_of_a_visitor(host: hosts.Host):
    before = len(host.error_log.read_text("utf-8", "replace"))
    for path in ("nothing.html", "a/", "n1.html/"):
        get(host.base, path)
    assert "127.0.0.1" not in host.error_log.read_text("utf-8", "replace")[before:]
