"""Which engine reads: the first that is installed."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from standfast.model import ToolMissing

from .engine import Engine
from .rapid import Rapid
from .tesseract import Tesseract

EXTRA = "standfast[ocr]"


@cache
def engines() -> tuple[Engine, ...]:
    """All engines, the better ones first."""
    return (Rapid(), Tesseract())


def engine_for(name: str) -> Engine:
    """Raises ToolMissing where no engine is installed, or nothing that opens pictures; ``name`` is the file that asked."""
    if find_spec("PIL") is not None:
        for engine in engines():
            if engine.available():
                return engine
    raise ToolMissing(name, need=EXTRA, get="pip install 'standfast[ocr]'")
