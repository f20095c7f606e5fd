"""Files and forms: in memory alone, with limits that answer kindly."""

from __future__ import annotations

import asyncio
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from knocking import BOUNDARY, END, Browser, part, running
from starlette.requests import Request

from standfast.doors.web import upload
from standfast.doors.web.upload import BrokenForm, Form, read_form

MB = 1024 * 1024
TYPED = "Send 300 in gift cards by noon or everyone sees it."
MULTIPART = f"multipart/form-data; boundary={BOUNDARY}"
PLAIN = "application/x-www-form-urlencoded"


def read(body: bytes, kind: str = MULTIPART, largest: int = 1000, piece: int = 0) -> Form:
    """What is read when the body comes in pieces of this many bytes."""
    step = piece or len(body) or 1
    pieces = [body[at : at + step] for at in range(0, len(body), step)] or [b""]

    async def receive() -> dict[str, object]:
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    request = Request({"type": "http", "headers": [(b"content-type", kind.encode())]}, receive)  # type: ignore[arg-type]
    return asyncio.run(read_form(request, largest))


# == What is read


@pytest.mark.parametrize("piece", [0, 1, 2, 7, 64])
def test_words_and_a_file_arrive_whole_however_the_body_is_cut(piece: int):
    form = read(
        part("message", "Zahl 300 €\r\noder …".encode()) + part("file", b"a\r\n--b\x00\xff", "x.eml") + part("q", b"1") + END, piece=piece
    )
    assert form == Form({"message": ("Zahl 300 €\noder …",), "q": ("1",)}, (("x.eml", b"a\r\n--b\x00\xff"),), too_large=False)


@pytest.mark.parametrize("piece", [0, 1, 3])
def test_a_plain_form_arrives_with_its_signs_and_repeated_names(piece: int):
    form = read(b"choice=a&choice=b+c&note=100%25+%E2%82%AC%0D%0Ax&empty=&bad=%zz&=x", PLAIN, piece=piece)
    assert form.fields == {"choice": ("a", "b c"), "note": ("100% €\nx",), "empty": ("",), "bad": ("%zz",), "": ("x",)}


def test_an_empty_form_is_a_form():
    assert read(b"", PLAIN) == Form({})
    assert read(END) == Form({})


def test_a_field_that_is_missing_is_empty():
    assert read(b"a=1", PLAIN).one("b") == ""


def test_no_file_chosen_is_no_file():
    form = read(part("message", b"x") + part("file", b"", "") + END)
    assert (form.files, form.too_large) == ((), False)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\notes\\a.eml", "a.eml"),
        ("../../etc/passwd", "passwd"),
        ("/a/b.txt", "b.txt"),
        ("a\u202egpj.exe", "agpj.exe"),
        ("é.eml", "é.eml"),
        ("x" * 900, "x" * 200),
    ],
)
def test_a_file_name_is_a_name_and_no_path(sent: str, kept: str):
    assert read(part("file", b"x", sent) + END).files == ((kept, b"x"),)


@pytest.mark.parametrize("piece", [0, 1, 5])
def test_several_files_arrive_in_their_order_and_are_never_mixed(piece: int):
    form = read(part("file", b"first", "1.png") + part("q", b"x") + part("file", b"second", "2.png") + END, piece=piece)
    assert form.files == (("1.png", b"first"), ("2.png", b"second"))


def test_more_files_than_anybody_needs_are_passed_over():
    form = read(b"".join(part("file", b"%d" % n, f"{n}.png") for n in range(upload.FILES_MOST + 5)) + END)
    assert [name for name, _ in form.files] == [f"{n}.png" for n in range(upload.FILES_MOST)]


# == Limits


@pytest.mark.parametrize(("size", "kept"), [(999, True), (1000, True), (1001, False), (50_000, False)])
@pytest.mark.parametrize("piece", [0, 64])
def test_a_file_over_the_limit_is_dropped_and_the_words_stay(size: int, kept: bool, piece: int):
    form = read(part("message", b"before") + part("file", b"z" * size, "big.eml") + part("q", b"after") + END, piece=piece)
    assert form.fields == {"message": ("before",), "q": ("after",)}
    assert (form.too_large, form.files) == ((False, (("big.eml", b"z" * size),)) if kept else (True, ()))


def test_a_second_file_does_not_come_in_the_place_of_one_that_was_too_large():
    form = read(part("file", b"z" * 2000, "big.eml") + part("file", b"small", "s.eml") + END)
    assert form.too_large and form.files == ()


@pytest.mark.parametrize("piece", [0, 64])
def test_the_limit_is_for_all_files_together(piece: int):
    def two(first: int, second: int) -> Form:
        return read(part("file", b"a" * first, "1.txt") + part("file", b"b" * second, "2.txt") + END, piece=piece)

    assert [len(data) for _, data in two(600, 400).files] == [600, 400]
    assert two(600, 401).too_large and two(600, 401).files == ()


@pytest.mark.parametrize("kind", [MULTIPART, PLAIN])
def test_a_field_is_cut_at_its_limit(kind: str):
    long = b"x" * (upload.FIELD_MOST + 5000)
    body = part("message", long) + END if kind == MULTIPART else b"message=" + long
    assert len(read(body, kind, piece=65536).one("message")) == upload.FIELD_MOST


def test_all_fields_together_have_a_limit():
    body = b"&".join(b"n=" + b"x" * upload.FIELD_MOST for _ in range(8))
    assert sum(map(len, read(body, PLAIN, piece=65536).fields["n"])) <= upload.FIELDS_MOST


@pytest.mark.parametrize("kind", [MULTIPART, PLAIN])
def test_more_parts_than_any_page_has_are_refused(kind: str):
    def body(count: int) -> bytes:
        return part("a", b"1") * count + END if kind == MULTIPART else b"&".join([b"a=1"] * count)

    assert len(read(body(upload.PARTS_MOST), kind).fields["a"]) == upload.PARTS_MOST
    with pytest.raises(BrokenForm):
        read(body(upload.PARTS_MOST + 1), kind)


def test_a_body_without_an_end_is_given_up(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(upload, "DRAIN_MOST", 100_000)
    asked = 0

    async def receive() -> dict[str, object]:
        nonlocal asked
        asked += 1
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n'.encode()
        return {"type": "http.request", "body": head if asked == 1 else b"z" * 1000, "more_body": True}

    request = Request({"type": "http", "headers": [(b"content-type", MULTIPART.encode())]}, receive)  # type: ignore[arg-type]
    with pytest.raises(BrokenForm):
        asyncio.run(read_form(request, 10))
    assert asked < 110


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"hello", MULTIPART),
        (b"", MULTIPART),
        (part("message", b"x"), MULTIPART),
        (part("message", b"x") + END[:-6], MULTIPART),
        (f"--{BOUNDARY}\r\n:::\r\n\r\nx\r\n".encode() + END, MULTIPART),
        (f"--{BOUNDARY}\r\nX: {'y' * 20_000}\r\n\r\nx\r\n".encode() + END, MULTIPART),
        (part("message", b"x") + END, "multipart/form-data"),
        (part("message", b"x") + END, "multipart/form-data; boundary="),
        (part("message", b"x") + END, "multipart/form-data; boundary=other"),
        (part("message", b"x") + END, "multipart/mixed; boundary=" + BOUNDARY),
        (b"{}", "application/json"),
        (b"a=1", "text/plain"),
        (b"a=1", ""),
    ],
)
def test_what_is_no_whole_form_is_said_to_be_broken(body: bytes, kind: str):
    with pytest.raises(BrokenForm):
        read(body, kind)


def test_a_part_without_a_name_changes_nothing_else():
    form = read(f"--{BOUNDARY}\r\n\r\nx\r\n".encode() + part("message", b"kept") + END)
    assert form.one("message") == "kept"


def test_random_cuts_of_a_form_are_read_or_refused_and_nothing_else():
    whole = part("message", b"x" * 40) + part("file", b"y" * 40, "a.eml") + END
    for at in range(len(whole)):
        for body in (whole[:at], whole[at:], whole[:at] + b"\r\n" + whole[at:], whole[:at] + b"\x00" + whole[at + 1 :]):
            try:
                read(body)
            except BrokenForm:
                continue


# == On the real server


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("person")


@pytest.fixture(scope="module")
def browser(folder: Path) -> Iterator[Browser]:
    with running(folder) as server:
        yield server.enter()


def pieces(size: int, name: str = "holiday.zip") -> tuple[Iterator[bytes], int]:
    """A form with words before and after a file of this size, and its whole length."""
    head = part("message", TYPED.encode()) + part("file", b"", name)[:-2]
    tail = b"\r\n" + END

    def flow() -> Iterator[bytes]:
        yield head
        for _ in range(size // MB):
            yield b"\x01" * MB
        yield tail

    return flow(), len(head) + size + len(tail)


def test_300_mb_are_answered_kindly_in_little_memory_and_nothing_entered_is_lost(browser: Browser, folder: Path):
    browser.get("/")
    before = browser.running.most_memory
    body, length = pieces(300 * MB)
    answer = browser.send("/n2.html", body, **{"Content-Length": str(length)})
    assert answer.status == 413 and "64 MB" in answer.text and TYPED in answer.text
    grown = browser.running.most_memory - before
    print(f"300 MB sent: at most {grown / MB:.0f} MB more memory")
    assert grown < 150 * MB
    assert TYPED in browser.get("/n2.html").text
    assert list(folder.iterdir()) == []


def test_no_file_is_written_while_one_is_sent(browser: Browser, folder: Path):
    seen, done = set[str](), threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.update(one.name for one in folder.rglob("*"))
            pid = browser.running.process.pid
            for one in Path(f"/proc/{pid}/fd").glob("*"):
                try:
                    target = str(one.readlink())
                except OSError:
                    continue
                # A temporary file may be unlinked the moment it is made: then only the open descriptor shows it.
                if "(deleted)" in target or target.startswith((tempfile.gettempdir() + "/", str(folder))):
                    seen.add(target)
            time.sleep(0.002)

    watching = threading.Thread(target=watch)
    watching.start()
    body, length = pieces(40 * MB, "talk.txt")
    browser.send("/n2.html", body, **{"Content-Length": str(length)})
    done.set()
    watching.join()
    assert {one for one in seen if "memfd" not in one} == set()


def test_the_same_body_without_a_length_is_answered_too(browser: Browser):
    body, _ = pieces(70 * MB)

    def chunked() -> Iterator[bytes]:
        for one in body:
            yield f"{len(one):x}\r\n".encode() + one + b"\r\n"
        yield b"0\r\n\r\n"

    answer = browser.send("/n2.html", chunked(), **{"Transfer-Encoding": "chunked"})
    assert answer.status == 413 and TYPED in answer.text


def test_a_slow_body_holds_nobody_up_and_a_broken_off_one_leaves_the_notes(browser: Browser):
    browser.post("/n2.html", "message=kept")
    with socket.create_connection(("127.0.0.1", browser.running.port)) as line:
        head = f"POST /n2.html HTTP/1.1\r\nHost: 127.0.0.1:{browser.running.port}\r\nCookie: {browser.cookie}\r\nSec-Fetch-Site: same-origin\r\n"
        line.sendall(f"{head}Content-Type: {MULTIPART}\r\nContent-Length: 999999\r\n\r\n".encode() + part("message", b"half of")[:60])
        for _ in range(5):
            line.sendall(b"x")
            started = time.monotonic()
            assert browser.get("/n1.html").status == 200
            assert time.monotonic() - started < 3
    assert "kept" in browser.get("/n2.html").text


def test_somebody_without_a_session_cannot_make_the_server_hold_a_body(browser: Browser):
    before = browser.running.most_memory
    with socket.create_connection(("127.0.0.1", browser.running.port), timeout=30) as line:
        head = f"POST /n2.html HTTP/1.1\r\nHost: 127.0.0.1:{browser.running.port}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 99999999999\r\n\r\n"
        line.sendall(head.encode())
        assert line.recv(64).startswith(b"HTTP/1.1 403"), "the answer does not wait for the body"
        try:
            for _ in range(100):
                line.sendall(b"x" * MB)
        except OSError:
            pass
    assert browser.running.most_memory - before < 20 * MB
    assert browser.get("/").status == 200


@pytest.mark.parametrize("path", ["/n2.html", "/n8.html", "/n9.html"])
def test_a_broken_form_never_ends_in_an_error_of_the_server(browser: Browser, path: str):
    answer = browser.send(path, part("message", b"half"))
    assert answer.status in {303, 400} and "Traceback" not in answer.text
