"""Opens a picture within limits. Its size is known from the header, before a single pixel is decoded."""

from __future__ import annotations

import io
import warnings
from importlib import import_module
from typing import Any

from attrs import frozen

from standfast.model import BrokenFile, EmptyFile, ReadError, TooLarge, ToolMissing

MAX_PIXELS = 100_000_000
"""Phones take 12 to 50 megapixels; a screenshot has 1 to 4. Decoded, this limit is 300 MB."""
MAX_SIDE = 30_000
LONGEST = 2400
"""Pixels of the longer side after opening: letters of a chat stay 20 pixels high and more, and engines need no more."""
MAX_SHAPE = 3.2
"""Longer side to shorter side up to which LONGEST holds; a long scrolled capture keeps its width instead."""
FORMATS = ("PNG", "JPEG", "WEBP")


@frozen
class Picture:
    """``image`` is Pillow's, in RGB, upright."""

    name: str
    width: int
    height: int
    image: Any


def is_picture(head: bytes) -> bool:
    """PNG, JPEG or WebP by its first bytes."""
    return head.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")


def open_picture(data: bytes, name: str) -> Picture:
    """The first frame, upright. Raises TooLarge, BrokenFile, EmptyFile, ToolMissing."""
    try:
        pillow = import_module("PIL.Image")
        upright = import_module("PIL.ImageOps").exif_transpose
    except ImportError as error:
        raise ToolMissing(name, need="standfast[ocr]", get="pip install 'standfast[ocr]'") from error
    if not data:
        raise EmptyFile(name)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the limit here is our own
            with pillow.open(io.BytesIO(data), formats=FORMATS) as opened:
                _check(opened.size, name)
                if opened.format == "JPEG":
                    opened.draft("RGB", (LONGEST, LONGEST))
                image = _flat(pillow, upright(opened))
    except pillow.DecompressionBombError as error:
        raise TooLarge(name, limit=_LIMIT) from error
    except ReadError:
        raise
    except Exception as error:  # a broken file makes the decoders raise nearly anything
        raise BrokenFile(name, format="picture") from error
    width, height = image.size
    return Picture(name, width, height, image)


_LIMIT = f"{MAX_PIXELS // 1_000_000} megapixels"


def _check(size: tuple[int, int], name: str) -> None:
    width, height = size
    if width * height > MAX_PIXELS or max(size) > MAX_SIDE:
        raise TooLarge(name, limit=_LIMIT)
    if min(size) < 8:
        raise BrokenFile(name, format="picture")


def _flat(pillow: Any, image: Any) -> Any:
    """RGB on white, no larger than needed."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = pillow.new("RGBA", image.size, (255, 255, 255, 255))
        image = pillow.alpha_composite(white, image)
    image = image.convert("RGB")
    longer, shorter = max(image.size), min(image.size)
    scale = LONGEST / longer if longer / shorter <= MAX_SHAPE else 1080 / shorter
    if scale >= 1:
        return image
    return image.resize((max(8, round(image.width * scale)), max(8, round(image.height * scale))), pillow.Resampling.LANCZOS)
