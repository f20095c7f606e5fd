"""Sealing to a file: whole or not there, and no plain byte on the disk when it is for a desk."""

from __future__ import annotations

import errno
import io
import subprocess
import sys
from pathlib import Path

import pytest
from tools import pack_vectors as vectors

from standfast.keep import age
from standfast.keep.pack import PackPart, verify
from standfast.keep.pack.seal import Sealed, encrypted, seal_to, write_pack
from standfast.keep.pack.sign import new_key, public, sign, signature_holds
from standfast.model import BadPack, BadRecipient, NoSpace

MARK = b"WORDS THAT MUST NOT BE ON THE DISK "


def marked() -> list[PackPart]:
    def write(sink) -> None:
        for _ in range(200):
            sink(MARK * 1000)

    return [*vectors.parts(), PackPart("data/items/0002/long.txt", write)]


def seal(path: Path, **more) -> Sealed:
    return seal_to(path, vectors.INFO, marked(), vectors.SEED, **more)


def test_a_sealed_file_holds_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    done = seal(tmp_path / "p.zip")
    assert verify(done.path).untouched
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    assert done.size == done.path.stat().st_size
    assert done.sha256 == __import__("hashlib").sha256(done.path.read_bytes()).hexdigest()
    if sys.platform != "win32":
        assert done.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("for_desk", [False, True])
def test_one_that_is_stopped_leaves_what_was_there_before(tmp_path: Path, for_desk: bool) -> None:
    class Stopped(Exception):
        pass

    def watch(done: int, total: int) -> None:
        if done > 3_000_000:
            raise Stopped

    (tmp_path / "p.zip").write_bytes(b"before")
    with pytest.raises(Stopped):
        seal(tmp_path / "p.zip", watch=watch, recipients=[age.recipient_of(age.new_identity())] if for_desk else [])
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]
    assert (tmp_path / "p.zip").read_bytes() == b"before"


def test_what_an_earlier_run_left_half_written_is_replaced(tmp_path: Path) -> None:
    (tmp_path / ".p.zip.part").write_bytes(b"half")
    assert verify(seal(tmp_path / "p.zip").path).untouched
    assert [path.name for path in tmp_path.iterdir()] == ["p.zip"]


def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(NoSpace):
        seal(tmp_path / "p.zip")
    assert list(tmp_path.iterdir()) == []


def test_the_age_command_of_the_desk_opens_it(tmp_path: Path) -> None:
    secret = age.new_identity()
    done = seal(tmp_path / "p.zip.age", recipients=[age.recipient_of(secret), age.recipient_of(age.new_identity())])
    (tmp_path / "key.txt").write_text(secret + "\n")
    plain = subprocess.run(["age", "-d", "-i", str(tmp_path / "key.txt"), str(done.path)], capture_output=True, check=True).stdout
    assert verify(io.BytesIO(plain)).untouched
    assert verify(done.path, identity=secret).untouched
    assert done.sha256 == __import__("hashlib").sha256(done.path.read_bytes()).hexdigest()


def test_one_for_a_desk_says_to_decrypt_it_first(tmp_path: Path) -> None:
    done = seal(tmp_path / "p.zip.age", recipients=[age.recipient_of(age.new_identity())])
    with pytest.raises(BadPack) as told:
        verify(done.path)
    assert told.value.place == "age"


def test_no_plain_byte_of_one_for_a_desk_is_ever_written(tmp_path: Path) -> None:
    """The system calls of a whole run are watched; the plain pack goes through a pipe in memory only."""
    code = (
        "import sys; sys.path[:0] = ['tests/keep/pack', '.']\n"
        "from pathlib import Path; from test_pack_sealed import seal; from standfast.keep import age\n"
        f"seal(Path({str(tmp_path / 'p.zip.age')!r}), recipients=[age.recipient_of(age.new_identity())])\n"
    )
    trace = tmp_path / "trace"
    calls = "trace=write,pwrite64,writev,pwritev,sendfile,copy_file_range,openat,mmap"
    done = subprocess.run(["strace", "-f", "-y", "-s", "200", "-e", calls, "-o", str(trace), sys.executable, "-c", code], capture_output=True, text=True)
    if done.returncode and "ptrace" in done.stderr.lower():
        pytest.skip("strace may not be used here")
    assert done.returncode == 0, done.stderr
    lines = trace.read_text(errors="replace").splitlines()
    plain = [line for line in lines if MARK.decode() in line]
    assert plain, "the trace must show the pack in the pipe, else it proves nothing"
    assert [line for line in plain if "<pipe:" not in line] == []
    made = {line.split('"')[1].rsplit("/", 1)[-1] for line in lines if "openat(" in line and "O_CREAT" in line and "__pycache__" not in line}
    assert made == {".p.zip.age.part"}


@pytest.mark.parametrize("recipient", ["", "age1", "age1notakey", "ssh-ed25519 AAAA"])
def test_a_recipient_that_is_none_is_refused_and_leaves_nothing(tmp_path: Path, recipient: str) -> None:
    with pytest.raises(BadRecipient):
        seal(tmp_path / "p.zip.age", recipients=[recipient])
    assert list(tmp_path.iterdir()) == []


def test_an_output_that_breaks_while_it_is_encrypted_ends_the_writing() -> None:
    class Broken(io.RawIOBase):
        def write(self, data):
            raise OSError(errno.ENOSPC, "full")

    with pytest.raises(OSError, match="full"):
        encrypted(Broken(), [age.recipient_of(age.new_identity())], lambda out: write_pack(out, vectors.INFO, marked(), vectors.SEED))


def test_a_signature_holds_for_its_bytes_and_key_alone() -> None:
    seed = new_key()
    made = sign(seed, b"data")
    assert signature_holds(public(seed), made, b"data")
    assert not signature_holds(public(seed), made, b"date")
    assert not signature_holds(public(new_key()), made, b"data")
    assert not signature_holds(b"short", made, b"data")
