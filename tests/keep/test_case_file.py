"""The case file loses nothing, gives nothing away, and says what is wrong with it."""

from __future__ import annotations

import io
import os
import random
import stat
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve
from small_case import FACTOR, PASSPHRASE, VERSION, empty_case, entry_of, with_entry, with_fact, without_entry

from standfast.keep import age
from standfast.keep.case_file import CaseFile
from standfast.keep.container import joined, split
from standfast.model import (
    BrokenCase,
    Case,
    CaseBusy,
    CaseError,
    CaseNewer,
    CaseThere,
    NoCase,
    NoSpace,
    NotStored,
    WrongPassphrase,
)

FIRST, SECOND = b"hello, an invented line\n" * 3, bytes(range(256)) * 400
"""The second is longer than one piece of an age file (64 kB)."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    where = tmp_path / "mine.standfast"
    with CaseFile.new(where, PASSPHRASE, empty_case(), VERSION, FACTOR) as file:
        file.save(with_entry(file.case, FIRST), {"0001": FIRST})
    return where


def opened(path: Path, passphrase: str = PASSPHRASE) -> CaseFile:
    return CaseFile.open(path, passphrase)


def test_what_was_saved_comes_back(path: Path) -> None:
    with opened(path) as file:
        case = with_entry(with_fact(file.case, "what-happened", "çà et là, 我, 😀"), SECOND)
        file.save(case, {"0002": io.BytesIO(SECOND)})
        assert file.bytes_of("0002") == SECOND
    with opened(path) as file:
        assert file.case == case
        assert (file.bytes_of("0001"), file.bytes_of("0002")) == (FIRST, SECOND)
        out = io.BytesIO()
        file.stream_of("0002", out)
        assert out.getvalue() == SECOND
        file.verify()


def test_an_item_that_did_not_change_is_not_encrypted_again(path: Path) -> None:
    before = split(path.read_bytes())
    with opened(path) as file:
        file.save(with_entry(file.case, SECOND), {"0002": SECOND})
    after = split(path.read_bytes())
    assert after["items/0001.age"] == before["items/0001.age"] and after["key.age"] == before["key.age"]
    assert after["case.age"] != before["case.age"]


def test_what_was_removed_is_gone(path: Path) -> None:
    with opened(path) as file:
        file.save(without_entry(file.case, "0001"))
        assert list(split(path.read_bytes())) == ["README.txt", "key.age", "case.age"]
        with pytest.raises(NotStored):
            file.bytes_of("0001")
        file.verify()


def test_a_wrong_passphrase_is_told_from_a_damaged_file(path: Path) -> None:
    for wrong in ("", PASSPHRASE + " ", PASSPHRASE.upper()):
        with pytest.raises(WrongPassphrase):
            opened(path, wrong)
    opened(path).close()


def test_the_same_letters_from_another_keyboard_open_it(tmp_path: Path) -> None:
    where = tmp_path / "a.standfast"
    CaseFile.new(where, "cafe\u0301 lantern", empty_case(), VERSION, FACTOR).close()
    opened(where, "caf\u00e9 lantern").close()


def test_a_new_passphrase_locks_out_the_old_one_and_the_old_key(path: Path) -> None:
    old = split(path.read_bytes())
    old_key = age.unprotect(old["key.age"], PASSPHRASE)
    with opened(path) as file:
        file.save(with_entry(file.case, SECOND), {"0002": SECOND})
        file.change_passphrase("another invented one", FACTOR)
        file.verify()
        file.save(with_fact(file.case, "name", "after"))
    with pytest.raises(WrongPassphrase):
        opened(path)
    new = split(path.read_bytes())
    for name in ("case.age", "items/0001.age", "items/0002.age"):
        with pytest.raises(BrokenCase):
            age.decrypt(old_key, new[name])
    with opened(path, "another invented one") as file:
        assert (file.bytes_of("0001"), file.bytes_of("0002")) == (FIRST, SECOND)


def test_two_programs_at_once_are_refused(path: Path) -> None:
    with opened(path), pytest.raises(CaseBusy):
        opened(path)
    opened(path).close()


def test_a_link_to_the_case_has_the_same_lock_and_saves_where_it_leads(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.standfast"
    link.parent.mkdir()
    link.symlink_to(path)
    with opened(link) as file:
        with pytest.raises(CaseBusy):
            opened(path)
        file.save(with_fact(file.case, "name", "by the link"))
    assert link.is_symlink() and list(link.parent.iterdir()) == [link]
    with opened(path) as file:
        assert file.case.facts["name"] == "by the link"


def test_a_file_that_was_exchanged_meanwhile_is_not_overwritten(path: Path, tmp_path: Path) -> None:
    with opened(path) as file:
        CaseFile.new(tmp_path / "other.standfast", PASSPHRASE, empty_case(), VERSION, FACTOR).close()
        other = (tmp_path / "other.standfast").read_bytes()
        path.write_bytes(other)
        with pytest.raises(CaseBusy):
            file.save(with_fact(file.case, "name", "mine"))
        assert path.read_bytes() == other


def test_nothing_is_made_over_a_file_that_is_there(path: Path) -> None:
    with pytest.raises(CaseThere):
        CaseFile.new(path, "another", empty_case(), VERSION, FACTOR)
    opened(path).close()


def test_what_is_no_case_is_said_to_be_none(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("missing", ".", "pipe"):
        with pytest.raises(NoCase):
            opened(tmp_path / name)
    (tmp_path / "text").write_text("hello")
    with pytest.raises(BrokenCase):
        opened(tmp_path / "text")


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    path.chmod(0o644)
    with opened(path) as file:
        file.save(with_fact(file.case, "name", "x"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_save_that_is_refused_leaves_the_old_file_and_nothing_beside_it(path: Path) -> None:
    before = path.read_bytes()
    with opened(path) as file:
        case = with_entry(file.case, SECOND)
        for refused, add, error in (
            (case, {}, NotStored),
            (case, {"0002": SECOND, "0009": SECOND}, NotStored),
            (case, {"0002": SECOND[:-1]}, BrokenCase),
            (evolve(file.case, entries=(entry_of(1, FIRST), entry_of(2, b""))), {"0002": b"x"}, BrokenCase),
        ):
            with pytest.raises(error):
                file.save(refused, add)
            assert path.read_bytes() == before
            assert {one.name for one in path.parent.iterdir()} == {path.name, f".{path.name}.lock"}
        file.save(case, {"0002": SECOND})


def test_a_reader_that_fails_half_way_stops_the_save_with_its_own_error(path: Path) -> None:
    class Torn:
        def __init__(self) -> None:
            self.pieces = [b"x" * 70_000]

        def read(self, size: int = -1) -> bytes:
            if self.pieces:
                return self.pieces.pop()[: size if size >= 0 else None]
            raise KeyError("torn")

    before = path.read_bytes()
    with opened(path) as file, pytest.raises(KeyError):
        file.save(with_entry(file.case, SECOND), {"0002": Torn()})  # type: ignore[dict-item]
    assert path.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere; the fault injection covers it")
def test_a_folder_that_cannot_be_written_still_lets_a_case_be_read(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with opened(path) as file, pytest.raises(NoSpace):
            file.save(with_fact(file.case, "name", "x"))
    finally:
        path.parent.chmod(0o700)


def test_a_closed_case_forgets_its_key(path: Path) -> None:
    file = opened(path)
    file.close()
    file.close()
    with pytest.raises(ValueError, match="closed"):
        file.bytes_of("0001")
    assert "AGE-SECRET-KEY" not in repr(vars(file))


def test_nothing_open_is_in_the_file_or_beside_it(path: Path) -> None:
    secret = "orange umbrella seventeen"
    with opened(path) as file:
        file.save(with_entry(with_fact(file.case, "name", secret), secret.encode()), {"0002": secret.encode()})
        for one in path.parent.iterdir():
            data = one.read_bytes()
            assert secret.encode() not in data and b"AGE-SECRET" not in data and b"chat.txt" not in data


def fault_of(path: Path, data: bytes, case: Case) -> str:
    """What is said of changed bytes: the part that is named, or ``UNNOTICED``."""
    path.write_bytes(data)
    try:
        with opened(path) as file:
            file.verify()
            assert file.case == case and file.bytes_of("0001") == FIRST
    except BrokenCase as error:
        assert error.place and error.file == str(path)
        return error.place
    except CaseError as error:
        return type(error).__name__
    return "UNNOTICED"


def test_every_flipped_byte_is_noticed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole = path.read_bytes()
    with opened(path) as file:
        case = file.case
    chance = random.Random(6)
    found = Counter(
        fault_of(path, whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :], case) for at in range(len(whole))
    )
    with capsys.disabled():
        print(f"\nbit flips caught: {sum(found.values()) - found['UNNOTICED']} of {len(whole)}, named as {dict(found.most_common())}")
    assert not found["UNNOTICED"] and not found["WrongPassphrase"]
    assert {name for name in found if not name.startswith("items/")} == {"zip", "README.txt", "key.age", "case.age"}


def test_a_file_cut_anywhere_is_noticed(path: Path) -> None:
    whole = path.read_bytes()
    for length in range(0, len(whole), 7):
        path.write_bytes(whole[:length])
        with pytest.raises(BrokenCase):
            opened(path)
    path.write_bytes(whole + b"\0")
    with pytest.raises(BrokenCase):
        opened(path)


def test_a_damaged_readme_does_not_keep_the_case_shut_and_is_mended_by_a_save(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:60] + b"#" + whole[61:])
    with opened(path) as file:
        with pytest.raises(BrokenCase):
            file.verify()
        file.save(with_fact(file.case, "name", "x"))
        file.verify()


def test_a_damaged_item_is_named_and_the_rest_can_still_be_saved(path: Path) -> None:
    with opened(path) as file:
        file.save(with_entry(file.case, SECOND), {"0002": SECOND})
    whole = bytearray(path.read_bytes())
    at = whole.index(b"\x0e\0\0\0items/0001.age") + 300
    whole[at] ^= 1
    path.write_bytes(whole)
    with opened(path) as file:
        for ask in (file.verify, lambda: file.bytes_of("0001"), lambda: file.save(with_fact(file.case, "name", "x"))):
            with pytest.raises(BrokenCase) as told:
                ask()
            assert told.value.place == "items/0001.age"
        file.save(without_entry(file.case, "0001"))
        file.verify()
        assert file.bytes_of("0002") == SECOND


def test_items_that_were_exchanged_are_noticed(path: Path) -> None:
    other = FIRST[::-1]
    with opened(path) as file:
        file.save(with_entry(file.case, other), {"0002": other})
    parts = split(path.read_bytes())
    parts["items/0001.age"], parts["items/0002.age"] = parts["items/0002.age"], parts["items/0001.age"]
    path.write_bytes(joined(parts))
    with opened(path) as file, pytest.raises(BrokenCase):
        file.bytes_of("0001")


def test_a_newer_case_is_left_alone(path: Path) -> None:
    parts = split(path.read_bytes())
    identity = age.unprotect(parts["key.age"], PASSPHRASE)
    inside = age.decrypt(identity, parts["case.age"])
    for newer in (inside.replace(b'"format": 1', b'"format": 2'), inside.replace(b'"made":', b'"mood": "calm",\n"made":', 1)):
        path.write_bytes(joined({**parts, "case.age": age.encrypt(identity, newer)}))
        with pytest.raises(CaseNewer):
            opened(path)


def test_a_key_made_to_fill_the_memory_is_refused(path: Path) -> None:
    parts = split(path.read_bytes())
    for factor in (b"20", b"24", b"63"):
        key = parts["key.age"].replace(b" 10\n", b" " + factor + b"\n", 1)
        path.write_bytes(joined({**parts, "key.age": key}))
        with pytest.raises(BrokenCase):
            opened(path)
