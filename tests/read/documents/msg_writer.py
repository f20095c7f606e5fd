"""A small compound file with the properties of an Outlook mail. Layout: Microsoft's MS-CFB and MS-OXMSG."""

from __future__ import annotations

import struct
from datetime import UTC, datetime

from attrs import define, field

SECTOR, MINI, CUTOFF = 512, 64, 4096
FREE, END, FAT, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Tree = dict[str, "bytes | Tree"]


@define
class _Entry:
    name: str
    sort: int
    data: bytes = b""
    children: list[int] = field(factory=list)
    left: int = NONE
    right: int = NONE
    child: int = NONE
    start: int = END
    size: int = 0


def compound(tree: Tree) -> bytes:
    """A version 3 compound file; nested dicts are storages."""
    entries = [_Entry("Root Entry", 5)]
    _add(tree, 0, entries)
    sectors: list[bytes] = []
    fat: list[int] = []

    def put(data: bytes, mark: int = 0) -> int:
        count = -(-len(data) // SECTOR)
        first = len(sectors)
        for k in range(count):
            sectors.append(data[k * SECTOR : (k + 1) * SECTOR].ljust(SECTOR, b"\0"))
            fat.append(mark or (END if k == count - 1 else first + k + 1))
        return first if count else END

    mini = bytearray()
    mini_fat: list[int] = []
    for entry in entries:
        if entry.sort != 2:
            continue
        entry.size = len(entry.data)
        if entry.size >= CUTOFF:
            entry.start = put(entry.data)
        elif entry.size:
            count = -(-entry.size // MINI)
            entry.start = len(mini_fat)
            mini_fat += [entry.start + k + 1 for k in range(count - 1)] + [END]
            mini += entry.data.ljust(count * MINI, b"\0")
    entries[0].start, entries[0].size = put(bytes(mini)), len(mini)
    mini_start = put(struct.pack(f"<{len(mini_fat)}I", *mini_fat).ljust(-(-len(mini_fat) * 4 // SECTOR) * SECTOR, b"\xff"))
    directory_start = put(b"".join(_row(entry) for entry in entries).ljust(-(-len(entries) // 4) * SECTOR, b"\0"))
    fat_sectors = 1
    while (len(fat) + fat_sectors) > fat_sectors * 128:
        fat_sectors += 1
    fat_start = len(sectors)
    fat += [FAT] * fat_sectors
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(fat_sectors * SECTOR, b"\xff")
    sectors += [table[k * SECTOR : (k + 1) * SECTOR] for k in range(fat_sectors)]
    difat = [fat_start + k for k in range(fat_sectors)]
    assert len(difat) <= 109, "small files only"
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    mini_sectors = -(-len(mini_fat) * 4 // SECTOR)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, directory_start, 0, CUTOFF, mini_start, mini_sectors, END, 0)
    header += struct.pack("<109I", *difat, *[FREE] * (109 - len(difat)))
    return header + b"".join(sectors)


def _add(tree: Tree, parent: int, entries: list[_Entry]) -> None:
    numbers = []
    for name, value in sorted(tree.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
        numbers.append(len(entries))
        entries.append(_Entry(name, 2, value) if isinstance(value, bytes) else _Entry(name, 1))
    entries[parent].child = _balanced(numbers, entries)
    for number, value in zip(numbers, (tree[entries[n].name] for n in numbers), strict=True):
        if not isinstance(value, bytes):
            _add(value, number, entries)


def _balanced(numbers: list[int], entries: list[_Entry]) -> int:
    if not numbers:
        return NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left, entry.right = _balanced(numbers[:middle], entries), _balanced(numbers[middle + 1 :], entries)
    return numbers[middle]


def _row(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le") + b"\0\0"
    size = entry.size
    start = entry.start if entry.sort != 1 else 0
    return name.ljust(64, b"\0") + struct.pack("<HBBIII16xI8x8xIII", len(name), entry.sort, 1, entry.left, entry.right, entry.child, 0, start, size, 0)


def properties(header: int, numbers: dict[int, int] | None = None, times: dict[int, datetime] | None = None) -> bytes:
    rows = b"".join(struct.pack("<HHIi4x", 3, number, 6, value) for number, value in (numbers or {}).items())
    for number, when in (times or {}).items():
        ticks = int((when - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000
        rows += struct.pack("<HHIQ", 0x40, number, 6, ticks)
    return bytes(header) + rows


def strings(values: dict[int, str | bytes], ansi: str = "") -> Tree:
    """Property streams; bytes become binary ones."""
    made: Tree = {}
    for number, value in values.items():
        if isinstance(value, bytes):
            made[f"__substg1.0_{number:04X}0102"] = value
        elif ansi:
            made[f"__substg1.0_{number:04X}001E"] = value.encode(ansi)
        else:
            made[f"__substg1.0_{number:04X}001F"] = value.encode("utf-16-le")
    return made


def message(
    values: dict[int, str | bytes],
    *,
    numbers: dict[int, int] | None = None,
    times: dict[int, datetime] | None = None,
    to: tuple[tuple[str, str], ...] = (),
    attachments: tuple[Tree, ...] = (),
    ansi: str = "",
    inside: bool = False,
) -> Tree:
    tree: Tree = {"__properties_version1.0": properties(24 if inside else 32, numbers, times), **strings(values, ansi)}
    if not inside:
        tree["__nameid_version1.0"] = {"__substg1.0_00020102": b"", "__substg1.0_00030102": b"", "__substg1.0_00040102": b""}
    for k, (name, address) in enumerate(to):
        tree[f"__recip_version1.0_#{k:08X}"] = {"__properties_version1.0": properties(8), **strings({0x3001: name, 0x39FE: address}, ansi)}
    for k, one in enumerate(attachments):
        tree[f"__attach_version1.0_#{k:08X}"] = one
    return tree


def attached_file(name: str, data: bytes, media: str = "", content_id: str = "") -> Tree:
    values: dict[int, str | bytes] = {0x3707: name, 0x3701: data}
    values |= {0x370E: media} if media else {}
    values |= {0x3712: content_id} if content_id else {}
    return {"__properties_version1.0": properties(8, {0x3705: 1}), **strings(values)}


def attached_mail(name: str, tree: Tree) -> Tree:
    return {"__properties_version1.0": properties(8, {0x3705: 5}), **strings({0x3001: name}), "__substg1.0_3701000D": tree}


def packed_rtf(rtf: bytes) -> bytes:
    """Packed without a single reference, which the packing allows."""
    body = b"".join(b"\0" + rtf[k : k + 8] for k in range(0, len(rtf), 8))
    return struct.pack("<II4sI", len(body) + 12, len(rtf), b"LZFu", 0) + body
