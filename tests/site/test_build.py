"""The built site: the same bytes each time, all of it in the manifest, small, and with nothing to fill in."""

from __future__ import annotations

import gzip
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path

import pytest
from built import NOW, PYODIDE, fresh, site

from standfast.doors.site.build import build
from standfast.doors.site.manifest import SIGNED_FOR, read_manifest, verify
from standfast.doors.site.refused import Damaged, NoRuntime, NotOurs
from standfast.knowledge import home

pytestmark = pytest.mark.xdist_group("site")
FIRST_PAGE_MOST = 60_000
SITE_MOST = 9_000_000


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def pages() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in sorted(site().folder.glob("*.html"))}


def test_two_builds_have_the_same_bytes(tmp_path: Path):
    again = fresh(tmp_path / "again")
    assert everything(again.folder) == everything(site().folder)


def test_the_manifest_lists_every_file_and_says_what_was_built():
    told = read_manifest(site().folder)
    assert told is not None
    assert verify(site().folder) == len(told["files"]) == len(everything(site().folder)) - 1
    assert told["test_build"] is True, "rule 15: until the release list is signed"
    assert told["facts_due"] > "2026-11-24"
    assert told["home"] == "GB-derbyshire"


def test_packed_copies_beside_the_files_are_no_damage_unless_they_differ(tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(site().folder, copy)
    (copy / "index.html.gz").write_bytes(gzip.compress((copy / "index.html").read_bytes()))
    verify(copy)
    (copy / "index.html.gz").write_bytes(gzip.compress(b"other"))
    with pytest.raises(Damaged):
        verify(copy)


@pytest.mark.parametrize("name", ["index.html", "e/engine.bin", "e/pyodide.asm.wasm", "a/boot.js", "t/core.bin"])
def test_a_changed_file_is_found(name: str, tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(site().folder, copy)
    with (copy / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(Damaged) as found:
        verify(copy)
    assert found.value.detail["why"] == name


def test_an_added_file_is_found(tmp_path: Path):
    copy = tmp_path / "copy"
    shutil.copytree(site().folder, copy)
    (copy / "more.html").write_text("more")
    with pytest.raises(Damaged):
        verify(copy)


def test_pages_made_ahead_of_time_have_nothing_to_fill_in():
    for name, text in pages().items():
        assert not re.search(r"<(form|textarea|input|select)\b", text), name


def test_every_page_carries_its_policy_and_no_script_or_style_of_its_own():
    for name, text in pages().items():
        assert "default-src 'none'" in unescape(text), name
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=\"a/)", text), name


def test_every_link_leads_to_a_page_of_the_site():
    names = set(everything(site().folder))
    for name, text in pages().items():
        for href in re.findall(r'(?:href|src)="([^"#?]+)', text):
            if ":" not in href:
                assert href in names, f"{name} leads to {href}"


def test_the_first_page_is_light():
    first = pages()["index.html"]
    loads = set(re.findall(r'(?:href|src)="(a/[^"]+)"', first))
    modules = {f"a/{name}" for name in ("boot.js", "engine.js", "swap.js", "keep.js", "screens.js")}
    total = sum(len(gzip.compress((site().folder / name).read_bytes(), 9)) for name in {"index.html"} | loads | modules)
    assert total < FIRST_PAGE_MOST, f"{total} bytes as a web server sends them: {sorted(loads | modules)}"


def test_the_whole_site_is_small():
    assert site().packed < SITE_MOST, f"{site().packed} bytes as a web server sends it"


def test_no_place_of_this_computer_is_in_it():
    here, checkout = str(Path.home()).encode(), str(Path(__file__).resolve().parents[2]).encode()
    for name, data in everything(site().folder).items():
        raw = gzip.decompress(data) if name == "e/engine.bin" else data
        assert checkout not in raw and (here == b"/" or here + b"/." not in raw), name


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(NotOurs):
        build(home("neutral"), tmp_path, PYODIDE, None, NOW)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_earlier_build_is_replaced_whole(tmp_path: Path):
    out = tmp_path / "site"
    shutil.copytree(site().folder, out)
    fresh(out, "neutral")
    told = read_manifest(out)
    assert told is not None and told["home"] == "neutral"
    verify(out)
    assert [path.name for path in tmp_path.iterdir()] == ["site"], "nothing is left lying beside it"


def test_without_pyodide_it_says_so_before_it_writes(tmp_path: Path):
    with pytest.raises(NoRuntime):
        build(home("neutral"), tmp_path / "site", tmp_path / "nowhere", None, NOW)
    assert not (tmp_path / "site").exists()


def test_another_pyodide_is_refused(tmp_path: Path):
    (tmp_path / "pyodide.mjs").write_text("other")
    with pytest.raises(NoRuntime):
        build(home("neutral"), tmp_path / "site", tmp_path, None, NOW)


def test_a_signed_manifest_can_be_checked_with_ssh_keygen(tmp_path: Path):
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("ssh-keygen is not on this machine")
    key = tmp_path / "key"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(key)], check=True)
    out = fresh(tmp_path / "site", sign_key=key).folder
    (tmp_path / "who").write_text("site " + key.with_suffix(".pub").read_text())
    check = [program, "-Y", "verify", "-f", str(tmp_path / "who"), "-I", "site", "-n", SIGNED_FOR, "-s", str(out / "manifest.json.sig")]
    assert subprocess.run(check, input=(out / "manifest.json").read_bytes(), check=False, capture_output=True).returncode == 0
    verify(out)
