"""Every byte of a small pack is changed in turn, and every change must be told."""

from __future__ import annotations

import io

import pytest
from tools import pack_vectors as vectors

from standfast.keep.pack import DEFLATED, STORED, verify
from standfast.keep.pack.archive import Archive
from standfast.model import BadPack


def told_of(data: bytes) -> str:
    """``refused``, ``content`` (a file, manifest, signature or log does not hold), ``frame`` (the ZIP around them alone) or ``unseen``."""
    try:
        verified = verify(io.BytesIO(data))
    except BadPack:
        return "refused"
    if not verified.holds:
        return "content"
    return "unseen" if verified.untouched else "frame"


def flips(whole: bytes, mask: int) -> dict[str, list[int]]:
    told: dict[str, list[int]] = {"refused": [], "content": [], "frame": [], "unseen": []}
    for place in range(len(whole)):
        changed = bytearray(whole)
        changed[place] ^= mask
        told[told_of(bytes(changed))].append(place)
    return told


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80, 0xFF])
def test_every_flipped_byte_of_a_stored_pack_is_told(mask: int, capsys: pytest.CaptureFixture[str]) -> None:
    whole = vectors.pack(STORED)
    assert told_of(whole) == "unseen"
    told = flips(whole, mask)
    caught = len(whole) - len(told["unseen"])
    with capsys.disabled():
        kinds = ", ".join(f"{kind} {len(places)}" for kind, places in told.items())
        print(f"\nbit flips caught (pack, stored, mask {mask:02x}): {caught} of {len(whole)} ({kinds})")
    assert told["unseen"] == []


def test_of_a_deflated_pack_only_the_unused_bits_at_the_end_of_a_member_can_change_unseen(capsys: pytest.CaptureFixture[str]) -> None:
    whole = vectors.pack(DEFLATED)
    archive = Archive(io.BytesIO(whole))
    last = {archive._data[member.name].data + member.packed - 1 for member in archive.members}
    unseen: list[int] = []
    for mask in (0x01, 0x80):
        told = flips(whole, mask)
        unseen += told["unseen"]
        with capsys.disabled():
            print(f"\nbit flips caught (pack, deflated, mask {mask:02x}): {len(whole) - len(told['unseen'])} of {len(whole)}")
    assert set(unseen) <= last


def test_every_cut_pack_is_refused() -> None:
    whole = vectors.pack()
    for end in range(0, len(whole), 7):
        with pytest.raises(BadPack):
            verify(io.BytesIO(whole[:end]))


@pytest.mark.parametrize("more", [b"\0", b"PK\5\6" + bytes(18), b"x" * 70_000])
def test_bytes_before_or_behind_a_pack_are_refused(more: bytes) -> None:
    whole = vectors.pack()
    for data in (more + whole, whole + more):
        with pytest.raises(BadPack):
            verify(io.BytesIO(data))
