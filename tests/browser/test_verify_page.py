"""The page that checks a pack, in a real browser, from file://: it names what was done to a pack, and asks nothing of anybody."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from seeing import LAPTOP, PHONE, SMALL, sideways, widest
from test_accessible import barriers
from tools import pack_vectors as vectors

from standfast.keep.log import canonical
from standfast.keep.pack import DEFLATED, PackPart, verify, verify_page
from standfast.keep.pack.page import page as shipped
from standfast.keep.pack.tags import manifest_bytes
from standfast.model import BadPack

ROOT = "standfast-pack/"
CHECK = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  try { return await verify(new File([bytes], "pack.zip"), () => 0); }
  catch (e) { if (e instanceof Refused) return { refused: e.why }; throw e; }
}"""
FLIP_EVERY_BYTE = """async (data) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0)), out = [];
  for (let at = 0; at < bytes.length; at++) {
    bytes[at] ^= 1 << (at % 8);
    try { const r = await verify(new File([bytes], "pack.zip"), () => 0); out.push(faultsOf(r) ? "bad" : r.container === "holds" ? "holds" : "rewritten"); }
    catch (e) { out.push(e instanceof Refused ? "refused" : "crashed: " + e); }
    bytes[at] ^= 1 << (at % 8);
  }
  return out;
}"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("a pack") / "verify.html"
    part = verify_page()
    assert part is not None and isinstance(part.data, bytes)
    path.write_bytes(part.data)
    return path.as_uri()


@pytest.fixture(scope="module")
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """One page for all checks; it fails the module if anything was asked for, refused by the policy or broken."""
    context = chromium.new_context(viewport=LAPTOP, locale="en-GB")
    asked, wrong = [], []
    context.on("request", lambda request: asked.append(request.url))
    context.on("console", lambda message: wrong.append(message.text))
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()
    assert asked == [address], "something was asked for"
    assert wrong == [], "the browser complained"


def at_page(page: Page, data: bytes) -> dict[str, Any]:
    return page.evaluate(CHECK, base64.b64encode(data).decode())


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        return {name: pack.read(name) for name in pack.namelist()}


def packed(files: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
    return out.getvalue()


def with_log(lines: list[bytes]) -> bytes:
    """A pack that was sealed anew around another log, by somebody who has the key."""
    return vectors.pack(files=[PackPart("data/log.jsonl", b"".join(lines)) if part.path == "data/log.jsonl" else part for part in vectors.parts()])


def forged(line: bytes, **change: object) -> bytes:
    row = json.loads(line) | change
    row["hash"] = hashlib.sha256(canonical({key: value for key, value in row.items() if key != "hash"})).hexdigest()
    return canonical(row) + b"\n"


def tampered() -> dict[str, bytes]:
    """What was done -> the pack after it."""
    whole, log = vectors.pack(), vectors.log()
    files = members(whole)
    mail, manifest, tags, sign = (ROOT + name for name in ("data/items/0001/mail.eml", "manifest-sha256.txt", "tagmanifest-sha256.txt", "signature.json"))
    lines = files[manifest].decode().splitlines(keepends=True)
    swapped = {path: digest for digest, path in (line.rstrip("\n").split("  ", 1) for line in lines)}
    swapped["data/items/0001/mail.eml"] = hashlib.sha256(b"other").hexdigest()
    other = json.loads(files[sign])
    other["signature"] = "00" + other["signature"][2:]
    return {
        "nothing": whole,
        "nothing, deflated": vectors.pack(DEFLATED),
        "packed again": packed(files),
        "packed again, deflated": packed(files, zipfile.ZIP_DEFLATED),
        "changed file": whole.replace(b"Pay 500 USD", b"Pay 900 USD"),
        "missing file": packed({name: data for name, data in files.items() if name != mail}),
        "added file": packed(files | {ROOT + "data/items/0009/new.txt": b"new"}),
        "added page": packed(files | {ROOT + "extra.html": b"new"}),
        "changed page": packed(files | {ROOT + "README.txt": b"other"}),
        "changed file and manifest": packed(files | {mail: b"other", manifest: manifest_bytes(swapped)}),
        "wrong signature": packed(files | {sign: canonical(other) + b"\n"}),
        "signature with spaces": packed(files | {sign: files[sign].replace(b":", b": ", 1)}),
        "no signature": packed({name: data for name, data in files.items() if name != sign}),
        "changed tag manifest": packed(files | {tags: files[tags].replace(b"README", b"READMY")}),
        "log line changed": with_log([log[0], log[1].replace(b'"added"', b'"noted"'), log[2]]),
        "log line removed": with_log([log[0], log[2]]),
        "log's first line removed": with_log(log[1:]),
        "log's lines swapped": with_log([log[0], log[2], log[1]]),
        "log line forged": with_log([log[0], forged(log[1], what="noted"), log[2]]),
        "log line with spaces": with_log([log[0], log[1].replace(b",", b", ", 1), log[2]]),
        "log line with odd words": with_log([log[0], log[1], forged(log[2], detail={"é": "\u2028\x7f\t\"\\", "\U0001f600": "a", "\uffee": "b"})]),
        "log line with a double key": with_log([log[0], log[1], log[2].replace(b'{"about":""', b'{"about":"x","about":""')]),
        "log line that is no object": with_log([log[0], b"[]\n", log[2]]),
        "log without an end of line": with_log([*log[:2], log[2].rstrip()]),
        "log of another case": with_log([forged(log[0], before="00" * 32), *log[1:]]),
        "no log": vectors.pack(files=[part for part in vectors.parts() if part.path != "data/log.jsonl"]),
    }


def hostile() -> dict[str, bytes]:
    """What was done -> a ZIP that is made to do harm, or is no pack."""
    whole = vectors.pack()
    files = members(whole)
    names = {
        "way out": "../out.txt", "way out inside": ROOT + "data/../../out.txt", "absolute": "/etc/passwd", "other folder": "other/data/a.txt",
        "backslash": ROOT + "data\\a.txt", "drive": ROOT + "data/C:a.txt", "device": ROOT + "data/con.txt", "dot": ROOT + "data/./a",
        "empty part": ROOT + "data//a", "right-to-left": ROOT + "data/\u202etxt.exe", "control": ROOT + "data/a\x01b", "other form": ROOT + "data/e\u0301",
        "same in capitals": ROOT + "DATA/findings.json", "ends with a dot": ROOT + "data/a.", "long": ROOT + "data/" + "a" * 130,
        "script": ROOT + "data/<img src=x onerror=alert(1)>",
    }
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files.items():
            pack.writestr(name, data)
        pack.writestr(ROOT + "data/bomb", bytes(30 * 2**20))
    link = io.BytesIO()
    with zipfile.ZipFile(link, "w") as pack:
        for name, data in files.items():
            pack.writestr(name, data)
        info = zipfile.ZipInfo(ROOT + "data/link")
        info.external_attr, info.create_system = 0o120777 << 16, 3
        pack.writestr(info, "/etc/passwd")
    flagged = bytearray(whole)
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        flagged[whole.index(mark) + at] |= 1
    lied = packed(files, zipfile.ZIP_DEFLATED)
    return {
        **{name: packed(files | {path: b"x"}) for name, path in names.items()},
        "bomb": bomb.getvalue(),
        "link": link.getvalue(),
        "locked": bytes(flagged),
        "two names": whole.replace(b"data/findings.json", b"data/findinGs.json", 1),
        "cut short": whole[:-1],
        "cut in half": whole[: len(whole) // 2],
        "bytes before": b"x" + whole,
        "bytes after": whole + b"x",
        "not a zip": b"hello" * 100,
        "nothing at all": b"",
        "empty zip": packed({}),
        "encrypted for a desk": b"age-encryption.org/v1\n" + bytes(100),
        "fetch": packed(files | {ROOT + "fetch.txt": b"https://a.example/ 1 data/a\n"}),
        "another manifest": packed(files | {ROOT + "manifest-md5.txt": b""}),
        "newer": packed(files | {ROOT + "bag-info.txt": files[ROOT + "bag-info.txt"].replace(b"Format: 1", b"Format: 2")}),
        "no bagit": packed({name: data for name, data in files.items() if not name.endswith("bagit.txt")}),
        "manifest out of order": packed(
            files | {ROOT + "manifest-sha256.txt": b"".join(reversed(files[ROOT + "manifest-sha256.txt"].splitlines(keepends=True)))}
        ),
        "manifest leads out": packed(files | {ROOT + "manifest-sha256.txt": b"a" * 64 + b"  data/../../x\n"}),
        "says it is smaller": lied.replace(len(files[ROOT + "README.txt"]).to_bytes(4, "little"), (5).to_bytes(4, "little")),
    }


TAMPERED, HOSTILE = tampered(), hostile()
ONLY_PACKED_AGAIN = {"packed again", "packed again, deflated"}
WHOLE = {"nothing", "nothing, deflated", "log line with odd words", "no log"} | ONLY_PACKED_AGAIN


@pytest.mark.parametrize("what", TAMPERED)
def test_the_page_and_the_command_say_the_same_of_a_tampered_pack(page: Page, what: str):
    said, by_command = at_page(page, TAMPERED[what]), verify(io.BytesIO(TAMPERED[what]))
    for state in ("changed", "missing", "added"):
        named = sorted(held.place for held in by_command.results if held.code == "file" and held.state == state)
        assert sorted(said["files"][state]) == named, state
    for code, key in (("container", "container"), ("manifest", "manifest"), ("tag-manifest", "tags"), ("signature", "signature")):
        assert said[key] == by_command.state(code), code
    chain = [[state, line] for state, line in said["chain"]["faults"]] if said["chain"] else []
    log = [[held.state, int(held.place.rpartition(":")[2] or 0)] for held in by_command.results if held.code == "log" and held.is_fault]
    assert chain == log
    assert said["print"] == by_command.fingerprint
    assert (what in WHOLE) == by_command.holds


@pytest.mark.parametrize("what", HOSTILE)
def test_the_page_and_the_command_refuse_the_same_hostile_files(page: Page, what: str):
    with pytest.raises(BadPack):
        verify(io.BytesIO(HOSTILE[what]))
    assert "refused" in at_page(page, HOSTILE[what])


def test_a_change_of_any_byte_of_a_small_pack_is_seen(page: Page, capsys: pytest.CaptureFixture[str]):
    whole = vectors.pack()
    said = page.evaluate(FLIP_EVERY_BYTE, base64.b64encode(whole).decode())
    counts = {state: said.count(state) for state in sorted(set(said))}
    with capsys.disabled():
        print(f"\nverify.html: one bit flipped in each of {len(whole)} bytes in turn: {counts}; tamperings named: "
              f"{len(TAMPERED) - len(WHOLE)}, hostile files refused: {len(HOSTILE)}")
    assert len(said) == len(whole)
    assert set(counts) <= {"bad", "refused", "rewritten"}


def test_the_pieces_hash_is_sha_256(page: Page):
    for length in (0, 1, 55, 56, 63, 64, 65, 119, 120, 1000):
        for step in (1, 7, 64, 1000):
            ours = page.evaluate(
                "([n, step]) => { const d = Uint8Array.from({length: n}, (_, i) => i * 7 % 256), s = new Sha(); "
                "for (let i = 0; i < n; i += step) s.add(d.subarray(i, i + step)); return s.hex(); }",
                [length, step],
            )
            assert ours == hashlib.sha256(bytes(i * 7 % 256 for i in range(length))).hexdigest()


def choose(page: Page, data: bytes, name: str = "pack.zip") -> None:
    page.locator("#file").set_input_files({"name": name, "mimeType": "application/zip", "buffer": data})
    expect(page.locator("#result")).to_be_visible()


def test_a_pack_that_holds_is_said_to_hold_and_shows_its_fingerprint(page: Page):
    choose(page, vectors.pack())
    expect(page.locator("#sum-ok")).to_be_focused()
    assert page.locator("#finger").inner_text().split() == verify(io.BytesIO(vectors.pack())).fingerprint.split()
    assert page.locator("#result").get_by_text("not want to share: 1").count() == 1
    page.locator("#given").fill(page.locator("#finger").inner_text().upper())
    expect(page.get_by_text("It is the same.")).to_be_visible()
    page.locator("#given").fill("0" * 20)
    expect(page.get_by_text("It is another one.")).to_be_visible()


def test_what_was_changed_is_named_to_the_reader(page: Page):
    choose(page, TAMPERED["changed file"])
    expect(page.locator("#sum-bad")).to_be_focused()
    expect(page.locator(".checks .bad bdi")).to_have_text("data/items/0001/mail.eml")
    choose(page, TAMPERED["wrong signature"])
    expect(page.locator(".checks .bad b")).to_have_text("The signature does not fit")
    expect(page.locator("#finger")).to_have_count(0)
    choose(page, TAMPERED["log line removed"])
    expect(page.locator(".checks .bad b").last).to_contain_text("line 2")


def test_the_page_says_that_it_proves_nothing_if_it_came_with_the_pack(page: Page, chromium: Browser, tmp_path: Path):
    expect(page.locator("#from-pack")).to_contain_text("proves nothing against whoever changed the pack")
    copy = tmp_path / "own.html"
    copy.write_bytes(shipped("own"))
    own = chromium.new_page()
    own.goto(copy.as_uri())
    expect(own.locator("#drop")).to_be_visible()
    expect(own.locator("#from-pack")).to_be_hidden()
    own.close()


def test_words_of_a_pack_are_never_taken_for_html(page: Page):
    name = "data/items/0001/&lt;img src=x onerror=alert(1)&gt;.txt"
    choose(page, packed(members(vectors.pack()) | {ROOT + name: b"x"}))
    expect(page.locator(".checks .bad bdi")).to_have_text(name)
    assert page.locator("#result script, #result img, #result a, #result iframe").count() == 0


def test_it_is_in_the_language_of_the_browser(chromium: Browser, address: str):
    context = chromium.new_context(locale="es-ES")
    page = context.new_page()
    page.goto(address)
    expect(page.locator("h1")).to_have_text("Comprueba un paquete")
    choose(page, vectors.pack())
    expect(page.locator("#sum-ok")).to_have_text("Todo está intacto")
    page.get_by_role("button", name="English").click()
    expect(page.locator("#sum-ok")).to_have_text("Everything holds")
    assert page.evaluate("document.documentElement.lang") == "en"
    context.close()


def test_a_browser_without_ed25519_says_so_and_checks_the_rest(chromium: Browser, address: str):
    context = chromium.new_context(locale="en-GB")
    context.add_init_script("SubtleCrypto.prototype.importKey = async () => { throw new DOMException('', 'NotSupportedError'); };")
    page = context.new_page()
    page.goto(address)
    choose(page, vectors.pack())
    expect(page.locator("#sum-part")).to_be_visible()
    expect(page.locator("#finger")).to_have_count(0)
    choose(page, TAMPERED["changed file"])
    expect(page.locator("#sum-bad")).to_be_visible()
    context.close()


def test_it_shuts_nobody_out(chromium: Browser, address: str, axe_text: str):
    context = chromium.new_context(viewport=PHONE, locale="en-GB", bypass_csp=True)
    page = context.new_page()
    page.goto(address)
    for data in (None, vectors.pack(), TAMPERED["changed file and manifest"], HOSTILE["bomb"]):
        if data is not None:
            choose(page, data)
            page.wait_for_timeout(50)
        page.evaluate("for (const part of document.querySelectorAll('details')) part.open = true")
        for size in (PHONE, LAPTOP):
            page.set_viewport_size(size)
            for light in ("light", "dark"):
                page.emulate_media(color_scheme=light)
                assert barriers(page, axe_text) == [], f"{size['width']} px, {light}"
        page.set_viewport_size(SMALL)
        assert sideways(page) <= 0, widest(page)
    context.close()


def test_a_large_pack_is_read_in_pieces(page: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    size, piece = 300 * 2**20, bytes(range(256)) * 4096
    path = tmp_path / "large.zip"

    def long(sink: Any) -> None:
        for _ in range(size // len(piece)):
            sink(piece)

    from standfast.keep.pack.seal import write_pack

    with path.open("w+b") as out:
        write_pack(out, vectors.INFO, [*vectors.parts(), PackPart("data/items/0009/long.bin", long)], vectors.SEED)
    started = page.evaluate("performance.now()")
    page.locator("#file").set_input_files(path)
    expect(page.locator("#bar")).to_be_visible()
    expect(page.locator("#result #sum-ok")).to_be_visible(timeout=120_000)
    took = page.evaluate("performance.now()") - started
    with capsys.disabled():
        print(f"\nverify.html: a pack of 300 MB in {took / 1000:.1f} s")
