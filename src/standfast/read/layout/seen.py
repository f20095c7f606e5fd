"""What the layout says about one screen."""

from __future__ import annotations

from attrs import frozen


@frozen
class Line:
    """One bubble. ``side`` as in Item: person, other, notice, or empty where the screen does not say."""

    side: str
    text: str
    sender: str = ""
    when: str = ""
    unsure: tuple[tuple[int, int], ...] = ()


@frozen
class Chat:
    """``bubbles`` is false for a screen that shows words but no conversation; ``lines`` then holds its paragraphs."""

    lines: tuple[Line, ...]
    bubbles: bool
    name: str = ""
    """Whom the screen's head names."""
    platform: str = ""
