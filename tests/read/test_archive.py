"""ZIPs without trust: bombs, lying sizes, passwords, paths that climb, cut files. One error each, the rest still read."""

from __future__ import annotations

import io
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Bomb, BrokenFile, Locked, ReadError, TooLarge
from standfast.read import archive as archives
from standfast.read import read_bytes
from standfast.read.archive import Archive, opened
from standfast.read.reader import Source


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 11, 24, 21, 4, 10)), data, method)
    return out.getvalue()


def source(data: bytes) -> Source:
    return Source("export.zip", None, data)


def error_of(data: bytes, name: str) -> ReadError:
    with opened(source(data)) as archive:
        with pytest.raises(ReadError) as caught:
            archive.bytes_of(name)
        return caught.value


def lying(data: bytes, old: int, new: int) -> bytes:
    """The unpacked size, in both headers, changed."""
    at = data.index(b"PK\x01\x02")
    assert struct.unpack_from("<I", data, at + 24)[0] == old
    changed = bytearray(data)
    struct.pack_into("<I", changed, at + 24, new)
    struct.pack_into("<I", changed, 22, new)
    return bytes(changed)


def test_members_are_listed_with_name_size_and_time_and_nothing_is_unpacked() -> None:
    with opened(source(packed({"a/": b"", "a/one.jpg": b"12345"}))) as archive:
        (member,) = archive.members()
    assert (member.name, member.size, member.when) == ("a/one.jpg", 5, "2026-11-24T21:04:10")
    assert (member.attachment().name, member.attachment().media_type) == ("one.jpg", "image/jpg")


def test_a_member_is_read_whole_and_line_by_line() -> None:
    with opened(source(packed({"a.txt": b"one\ntwo\n"}))) as archive:
        assert archive.bytes_of("a.txt") == b"one\ntwo\n"
        with archive.open("a.txt") as stream:
            assert list(stream) == [b"one\n", b"two\n"]


def test_a_bomb_is_told_by_its_ratio_before_it_is_unpacked() -> None:
    assert isinstance(error_of(packed({"a.json": bytes(20 * 2**20)}), "a.json"), Bomb)


def test_a_member_larger_than_what_may_be_held_is_refused_by_its_header(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBER", 10)
    assert isinstance(error_of(packed({"a.json": b"x" * 11}), "a.json"), TooLarge)


def test_what_comes_out_is_counted_and_not_what_the_header_says() -> None:
    data = packed({"a.json": b"x" * 1000})
    with opened(source(data)) as archive, pytest.raises(Bomb), archive.open("a.json", 1000) as stream:
        stream._left = 999
        stream.read()


def test_a_header_that_promises_more_than_there_is_gives_what_there_is() -> None:
    with opened(source(lying(packed({"a.json": b"x" * 1000}), 1000, 5000))) as archive:
        assert archive.bytes_of("a.json") == b"x" * 1000


@pytest.mark.parametrize("size", [10, 999, 2**31])
def test_a_header_that_lies_about_the_size_gives_one_error_with_the_member_named(size: int) -> None:
    error = error_of(lying(packed({"a.json": b"x" * 1000}), 1000, size), "a.json")
    assert isinstance(error, BrokenFile | TooLarge | Bomb)
    assert error.file == "export.zip!a.json"


def test_a_member_behind_a_password_says_so() -> None:
    data = bytearray(packed({"a.json": b"{}"}))
    at = data.index(b"PK\x01\x02")
    data[6] |= 1
    data[at + 8] |= 1
    assert isinstance(error_of(bytes(data), "a.json"), Locked)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_as_no_export_packs_is_left_closed(method: int) -> None:
    assert isinstance(error_of(packed({"a.json": b"{}"}, method), "a.json"), BrokenFile)


@pytest.mark.parametrize("name", ["../../escape.txt", "/etc/somewhere.txt", "C:\\windows\\a.txt", "a/../../b.txt", "con.txt"])
def test_a_name_that_climbs_out_is_only_a_name(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with opened(source(packed({name: b"words"}))) as archive:
        (listed,) = archive.names()
        assert archive.bytes_of(listed) == b"words"
        assert "/" not in archive.member(listed).attachment().name  # type: ignore[union-attr]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.9, 0.99])
def test_a_half_downloaded_zip_is_one_error(keep: float) -> None:
    data = packed({f"{n}.json": bytes(range(256)) * 20 for n in range(20)}, zipfile.ZIP_STORED)
    (error,) = read_bytes(data[: int(len(data) * keep)], "export.zip")
    assert isinstance(error, BrokenFile)
    assert error.file == "export.zip"


def test_a_member_with_damaged_bytes_does_not_stop_the_next() -> None:
    data = bytearray(packed({"a.json": b"a" * 500, "b.json": b"b" * 500}, zipfile.ZIP_STORED))
    data[data.index(b"aaaa") + 7] = 0
    with opened(source(bytes(data))) as archive:
        with pytest.raises(BrokenFile):
            archive.bytes_of("a.json")
        assert archive.bytes_of("b.json") == b"b" * 500


def test_an_impossible_date_is_no_date() -> None:
    data = bytearray(packed({"a.json": b"{}"}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 14, 0)
    with opened(source(bytes(data))) as archive:
        assert [member.when for member in archive.members()] == [""]


def test_a_zip_that_lists_members_without_end_is_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(Bomb), opened(source(packed({str(n): b"" for n in range(4)}))):
        pass


def test_a_list_of_members_too_long_to_read_is_a_bomb_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 100)
    with pytest.raises(Bomb), opened(source(packed({f"{n:050}": b"" for n in range(4)}))):
        pass


def test_a_zip_in_which_nothing_is_known_names_what_is_inside() -> None:
    (error,) = read_bytes(packed({"holiday.jpg": b"x"}), "export.zip")
    assert isinstance(error, ReadError)
    assert error.detail["inside"] == "holiday.jpg"


@settings(max_examples=200, deadline=2000, derandomize=True)
@given(st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=8))
def test_any_damage_gives_bytes_or_a_read_error(cuts: list[tuple[float, bytes]]) -> None:
    data = packed({"a.json": b'{"a": 1}' * 50, "b.txt": b"words"})
    for where, piece in cuts:
        at = int(where * len(data))
        data = data[:at] + piece + data[at + len(piece) :]
    try:
        with opened(source(data)) as archive:
            _read_all(archive)
    except ReadError as error:
        assert error.file == "export.zip"


def _read_all(archive: Archive) -> None:
    for name in archive.names():
        try:
            archive.bytes_of(name)
        except ReadError as error:
            assert error.file.startswith("export.zip!")
