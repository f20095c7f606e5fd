"""The exact bytes of the ZIP around the files: written by the writer, rebuilt by the verifier to compare. See docs/formats/pack.md."""

from __future__ import annotations

from struct import pack

from attrs import frozen

KNOWN, STREAMED, PIPED = "known", "streamed", "piped"
FULL, FULL_COUNT = 0xFFFFFFFF, 0xFFFF
UTF8, DESCRIPTOR = 0x800, 0x8
BOMB_FROM, BOMB_RATIO = 16 * 2**20, 200
PLAIN_FILE = 0o100644 << 16
UNIX = 3
LOCAL, CENTRAL, END, END64, LOCATOR, AFTER = b"PK\3\4", b"PK\1\2", b"PK\5\6", b"PK\6\6", b"PK\6\7", b"PK\7\x08"


@frozen
class Member:
    """One file in the ZIP."""

    name: str
    """With the folder."""
    form: str
    """``KNOWN``, ``STREAMED`` or ``PIPED``; empty where a foreign program wrote it."""
    method: int
    """0 stored, 8 deflated."""
    crc: int
    packed: int
    size: int
    start: int
    """Of its local header, bytes from the start of the file."""


def is_bomb(size: int, packed: int) -> bool:
    """Whether a file unpacks to far more than files do."""
    return size > BOMB_FROM and size > BOMB_RATIO * max(packed, 1)


def dos_time(iso: str) -> int:
    """Date and time of ISO 8601 as the four bytes of DOS, the offset ignored. Raises ValueError."""
    year, month, day, hour, minute, second = (int(iso[a:b]) for a, b in ((0, 4), (5, 7), (8, 10), (11, 13), (14, 16), (17, 19)))
    if not (1980 <= year <= 2107 and 1 <= month <= 12 and 1 <= day <= 31 and hour < 24 and minute < 60 and second < 60):
        raise ValueError(iso)
    return ((year - 1980) << 25) | (month << 21) | (day << 16) | (hour << 11) | (minute << 5) | (second // 2)


def flags_of(name: str, form: str) -> int:
    return (0 if name.isascii() else UTF8) | (DESCRIPTOR if form == PIPED else 0)


def local_header(member: Member, time: int) -> bytes:
    """What stands before the data of a member."""
    name = member.name.encode()
    if member.form == KNOWN:
        version, crc, packed, size, extra = 20, member.crc, member.packed, member.size, b""
    else:
        piped = member.form == PIPED
        version, crc, packed, size = 45, 0 if piped else member.crc, FULL, FULL
        extra = pack("<HHQQ", 1, 16, 0, 0) if piped else pack("<HHQQ", 1, 16, member.size, member.packed)
    head = pack("<HHHLLLLHH", version, flags_of(member.name, member.form), member.method, time, crc, packed, size, len(name), len(extra))
    return LOCAL + head + name + extra


def after(member: Member) -> bytes:
    """What stands behind the data of a member."""
    return AFTER + pack("<LQQ", member.crc, member.packed, member.size) if member.form == PIPED else b""


def central_record(member: Member, time: int) -> bytes:
    name = member.name.encode()
    values = (member.size, member.packed, member.start)
    large = [value for value in values if value >= FULL]
    extra = pack(f"<HH{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    version = 20 if member.form == KNOWN and not large else 45
    size, packed, start = (min(value, FULL) for value in values)
    head = pack("<BBHHHLLLL", version, UNIX, version, flags_of(member.name, member.form), member.method, time, member.crc, packed, size)
    tail = pack("<HHHHHLL", len(name), len(extra), 0, 0, 0, PLAIN_FILE, start)
    return CENTRAL + head + tail + name + extra


def end_record(count: int, size: int, start: int) -> bytes:
    """The end of the ZIP, for a central directory of ``count`` records and ``size`` bytes at ``start``."""
    if count < FULL_COUNT and size < FULL and start < FULL:
        return END + pack("<HHHHLLH", 0, 0, count, count, size, start, 0)
    wide = END64 + pack("<QBBHLLQQQQ", 44, 45, UNIX, 45, 0, 0, count, count, size, start)
    locator = LOCATOR + pack("<LQL", 0, start + size, 1)
    return wide + locator + END + pack("<HHHHLLH", 0, 0, FULL_COUNT, FULL_COUNT, FULL, FULL, 0)
