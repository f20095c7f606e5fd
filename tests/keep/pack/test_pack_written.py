"""What a pack is made of, and that other tools open and check it."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import unicodedata
import zipfile
from pathlib import Path

import bagit
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import pack_vectors as vectors

from standfast.keep.pack import DEFLATED, STORED, PackPart, PackWriter, fingerprint, readme, safe_name, verify, verify_page, writer
from standfast.keep.pack.paths import path_holds
from standfast.keep.pack.seal import write_pack
from standfast.keep.pack.sign import public, sign
from standfast.knowledge import loader
from standfast.knowledge.packs import NAMES, pack_words

LONG = writer.HELD + 5


class OneWay(io.RawIOBase):
    """Takes bytes and cannot be wound back."""

    def __init__(self):
        self.data = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.data += data
        return len(data)


def long_part() -> PackPart:
    def write(sink):
        for _ in range(LONG // 1000):
            sink(b"x" * 1000)
        sink(b"x" * (LONG % 1000))

    return PackPart("data/items/0009/long.bin", write)


@pytest.mark.parametrize("method", [STORED, DEFLATED])
def test_any_bagit_tool_finds_the_unpacked_pack_valid(tmp_path: Path, method: int) -> None:
    out = io.BytesIO()
    write_pack(out, vectors.INFO, [*vectors.parts(), long_part()], vectors.SEED, method=method)
    zipfile.ZipFile(out).extractall(tmp_path)
    bag = bagit.Bag(str(tmp_path / "standfast-pack"))
    assert bag.validate()
    assert bag.info["External-Identifier"] == vectors.CASE
    (tmp_path / "standfast-pack/data/items/0001/mail.eml").write_bytes(b"other")
    with pytest.raises(bagit.BagError):
        bag.validate()


@pytest.mark.parametrize("program", [["unzip", "-tq"], [sys.executable, "-m", "zipfile", "-t"]])
def test_ordinary_programs_open_it(tmp_path: Path, program: list[str]) -> None:
    for name, out in (("plain.zip", io.BytesIO()), ("piped.zip", OneWay())):
        write_pack(out, vectors.INFO, [*vectors.parts(), long_part()], vectors.SEED)
        path = tmp_path / name
        path.write_bytes(out.getvalue() if isinstance(out, io.BytesIO) else bytes(out.data))
        done = subprocess.run([*program, str(path)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_parts_give_the_same_bytes() -> None:
    assert vectors.pack() == vectors.pack()
    assert vectors.pack(DEFLATED) == vectors.pack(DEFLATED)


def test_a_long_part_on_an_output_that_cannot_be_wound_back_verifies_to_the_last_byte() -> None:
    out = OneWay()
    write_pack(out, vectors.INFO, [*vectors.parts(), long_part()], vectors.SEED)
    verified = verify(io.BytesIO(out.data))
    assert verified.untouched, verified.faults
    with zipfile.ZipFile(io.BytesIO(out.data)) as opened:
        assert opened.getinfo("standfast-pack/data/items/0009/long.bin").file_size == LONG


def test_a_pack_may_start_behind_other_bytes_of_its_output() -> None:
    out = io.BytesIO()
    out.write(b"before")
    write_pack(out, vectors.INFO, [long_part()], vectors.SEED)
    assert verify(io.BytesIO(out.getvalue()[6:])).untouched


def test_the_signer_sees_only_the_tag_manifest() -> None:
    out = io.BytesIO()
    made = PackWriter(out, vectors.INFO)
    for part in vectors.parts():
        made.add(part)
    data = made.to_sign()
    told = made.close(public(vectors.SEED), sign(vectors.SEED, data))
    assert out.getvalue() == vectors.pack()
    assert zipfile.ZipFile(out).read("standfast-pack/tagmanifest-sha256.txt") == data
    assert told == fingerprint(public(vectors.SEED)) == verify(out).fingerprint


def test_the_one_who_watches_hears_every_byte_and_can_stop() -> None:
    heard: list[tuple[int, int]] = []
    write_pack(io.BytesIO(), vectors.INFO, vectors.parts(), vectors.SEED, lambda done, total: heard.append((done, total)), 1158)
    assert heard[-1] == (1158, 1158)
    assert [done for done, _ in heard] == sorted(done for done, _ in heard)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_pack(io.BytesIO(), vectors.INFO, vectors.parts(), vectors.SEED, stop)


@pytest.mark.parametrize("path", ["../x", "/x", "data/../x", "data//x", "data/CON", "data/a:b", "bagit.txt", "BagIt.txt", "fetch.txt", "data/", "data/a\nb"])
def test_a_path_that_some_system_would_misread_is_not_written(path: str) -> None:
    with pytest.raises(ValueError):
        PackWriter(io.BytesIO(), vectors.INFO).add(PackPart(path, b""))


def test_two_paths_that_differ_in_case_alone_are_not_written() -> None:
    made = PackWriter(io.BytesIO(), vectors.INFO)
    made.add(PackPart("data/a.txt", b""))
    with pytest.raises(ValueError):
        made.add(PackPart("data/A.txt", b""))


@pytest.mark.parametrize("key", ["version", "case", "for", "left-out", "sealed"])
def test_an_info_that_would_break_its_line_is_refused_before_anything_is_written(key: str) -> None:
    out = io.BytesIO()
    with pytest.raises(ValueError, match=key):
        PackWriter(out, {**vectors.INFO, key: "x\nPayload-Oxum: 0.0"})
    assert out.getvalue() == b""


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_a_pack_can_have(name: str) -> None:
    made = safe_name(name, "item")
    assert path_holds(f"standfast-pack/data/items/0001/{made}")


@pytest.mark.parametrize(
    ("name", "made"),
    [("a/b\\mail.eml", "mail.eml"), ("con.txt", "_con.txt"), ("..", "item"), ("x" * 300 + ".eml", "x" * 116 + ".eml"), ("a:b?.txt", "a_b_.txt"), ("ﾅ.txt", "ﾅ.txt")],
)
def test_a_name_keeps_what_it_can(name: str, made: str) -> None:
    assert safe_name(name, "item") == unicodedata.normalize("NFC", made)


@pytest.mark.parametrize("language", loader.ids("pack"))
def test_the_readme_leaves_no_gap_open_and_says_what_a_signature_does_not(language: str) -> None:
    values = {name: f"<{name}>" for name in NAMES}
    text = readme(language, values).data.decode()
    assert "{" not in text and "}" not in text
    assert all(value in text for value in values.values())
    assert len(pack_words(language).parts) == len(pack_words("en").parts) == 7
    for word in ("BagIt", "standfast verify", "verify.html", "data/left-out.json", "data/stamps"):
        assert word in text


def test_an_unknown_language_gets_the_english_readme() -> None:
    assert pack_words("xx") == pack_words("en")


def test_the_page_is_put_in_as_it_is_shipped() -> None:
    page = verify_page()
    out = io.BytesIO()
    write_pack(out, vectors.INFO, [page], vectors.SEED)
    assert zipfile.ZipFile(out).read("standfast-pack/verify.html") == page.data


def test_the_vectors_in_docs_are_what_the_code_makes() -> None:
    for name, data in vectors.files().items():
        if name == "deflated.zip":
            continue  # other builds of zlib pack otherwise; what checking it says is compared
        assert (vectors.FOLDER / name).read_bytes() == data, name
    shipped = (vectors.FOLDER / "deflated.zip").read_bytes()
    told = json.loads((vectors.FOLDER / "deflated.json").read_text("utf-8"))
    assert verify(io.BytesIO(shipped)).holds is told["holds"] is True
