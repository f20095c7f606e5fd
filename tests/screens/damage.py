"""What happens to a screenshot on its way: packed, shrunk, blurred, cut, photographed. The same seed makes the same damage."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageEnhance, ImageFilter

Damage = Callable[[Image.Image, random.Random], Image.Image]


def jpeg(image: Image.Image, chance: random.Random) -> Image.Image:
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=40)
    return Image.open(io.BytesIO(packed.getvalue())).convert("RGB")


def half(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.resize((image.width // 2, image.height // 2), Image.Resampling.BILINEAR)


def blur(image: Image.Image, chance: random.Random) -> Image.Image:
    return image.filter(ImageFilter.GaussianBlur(image.width / 390 * chance.uniform(0.6, 0.9)))


def crop(image: Image.Image, chance: random.Random) -> Image.Image:
    """The head and the input field cut away, as people do."""
    top = round(image.height * chance.uniform(0.1, 0.13))
    return image.crop((0, top, image.width, round(image.height * chance.uniform(0.92, 0.95))))


def photographed(image: Image.Image, chance: random.Random) -> Image.Image:
    """A photo of a screen: turned, seen from the side, darker to the corners, grainy, packed."""
    image = image.resize((1080, round(1080 * image.height / image.width)), Image.Resampling.LANCZOS)
    margin = 60
    wide, high = image.width + 2 * margin, image.height + 2 * margin
    table = Image.new("RGB", (wide, high), (70, 62, 55))
    table.paste(image, (margin, margin))
    table = table.rotate(chance.choice((-1, 1)) * chance.uniform(2, 4), Image.Resampling.BICUBIC, fillcolor=(70, 62, 55))
    lean = chance.uniform(0.01, 0.03) * wide
    table = table.transform(
        (wide, high), Image.Transform.PERSPECTIVE, _between(wide, high, lean), Image.Resampling.BICUBIC, fillcolor=(70, 62, 55)
    )
    pixels = np.asarray(table).astype(np.float32)
    across, down = np.meshgrid(np.linspace(-1, 1, wide), np.linspace(-1, 1, high))
    pixels *= (1 - 0.18 * (across**2 + down**2))[:, :, None]
    pixels += np.random.default_rng(chance.randrange(2**32)).normal(0, 6, pixels.shape)
    photo = Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.7))
    return jpeg(ImageEnhance.Contrast(photo).enhance(0.9), chance)


def _between(wide: int, high: int, lean: float) -> list[float]:
    """Eight numbers that make the upper edge narrower by ``lean`` on both sides."""
    goal = [(lean, 0), (wide - lean, 0), (wide, high), (0, high)]
    start = [(0, 0), (wide, 0), (wide, high), (0, high)]
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(goal, start, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    found = np.linalg.solve(np.array(rows), np.array([value for pair in start for value in pair]))
    assert all(math.isfinite(value) for value in found)
    return [float(value) for value in found]


DAMAGES: dict[str, Damage] = {"jpeg40": jpeg, "half": half, "blur": blur, "crop": crop, "photo": photographed}


def damaged(png: bytes, name: str, seed: str) -> bytes:
    """A screenshot as PNG with one damage; ``clean`` leaves it as it is."""
    if name == "clean":
        return png
    image = DAMAGES[name](Image.open(io.BytesIO(png)).convert("RGB"), random.Random(f"{seed} {name}"))
    packed = io.BytesIO()
    image.save(packed, "PNG", compress_level=1)
    return packed.getvalue()
