"""A save that is killed, or finds the disk full, at any system call that changes the disk leaves a case that opens and can be saved."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import pytest
from saving_child import NEW_ITEM
from small_case import FACTOR, PASSPHRASE, VERSION, empty_case, with_entry, with_fact

from standfast.keep.case_file import CaseFile

CHILD = Path(__file__).with_name("saving_child.py")
WATCHED = (
    "open,openat,openat2,creat,mkdir,mkdirat,write,writev,pwrite64,pwritev,pwritev2,copy_file_range,sendfile,ftruncate,truncate,fallocate,"
    "fsync,fdatasync,sync_file_range,rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,"
    "chmod,fchmod,fchmodat,chown,fchown,utimensat,flock,fcntl,close,mmap,msync"
)
OLD_ITEM = b"the first invented line\n"
Point = tuple[str, int]


def folder_with(what: str, folder: Path, old: Path) -> Path:
    folder.mkdir()
    if what == "save":
        shutil.copy(old, folder / "mine.standfast")
    return folder / "mine.standfast"


def ran(what: str, path: Path, *inject: str) -> subprocess.CompletedProcess[str]:
    """The child under strace, which looks only at the case's own files."""
    folder = path.parent
    names = (path, folder / f".{path.name}.new", folder / f".{path.name}.lock", folder)
    only = [part for name in names for part in ("-P", str(name))]
    log = folder.with_suffix(".strace")
    command = ["strace", "-f", "-qq", "-o", str(log), *only, "-e", f"trace=?{',?'.join(WATCHED.split(','))}", *inject]
    return subprocess.run([*command, sys.executable, str(CHILD), what, str(path)], capture_output=True, text=True, check=False, timeout=60)


def traced_points(what: str, tmp_path: Path, old: Path) -> list[Point]:
    """Every watched system call of a whole save: its name and its number among those of its name."""
    path = folder_with(what, tmp_path / f"plain-{what}", old)
    done = ran(what, path)
    if done.returncode:
        raise RuntimeError(done.stderr)
    seen: Counter[str] = Counter()
    points: list[Point] = []
    for line in path.parent.with_suffix(".strace").read_text().splitlines():
        call = re.match(r"(?:\d+ +)?(\w+)\(", line)
        if call:
            seen[call[1]] += 1
            points.append((call[1], seen[call[1]]))
    return points


def opens_with(path: Path, what: str) -> str:
    """``old``, ``new`` or ``none``; and a further save works, and leaves nothing beside the file."""
    if what == "new" and not path.exists():
        CaseFile.new(path, PASSPHRASE, empty_case(), VERSION, FACTOR).close()
        found = "none"
    else:
        with CaseFile.open(path, PASSPHRASE) as file:
            file.verify()
            found = file.case.facts["name"]
            if what == "save":
                assert file.bytes_of("0001") == OLD_ITEM
                assert (found == "new") == (len(file.case.entries) == 2)
                assert found == "old" or file.bytes_of("0002") == NEW_ITEM
    with CaseFile.open(path, PASSPHRASE) as file:
        file.save(with_fact(file.case, "name", "later"))
        file.verify()
    assert {one.name for one in path.parent.iterdir()} <= {path.name, f".{path.name}.lock"}
    return found


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.standfast"
    with CaseFile.new(path, PASSPHRASE, with_fact(empty_case(), "name", "old"), VERSION, FACTOR) as file:
        file.save(with_entry(file.case, OLD_ITEM), {"0001": OLD_ITEM})
    return path


def strace_works(tmp_path: Path) -> bool:
    strace = shutil.which("strace")
    if strace is None:
        if os.environ.get("CI"):
            pytest.fail("strace is missing: the writer cannot be killed at every system call")
        return False
    return subprocess.run([strace, "-o", str(tmp_path / "try"), "true"], capture_output=True, check=False).returncode == 0


def test_a_writer_killed_at_any_system_call_leaves_a_case_that_opens(tmp_path: Path, old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if not strace_works(tmp_path):
        survived, kinds = killed_by_itself(tmp_path, old)
        with capsys.disabled():
            print(f"\nSTRACE CANNOT WATCH HERE: killed at calls of os instead. writer kills survived: {survived} of {survived} {kinds}")
        return

    def one(point: tuple[str, Point]) -> str:
        what, (call, number) = point
        path = folder_with(what, tmp_path / f"kill-{what}-{call}-{number}", old)
        done = ran(what, path, "-e", f"inject={call}:signal=KILL:when={number}")
        assert done.returncode in (-9, 137), (point, done.returncode, done.stderr)
        return opens_with(path, what)

    points = [(what, point) for what in ("new", "save") for point in traced_points(what, tmp_path, old)]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, points))
    kinds = Counter(found)
    assert kinds["old"] >= 10 and kinds["new"] >= 2 and kinds["none"] >= 5, kinds
    with capsys.disabled():
        print(f"\nwriter kills survived: {len(found)} of {len(points)} (opened with the old case {kinds['old']}, the new {kinds['new']}, no file yet {kinds['none']})")


@pytest.mark.parametrize("fault", ["ENOSPC", "EROFS", "EIO"])
def test_a_disk_that_refuses_at_any_system_call_leaves_the_old_case(
    fault: str, tmp_path: Path, old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if not strace_works(tmp_path):
        pytest.skip("STRACE CANNOT WATCH HERE: the full disk was left out")

    def one(point: Point) -> str:
        call, number = point
        path = folder_with("save", tmp_path / f"full-{call}-{number}", old)
        done = ran("save", path, "-e", f"inject={call}:error={fault}:when={number}")
        assert done.returncode in (0, 3), (point, done.stdout, done.stderr)
        assert done.returncode == 0 or done.stdout.strip() in {"NoSpace", "NoCase", "BrokenCase"}, (point, done.stdout)
        found = opens_with(path, "save")
        assert (found == "new") == (done.returncode == 0), (point, found, done.stdout)
        return "saved all the same" if found == "new" else done.stdout.strip()

    points = traced_points("save", tmp_path, old)
    if fault != "ENOSPC":
        points = [point for point in points if point[0] != "close"][::3]
    with ThreadPoolExecutor(2) as pool:
        found = list(pool.map(one, points))
    with capsys.disabled():
        print(f"\ndisk {'full' if fault == 'ENOSPC' else fault} survived: {len(found)} of {len(points)} {dict(Counter(found))}")
    assert Counter(found)["NoSpace"] >= 3


def killed_by_itself(tmp_path: Path, old: Path) -> tuple[int, dict[str, int]]:
    kinds: Counter[str] = Counter()
    for what in ("new", "save"):
        for number in count(1):
            path = folder_with(what, tmp_path / f"self-{what}-{number}", old)
            done = subprocess.run([sys.executable, str(CHILD), what, str(path), str(number)], capture_output=True, check=False, timeout=60)
            if done.returncode == 0:
                break
            assert done.returncode == -9
            kinds[opens_with(path, what)] += 1
    return sum(kinds.values()), dict(kinds)


def test_a_writer_that_kills_itself_is_survived_too(tmp_path: Path, old: Path) -> None:
    survived, kinds = killed_by_itself(tmp_path, old)
    assert survived >= 10 and kinds["none"] and kinds["old"], kinds
