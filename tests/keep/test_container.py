"""The container holds what was put in, and nothing that was not made exactly so is let in."""

from __future__ import annotations

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standfast.keep.container import Container, ContainerWriter, item_name, joined, split
from standfast.model import BrokenCase

HEAD = {"README.txt": b"read me", "key.age": b"k" * 200, "case.age": b"c" * 300}
ITEMS = st.dictionaries(st.integers(1, 999_999).map(lambda number: f"items/{number:04}.age"), st.binary(max_size=300), max_size=6)


@given(ITEMS, st.binary(max_size=100), st.randoms())
def test_whatever_is_joined_is_split_again(items: dict[str, bytes], case: bytes, chance) -> None:
    parts = {**HEAD, "case.age": case, **items}
    names = list(parts)
    chance.shuffle(names)
    data = joined({name: parts[name] for name in names})
    assert split(data) == parts
    with zipfile.ZipFile(io.BytesIO(data)) as other:
        assert other.testzip() is None
        assert {name: other.read(name) for name in other.namelist()} == parts


@given(ITEMS, st.data())
def test_no_single_changed_byte_passes(items: dict[str, bytes], data: st.DataObject) -> None:
    whole = bytearray(joined({**HEAD, **items}))
    at, bits = data.draw(st.integers(0, len(whole) - 1)), data.draw(st.integers(1, 255))
    whole[at] ^= bits
    with pytest.raises(BrokenCase):
        split(bytes(whole))


@given(st.binary(max_size=400))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(BrokenCase):
        split(noise)


def test_an_id_that_is_none_is_refused() -> None:
    for wrong in ("1", "../1", "0001/..", "", "0001\n", "٠٠٠١", "1234567"):
        with pytest.raises(ValueError, match="no id"):
            item_name(wrong)


def by_zipfile(names: list[str], method: int = zipfile.ZIP_STORED, **more: object) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name in names:
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr, info.compress_type = 3, 0o100600 << 16, method
            for key, value in more.items():
                setattr(info, key, value)
            archive.writestr(info, b"x" * 50)
    return out.getvalue()


NAMES = ["README.txt", "key.age", "case.age", "items/0001.age"]


def hostile() -> dict[str, bytes]:
    good = by_zipfile(NAMES)
    end, directory = good.rindex(b"PK\5\6"), good.index(b"PK\1\2")
    found = {f"a member named {name!r}": by_zipfile([*NAMES, name]) for name in (
        "evil.sh", "items/../../x", "/etc/passwd", "items/0002.age/x", "items\\0002.age", "ITEMS/0002.age", "items/2.age", "items/", "C:x",
        "items/0002.AGE", ".", "key.age.bak", "items/00000000002.age",
    )}  # fmt: skip
    with pytest.warns(UserWarning, match="Duplicate"):
        found["a name twice"] = by_zipfile([*NAMES, "items/0001.age"])
    found |= {
        "compressed": by_zipfile(NAMES, zipfile.ZIP_DEFLATED),
        "without a key": by_zipfile(["README.txt", "case.age"]),
        "in another order": by_zipfile(["case.age", "key.age", "README.txt"]),
        "items in another order": by_zipfile([*NAMES[:3], "items/0002.age", "items/0001.age"]),
        "one number twice": by_zipfile([*NAMES, "items/00001.age"]),
        "a link": by_zipfile(NAMES, external_attr=0o120777 << 16),
        "a comment": good[:-2] + b"\5\0hello",
        "an extra field": by_zipfile(NAMES, extra=b"\1\0\1\0x"),
        "a real date": by_zipfile(NAMES, date_time=(2026, 11, 24, 2, 10, 0)),
        "bytes before": b"MZ" + good,
        "bytes after": good + b"PK",
        "a gap": good[:directory] + b"gap" + good[directory:-6] + struct.pack("<I", directory + 3) + b"\0\0",
        "a hidden member": good[:directory] + good[:80] + good[directory:-6] + struct.pack("<I", directory + 80) + b"\0\0",
        "a directory of 4 GB": good[: end + 12] + b"\xff" * 8 + b"\0\0",
        "65,535 members": good[: end + 8] + b"\xff" * 4 + good[end + 12 :],
        "an encrypted member": good.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"),
        "nothing": b"",
        "an empty ZIP": by_zipfile([]),
    }
    sizes = bytearray(good)
    sizes[directory + 20 : directory + 28] = b"\xfe\xff\xff\xff" * 2
    found["a member of 4 GB"] = bytes(sizes)
    overlap = bytearray(good)
    second = good.index(b"PK\1\2", directory + 4)
    overlap[second + 42 : second + 46] = b"\0\0\0\0"
    found["members that overlap"] = bytes(overlap)
    local = bytearray(good)
    local[30:40] = b"README.TXT"
    found["two names for one member"] = bytes(local)
    return found


def test_every_hostile_container_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert split(by_zipfile(NAMES)), "the good one that the others are made from"
    refused = []
    for name, data in hostile().items():
        try:
            split(data)
        except BrokenCase:
            refused.append(name)
        else:
            pytest.fail(f"{name} was let in")
    with capsys.disabled():
        print(f"\nhostile containers refused: {len(refused)} of {len(hostile())}")


def test_a_huge_part_that_is_read_as_a_whole_is_refused_before_it_is_read() -> None:
    data = joined({**HEAD, "key.age": b"k" * 70_000})
    with pytest.raises(BrokenCase) as told:
        Container(io.BytesIO(data)).read("key.age")
    assert told.value.place == "key.age"


def test_a_writer_refuses_a_case_without_its_key() -> None:
    out = io.BytesIO()
    writer = ContainerWriter(out)
    writer.add("README.txt", b"x")
    with pytest.raises(BrokenCase):
        writer.close()
