"""Pictures are asked for, opened within limits, and what is broken is named; no engine reads in these tests."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest

from standfast.model import BrokenFile, EmptyFile, Item, NoWords, PictureNotAsked, TooLarge, ToolMissing
from standfast.read import read_bytes
from standfast.read.formats import picture as format_
from standfast.read.reader import Source
from standfast.read.recognise import choice
from standfast.read.recognise.engine import Page, Word
from standfast.read.recognise.picture import Picture, is_picture, open_picture
from standfast.read.screens import read_screens

pillow = pytest.importorskip("PIL.Image", reason="PICTURES ARE NOT TESTED: Pillow is missing (pip install 'standfast[ocr]')")


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_that_says(width: int, height: int) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")


def packed(form: str, size: tuple[int, int] = (120, 80), **more: object) -> bytes:
    out = io.BytesIO()
    pillow.new("RGB", size, (200, 10, 10)).save(out, form, **more)
    return out.getvalue()


class Stub:
    """An engine that finds what it was told to find."""

    id = "stub"

    def __init__(self, *words: Word) -> None:
        self.words = words

    def available(self) -> bool:
        return True

    def read(self, picture: Picture) -> Page:
        return Page(picture.width, picture.height, self.words)


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Stub:
    made = Stub(Word("hello", 10, 10, 60, 14, 0.9), Word("there", 80, 10, 30, 14, 0.9))
    monkeypatch.setattr(format_, "engine_for", lambda name: made)
    return made


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_the_three_formats_are_known_by_their_first_bytes_and_opened(form: str) -> None:
    data = packed(form)
    assert is_picture(data[:16])
    opened = open_picture(data, "a")
    assert (opened.width, opened.height, opened.image.mode) == (120, 80, "RGB")


def test_no_pixel_is_read_before_the_person_says_that_the_picture_shows_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(format_, "open_picture", lambda *_: pytest.fail("a picture was opened that nobody asked for"))
    with pytest.raises(PictureNotAsked):
        list(format_.read(Source("a.png", data=packed("PNG"))))
    (error,) = read_bytes(packed("PNG"), "a.png")
    assert isinstance(error, PictureNotAsked)


def test_words_without_bubbles_become_one_text_and_say_that_a_program_read_them(stub: Stub) -> None:
    (item,) = read_bytes(packed("PNG"), "a.png", words_only=True)
    assert isinstance(item, Item)
    assert (item.kind, item.text, item.notes) == ("text", "hello there", ("screen-read",))
    assert item.origin.file == "a.png"


def test_a_picture_without_words_says_so(stub: Stub) -> None:
    stub.words = ()
    (error,) = read_bytes(packed("PNG"), "a.png", words_only=True)
    assert isinstance(error, NoWords)


@pytest.mark.parametrize("size", [(10_001, 10_000), (40_000, 20), (60_000, 60_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_beyond_the_limit_is_refused_by_its_header_alone(size: tuple[int, int]) -> None:
    with pytest.raises(TooLarge):
        open_picture(png_that_says(*size), "a.png")


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_half_downloaded_picture_is_named_as_broken(form: str) -> None:
    out = io.BytesIO()
    pillow.effect_noise((200, 200), 90).convert("RGB").save(out, form)
    with pytest.raises(BrokenFile):
        open_picture(out.getvalue()[: len(out.getvalue()) // 2], "a")


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff" + b"x" * 400, b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\0" * 90, b"\x89PNG\r\n\x1a\n" + b"%PDF" * 99, b"GIF89a" + b"\0" * 50],
)  # fmt: skip
def test_a_file_that_only_begins_like_a_picture_is_named_as_broken(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        open_picture(data, "a")


def test_nothing_at_all_is_named_as_empty() -> None:
    with pytest.raises(EmptyFile):
        open_picture(b"", "a")


def test_a_picture_that_lies_on_its_side_is_set_upright() -> None:
    image = pillow.new("RGB", (120, 80))
    exif = image.getexif()
    exif[0x0112] = 6
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    opened = open_picture(out.getvalue(), "a.jpg")
    assert (opened.width, opened.height) == (80, 120)


def test_of_an_animation_the_first_frame_is_opened() -> None:
    out = io.BytesIO()
    frames = [pillow.new("RGB", (40, 40), colour) for colour in ((255, 255, 255), (0, 0, 0))]
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    assert open_picture(out.getvalue(), "a.webp").image.getpixel((5, 5)) == (255, 255, 255)


def test_what_can_be_seen_through_stands_on_white() -> None:
    out = io.BytesIO()
    pillow.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    assert open_picture(out.getvalue(), "a.png").image.getpixel((5, 5)) == (255, 255, 255)


def test_a_large_photo_is_made_smaller_and_a_long_capture_keeps_its_width() -> None:
    assert max(open_picture(packed("JPEG", (4000, 3000)), "a").image.size) == 2400
    assert open_picture(packed("PNG", (1000, 9000)), "a").width == 1000


def test_without_an_engine_the_answer_says_what_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choice, "engines", lambda: ())
    (error,) = read_bytes(packed("PNG"), "a.png", words_only=True)
    assert isinstance(error, ToolMissing)
    assert error.detail["need"] == "standfast[ocr]"


def test_one_picture_that_cannot_be_read_does_not_keep_the_others_from_it(stub: Stub, tmp_path: Path) -> None:
    good, broken = tmp_path / "good.png", tmp_path / "broken.png"
    good.write_bytes(packed("PNG"))
    broken.write_bytes(packed("PNG")[:50])
    asked = [Source(str(path), path, words_only=True) for path in (broken, good, tmp_path / "none.png")]
    found = list(read_screens(asked))
    assert [type(one).__name__ for one in found] == ["BrokenFile", "CannotOpen", "Item"]
