"""RapidOCR on onnxruntime: its models lie in the wheel, so nothing is ever fetched. Reads Latin and Chinese letters."""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from standfast.model import BrokenFile, ToolMissing

from .engine import Page, Word
from .picture import Picture

MODELS = ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx")
MAX_THREADS = 4
"""Measured: 2 threads take half the time of 1 on 2 cores; more than the cores only wait for each other."""
GROWN = 0.78
"""The engine draws its boxes about a quarter higher than the letters."""
LEAST_TILT = 0.4
"""Degrees from which on the page is turned upright."""

_Corner = Sequence[float]


class Rapid:
    """One loaded engine for the whole process; loading takes half a second, so it waits for the first picture."""

    id = "rapidocr"

    def available(self) -> bool:
        return find_spec("onnxruntime") is not None and _models() is not None

    def read(self, picture: Picture) -> Page:
        pixels = import_module("numpy").asarray(picture.image)[:, :, ::-1]
        try:
            found = _engine()(pixels)
        except (ValueError, RuntimeError, TypeError, IndexError) as error:
            raise BrokenFile(picture.name, format="picture") from error
        if found.boxes is None or found.txts is None:
            return Page(picture.width, picture.height, ())
        boxes: list[list[_Corner]] = [[(float(x), float(y)) for x, y in box] for box in found.boxes]
        return page_of(picture.width, picture.height, boxes, found.txts, found.scores)


def page_of(width: float, height: float, boxes: Sequence[Sequence[_Corner]], texts: Sequence[str], scores: Sequence[float]) -> Page:
    """Turned boxes to upright ones: the page is turned back by the angle that most of its lines have."""
    angle = _tilt(boxes)
    about = (width / 2, height / 2)
    words = [_upright(box, angle, about, text, float(score)) for box, text, score in zip(boxes, texts, scores, strict=True)]
    return Page(width, height, tuple(words))


def _tilt(boxes: Sequence[Sequence[_Corner]]) -> float:
    """Radians; only boxes much wider than high say anything."""
    angles = [
        math.atan2(right[1] - left[1], right[0] - left[0])
        for left, right, _, low in boxes
        if math.dist(left, right) > 3 * max(1.0, math.dist(left, low))
    ]
    angle = median(angles) if angles else 0.0
    return angle if abs(angle) > math.radians(LEAST_TILT) and abs(angle) < math.radians(30) else 0.0


def _upright(box: Sequence[_Corner], angle: float, about: tuple[float, float], text: str, sure: float) -> Word:
    sine, cosine = math.sin(-angle), math.cos(-angle)
    away = [(x - about[0], y - about[1]) for x, y in box]
    turned = [(about[0] + x * cosine - y * sine, about[1] + x * sine + y * cosine) for x, y in away]
    left = (turned[0][0] + turned[3][0]) / 2
    right = (turned[1][0] + turned[2][0]) / 2
    top = (turned[0][1] + turned[1][1]) / 2
    low = (turned[2][1] + turned[3][1]) / 2
    spare = (low - top) * (1 - GROWN) / 2
    inset = min(spare, (right - left) / 4)
    return Word(text, left + inset, top + spare, right - left - 2 * inset, low - top - 2 * spare, sure)


def _models() -> tuple[Path, Path] | None:
    """Where the wheel keeps its models, without importing it."""
    spec = find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        return None
    folder = Path(next(iter(spec.submodule_search_locations))) / "models"
    found, read = (folder / name for name in MODELS)
    return (found, read) if found.is_file() and read.is_file() else None


@cache
def _engine() -> Any:
    """With the paths named, the package has no reason to look for a model elsewhere."""
    models = _models()
    if models is None:
        raise ToolMissing(need="standfast[ocr]", get="pip install 'standfast[ocr]'")
    try:
        made = import_module("rapidocr").RapidOCR
    except ImportError as error:
        raise ToolMissing(need="standfast[ocr]", get="pip install 'standfast[ocr]'") from error
    return made(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.max_side_len": 2400,
            "Global.text_score": 0.3,
            "Det.model_path": str(models[0]),
            "Rec.model_path": str(models[1]),
            "EngineConfig.onnxruntime.intra_op_num_threads": min(MAX_THREADS, os.cpu_count() or 1),
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
