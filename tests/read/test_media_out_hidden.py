"""Pictures written in the middle of words in ways that are no long run of base64, and files that are a picture and nothing else."""

from __future__ import annotations

import base64
import binascii
import io
import json
import quopri
import time
import zipfile

import pytest

from standfast.read.media_out import without_media

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)) * 12
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 12
WORDS = b"Hello. I have your pictures. Pay 500 dollars now or everybody sees them.\n" * 8
MAIL = b"From: a@b.example\nTo: c@d.example\nSubject: x\nDate: Mon, 2 Nov 2026 10:00:00 +0000\nMIME-Version: 1.0\n"


def narrow(data: bytes, width: int, before: bytes = b"") -> bytes:
    letters = base64.b64encode(data)
    return b"\n".join(before + letters[at : at + width] for at in range(0, len(letters), width))


def uu(data: bytes) -> bytes:
    return b"begin 644 pic.jpg\n" + b"".join(binascii.b2a_uu(data[at : at + 45]) for at in range(0, len(data), 45)) + b"`\nend\n"


def dump(data: bytes, between: str) -> bytes:
    return b"\n".join(data[at : at + 16].hex(between).encode() for at in range(0, len(data), 16))


@pytest.mark.parametrize("picture", [JPEG, PNG], ids=["jpeg", "png"])
@pytest.mark.parametrize("width", [20, 32, 40, 48, 64, 76])
@pytest.mark.parametrize("before", [b"", b"> ", b"> > > > > > "], ids=["", "quoted", "quoted-6"])
def test_lines_of_any_width_are_one_picture(picture: bytes, width: int, before: bytes):
    written = narrow(picture, width, before)
    for data in (WORDS + written, MAIL + b"\n" + WORDS + written):
        kept = without_media("a.txt", data)
        assert kept.left_out == 1
        assert WORDS.rstrip() in kept.data
        assert not any(line in kept.data for line in written.split(b"\n")[8:-1])


@pytest.mark.parametrize(
    "written",
    [
        uu(JPEG),
        dump(JPEG, " "),
        dump(PNG, " "),
        dump(JPEG, ","),
        json.dumps(list(JPEG)).encode(),
        json.dumps(list(PNG), separators=(",", ":")).encode(),
        json.dumps({"p": JPEG.decode("latin-1")}).encode(),
        json.dumps({"p": PNG.decode("latin-1")}).encode(),
        repr(JPEG).encode(),
        quopri.encodestring(JPEG),
        b"data:image/jpeg," + b"".join(b"%%%02X" % one for one in JPEG),
        JPEG.decode("latin-1").encode(),
    ],
    ids=["uu", "dump", "dump-png", "dump-comma", "numbers", "numbers-png", "json", "json-png", "repr", "qp", "percent", "utf-8"],
)
def test_a_picture_written_out_among_words_is_asked_about_and_cut_off_in_a_zip(written: bytes):
    assert without_media("a.txt", WORDS + written).ask
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("chat.txt", WORDS + written)
    kept = without_media("a.zip", out.getvalue())
    if kept.ask:  # the member is no words at all
        assert not kept.data
        return
    with zipfile.ZipFile(io.BytesIO(kept.data)) as inside:
        data = inside.read("chat.txt")
    assert data.startswith(WORDS)
    assert len(data) < len(WORDS) + 100
    assert kept.left_out == 1


DRAWN = [
    b"<?xml version='1.0'?>\n<!-- c -->\n<svg xmlns='http://www.w3.org/2000/svg'><path d='M 1 2'/></svg>",
    b"<svg viewBox='0 0 9 9'><path d='M 1 2'/></svg>",
    "\ufeff<svg><path d='M 1 2'/></svg>".encode("utf-16-le"),
    b"%!PS-Adobe-3.0 EPSF\n1 2 moveto\n",
    b"P3\n# c\n4 4\n255\n" + b"255 0 0 " * 16,
    b'/* XPM */\nstatic char *a[]={\n"x"};',
    b"#define im_width 16\n#define im_height 7\n",
]


@pytest.mark.parametrize("drawn", DRAWN, ids=["svg-xml", "svg", "svg-wide", "eps", "pnm", "xpm", "xbm"])
def test_a_drawing_made_of_letters_is_a_picture(drawn: bytes):
    assert without_media("a.txt", drawn).ask
    if not drawn.startswith(b"\xff\xfe"):
        assert drawn not in without_media("a.eml", MAIL + b"Content-Type: text/xml\n\n" + drawn).data


def one_picture_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.jpg", JPEG)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [base64.b64encode(JPEG), narrow(JPEG, 76), b"<img src='data:image/jpeg;base64," + base64.b64encode(JPEG) + b"'>", one_picture_zip()],
    ids=["base64", "base64-lines", "page", "zip"],
)
def test_a_file_that_is_a_picture_and_nothing_else_leaves_no_hash_before_somebody_looked(data: bytes):
    kept = without_media("a.txt", data)
    assert kept.ask
    assert not (kept.sha256 or kept.data or kept.media)


@pytest.mark.parametrize(
    "words",
    [
        b"p { color: rgb(255, 216, 255); background: rgba(137, 80, 78, 0.5) } " * 9,
        b"begin 644 things\nand then we go on with words\n" * 9,
        b"1Boat1SLRHtKNngkdXEeobR76b53LETtpyT\n" * 30,
        "Платите %D0%9F%D1%80%D0%B8%D0%B2%D0%B5%D1%82 ".encode() * 20,
        b"pay 255, 216, 255 or 254 dollars\nP1 2 3\n" * 9,
        b"supercalifragilistic\nexpialidociousness\n" * 50,
    ],
    ids=["colours", "begin", "wallets", "percent", "numbers", "long-words"],
)
def test_words_that_only_look_like_that_stay(words: bytes):
    kept = without_media("a.txt", words)
    assert not kept.ask
    assert kept.left_out == 0
    assert kept.data == words


def test_hostile_words_take_no_longer_for_it():
    pieces = [b"A" * 17 + b"\n", b"255,216,255,1", b"ff d8 ff ", b"<!-- " * 9, b"begin 644 a\n", b"P3 # ", b"\n" + b"> " * 12, b"=FF=D8"]
    for piece in pieces:
        start = time.process_time()
        without_media("a.txt", piece * (2_000_000 // len(piece)))
        assert time.process_time() - start < 4, piece
