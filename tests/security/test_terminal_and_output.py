"""The command line against a hostile sender and a strange machine: nothing steers the terminal, no failure is a traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.progress import Progress

from standfast.doors.cli.page import json_line
from standfast.doors.cli.progress import reading

STEERING = "\x1b[31m\x1b]0;owned\x07\x9b2J\u202eevil\u2066\x7f\u2028"
STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
THREAT = f"Pay 200 {STEERING} or I send your nudes to all your followers."
MAIL = f'From: "Mia{STEERING}" <a@b.example>\nTo: sam@home.example\nSubject: pay{STEERING}\nMessage-ID: <1@b.example>\n\n{THREAT}\n'
LINE = json.dumps({"id": f"1{STEERING}", "text": THREAT}) + "\n"
HERE = [sys.executable, "-m", "standfast"]
only_linux = pytest.mark.skipif(sys.platform != "linux", reason="needs /dev/full and file descriptors")


def run(*args: str, words: str = "", redirect: str = "") -> subprocess.CompletedProcess[str]:
    command = ["sh", "-c", f'"$0" "$@" {redirect}', *HERE, *args] if redirect else [*HERE, *args]
    return subprocess.run(command, input=words, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize("options", [[], ["--json"], ["--full"]])
def test_the_words_of_a_message_do_not_steer_the_terminal(options: list[str]) -> None:
    done = run("check", "-", *options, words=MAIL)
    assert done.returncode == 0
    assert not STEERS.search(done.stdout + done.stderr)


def test_triage_answers_do_not_steer_the_terminal_and_keep_their_ids() -> None:
    done = run("triage", "-", words=LINE)
    assert not STEERS.search(done.stdout)
    assert json.loads(done.stdout)["id"] == f"1{STEERING}"


def test_json_means_the_same_after_it_was_made_harmless() -> None:
    assert json.loads(json_line({"a": STEERING})) == {"a": STEERING}
    assert not STEERS.search(json_line({"a": STEERING}))


def test_a_file_name_does_not_steer_the_progress_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a[red]\x1b[31m\x9b.mbox"
    with path.open("wb") as file:
        file.truncate(8 * 2**20)
    shown: list[str] = []
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(Progress, "add_task", lambda _, name, **__: shown.append(name))
    with reading(str(path)):
        pass
    assert len(shown) == 1
    assert not STEERS.search(shown[0])
    assert "\\[red]" in shown[0]


@only_linux
@pytest.mark.parametrize("options", [["check", "-"], ["check", "-", "--json"], ["triage", "-"]])
def test_a_full_disk_is_one_sentence(options: list[str]) -> None:
    done = run(*options, words=LINE if options[0] == "triage" else MAIL, redirect=">/dev/full")
    assert done.returncode == 2
    assert done.stderr == "standfast: No space left on device\n"


@only_linux
@pytest.mark.parametrize("redirect", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("command", ["check", "triage"])
def test_closed_ends_are_no_crash(command: str, redirect: str, tmp_path: Path) -> None:
    path = tmp_path / "in"
    path.write_text(LINE if command == "triage" else MAIL)
    done = run(command, str(path), redirect=redirect)
    assert done.returncode == 0
    assert done.stderr == ""


@only_linux
def test_nothing_to_paste_is_called_empty() -> None:
    done = run("check", "-", redirect="<&-")
    assert done.returncode == 2
    assert "[SF-READ-002]" in done.stderr


def test_a_reader_who_saw_enough_is_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text(LINE * 2000)
    with subprocess.Popen([*HERE, "triage", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) in (0, 1)  # typer ends with 1 where its output is gone
