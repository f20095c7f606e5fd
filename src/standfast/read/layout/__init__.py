"""Words with boxes to lines with speakers. Pure Python on a Page, so the same code runs in a browser."""

from __future__ import annotations

from .chat import lines_of
from .items import items_of
from .plain import page_from_plain
from .seen import Chat, Line
from .stitch import stitch

__all__ = ["Chat", "Line", "items_of", "lines_of", "page_from_plain", "stitch"]
