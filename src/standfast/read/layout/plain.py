"""A Page from what tesseract.js gives, handed over as JSON."""

from __future__ import annotations

import json
from typing import Any, cast

from ..recognise.engine import Page, Word
from .rows import MAX_WORDS


def page_from_plain(data: str | dict[str, Any]) -> Page:
    """``{"width": 1080, "height": 2340, "words": [[text, x, y, w, h, sure], ...]}``; ``sure`` from 0 to 1. Raises ValueError."""
    record = json.loads(data) if isinstance(data, str) else data
    try:
        rows = cast("list[list[Any]]", record["words"])[:MAX_WORDS]
        words = tuple(Word(str(row[0]).strip(), *(float(number) for number in row[1:5]), sure=_share(float(row[5]))) for row in rows)
        return Page(float(record["width"]), float(record["height"]), tuple(word for word in words if word.text))
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError("not a page of words") from error


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
