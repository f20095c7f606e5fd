"""ZIPs and manifests made to do harm, or made again by an honest program."""

from __future__ import annotations

import contextlib
import io
import stat
import struct
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from tools import pack_vectors as vectors

from standfast.keep.pack import Verified, tags, verify
from standfast.keep.pack.sign import public, sign
from standfast.model import BadPack, CannotOpen

FOLDER = "standfast-pack/"
Files = dict[str, bytes]


def files_of(data: bytes) -> Files:
    """Every file of a pack by its path in the bag, in order."""
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name[len(FOLDER) :]: opened.read(name) for name in opened.namelist()}


def zipped(files: Files, folder: str = FOLDER, change: Callable[[zipfile.ZipInfo], None] | None = None, more: Files | None = None, method: int = 0) -> bytes:
    """Packed again by another program. ``more``: names outside the folder."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, data in {**{folder + name: data for name, data in files.items()}, **(more or {})}.items():
            row = zipfile.ZipInfo(name)
            row.compress_type = method
            if change:
                change(row)
            made.writestr(row, data)
    return out.getvalue()


def signed_again(files: Files) -> Files:
    """As somebody with the key would do it: manifests and signature fit again."""
    payload = {name: tags.hashlib.sha256(data).hexdigest() for name, data in files.items() if name.startswith("data/")}
    made = {**files, tags.MANIFEST: tags.manifest_bytes(payload)}
    made[tags.INFO] = tags.info_bytes(vectors.INFO, f"{sum(len(made[name]) for name in payload)}.{len(payload)}")
    rest = {name: tags.hashlib.sha256(data).hexdigest() for name, data in made.items() if name not in payload and name not in (tags.TAG_MANIFEST, tags.SIGNATURE)}
    made[tags.TAG_MANIFEST] = tags.manifest_bytes(rest)
    made[tags.SIGNATURE] = tags.signature_bytes(public(vectors.SEED), sign(vectors.SEED, made[tags.TAG_MANIFEST]))
    return made


def renamed(data: bytes, old: str, new: str) -> bytes:
    """The same ZIP with a name of the same length in both headers."""
    assert len(old.encode()) == len(new.encode()) and data.count(old.encode()) >= 2, old
    return data.replace(old.encode(), new.encode())


def with_file(name: str, data: bytes = b"x") -> bytes:
    return zipped({**files_of(vectors.pack()), name: data})


def with_field(offset: int, value: bytes, number: int = 1, local: bool = False) -> bytes:
    """The stored pack with other bytes in one record: central (default) or local."""
    whole, signature = bytearray(vectors.pack()), b"PK\3\4" if local else b"PK\1\2"
    place = -1
    for _ in range(number):
        place = whole.index(signature, place + 1)
    whole[place + offset : place + offset + len(value)] = value
    return bytes(whole)


def both_flags(flag: int) -> bytes:
    whole = bytearray(vectors.pack())
    whole[6] |= flag
    whole[whole.index(b"PK\1\2") + 8] |= flag
    return bytes(whole)


def linked(row: zipfile.ZipInfo) -> None:
    row.external_attr = (stat.S_IFLNK | 0o777) << 16 if row.filename.endswith("findings.json") else 0o644 << 16


def second_name(row: zipfile.ZipInfo) -> None:
    row.extra = struct.pack("<HHBL", 0x7075, 8, 1, 0) + b"abc" if row.filename.endswith("findings.json") else b""


def twice() -> bytes:
    out = io.BytesIO(zipped(files_of(vectors.pack())))
    with pytest.warns(UserWarning), zipfile.ZipFile(out, "a") as made:
        made.writestr(FOLDER + "data/findings.json", b"other")
    return out.getvalue()


def bomb() -> bytes:
    return zipped({**files_of(vectors.pack()), "data/big.bin": bytes(40 * 2**20)}, method=zipfile.ZIP_DEFLATED)


def lying_bomb() -> bytes:
    """Says it unpacks to 1,000 bytes, and unpacks to 10 MB."""
    files = {**files_of(vectors.pack()), "data/aaa.bin": bytes(10 * 2**20)}
    manifest = files[tags.MANIFEST] + b"0" * 64 + b"  data/aaa.bin\n"
    files[tags.MANIFEST] = b"".join(sorted(manifest.splitlines(True), key=lambda line: line[66:]))
    whole = zipped(files, method=zipfile.ZIP_DEFLATED)
    return whole.replace(struct.pack("<L", 10 * 2**20), struct.pack("<L", 1000))


def many() -> bytes:
    return zipped({**files_of(vectors.pack()), **{f"data/n/{number}": b"" for number in range(20_001)}})


def manifest(change: Callable[[bytes], bytes], name: str = tags.MANIFEST) -> bytes:
    files = files_of(vectors.pack())
    return zipped({**files, name: change(files[name])})


def endless_line() -> bytes:
    files = files_of(vectors.pack())
    return zipped(signed_again({**files, tags.LOG: b"x" * (2**20 + 2**17)}))


def overlapping() -> bytes:
    """Two central records, one local file: the quine-like bombs are made of these."""
    whole = vectors.pack()
    second = whole.index(b"PK\1\2", whole.index(b"PK\1\2") + 1)
    third = whole.index(b"PK\1\2", second + 1)
    return whole[: second + 42] + whole[third + 42 : third + 46] + whole[second + 46 :]


def end(offset: int, value: bytes) -> bytes:
    whole = bytearray(vectors.pack())
    place = len(whole) - 22
    whole[place + offset : place + offset + len(value)] = value
    return bytes(whole)


def hidden() -> bytes:
    """A member that no central record names; all else fits."""
    whole = zipped({"README.txt": b"x", "data/hidden.txt": b"y" * 100, **files_of(vectors.pack())})
    start, second = whole.index(b"PK\1\2"), whole.index(b"PK\1\2", whole.index(b"PK\1\2") + 1)
    third = whole.index(b"PK\1\2", second + 1)
    count, size = struct.unpack("<HL", whole[-12:-10] + whole[-10:-6])
    ending = b"PK\5\6" + struct.pack("<HHHHLLH", 0, 0, count - 1, count - 1, size - (third - second), start, 0)
    made = whole[:second] + whole[third:-22] + ending
    with zipfile.ZipFile(io.BytesIO(made)) as opened:
        assert opened.testzip() is None and FOLDER + "data/hidden.txt" not in opened.namelist()
    return made


HOSTILE: dict[str, Callable[[], bytes]] = {
    "no zip at all": lambda: b"From: somebody\n" * 100,
    "empty file": lambda: b"",
    "empty zip": lambda: b"PK\5\6" + bytes(18),
    "another zip": lambda: zipped({"a.txt": b"a"}),
    "parent folder": lambda: with_file("data/../../evil"),
    "absolute": lambda: zipped(files_of(vectors.pack()), more={"/etc/evil": b""}),
    "outside the folder": lambda: zipped(files_of(vectors.pack()), more={"other/evil": b""}),
    "backslash": lambda: renamed(vectors.pack(), "data/findings.json", "data\\findings.json"),
    "drive letter": lambda: renamed(vectors.pack(), "data/findings.json", "data/f:ndings.json"),
    "NUL in a name": lambda: renamed(vectors.pack(), "data/findings.json", "data/find\0ngs.json"),
    "line feed in a name": lambda: renamed(vectors.pack(), "data/findings.json", "data/find\nngs.json"),
    "text turned round": lambda: with_file("data/\u202egnp.exe"),
    "device name": lambda: with_file("data/NUL.txt"),
    "trailing dot": lambda: with_file("data/x."),
    "not normal form": lambda: with_file("data/n\u0303.txt"),
    "very long name": lambda: with_file("data/" + "x" * 300),
    "the same name twice": twice,
    "two names that differ in case": lambda: with_file("data/FINDINGS.json"),
    "encrypted member": lambda: both_flags(0x1),
    "strongly encrypted member": lambda: both_flags(0x40),
    "link": lambda: zipped(files_of(vectors.pack()), change=linked),
    "device": lambda: with_field(38, struct.pack("<L", (stat.S_IFCHR | 0o644) << 16)),
    "second name in an extra field": lambda: zipped(files_of(vectors.pack()), change=second_name),
    "another packing": lambda: zipped(files_of(vectors.pack()), method=zipfile.ZIP_BZIP2),
    "bomb": bomb,
    "bomb that lies about its size": lying_bomb,
    "too many members": many,
    "overlapping members": overlapping,
    "hidden member": hidden,
    "local name differs": lambda: with_field(30, b"X", local=True),
    "local method differs": lambda: with_field(8, b"\x08", local=True),
    "stored sizes differ": lambda: with_field(24, struct.pack("<L", 9)),
    "size beyond the file": lambda: with_field(20, struct.pack("<LL", 2**31, 2**31)),
    "start beyond the file": lambda: with_field(42, struct.pack("<L", 2**31)),
    "size of four gigabytes without its field": lambda: with_field(24, b"\xff\xff\xff\xff"),
    "second disk": lambda: with_field(34, b"\1"),
    "end on another disk": lambda: end(4, b"\1"),
    "more records than said": lambda: end(8, b"\1\0\1\0"),
    "fewer records than said": lambda: end(8, b"\xff\0\xff\0"),
    "huge directory": lambda: end(12, b"\xf0\xff\xff\xff"),
    "directory elsewhere": lambda: end(16, b"\0\0\0\0"),
    "wide end without its record": lambda: end(8, b"\xff\xff\xff\xff"),
    "name that is no UTF-8": lambda: renamed_bytes("ñ.txt".encode(), b"\xff\xff.txt"),
    "no bagit.txt": lambda: zipped({name: data for name, data in files_of(vectors.pack()).items() if name != "bagit.txt"}),
    "other bagit.txt": lambda: manifest(lambda data: data.replace(b"1.0", b"9.9"), "bagit.txt"),
    "no bag-info.txt": lambda: zipped({name: data for name, data in files_of(vectors.pack()).items() if name != tags.INFO}),
    "no manifest": lambda: zipped({name: data for name, data in files_of(vectors.pack()).items() if name != tags.MANIFEST}),
    "no tag manifest": lambda: zipped({name: data for name, data in files_of(vectors.pack()).items() if name != tags.TAG_MANIFEST}),
    "second manifest": lambda: with_file("manifest-md5.txt", b""),
    "second tag manifest": lambda: with_file("tagmanifest-sha512.txt", b""),
    "fetch.txt": lambda: with_file("fetch.txt", b"http://evil.example 1 data/x\n"),
    "manifest not UTF-8": lambda: manifest(lambda data: data + b"0" * 64 + b"  data/\xff\n"),
    "manifest with a mark at its start": lambda: manifest(lambda data: b"\xef\xbb\xbf" + data),
    "manifest with Windows line ends": lambda: manifest(lambda data: data.replace(b"\n", b"\r\n")),
    "manifest without its last line end": lambda: manifest(lambda data: data[:-1]),
    "manifest with an empty line": lambda: manifest(lambda data: data + b"\n"),
    "manifest with a line twice": lambda: manifest(lambda data: data + data.splitlines(True)[-1]),
    "manifest out of order": lambda: manifest(lambda data: b"".join(reversed(data.splitlines(True)))),
    "manifest with capitals": lambda: manifest(lambda data: data[:64].upper() + data[64:]),
    "manifest that names what lies outside": lambda: manifest(lambda data: data + b"0" * 64 + b"  data/../../etc/passwd\n"),
    "manifest that names no payload": lambda: manifest(lambda data: b"0" * 64 + b"  README.txt\n" + data),
    "manifest with one space": lambda: manifest(lambda data: data.replace(b"  ", b" ", 1)),
    "huge manifest": lambda: manifest(lambda data: data + b"x" * 9 * 2**20),
    "tag manifest that names payload": lambda: manifest(lambda data: data + b"0" * 64 + b"  data/x\n", tags.TAG_MANIFEST),
    "info of a newer format": lambda: manifest(lambda data: data.replace(b"Format: 1", b"Format: 2"), tags.INFO),
    "info with another line": lambda: manifest(lambda data: data + b"More: x\n", tags.INFO),
    "info with another order": lambda: manifest(lambda data: b"".join(reversed(data.splitlines(True))), tags.INFO),
    "info with another time": lambda: manifest(lambda data: data.replace(b"12:00:06", b"99:99:99"), tags.INFO),
    "endless line in the log": endless_line,
    "encrypted for somebody": lambda: b"age-encryption.org/v1\n-> X25519 abc\n" + bytes(200),
}


def renamed_bytes(old: bytes, new: bytes) -> bytes:
    data = vectors.pack()
    assert data.count(old) >= 3
    return data.replace(old, new)


TAMPERED: dict[str, Callable[[Files], Files]] = {
    "a changed file": lambda files: {**files, "data/items/0001/mail.eml": b"other"},
    "a missing file": lambda files: {name: data for name, data in files.items() if name != "data/findings.json"},
    "foreign payload": lambda files: {**files, "data/foreign.txt": b"x"},
    "a foreign file beside the payload": lambda files: {**files, "MORE.txt": b"x"},
    "a README that was written anew": lambda files: {**files, "README.txt": b"Trust me.\n"},
    "no signature": lambda files: {name: data for name, data in files.items() if name != tags.SIGNATURE},
    "signature of another tag manifest": lambda files: {**files, tags.SIGNATURE: tags.signature_bytes(public(vectors.SEED), sign(vectors.SEED, b"other"))},
    "signature with spaces": lambda files: {**files, tags.SIGNATURE: files[tags.SIGNATURE].replace(b",", b", ")},
    "signature with another fingerprint": lambda files: {**files, tags.SIGNATURE: files[tags.SIGNATURE].replace(b"10ba", b"10bb")},
    "signature that is a list": lambda files: {**files, tags.SIGNATURE: b"[" * 100_000},
    "manifest that fits a changed file, without the key": lambda files: {**signed_again({**files, "data/findings.json": b"{}"}), tags.TAG_MANIFEST: files[tags.TAG_MANIFEST], tags.SIGNATURE: files[tags.SIGNATURE]},
    "left-out that says less": lambda files: {**files, tags.LEFT_OUT: b'{"format":1,"left_out":[]}\n'},
    "left-out of another shape, sealed": lambda files: signed_again({**files, tags.LEFT_OUT: b'{"format":1,"left_out":[7]}\n'}),
    "oxum that does not fit": lambda files: {**files, tags.INFO: files[tags.INFO].replace(b"1158.5", b"1159.5")},
}


def test_hostile_zips_and_manifests_are_refused_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    refused = []
    made = {name: make() for name, make in HOSTILE.items()}
    monkeypatch.chdir(tmp_path)
    for name, data in made.items():
        try:
            verify(io.BytesIO(data))
        except BadPack:
            refused.append(name)
    with capsys.disabled():
        print(f"\nhostile zips and manifests refused: {len(refused)} of {len(HOSTILE)}")
    assert set(HOSTILE) == set(refused)
    assert list(tmp_path.iterdir()) == []


def test_tampered_packs_are_told_by_what_does_not_hold(capsys: pytest.CaptureFixture[str]) -> None:
    files = files_of(vectors.pack())
    told = [name for name, change in TAMPERED.items() if not verify(io.BytesIO(zipped(change(files)))).holds]
    with capsys.disabled():
        print(f"\ntampered packs told: {len(told)} of {len(TAMPERED)}")
    assert set(told) == set(TAMPERED)


def states(verified: Verified) -> set[tuple[str, str, str]]:
    return {(held.code, held.state, held.place) for held in verified.faults}


def test_each_file_is_said_to_be_changed_missing_or_added() -> None:
    files = files_of(vectors.pack())
    changed = {**files, "data/items/0001/mail.eml": b"other", "data/new.txt": b"x"}
    del changed["data/findings.json"]
    said = states(verify(io.BytesIO(zipped(changed))))
    assert {("file", "changed", "data/items/0001/mail.eml"), ("file", "added", "data/new.txt"), ("file", "missing", "data/findings.json")} <= said
    assert not [code for code, _, _ in said if code == "signature"]


def test_whoever_has_the_key_can_seal_again_and_nothing_shows_but_the_name_and_hash_that_others_hold() -> None:
    files = files_of(vectors.pack())
    again = verify(io.BytesIO(zipped(signed_again({**files, "data/findings.json": b"{}"}))))
    assert again.holds


def test_another_key_shows_only_in_the_fingerprint() -> None:
    from standfast.keep.pack import Compare
    from standfast.keep.pack.seal import write_pack

    out = io.BytesIO()
    write_pack(out, vectors.INFO, vectors.parts(), "22" * 32)
    assert verify(out).untouched
    known = verify(io.BytesIO(vectors.pack())).fingerprint
    assert states(verify(out, compare=Compare(fingerprint=known))) == {("fingerprint", "differs", "")}
    assert verify(io.BytesIO(vectors.pack()), compare=Compare(fingerprint=known.replace(" ", "").upper())).state("fingerprint") == "holds"


def test_an_honest_program_may_pack_it_again(tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(vectors.pack())).extractall(tmp_path)
    for name, place, what in (("with.zip", tmp_path, "standfast-pack"), ("without.zip", tmp_path / "standfast-pack", ".")):
        subprocess.run(["python3", "-m", "zipfile", "-c", str(tmp_path / name), what if what != "." else "../standfast-pack/"], cwd=place, check=True)
        verified = verify(tmp_path / name)
        assert verified.holds and states(verified) == {("container", "rewritten", "")}


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(CannotOpen):
        verify(tmp_path / "none.zip")


def test_the_place_of_a_refusal_is_named(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(with_file("fetch.txt"))
    with pytest.raises(BadPack) as told:
        verify(path)
    assert (told.value.file, told.value.place) == ("p.zip", "fetch.txt")


def test_random_damage_never_gives_anything_but_a_refusal_or_a_result() -> None:
    whole = vectors.pack()
    for number in range(1500):
        seed = tags.hashlib.sha256(str(number).encode()).digest()
        changed = bytearray(whole)
        for k in range(0, 12, 4):
            place = int.from_bytes(seed[k : k + 3], "big") % len(whole)
            changed[place : place + 1 + seed[k + 3] % 5] = seed[20 : 20 + seed[k + 3] % 7]
        with contextlib.suppress(BadPack):
            assert not verify(io.BytesIO(changed)).untouched or bytes(changed) == whole
