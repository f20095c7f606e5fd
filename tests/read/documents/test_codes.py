"""QR codes in pictures: what they say, and pictures made to do harm."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image
from tests.read.documents.pdf_writer import code

from standfast.model import BrokenFile, TooLarge, ToolMissing
from standfast.read import codes as module
from standfast.read.codes import codes, with_codes

WALLET = "bitcoin:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"


def saved(picture: Image.Image, form: str = "PNG") -> bytes:
    out = io.BytesIO()
    picture.save(out, form)
    return out.getvalue()


def placed(*pictures: Image.Image, colour: int = 255) -> Image.Image:
    page = Image.new("L", (700, 100 + 300 * len(pictures)), colour)
    for k, one in enumerate(pictures):
        page.paste(one, (40, 40 + 300 * k))
    return page


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF", "BMP"])
def test_a_code_is_read_from_any_usual_picture(form: str) -> None:
    assert codes(saved(placed(code(WALLET)), form)) == [WALLET]


@pytest.mark.parametrize("angle", [0, 7, 90, 180])
def test_a_turned_code_is_read(angle: int) -> None:
    assert codes(saved(placed(code(WALLET, 6)).rotate(angle, expand=True, fillcolor=255))) == [WALLET]


def test_light_on_dark_is_read() -> None:
    assert codes(saved(placed(code(WALLET)).point(lambda value: 255 - value))) == [WALLET]


def test_a_code_drawn_on_nothing_is_read() -> None:
    black = code(WALLET)
    seen = Image.merge("LA", (Image.new("L", black.size, 0), black.point(lambda value: 255 - value)))
    assert codes(saved(seen)) == [WALLET]


def test_several_come_from_top_to_bottom_each_once() -> None:
    assert codes(saved(placed(code("first"), code("second"), code("first")))) == ["first", "second"]


def test_a_picture_without_a_code_gives_none() -> None:
    assert codes(saved(placed())) == []


def test_lines_of_a_payment_code_stay_lines_and_control_characters_go() -> None:
    assert codes(saved(placed(code("BCD\r\n002\n\nOla\x01 Example")))) == ["BCD\n002\nOla Example"]


def test_each_code_stands_on_a_line_of_its_own() -> None:
    assert with_codes("Words.\n", ["a", "b"]) == "Words.\na\nb"
    assert with_codes("", ["a"]) == "a"
    assert with_codes("Words.", []) == "Words."


def png_of_size(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", b"")


def test_100_megapixels_are_refused_before_they_are_decoded() -> None:
    with pytest.raises(TooLarge):
        codes(png_of_size(10_000, 10_000))
    with pytest.raises(TooLarge):
        codes(png_of_size(100_000, 100_000))


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + bytes(100)])
def test_a_broken_picture_is_called_broken(data: bytes) -> None:
    with pytest.raises(BrokenFile):
        codes(data)


def test_without_the_library_the_person_hears_what_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    real = module.import_module

    def missing(name: str) -> object:
        if name == "zxingcpp":
            raise ImportError
        return real(name)

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(ToolMissing) as error:
        codes(saved(placed()))
    assert error.value.detail["need"] == "zxing-cpp"
