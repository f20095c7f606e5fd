"""Tesseract, where it is installed: run as its own program, asked for a table of words."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from statistics import median
from typing import Any

from attrs import evolve

from standfast.model import BrokenFile, ToolMissing

from .engine import Page, Word
from .picture import Picture

PATIENCE = 60
LANGUAGES = ("eng", "spa", "deu", "fra", "ita", "pol", "por", "nld", "ron", "tur", "swe", "ara", "hin", "ind", "ukr", "rus", "vie", "fil")
"""Asked for if installed, the first MOST of them: each one more takes time and lets letters be mistaken for another's."""
MOST = 4
WIDTH = (1000, 1300)
"""Pixels of a phone's screen across between which its letters have the size that this engine was trained on."""

COARSE = 8
"""Pixels that become one where the ground behind the letters is estimated; seven of them are wider than a letter."""
BAR = 1.45
"""A ``|`` this much higher than the letters around it is an edge or a coloured bar; else it is a capital I."""


class Tesseract:
    """``read`` starts one process for each picture, with a time limit."""

    id = "tesseract"

    def available(self) -> bool:
        return _program() is not None

    def read(self, picture: Picture) -> Page:
        program = _program()
        if program is None:
            raise ToolMissing(picture.name, need="tesseract", get="apt install tesseract-ocr")
        image, scale = _prepared(picture)
        packed = io.BytesIO()
        image.save(packed, "PNG", compress_level=1)
        command = [program, "stdin", "stdout", "-l", _languages(program), "--psm", "11", "tsv"]
        try:  # a fixed program, and the picture comes on its stdin
            done = subprocess.run(command, input=packed.getvalue(), capture_output=True, timeout=PATIENCE, check=True)  # noqa: S603
        except (subprocess.SubprocessError, OSError) as error:
            raise BrokenFile(picture.name, format="picture") from error
        return Page(picture.width, picture.height, tuple(words_of(done.stdout.decode("utf-8", "replace"), scale)))


def words_of(table: str, scale: float = 1.0) -> Iterator[Word]:
    """Words of Tesseract's table; its rows of pages, blocks and lines have no text."""
    found: list[Word] = []
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        x, y, w, h = (float(cell) / scale for cell in cells[6:10])
        found.append(Word(cells[11].strip(), x, y, w, h, max(0.0, float(cells[10])) / 100))
    usual = median([word.h for word in found if word.sure > 0.6] or [0])
    for word in found:
        if word.text != "|":
            yield word
        elif word.h < BAR * usual:
            yield evolve(word, text="I")


def _prepared(picture: Picture) -> tuple[Any, float]:
    """Dark letters on white whatever colour stood behind them, at the size that the engine likes; and by how much it was scaled.

    The engine takes a coloured bubble for a picture and leaves its words out. So the ground is estimated, as the middle value of
    what lies around, and only what differs from it is left.
    """
    pillow, operations = import_module("PIL.Image"), import_module("PIL.ImageOps")
    image = picture.image.convert("L")
    across = min(image.size)
    scale = min(3.0, WIDTH[0] / across) if across < WIDTH[0] else min(1.0, WIDTH[1] / across)
    if scale != 1.0:
        image = image.resize((round(image.width * scale), round(image.height * scale)), pillow.Resampling.LANCZOS)
    small = image.resize((max(1, image.width // COARSE), max(1, image.height // COARSE)), pillow.Resampling.BILINEAR)
    ground = small.filter(import_module("PIL.ImageFilter").MedianFilter(7)).resize(image.size, pillow.Resampling.NEAREST)
    differs = import_module("PIL.ImageChops").difference(image, ground)
    return operations.invert(operations.autocontrast(differs, cutoff=(0, 0.5))), scale


@cache
def _program() -> str | None:
    return shutil.which("tesseract")


@cache
def _languages(program: str) -> str:
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=PATIENCE, check=True)  # noqa: S603
    except (subprocess.SubprocessError, OSError):
        return "eng"
    installed = set(listed.stdout.split())
    return "+".join([language for language in LANGUAGES if language in installed][:MOST]) or "eng"
