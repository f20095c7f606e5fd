"""Pictures of words to words with boxes: one small interface, two engines. Nothing heavy is imported before it is needed."""

from __future__ import annotations

from .choice import engine_for, engines
from .engine import Engine, Page, Word

__all__ = ["Engine", "Page", "Word", "engine_for", "engines"]
