"""The commands as a person types them: real processes, real files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
AT = ["--at", "2026-11-24T02:00"]


def run(*words: str, given: str | bytes = b"", env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    data = given.encode() if isinstance(given, str) else given
    done = subprocess.run([sys.executable, "-m", "standfast", *words], input=data, capture_output=True, check=False, env=env, timeout=120)
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_check_says_what_it_is_why_and_what_to_do_now():
    done = run("check", str(EXAMPLES / "bluff.eml"), "--country", "GB", *AT)
    assert done.returncode == 0
    for words in ("The signs point to a bluff", "Why we think so", "870 USD", "48 hours", "Bitcoin wallet", "Do not pay",
                  "Samaritans", "Did you ever send a picture", "Test build, do not publish"):
        assert words in done.stdout
    assert "\x1b" not in done.stdout, "no colour codes where a program reads"


def test_check_json_has_the_promised_keys_in_one_line_each():
    done = run("check", str(EXAMPLES / "contact-threat.txt"), str(EXAMPLES / "ordinary.txt"), "--json", *AT)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["verdict"]["kind"] for row in rows] == ["image-threat", "none"]
    for row in rows:
        assert list(row) == ["items", "verdict", "findings", "indicators", "demand", "plan", "talk"]
        assert set(row["verdict"]) == {"kind", "strength", "score", "deepfake", "account_claim", "talks_of_self_harm", "asks_for_help"}
        for finding in row["findings"]:
            for span in finding["because"]:
                assert row["items"][0]["text"][span["start"] : span["end"]] == span["quote"]


def test_pasted_text_is_read_from_standard_input():
    done = run("check", "-", "--json", *AT, given="I have your nudes. Pay me 200 tonight or I send them to all your followers")
    assert json.loads(done.stdout)["verdict"]["kind"] == "image-threat"


def test_one_unreadable_file_gets_one_sentence_and_the_others_are_read(tmp_path: Path):
    (tmp_path / "junk.bin").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("check", str(tmp_path / "junk.bin"), str(tmp_path / "gone.eml"), str(tmp_path / "empty.txt"), str(EXAMPLES / "ordinary.txt"), "--json")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 1
    faults = [line for line in done.stderr.splitlines() if "SF-READ" in line or ": " in line]
    assert len([line for line in faults if line.startswith(str(tmp_path))]) == 3
    assert "Traceback" not in done.stderr


def test_the_persons_own_address_is_never_taken_for_the_blackmailers():
    text = "I hacked your camera robin@example.org and recorded you. Pay 900 USD in bitcoin or I send it to all your contacts."
    done = run("check", "-", "--json", "--mine", "robin@example.org", given=text)
    (mine,) = [i for i in json.loads(done.stdout)["indicators"] if i["kind"] == "email"]
    assert mine["whose"] == "person"


def test_a_message_cannot_steer_the_terminal():
    done = run("check", "-", given="I have your nudes \x1b[2J\x1b]0;x\x07 pay me 200 tonight or I send them to all your followers")
    assert "\x1b" not in done.stdout
    assert "\x07" not in done.stdout


def test_triage_answers_every_line_in_order_and_a_bad_line_spoils_only_itself(tmp_path: Path):
    lines = [
        json.dumps({"id": 1, "text": "I have your nudes. Pay me 200 dollars by tonight or I send them to all your followers"}),
        "{broken", json.dumps([1]), json.dumps({"id": "four"}), json.dumps({"id": 5, "path": str(EXAMPLES / "bluff.eml")}),
        json.dumps({"id": 6, "path": str(tmp_path / "gone")}), json.dumps({"id": 7, "text": "See you at the match on Sunday with the kids"}),
    ]
    for workers in ("1", "2"):
        done = run("triage", "-", "--workers", workers, given="\n".join(lines))
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert done.returncode == 0
        assert [row["id"] for row in rows] == [1, None, None, "four", 5, 6, 7]
        assert ["error" in row for row in rows] == [False, True, True, True, False, True, False]
        assert rows[0].keys() == {"id", "kind", "strength", "score", "deepfake", "account_claim", "demand", "amount", "deadline", "language"}
        assert (rows[0]["kind"], rows[0]["amount"], rows[4]["kind"], rows[4]["deadline"]) == ("image-threat", 200, "hack-bluff", 48)
        assert rows[6]["kind"] == "none"


def test_now_needs_no_file_and_no_answer():
    done = run("now", *AT)
    assert done.returncode == 0
    assert "Stop answering" in done.stdout
    assert "Tell us which country you are in" in done.stdout


def test_now_for_a_sixteen_year_old_in_derbyshire_names_the_services_for_that_age():
    done = run("now", "--country", "GB", "--area", "GB-derbyshire", "--age", "16-17", "-a", "kind=image-threat", "-a", "about=me", *AT)
    for words in ("Childline", "Report Remove", "CEOP", "Derbyshire", "101"):
        assert words in done.stdout
    assert "StopNCII" not in done.stdout


def test_now_json_holds_situation_and_plan():
    row = json.loads(run("now", "--json", "-a", "paid=yes", "--country", "us", *AT).stdout)
    assert row["situation"]["paid"] == "yes"
    assert row["situation"]["known_from"]["paid"] == "person"
    assert row["plan"]["steps"]


@pytest.mark.parametrize("words", [["now", "-a", "paid=maybe"], ["now", "-a", "nonsense"], ["now", "--at", "noon"], ["routes", "--country", "XX"],
                                   ["facts", "--by", "soon"], ["now", "-a", "colour=red"]])
def test_a_wrong_option_gets_one_sentence_and_exit_code_two(words: list[str]):
    done = run(*words)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_routes_show_date_and_source():
    done = run("routes", "--country", "GB", "--area", "GB-derbyshire", "--age", "16-17", "--kind", "image-threat", *AT)
    assert "as of 20" in done.stdout
    assert "https://" in done.stdout
    rows = [json.loads(line) for line in run("routes", "--country", "GB", "--json", *AT).stdout.splitlines()]
    assert all(row["as_of"] and row["source"] for row in rows)


def test_facts_lists_what_is_due_and_what_to_check_before_a_release():
    assert "facts are due" in run("facts", "--by", "2030-01-01").stdout
    assert "checked by hand before a public release" in run("facts", "--release").stdout
    assert json.loads(run("facts", "--all", "--json").stdout.splitlines()[0])["recheck_by"]


def test_it_works_without_a_home_and_in_a_bare_locale():
    env = {"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": "/nonexistent"}
    done = run("check", str(EXAMPLES / "trap-begins.txt"), env=env)
    assert done.returncode == 0
    assert "You can stop now" in done.stdout


def test_a_reader_that_closes_the_pipe_is_no_failure():
    done = subprocess.run(
        f"'{sys.executable}' -m standfast facts --all | head -n 1", shell=True, capture_output=True, check=False, text=True
    )
    assert "Traceback" not in done.stderr


def test_help_names_an_example_for_every_command_and_the_first_answer_comes_fast():
    assert "standfast now" in run("--help").stdout
    for command in ("check", "triage", "now", "routes", "facts"):
        assert "Example: standfast " + command in run(command, "--help").stdout
    bare, ours = [], []
    for _ in range(3):
        start = time.monotonic()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        bare.append(time.monotonic() - start)
        start = time.monotonic()
        run("check", str(EXAMPLES / "contact-threat.txt"))
        ours.append(time.monotonic() - start)
    print(f"cold start of check: {min(ours):.2f} s, {min(ours) / min(bare):.0f} times bare Python")
    assert min(ours) < 3, "the budget is 0.5 s on an idle machine (bench/start.py); here only a gross slip fails"


def test_what_reading_had_to_guess_or_leave_out_is_said():
    mail = b"From: a@example.com\nTo: b@example.org\nMessage-ID: <1@example.com>\nContent-Type: text/plain; charset=us-ascii\n\nf\xfcr dich\n"
    assert "The letters were labelled wrongly" in run("check", "-", given=mail).stdout
    assert "We read the first part" in run("check", "-", given="a quiet day at the lake " * 4000).stdout


def test_no_error_shows_an_unfilled_gap():
    for words in (["facts", "--by", "soon"], ["now", "-a", "paid=maybe"], ["routes", "--country", "XX"], ["check", "/gone.eml"]):
        assert "{" not in run(*words).stderr


def test_no_step_promises_what_is_not_there_yet():
    from standfast.knowledge import steps

    assert [row.id for row in steps() if any("Standfast can" in line for line in row.how)] == []
