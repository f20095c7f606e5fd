"""Bad input: one clear error with the file and the place, never a crash, a hang or a full memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from standfast.model import Item, ReadError
from standfast.read import read, read_bytes

TOP = b"From: Ola <ola@sender.example>\r\nTo: sam@home.example\r\nSubject: A test\r\nMessage-ID: <1@sender.example>\r\n"
MULTIPART = b"Content-Type: multipart/mixed; boundary%s=b%d\r\n\r\n--b%d\r\n"
INSIDE = b"Content-Type: message/rfc822\r\n\r\n"


def code(found: Item | ReadError) -> str:
    return found.code if isinstance(found, ReadError) else found.text


def only_code(source: Path | bytes) -> str:
    (found,) = read(source) if isinstance(source, Path) else read_bytes(source, "bad")
    assert isinstance(found, ReadError)
    assert found.file == (str(source) if isinstance(source, Path) else "bad")
    return found.code


SLOW = {
    "100,000 headers": TOP + b"X-A: b\r\n" * 100_000 + b"\r\nWords.",
    "100,000 kept headers": TOP + b"Received: b\r\n" * 100_000 + b"\r\nWords.",
    "a header of 10 MB": TOP + b"X-A: " + b"a" * 10_000_000 + b"\r\n\r\nWords.",
    "10 MB of encoded words": b"Reply-To: " + b"=?utf-8?q?a?= " * 700_000 + b"\r\n" + TOP + b"\r\nWords.",
    "10 MB of encoded words below": TOP + b"Reply-To: " + b"=?utf-8?q?a?= " * 700_000 + b"\r\n\r\nWords.",
    "a header of a million lines": TOP + b"Received: a\r\n" + b" b\r\n" * 1_000_000 + b"\r\nWords.",
    "quotes in the content type": TOP + b'Content-Type: text/plain; x="' + b'\\"; ' * 100_000 + b"\r\n\r\nWords.",
    "quotes in the content type of a multipart": TOP + b'Content-Type: multipart/mixed; x="' + b'\\"; ' * 100_000 + b"\r\n\r\nWords.",
    "100,000 name pieces": TOP + b"Content-Type: text/plain; " + b"".join(b"name*%d*=b; " % n for n in range(100_000)) + b"\r\n\r\nWords.",
}


@pytest.mark.parametrize("name", SLOW)
def test_a_mail_made_to_waste_time_is_still_read_soon(name: str) -> None:
    begun = time.process_time()
    (found,) = read_bytes(SLOW[name])
    assert time.process_time() - begun < 3
    assert isinstance(found, Item)
    assert "Words." in found.text


BOMBS = {
    "1,000 multiparts": TOP + b"".join(MULTIPART % (b"", n, n) for n in range(1000)) + b"\r\nWords.",
    "1,000 multiparts written the other way": TOP + b"".join(MULTIPART % (b"*", n, n) for n in range(1000)) + b"\r\nWords.",
    "1,000 multiparts in pieces": TOP + b"".join(MULTIPART % (b"*0", n, n) for n in range(1000)) + b"\r\nWords.",
    "1,000 mails inside mails": TOP + INSIDE * 1000 + b"Subject: x\r\n\r\nWords.",
    "190 multiparts around 300,000 lines": TOP + b"".join(MULTIPART % (b"", n, n) for n in range(190)) + b"\r\nWords." * 300_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_mail_bomb_is_left_closed(name: str) -> None:
    begun = time.process_time()
    assert only_code(BOMBS[name]) == "SF-READ-005"
    assert time.process_time() - begun < 2


def test_mails_nested_past_eight_say_so_and_the_outer_ones_are_read() -> None:
    found = list(read_bytes(TOP + INSIDE * 12 + b"Subject: x\r\n\r\nWords."))
    assert isinstance(found[0], Item)
    assert code(found[-1]) == "SF-READ-005"


def test_100_000_parts_are_cut_and_said() -> None:
    (found,) = read_bytes(TOP + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\nhi\r\n" * 100_000)
    assert isinstance(found, Item)
    assert "parts-left-out" in found.notes


@pytest.mark.parametrize("data", [b"", b" \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_called_empty(data: bytes) -> None:
    assert only_code(data) == "SF-READ-002"


def test_binary_junk_is_called_no_text() -> None:
    assert only_code(bytes(range(256)) * 20) == "SF-READ-003"


@pytest.mark.parametrize("magic", [b"GIF89a", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"])
def test_what_is_not_read_is_named_and_never_opened(magic: bytes) -> None:
    assert only_code(magic + b"\0" * 5000) == "SF-READ-007"


@pytest.mark.parametrize("magic", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"])
def test_a_picture_is_not_read_before_the_person_looked(magic: bytes) -> None:
    assert only_code(magic + b"\0" * 5000) == "SF-READ-012"


def test_half_a_zip_is_called_damaged() -> None:
    assert only_code(b"PK\x03\x04" + b"\0" * 5000) == "SF-READ-009"


def test_a_line_of_200_mb_is_too_large_and_soon_refused(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        for _ in range(200):
            file.write(b"a" * 1_000_000)
    begun = time.process_time()
    assert only_code(path) == "SF-READ-004"
    assert time.process_time() - begun < 2


def test_paths_that_cannot_be_read_give_one_error_each(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    for path in (tmp_path, tmp_path / "loop", tmp_path / "missing", tmp_path / "nul\0name", tmp_path / ("x" * 5000)):
        assert only_code(path) == "SF-READ-001"


@pytest.mark.skipif(not hasattr(os, "mkfifo") or sys.platform == "win32", reason="no pipes in folders here")
def test_a_pipe_or_a_device_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")
    for path in (tmp_path / "pipe", tmp_path / "link", Path("/dev/zero"), Path("/dev/null")):
        (found,) = read(path)
        assert isinstance(found, ReadError)
        assert (found.code, found.detail["reason"]) == ("SF-READ-001", "it is a pipe or a device, not a file")


def test_a_file_that_shrinks_or_goes_while_it_is_read_gives_no_crash(tmp_path: Path) -> None:
    path = tmp_path / "two.mbox"
    one = b"From a@b.example Mon Nov  3 10:00:00 2025\n" + TOP.replace(b"\r\n", b"\n") + b"\n" + b"Words.\n" * 200_000 + b"\n"
    path.write_bytes(one * 3)
    found = read(path)
    assert isinstance(next(found), Item)
    os.truncate(path, 10)
    assert all(isinstance(one, Item | ReadError) for one in found)


def test_a_mail_too_large_in_an_mbox_is_passed_over_and_the_next_is_read(tmp_path: Path) -> None:
    start = b"From a@b.example Mon Nov  3 10:00:00 2025\n" + TOP.replace(b"\r\n", b"\n") + b"\n"
    path = tmp_path / "large.mbox"
    path.write_bytes(start + b"a" * 34 * 2**20 + b"\n\n" + start + b"Words.\n")
    large, small = read(path)
    assert isinstance(large, ReadError)
    assert (large.code, large.place) == ("SF-READ-004", "mail 1")
    assert code(small).strip() == "Words."


MEASURE = """
import sys
from standfast.read import read
count = sum(1 for _ in read(sys.argv[1]))
print(count, next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
"""Not ru_maxrss: on Linux a child inherits its parent's peak there, so it would measure pytest."""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
@pytest.mark.parametrize("megabytes", [5, 50])
def test_an_mbox_of_any_size_is_read_in_the_same_memory(tmp_path: Path, megabytes: int) -> None:
    one = b"From a@b.example Mon Nov  3 10:00:00 2025\n" + TOP.replace(b"\r\n", b"\n") + b"\n" + b"Some words in a line.\n" * 450 + b"\n"
    count = megabytes * 2**20 // len(one) + 1
    path = tmp_path / "many.mbox"
    with path.open("wb") as file:
        for _ in range(count):
            file.write(one)
    done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], capture_output=True, text=True, timeout=60, check=True)
    read_count, kilobytes = map(int, done.stdout.split())
    assert read_count == count
    assert kilobytes < 150 * 1024, f"{kilobytes} kB"
