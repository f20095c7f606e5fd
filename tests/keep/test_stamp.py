"""Time stamps, from a stamping server on this machine that is made of the openssl command."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from tools import pack_vectors as vectors

from standfast.keep.pack import Compare, PackPart, verify
from standfast.keep.stamp import read_reply, request
from standfast.model import StampRefused

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs the openssl command")
HASH = json.loads(vectors.log()[-1])["hash"]
CONFIG = """
[tsa]
default_tsa = here
[here]
dir = {folder}
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/more.pem
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
ess_cert_id_alg = sha256
"""


def certificate(name: str, key, issuer: str, issuer_key, stamps: bool) -> bytes:
    """A root, or what a root lets stamp."""
    now = datetime.now(UTC)
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, one)]) for one in (name, issuer)]
    made = x509.CertificateBuilder(names[1], names[0], key.public_key(), x509.random_serial_number(), now - timedelta(days=1), now + timedelta(days=9))
    made = made.add_extension(x509.BasicConstraints(not stamps, None), critical=True)
    made = made.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    made = made.add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    if stamps:
        made = made.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
    usage = x509.KeyUsage(stamps, False, False, False, False, not stamps, not stamps, False, False)
    return made.add_extension(usage, critical=True).sign(issuer_key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


class Server:
    """Answers as a stamping server does, and counts who asked."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        self.root = certificate("Root of the test", root, "Root of the test", root, stamps=False)
        (folder / "tsa.pem").write_bytes(certificate("Stamps of the test", own, "Root of the test", root, stamps=True))
        form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        (folder / "tsa.key").write_bytes(own.private_bytes(*form))
        (folder / "more.pem").write_bytes(self.root)
        (folder / "serial").write_text("01")
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        self.asked: list[bytes] = []
        self.heads: list[dict[str, str]] = []

    def answer(self, asked: bytes) -> bytes:
        self.asked.append(asked)
        (self.folder / "q.tsq").write_bytes(asked)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-out", "r.tsr"]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        return (self.folder / "r.tsr").read_bytes()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Server:
    return Server(tmp_path_factory.mktemp("tsa"))


@pytest.fixture(scope="module")
def address(server: Server) -> Iterator[str]:
    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            server.heads.append(dict(self.headers))
            reply = server.answer(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.end_headers()
            self.wfile.write(reply)

        def log_message(self, format: str, *args: object) -> None:
            del format, args

    listening = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listening.server_port}/"
    listening.shutdown()
    listening.server_close()


def test_a_server_over_loopback_stamps_the_last_hash_and_the_named_root_is_followed(server: Server, address: str) -> None:
    asked = request(HASH)
    sent = urllib.request.Request(address, asked, {"Content-Type": "application/timestamp-query"})
    with urllib.request.urlopen(sent) as opened:
        reply = opened.read()
    stamp = read_reply(reply, HASH, server.root, asked)
    assert stamp.trusted is True
    assert stamp.server == "CN=Stamps of the test"
    assert stamp.policy == "1.2.3.4"
    assert abs(datetime.fromisoformat(stamp.time) - datetime.now(UTC)) < timedelta(minutes=1)
    assert stamp.serial.isdigit()


def test_without_a_named_root_nothing_is_called_trusted(server: Server) -> None:
    assert read_reply(server.answer(request(HASH)), HASH).trusted is None


def test_another_root_is_not_the_one(server: Server, tmp_path: Path) -> None:
    assert read_reply(server.answer(request(HASH)), HASH, Server(tmp_path).root).trusted is False


def test_what_is_sent_tells_nothing_but_a_hash_of_the_hash(server: Server) -> None:
    import hashlib

    asked = request(HASH)
    assert hashlib.sha256(HASH.encode()).digest() in asked
    assert HASH.encode() not in asked and bytes.fromhex(HASH) not in asked
    assert len(asked) < 90


def test_two_requests_for_one_hash_differ_by_their_nonce() -> None:
    assert request(HASH) != request(HASH)


@pytest.mark.parametrize("wrong", ["", "x", HASH[:-1], HASH.upper(), HASH + "\n"])
def test_what_is_no_hash_is_not_stamped(wrong: str) -> None:
    with pytest.raises(StampRefused):
        request(wrong)


def refused(*args: object) -> str:
    with pytest.raises(StampRefused) as told:
        read_reply(*args)
    return told.value.place


def test_a_reply_that_is_none_is_refused(server: Server) -> None:
    good = server.answer(request(HASH))
    assert refused(b"", HASH) == refused(b"<html>busy</html>", HASH) == refused(good[:-1], HASH) == refused(bytes(2**20 + 1), HASH) == "reply"


def test_a_stamp_of_another_log_is_refused(server: Server) -> None:
    assert refused(server.answer(request("0" * 64)), HASH) == "hash"


def test_an_answer_to_an_earlier_request_is_refused(server: Server) -> None:
    assert refused(server.answer(request(HASH)), HASH, server.root, request(HASH)) == "nonce"


def test_a_server_that_says_no_is_believed(server: Server) -> None:
    assert refused(server.answer(b"not a request"), HASH) == "status"


def test_roots_that_are_no_certificates_are_refused(server: Server) -> None:
    assert refused(server.answer(request(HASH)), HASH, b"nothing") == "roots"


def test_every_flipped_byte_of_a_reply_is_refused_or_not_trusted(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    good = server.answer(request(HASH))
    true = read_reply(good, HASH, server.root)
    seen, same = [], 0
    for place in range(len(good)):
        changed = bytearray(good)
        changed[place] ^= 0x01
        try:
            stamp = read_reply(bytes(changed), HASH, server.root)
        except StampRefused:
            continue
        if stamp.trusted:
            same += stamp == true
            seen.append((place, stamp))
    with capsys.disabled():
        print(f"\nbit flips caught (time stamp): {len(good) - len(seen)} of {len(good)}, {same} more that change nothing it says")
    assert len(seen) == same


def test_a_reply_with_two_certificates_for_one_signer_is_refused(server: Server) -> None:
    """The library would look at one for what it may sign, and at the other for the signature."""
    good = server.answer(request(HASH))
    (server.folder / "more.pem").write_bytes((server.folder / "tsa.pem").read_bytes())
    doubled = bytearray(server.answer(request(HASH)))
    (server.folder / "more.pem").write_bytes(server.root)
    assert read_reply(good, HASH, server.root).trusted
    assert read_reply(bytes(doubled), HASH, server.root).trusted, "twice the same one does no harm"
    place = doubled.rindex(b"Stamps of the test")
    doubled[place] ^= 0x20
    assert refused(bytes(doubled), HASH, server.root) == "reply"


def stamped_pack(reply: bytes, compare: Compare | None = None):
    return verify(io.BytesIO(vectors.pack(files=[*vectors.parts(), PackPart("data/stamps/3.tsr", reply)])), compare=compare)


def test_a_pack_says_of_its_stamps_what_the_named_root_says(server: Server, tmp_path: Path) -> None:
    reply = server.answer(request(HASH))
    assert stamped_pack(reply).state("stamp") == "not-checked"
    held = stamped_pack(reply, Compare(roots=server.root))
    assert held.state("stamp") == "holds" and held.holds
    assert held.stamps[0].line == 3 and held.stamps[0].server == "CN=Stamps of the test"
    assert stamped_pack(reply, Compare(roots=Server(tmp_path).root)).state("stamp") == "fails"
    assert stamped_pack(server.answer(request("0" * 64))).state("stamp") == "fails"


@pytest.mark.parametrize("name", ["000003.tsr", "4.tsr", "0.tsr", "x.tsr", "3.txt"])
def test_a_stamp_under_the_name_of_no_line_or_another_is_told(server: Server, name: str) -> None:
    part = PackPart(f"data/stamps/{name}", server.answer(request(HASH)))
    held = verify(io.BytesIO(vectors.pack(files=[*vectors.parts(), part])), compare=Compare(roots=server.root))
    assert [(fault.code, fault.state) for fault in held.faults] == [("stamp", "fails")]


def test_the_openssl_command_checks_it_as_the_format_page_says(server: Server) -> None:
    (server.folder / "3.tsr").write_bytes(server.answer(request(HASH)))
    (server.folder / "roots.pem").write_bytes(server.root)
    (server.folder / "hash").write_text(HASH)
    done = subprocess.run(["openssl", "ts", "-verify", "-data", "hash", "-in", "3.tsr", "-CAfile", "roots.pem"], cwd=server.folder, capture_output=True)
    assert b"OK" in done.stdout + done.stderr


def test_a_case_is_stamped_by_command_and_its_pack_shows_the_time_to_whoever_trusts_the_root(server: Server, address: str, tmp_path: Path) -> None:
    def run(*words: str, key: bool = True, code: int = 0) -> str:
        command = [sys.executable, "-m", "standfast", *words, *(["--passphrase-file", "key"] if key else [])]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    (tmp_path / "key").write_text("plum anchor velvet tundra oboe\n")
    (tmp_path / "tsa").mkdir()
    (tmp_path / "root.pem").write_bytes(server.root)
    (tmp_path / "other.pem").write_bytes(Server(tmp_path / "tsa").root)
    (tmp_path / "threat.txt").write_text("Pay me 200 USD tonight or I send your nudes to everyone.\n")
    run("case", "new", "a.standfast")
    run("case", "add", "a.standfast", "threat.txt")
    before = len(server.asked)
    stamped = json.loads(run("case", "stamp", "a.standfast", "--server", address, "--yes-send-to", address, "--roots", "root.pem", "--json"))
    assert stamped["trusted"] is True
    assert len(server.asked) == before + 1, "one request, and no other"
    assert set(server.heads[-1]) <= {"Host", "Content-Type", "Content-Length", "Accept", "Accept-Encoding", "User-Agent", "Connection"}
    assert "standfast" not in str(server.heads[-1]).lower(), "the server does not learn which program asked"
    run("case", "verify", "a.standfast")
    run("case", "export", "a.standfast", "--for", "police", "--out", "p.zip")
    found = json.loads(run("verify", "p.zip", "--roots", "root.pem", "--json", key=False))
    assert [(one["state"], one["time"]) for one in found["stamps"]] == [("holds", stamped["time"])]
    assert json.loads(run("verify", "p.zip", "--json", key=False))["stamps"][0]["state"] == "not-checked"
    run("verify", "p.zip", "--roots", "other.pem", key=False, code=1)
