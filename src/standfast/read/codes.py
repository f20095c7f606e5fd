"""What is written in the QR codes and other codes of a picture: a payment address, a link.

The reading is done by ZXing-C++ (Apache-2.0) on a picture opened by Pillow; both are in the extra ``files``.
Only call this for a picture that the person says shows no intimate image (rules 3 and 14): its pixels are decoded.
"""

from __future__ import annotations

import io
import warnings
from importlib import import_module
from typing import Any

from standfast.model import BrokenFile, ReadError, TooLarge, ToolMissing

from .charset import line_ends

MAX_PIXELS = 40_000_000
MAX_CODES = 20
MAX_PAYLOAD = 3000
"""Characters of one code; the largest QR code holds 4,296 letters, a payment takes up to about 330."""
LONGEST = 2600
"""Pixels of the longer side that are searched; a code that is lost by that is too small to be scanned from a screen."""
FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF", "JPEG2000")
GET = "pip install 'standfast[files]'"


def codes(image: bytes, name: str = "-") -> list[str]:
    """What each code says, from top to bottom, each once. Raises TooLarge, BrokenFile, ToolMissing."""
    pillow = _tool("PIL.Image", name, "pillow")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit here is our own
            with pillow.open(io.BytesIO(image), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise TooLarge(name, limit=f"{MAX_PIXELS // 1_000_000} megapixels")
                return codes_in(opened, name)
    except pillow.DecompressionBombError as error:
        raise TooLarge(name, limit=f"{MAX_PIXELS // 1_000_000} megapixels") from error
    except ReadError:
        raise
    except Exception as error:  # a broken file makes the decoders raise nearly anything
        raise BrokenFile(name, format="picture") from error


def codes_in(image: Any, name: str = "-") -> list[str]:
    """The same for a picture that Pillow has opened."""
    reader = _tool("zxingcpp", name, "zxing-cpp")
    if image.width * image.height > MAX_PIXELS:
        raise TooLarge(name, limit=f"{MAX_PIXELS // 1_000_000} megapixels")
    scale = LONGEST / max(image.size)
    grey = _on_white(image).convert("L")
    if scale < 1:
        grey = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))))
    kinds = reader.BarcodeFormat
    square = (kinds.QRCode, kinds.MicroQRCode, kinds.DataMatrix, kinds.Aztec)  # bar codes are of goods and parcels, and found in stripes
    found = reader.read_barcodes(grey, formats=square, text_mode=reader.TextMode.Plain)
    found = sorted(found, key=lambda code: (code.position.top_left.y, code.position.top_left.x))
    said = [_clean(code.text) for code in found[:MAX_CODES]]
    return list(dict.fromkeys(text for text in said if text))


def with_codes(text: str, found: list[str]) -> str:
    """The text with each code on a line of its own below it."""
    return "\n".join([text.rstrip("\n"), *found]).lstrip("\n")


def _on_white(image: Any) -> Any:
    """A code drawn on nothing would be black on black."""
    if image.mode not in ("RGBA", "LA", "PA") and "transparency" not in image.info:
        return image
    seen = image.convert("RGBA")
    white = import_module("PIL.Image").new("RGBA", seen.size, (255, 255, 255, 255))
    white.alpha_composite(seen)
    return white


def _clean(text: str) -> str:
    """Line ends kept (payment codes use them), control characters and half characters left out."""
    lines = line_ends(text).split("\n")
    kept = ("".join(c for c in line if c.isprintable() or c == " ").strip() for line in lines)
    return "\n".join(line for line in kept if line)[:MAX_PAYLOAD]


def _tool(module: str, name: str, need: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        raise ToolMissing(name, need=need, get=GET) from error
