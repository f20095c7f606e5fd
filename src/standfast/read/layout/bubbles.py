"""Segments to bubbles: lines that stand close under each other and begin at the same place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import field, mutable

from .cues import LAST_STAMP, STAMP
from .rows import SURE, Segment
from .screen import Screen

PITCH = 1.85
"""From one line of a bubble to the next, in letter sizes, at most; between two bubbles it is 2.2 and more."""
LONG = re.compile(r"\S{14,}$")
"""A word that an app breaks in the middle: an address, a link."""


@mutable
class Bubble:
    """``stamp`` is its own time, where it stands inside; the edges enclose it too."""

    lines: list[Segment] = field(factory=list[Segment])
    stamp: str = ""
    far: float = 0.0
    low: float = 0.0
    centred: bool = False

    @property
    def x(self) -> float:
        return min(line.x for line in self.lines)

    @property
    def right(self) -> float:
        return max(self.far, *(line.right for line in self.lines)) if self.lines else self.far

    @property
    def y(self) -> float:
        return self.lines[0].y

    @property
    def bottom(self) -> float:
        return max(self.low, self.lines[-1].bottom)

    @property
    def middle(self) -> float:
        return (self.y + self.lines[-1].bottom) / 2

    def text(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        """Its words, and which of them the engine was not sure of."""
        return joined(self.lines)


def joined(lines: Sequence[Segment]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Lines to one text; a long address that an app broke over two lines is put together again."""
    text, unsure = "", list[tuple[int, int]]()
    for line in lines:
        for place, word in enumerate(line.words):
            broken = place == 0 and LONG.search(text) is not None and LONG.match(word.text) is not None and text[-1:].isalnum()
            text += "" if broken or not text else " "
            if word.sure < SURE:
                unsure.append((len(text), len(text) + len(word.text)))
            text += word.text
    return text, tuple(unsure)


def bubbles_of(screen: Screen) -> list[Bubble]:
    """In reading order; times inside bubbles are taken out of the text."""
    stamps = [segment for segment in screen.body if STAMP.fullmatch(segment.text)]
    alone = {id(segment) for segment in stamps}
    made: list[Bubble] = []
    for segment in screen.body:
        if id(segment) in alone:
            continue
        home = next((bubble for bubble in reversed(made[-4:]) if _continues(bubble, segment, screen.size)), None)
        if home is None:
            made.append(Bubble([segment]))
        else:
            home.lines.append(segment)
    inside = sum(_stamped(stamp, made, screen) for stamp in stamps)
    _take_last_stamps(made, inside)
    made = [bubble for bubble in made if bubble.lines]
    for bubble in made:
        bubble.centred = _is_centred(bubble, screen)
    return sorted(made, key=lambda bubble: bubble.y)


def _continues(bubble: Bubble, segment: Segment, size: float) -> bool:
    last = bubble.lines[-1]
    pitch = segment.middle - last.middle
    return 0.4 * size < pitch < PITCH * size and abs(segment.x - last.x) < 0.75 * size


def _stamped(stamp: Segment, made: list[Bubble], screen: Screen) -> bool:
    """Gives a time that stands by itself to the bubble around it, or makes it a centred notice of its own."""
    near: list[tuple[float, Bubble]] = []
    for bubble in made:
        down = stamp.middle - bubble.lines[-1].middle
        if -0.6 * screen.size < down < PITCH * screen.size and stamp.x > bubble.x and not bubble.stamp:
            near.append((abs(down), bubble))
    if not near:
        made.append(Bubble([stamp]))
        return False
    bubble = min(near, key=lambda pair: pair[0])[1]
    found = STAMP.fullmatch(stamp.text)
    bubble.stamp = found[1] if found else stamp.text
    bubble.far, bubble.low = stamp.right, stamp.bottom
    return True


def _take_last_stamps(made: Sequence[Bubble], inside: int) -> None:
    """``see you at 21:00`` ends in a time too: one is taken off only where the screen shows that every bubble has its own."""
    ending = [bubble for bubble in made if not bubble.stamp and LAST_STAMP.search(bubble.lines[-1].text)]
    stamped = inside + len(ending)
    if stamped < 2 or stamped < 0.6 * len([bubble for bubble in made if not STAMP.fullmatch(bubble.lines[0].text)]):
        return
    for bubble in ending:
        _take_last_stamp(bubble)


def _take_last_stamp(bubble: Bubble) -> None:
    line = bubble.lines[-1]
    found = LAST_STAMP.search(line.text)
    if found is None:
        return
    bubble.stamp, bubble.far, bubble.low = found[1], line.right, line.bottom
    cut = len(line.text) - found.start()
    words = list(line.words)
    while cut > 0 and words:
        word = words.pop()
        if len(word.text) > cut:
            kept = word.text[: len(word.text) - cut].rstrip()
            from attrs import evolve

            words.append(evolve(word, text=kept, w=word.w * len(kept) / len(word.text)))
            break
        cut -= len(word.text) + 1
    if words:
        bubble.lines[-1] = Segment(words)
    else:
        bubble.lines.pop()


def _is_centred(bubble: Bubble, screen: Screen) -> bool:
    left, right = bubble.x - screen.left, screen.right - bubble.right
    off = min(abs((bubble.x + bubble.right) / 2 - centre) for centre in ((screen.left + screen.right) / 2, screen.centre))
    return off < 0.045 * screen.width and min(left, right) > 0.1 * screen.width
