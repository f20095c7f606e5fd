"""The commands around a case, as a script types them. Everything here is invented."""

from __future__ import annotations

import io
import json
import os
import pty
import select
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

pytest.importorskip("pyrage")

SECRET = "zebra-canary-word"
WORDS = "plum anchor velvet tundra oboe"
OTHER = "copper lantern drizzle walnut fjord"
PICTURE = b"\xff\xd8\xff\xe0" + b"invented picture bytes " * 40
MESSAGE = f"I have your nudes. Pay me 200 USD tonight or I send them to everyone you know. {SECRET}".encode()
ROOT = Path(__file__).resolve().parents[2]


class Desk:
    """A home, a folder for temporary files and a folder to work in, all watched."""

    def __init__(self, root: Path) -> None:
        self.work, self.home, self.tmp = root / "work", root / "home", root / "tmp"
        self.keys = root / "keys"
        for folder in (self.work, self.home, self.tmp, self.keys):
            folder.mkdir()
        (self.keys / "passphrase").write_text(WORDS + "\n")
        self.env = {"PATH": os.environ["PATH"], "HOME": str(self.home), "TMPDIR": str(self.tmp), "LC_ALL": "C", "PYTHONPATH": str(ROOT / "src")}
        self.out = ""

    def run(self, *words: str, given: bytes = b"", env: dict[str, str] | None = None, key: bool = True) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "standfast", *words, *(["--passphrase-file", str(self.keys / "passphrase")] if key else [])]
        done = subprocess.run(command, input=given, capture_output=True, check=False, env=env or self.env, cwd=self.work, timeout=120)
        out, err = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in err, err
        assert WORDS not in out + err, "the passphrase is never printed"
        self.out += out
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    def open_copies(self, secret: str = SECRET) -> list[Path]:
        """Files that hold a word in the clear, as it is or packed."""
        found = []
        for folder in (self.work, self.home, self.tmp):
            for path in folder.rglob("*"):
                if path.is_file() and secret.encode() in path.read_bytes():
                    found.append(path)
        return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def kept(desk: Desk) -> Desk:
    assert desk.run("case", "new", "mine.standfast", "--json").returncode == 0
    done = desk.run("case", "add", "mine.standfast", "-", "--json", given=MESSAGE)
    assert done.returncode == 0, done.stderr
    return desk


def test_a_message_is_kept_shown_and_found_whole(kept: Desk):
    row = json.loads(kept.run("case", "show", "mine.standfast", "0001", "--json").stdout)
    assert row["kind"] == "messages" and row["judged"][0]["verdict"]["kind"] == "image-threat"
    assert SECRET in kept.run("case", "show", "mine.standfast", "0001", "--full").stdout
    status = json.loads(kept.run("case", "status", "mine.standfast", "--json").stdout)
    assert status["entries"] == 1 and status["log_holds"] and status["next"]
    done = kept.run("case", "verify", "mine.standfast", "--json")
    assert done.returncode == 0 and json.loads(done.stdout)["holds"]


def test_nothing_open_touches_the_disk_whatever_is_done(kept: Desk):
    seen: list[Path] = []
    stop = threading.Event()

    def watch() -> None:
        while not stop.is_set():
            for path in (*kept.tmp.rglob("*"), *kept.home.rglob("*"), *kept.work.rglob("*")):
                try:
                    if path.is_file() and SECRET.encode() in path.read_bytes():
                        seen.append(path)
                except OSError:
                    pass

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        for command in (
            ["case", "note", "mine.standfast", f"a note with {SECRET}"],
            ["case", "fact", "mine.standfast", f"name={SECRET}"],
            ["case", "answer", "mine.standfast", "country=GB", "shown_age=18-24"],
            ["case", "paid", "mine.standfast", "--how", "bank", "--to", SECRET],
            ["case", "follow", "mine.standfast", "--kind", "reminder", "--due", "2026-12-01", "--text", SECRET],
            ["case", "seen", "mine.standfast", "--where", SECRET],
            ["case", "show", "mine.standfast"],
            ["case", "status", "mine.standfast"],
            ["case", "remind", "mine.standfast", "--out", "dates.ics"],
            ["case", "verify", "mine.standfast"],
            ["case", "remove", "mine.standfast", "note/1"],
            ["letter", "--case", "mine.standfast"],
        ):
            done = kept.run(*command)
            assert done.returncode == 0, (command, done.stderr)
    finally:
        stop.set()
        watcher.join()
    assert not seen and not kept.open_copies()
    assert not kept.open_copies(WORDS)
    assert {path.name for path in kept.work.iterdir()} <= {"mine.standfast", "mine.standfast.lock", ".mine.standfast.lock", "dates.ics"}


def test_what_is_removed_is_gone_from_the_file(kept: Desk):
    assert kept.run("case", "remove", "mine.standfast", "1", "--yes").returncode == 0
    done = kept.run("case", "show", "mine.standfast", "0001")
    assert done.returncode == 2 and "SF-CASE-007" in done.stderr
    case = kept.run("case", "show", "mine.standfast", "--json").stdout
    assert SECRET not in case and "removed" in case
    with zipfile.ZipFile(kept.work / "mine.standfast") as inside:
        assert not [name for name in inside.namelist() if name.startswith("items/")]


def test_a_picture_is_not_stored_unless_somebody_says_that_it_shows_words(kept: Desk):
    for name, data in (("one.jpg", PICTURE), ("called.txt", PICTURE), ("a.pdf", b"%PDF-1.4\n")):
        (kept.work / name).write_bytes(data)
        before = (kept.work / "mine.standfast").read_bytes()
        done = kept.run("case", "add", "mine.standfast", name)
        assert done.returncode == 2 and "SF-READ-012" in done.stderr
        assert (kept.work / "mine.standfast").read_bytes() == before


def test_all_files_are_added_or_none(kept: Desk):
    (kept.work / "good.txt").write_bytes(b"Pay me or I send it to your friends.")
    before = (kept.work / "mine.standfast").read_bytes()
    assert kept.run("case", "add", "mine.standfast", "good.txt", "gone.txt").returncode == 2
    assert (kept.work / "mine.standfast").read_bytes() == before


def test_the_same_file_is_kept_once(kept: Desk):
    assert kept.run("case", "add", "mine.standfast", "-", given=MESSAGE).returncode == 0
    assert json.loads(kept.run("case", "status", "mine.standfast", "--json").stdout)["entries"] == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["case", "new", "mine.standfast"], "SF-CASE-009"),
        (["case", "show", "other.standfast"], "SF-CASE-001"),
        (["case", "note", "good.txt", "x"], "SF-CASE-003"),
        (["case", "answer", "mine.standfast", "paid=perhaps"], "SF-ASK-001"),
        (["case", "paid", "mine.standfast", "--how", "shells"], "SF-ASK-001"),
        (["case", "follow", "mine.standfast", "--kind", "x"], "SF-ASK-001"),
        (["case", "follow", "mine.standfast", "--due", "soon"], "SF-ASK-001"),
        (["case", "remove", "mine.standfast", "note/9"], "SF-CASE-007"),
        (["case", "export", "mine.standfast", "--for", "nobody"], "SF-PACK-002"),
        (["case", "stamp", "mine.standfast", "--server", "ftp://x.example"], "SF-ASK-001"),
        (["case", "remind", "mine.standfast", "--out", "mine.standfast"], "SF-CASE-009"),
    ],
)
def test_what_cannot_be_done_gets_a_sentence_with_its_code(kept: Desk, words: list[str], code: str):
    (kept.work / "good.txt").write_bytes(b"no case")
    done = kept.run(*words)
    assert done.returncode == 2 and code in done.stderr, done.stderr


def test_a_wrong_passphrase_opens_nothing(kept: Desk):
    (kept.keys / "passphrase").write_text("some other words that do not fit")
    done = kept.run("case", "show", "mine.standfast")
    assert done.returncode == 2 and "SF-CASE-002" in done.stderr


def test_a_weak_passphrase_is_refused(desk: Desk):
    (desk.keys / "passphrase").write_text("password1")
    assert "SF-CASE-008" in desk.run("case", "new", "mine.standfast").stderr
    assert not (desk.work / "mine.standfast").exists()


def test_without_a_terminal_nobody_is_asked(kept: Desk):
    done = kept.run("case", "show", "mine.standfast", key=False)
    assert done.returncode == 2 and "--passphrase-file" in done.stderr


def test_it_works_without_a_home_and_from_an_open_stream(kept: Desk):
    env = {key: value for key, value in kept.env.items() if key != "HOME"}
    done = kept.run("case", "status", "mine.standfast", "--json", "--passphrase-file", "-", given=WORDS.encode() + b"\n", env=env, key=False)
    assert done.returncode == 0 and json.loads(done.stdout)["entries"] == 1


def test_the_passphrase_can_be_changed(kept: Desk):
    (kept.keys / "new").write_text(OTHER)
    assert kept.run("case", "passphrase", "mine.standfast", "--new-passphrase-file", str(kept.keys / "new")).returncode == 0
    assert "SF-CASE-002" in kept.run("case", "status", "mine.standfast").stderr
    (kept.keys / "passphrase").write_text(OTHER)
    assert kept.run("case", "status", "mine.standfast").returncode == 0


def test_damage_is_found_and_says_where(kept: Desk):
    path = kept.work / "mine.standfast"
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as inside:
        at = inside.getinfo("items/0001.age").header_offset
    data[at + 300] ^= 1
    path.write_bytes(data)
    done = kept.run("case", "verify", "mine.standfast", "--json")
    assert done.returncode == 1 and "items/0001.age" in done.stdout


def test_a_hash_of_another_log_is_told_apart(kept: Desk):
    known = json.loads(kept.run("case", "status", "mine.standfast", "--json").stdout)["log_hash"]
    assert kept.run("case", "verify", "mine.standfast", "--log-hash", known).returncode == 0
    assert kept.run("case", "verify", "mine.standfast", "--log-hash", "0" * 64).returncode == 1


@pytest.mark.parametrize("receiver", ["police", "helpline", "lawyer", "me"])
def test_a_pack_is_sealed_and_verifies(kept: Desk, receiver: str):
    kept.run("case", "answer", "mine.standfast", "country=GB", "shown_age=18-24")
    done = kept.run("case", "export", "mine.standfast", "--for", receiver, "--out", "pack.zip", "--json")
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    found = kept.run("verify", "pack.zip", "--fingerprint", made["fingerprint"], "--json", key=False)
    assert found.returncode == 0, found.stdout
    assert json.loads(found.stdout)["untouched"]
    assert kept.run("verify", "pack.zip", "--fingerprint", "0000 0000 0000 0000 0000", key=False).returncode == 1
    shown = json.loads(kept.run("case", "show", "mine.standfast", "--json").stdout)
    assert shown["log"][-1]["what"] == "exported" and shown["exports"][-1]["receiver"] == receiver


def test_a_desk_gets_its_own_copy_of_the_page_that_checks(desk: Desk):
    assert desk.run("verify", "--page", "check.html", key=False).returncode == 0
    page = (desk.work / "check.html").read_text("utf-8")
    assert 'data-copy="own"' in page and "Content-Security-Policy" in page
    assert desk.run("verify", "--page", "check.html", key=False).returncode == 2, "nothing is written over"
    assert desk.run("verify", key=False).returncode == 2


def test_a_law_letter_with_gaps_is_not_counted_as_sent(kept: Desk):
    kept.run("case", "answer", "mine.standfast", "country=US", "shared=yes")
    done = kept.run("letter", "take-down", "--case", "mine.standfast", "--sent", "now")
    assert done.returncode == 2 and "SF-WRITE-001" in done.stderr
    facts = ("person-shown=me", "no-consent=yes", "good-faith=yes", "signature=A. Person", "links=https://site.example/1", "email=a@home.example")
    kept.run("case", "fact", "mine.standfast", *facts)
    for _ in range(2):
        assert kept.run("letter", "take-down", "--case", "mine.standfast", "--sent", "2026-01-02T09:30").returncode == 0
    rows = json.loads(kept.run("case", "show", "mine.standfast", "--json").stdout)["follow_ups"]
    assert len(rows) == 1, "said again, the clock starts anew"
    assert "FTC" in kept.run("case", "status", "mine.standfast").stdout, "the time has run out: the next step comes"


def test_a_pin_is_shown_only_where_it_is_asked_for(kept: Desk):
    kept.run("case", "follow", "mine.standfast", "--kind", "stopncii", "--reference", "SN-7", "--pin", "4711")
    for command in ("show", "status"):
        out = kept.run("case", command, "mine.standfast").stdout
        assert "SN-7" in out and "4711" not in out
    assert "4711" in kept.run("case", "show", "mine.standfast", "follow-up/1").stdout


def test_what_is_left_out_is_not_in_the_pack(kept: Desk):
    kept.run("case", "note", "mine.standfast", "another thing")
    done = kept.run("case", "export", "mine.standfast", "--for", "me", "--out", "pack.zip", "--leave-out", "0001", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["left_out"] >= 1
    assert SECRET.encode() not in (kept.work / "pack.zip").read_bytes()


def test_a_pack_for_one_desk_is_encrypted_and_never_lies_there_open(kept: Desk):
    from standfast.keep.age import new_identity, recipient_of

    identity = new_identity()
    (kept.keys / "desk").write_text(identity + "\n")
    done = kept.run("case", "export", "mine.standfast", "--for", "police", "--out", "pack.age", "--to", recipient_of(identity))
    assert done.returncode == 0, done.stderr
    assert not kept.open_copies()
    assert kept.run("verify", "pack.age", key=False).returncode == 2
    assert kept.run("verify", "pack.age", "--identity", str(kept.keys / "desk"), key=False).returncode == 0


def test_a_wrong_receiver_key_leaves_no_pack(kept: Desk):
    done = kept.run("case", "export", "mine.standfast", "--for", "police", "--out", "pack.age", "--to", "age1nonsense")
    assert done.returncode == 2 and not (kept.work / "pack.age").exists()


def test_a_changed_pack_is_named(kept: Desk):
    kept.run("case", "export", "mine.standfast", "--for", "police", "--out", "pack.zip")
    data = bytearray((kept.work / "pack.zip").read_bytes())
    data[data.index(SECRET.encode())] ^= 1
    (kept.work / "pack.zip").write_bytes(data)
    assert kept.run("verify", "pack.zip", key=False).returncode == 1


def test_a_letter_with_gaps_is_shown_and_never_written(kept: Desk):
    kept.run("case", "answer", "mine.standfast", "country=GB", "shown_age=18-24")
    rows = [json.loads(line) for line in kept.run("letter", "--case", "mine.standfast", "--json").stdout.splitlines()]
    assert rows
    gaps = next(row["id"] for row in rows if row["missing"])
    assert kept.run("letter", gaps, "--case", "mine.standfast").returncode == 0
    done = kept.run("letter", gaps, "--case", "mine.standfast", "--out", "letter.txt")
    assert done.returncode == 2 and "SF-WRITE-001" in done.stderr
    assert not (kept.work / "letter.txt").exists()


def test_a_complete_letter_is_written_in_each_form_and_its_clock_starts_when_it_was_sent(kept: Desk):
    kept.run("case", "answer", "mine.standfast", "country=US", "shown_age=18-24")
    rows = [json.loads(line) for line in kept.run("letter", "--case", "mine.standfast", "--json").stdout.splitlines()]
    ready = next(row["id"] for row in rows if not row["missing"])
    for ending, start in ((".txt", b""), (".html", b"<!doctype html>"), (".pdf", b"%PDF")):
        done = kept.run("letter", ready, "--case", "mine.standfast", "--out", f"letter{ending}")
        assert done.returncode == 0, done.stderr
        assert (kept.work / f"letter{ending}").read_bytes()[:20].lower().startswith(start.lower())
    assert kept.run("letter", ready, "--case", "mine.standfast", "--sent", "2026-11-24T09:30").returncode == 0
    case = json.loads(kept.run("case", "show", "mine.standfast", "--json").stdout)
    assert case["follow_ups"][-1]["letter"] == ready and case["follow_ups"][-1]["sent"].startswith("2026-11-24T09:30")


def test_letters_work_without_a_case(desk: Desk):
    done = desk.run("letter", "--country", "GB", "--age", "18-24", "--answer", "kind=image-threat", "--json", key=False)
    assert done.returncode == 0 and done.stdout.strip()


def test_the_recovery_sheet_holds_no_passphrase(kept: Desk):
    for ending in ("txt", "html", "pdf"):
        done = kept.run("case", "recovery", "mine.standfast", "--out", f"sheet.{ending}")
        assert done.returncode == 0, done.stderr
    assert not kept.open_copies(WORDS)
    case = json.loads(kept.run("case", "status", "mine.standfast", "--json").stdout)["case"]
    assert case in (kept.work / "sheet.txt").read_text()


class _Server(BaseHTTPRequestHandler):
    got: list[bytes] = []
    to: str = ""

    def do_POST(self) -> None:
        self.got.append(self.rfile.read(int(self.headers["content-length"])))
        if self.to:
            self.send_response(302)
            self.send_header("Location", self.to)
            self.end_headers()
            return
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"no stamp")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    _Server.got, _Server.to = [], ""
    listening = HTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=listening.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.server_port}/tsa"
    listening.shutdown()
    listening.server_close()


def test_a_stamp_is_asked_for_only_with_a_yes_and_a_false_one_changes_nothing(kept: Desk, server: str):
    before = (kept.work / "mine.standfast").read_bytes()
    for yes in ([], ["--yes-send-to", server + "x"]):
        done = kept.run("case", "stamp", "mine.standfast", "--server", server, *yes)
        assert done.returncode == 0 and not _Server.got
    done = kept.run("case", "stamp", "mine.standfast", "--server", server, "--yes-send-to", server)
    assert done.returncode == 2 and "SF-PACK-003" in done.stderr
    assert len(_Server.got) == 1 and len(_Server.got[0]) < 100, "a hash, and nothing else"
    _Server.to = server + "/elsewhere"
    kept.run("case", "stamp", "mine.standfast", "--server", server, "--yes-send-to", server)
    assert len(_Server.got) == 2, "it goes nowhere but where it was shown to go"
    assert (kept.work / "mine.standfast").read_bytes() == before


class Terminal:
    """A person at a terminal."""

    def __init__(self, desk: Desk, *words: str) -> None:
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.chdir(desk.work)
            os.execvpe(sys.executable, [sys.executable, "-m", "standfast", *words], desk.env)  # noqa: S606
        self.shown = b""

    def until(self, quiet: float = 0.6, most: float = 20) -> bytes:
        """What is shown until nothing comes for a while."""
        start, first = time.monotonic(), len(self.shown)
        while time.monotonic() - start < most:
            ready, _, _ = select.select([self.end], [], [], quiet if len(self.shown) > first else most)
            if not ready:
                break
            try:
                data = os.read(self.end, 65536)
            except OSError:
                break
            if not data:
                break
            self.shown += data
        return self.shown[first:]

    def types(self, text: str) -> bytes:
        os.write(self.end, text.encode())
        return self.until()

    def code(self) -> int:
        self.until(quiet=3)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def test_a_new_passphrase_is_typed_twice_hidden_and_weighed_as_it_is_typed(desk: Desk):
    at = Terminal(desk, "case", "new", "mine.standfast")
    at.until()
    weak = at.types("abc")
    more = at.types("\x7f\x7f\x7f" + WORDS)
    assert weak != more and weak.count(b"[K") and more.count(b"[K")
    at.types("\r")
    at.types("something else\r")
    at.types(WORDS + "\r")
    at.types(WORDS + "\r")
    at.types("\r")
    assert at.code() == 0
    assert WORDS.encode() not in at.shown and b"something else" not in at.shown
    assert desk.run("case", "status", "mine.standfast").returncode == 0


def test_a_picture_that_is_not_only_words_becomes_words_about_it(kept: Desk):
    (kept.work / "one.jpg").write_bytes(PICTURE)
    at = Terminal(kept, "case", "add", "mine.standfast", "one.jpg", "--passphrase-file", str(kept.keys / "passphrase"))
    at.until()
    at.types("\n")
    at.types("a chat\n")
    at.types("\n")
    at.types("sam_x\n")
    assert at.code() == 0
    case = json.loads(kept.run("case", "show", "mine.standfast", "--json").stdout)
    entry = case["entries"][-1]
    assert entry["kind"] == "seen" and (entry["seen"]["where"], entry["seen"]["who"]) == ("a chat", "sam_x")
    assert not entry["sha256"] and not entry["name"] and "one.jpg" not in json.dumps(case)


def test_stopping_at_the_question_leaves_everything_as_it_was(kept: Desk):
    before = (kept.work / "mine.standfast").read_bytes()
    at = Terminal(kept, "case", "note", "mine.standfast", "a thing")
    at.until()
    at.types("half a pass")
    os.kill(at.process, signal.SIGINT)
    assert at.code() == 130
    assert (kept.work / "mine.standfast").read_bytes() == before
    assert kept.run("case", "status", "mine.standfast").returncode == 0


def test_words_of_a_message_do_not_steer_the_terminal(kept: Desk):
    kept.run("case", "note", "mine.standfast", "red \x1b[31m and \x07 bell \u202e turned")
    for words in (["case", "show", "mine.standfast"], ["case", "show", "mine.standfast", "--json"]):
        out = kept.run(*words).stdout
        assert not {"\x1b", "\x07", "\u202e"} & set(out)


@pytest.mark.parametrize(
    "words", [["new"], ["add"], ["note"], ["seen"], ["show"], ["status"], ["verify"], ["remove"], ["follow"], ["paid"], ["answer"],
              ["fact"], ["remind"], ["stamp"], ["passphrase"], ["recovery"], ["export"]]
)  # fmt: skip
def test_each_command_has_help_with_an_example(words: list[str]):
    from typer.testing import CliRunner

    from standfast.doors.cli.commands import app

    done = CliRunner().invoke(app, ["case", *words, "--help"])
    assert done.exit_code == 0 and "Example: standfast case" in done.output
