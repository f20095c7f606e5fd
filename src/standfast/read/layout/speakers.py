"""Who wrote a bubble: by the edge that it keeps to, or by the name above it."""

from __future__ import annotations

from collections.abc import Sequence

from .bubbles import Bubble
from .cues import is_mark
from .screen import Screen

EDGE = 0.05
"""How far bubbles of one side may begin from each other, in widths of the screen."""
INNER = 0.22
"""Nothing of the other side begins further in than this."""


def sides(bubbles: Sequence[Bubble], screen: Screen) -> list[str]:
    """``other`` for what begins at the left edge, ``person`` for what keeps to the right, ``notice`` for what is centred."""
    spoken = [bubble for bubble in bubbles if not _is_notice(bubble)]
    if not spoken:
        return ["notice"] * len(bubbles)
    edge = _left_edge(spoken, screen)
    found: list[str] = []
    for bubble in bubbles:
        if _is_notice(bubble):
            found.append("notice")
        elif edge is not None and bubble.x <= edge + max(EDGE * screen.width, 0.8 * screen.size):
            found.append("other")
        else:
            announced = bubble.centred and screen.right - bubble.right > 0.2 * screen.width and len(bubble.lines) == 1
            found.append("notice" if announced else "person")
    return found


def _is_notice(bubble: Bubble) -> bool:
    return bubble.centred and not bubble.stamp and all(is_mark(line.text) for line in bubble.lines)


def _left_edge(spoken: Sequence[Bubble], screen: Screen) -> float | None:
    """Where the other side's bubbles begin; None where only the person speaks."""
    edge = _first_edge(spoken, 0.03 * screen.width)
    gap = edge - screen.left
    kept = [screen.right - bubble.right < 0.08 * screen.width for bubble in spoken]
    if gap > INNER * screen.width:
        return None
    if gap > 0.12 * screen.width and all(kept):
        return None
    return edge


def _first_edge(spoken: Sequence[Bubble], near: float) -> float:
    """The leftmost place where enough letters begin; a stray sign further left is not counted."""
    weights = [(bubble.x, sum(sum(char.isalpha() for char in line.text) for line in bubble.lines)) for bubble in spoken]
    enough = min(4.0, 0.06 * sum(weight for _, weight in weights))
    places = sorted(x for x, _ in weights)
    return next((x for x in places if sum(weight for other, weight in weights if x <= other <= x + near) >= enough), places[0])
