"""What every engine offers, and what it gives: words with boxes on a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from .picture import Picture


@frozen
class Word:
    """A word, or a run of words on one line, and the box around it in pixels from the page's upper left."""

    text: str
    x: float
    y: float
    w: float
    h: float
    sure: float = 1.0
    """0 to 1, as the engine itself says."""

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def middle(self) -> float:
        return self.y + self.h / 2


@frozen
class Page:
    """A screen after recognition. The layout works on this alone, so that it runs wherever Python runs."""

    width: float
    height: float
    words: tuple[Word, ...]


class Engine(Protocol):
    """``id`` names it in measurements; ``read`` raises ToolMissing or BrokenFile."""

    @property
    def id(self) -> str: ...

    def available(self) -> bool:
        """Whether everything it needs is on this machine; must be quick and import nothing heavy."""
        ...

    def read(self, picture: Picture) -> Page: ...
