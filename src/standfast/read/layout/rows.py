"""Words to segments: runs of words that stand on one line without a wide gap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median

from attrs import field, mutable

from ..recognise.engine import Page, Word

MAX_WORDS = 3_000
"""A screen holds some hundred; what comes after so many is left out."""
ICONS = 0.15
"""Faces beside bubbles stand in this share of the screen, at the left."""
EDGE = 0.4
"""Within so many letter heights lines begin at the same place."""
WIDE = 0.75
"""A gap between words, in heights of the segment, from which on they do not belong together; a space is about 0.3."""
SURE = 0.72
"""Below it a word is marked as unsure."""
NOISE = 0.3
"""Below it a word without two letters or digits is taken for a picture, an icon or an edge."""


@mutable
class Segment:
    """``x`` to ``right`` and ``y`` to ``bottom`` enclose its words."""

    words: list[Word] = field(factory=list[Word])

    @property
    def x(self) -> float:
        return self.words[0].x

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def y(self) -> float:
        return min(word.y for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def middle(self) -> float:
        return median(word.middle for word in self.words)

    @property
    def height(self) -> float:
        return self.bottom - self.y

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    def first_width(self) -> float:
        """About how wide its first word is, also where one Word holds a whole line."""
        text = self.words[0].text
        return self.words[0].w * len(text.split(" ", 1)[0]) / max(1, len(text))


def segments(page: Page) -> list[Segment]:
    """From top to bottom, then left to right."""
    words = sorted(_real(page.words[:MAX_WORDS]), key=lambda word: word.x)
    band = max(1.0, median(word.h for word in words)) if words else 1.0
    by_band: dict[int, list[Segment]] = {}
    made: list[Segment] = []
    for word in words:
        place = int(word.middle // band)
        home = _home(word, [segment for near in range(place - 2, place + 3) for segment in by_band.get(near, ())], 0.8 * band)
        if home is None:
            home = Segment()
            made.append(home)
            by_band.setdefault(place, []).append(home)
        home.words.append(word)
    made = _without_icons([segment for segment in made if any(char.isalnum() for char in segment.text)], EDGE * band, page.width)
    return sorted(made, key=lambda segment: (segment.middle, segment.x))


def _without_icons(made: list[Segment], near: float, width: float) -> list[Segment]:
    """A picture beside a bubble is read as a letter or two: it goes where other lines begin at the word after it, and none at it."""
    edges = Counter(round(segment.x / near) for segment in made if len(segment.words[0].text) > 2)

    def begin(x: float) -> int:
        return sum(edges[round(x / near) + step] for step in (-1, 0, 1))

    for segment in made:
        first = segment.words[0]
        real = first.sure > 0.9 and (first.text.isdigit() or first.text in "IaA")
        stray = len(segment.words) > 1 and len(first.text) <= 2 and first.x < ICONS * width and not real
        if stray and begin(segment.words[1].x) and begin(segment.x) < 2:
            segment.words = segment.words[1:]
    low = 0.68 * near / EDGE  # an edge of a face is read as a word half as high as a line
    kept = [segment for segment in made if len(segment.text) > 4 or segment.height > low or segment.x > ICONS * width]
    return [segment for segment in kept if len(segment.text) > 2 or max(word.sure for word in segment.words) > 0.6]


def letter_size(found: Sequence[Segment]) -> float:
    """The height of a line of the text that there is most of."""
    heights = [segment.height for segment in found for _ in range(1 + len(segment.text) // 8)]
    return max(1.0, median(heights)) if heights else 1.0


def _real(words: Sequence[Word]) -> Iterable[Word]:
    """Without boxes that no line of writing has, and without what an icon or an edge was read as."""
    heights = [word.h for word in words if word.sure > 0.6]
    usual = median(heights) if heights else 0
    for word in words:
        solid = sum(char.isalnum() for char in word.text)
        if not word.text.strip() or word.w <= 0 or word.h <= 0 or (usual and word.h > 2.6 * usual and word.sure < 0.8):
            continue
        if usual and word.h > 1.5 * usual and len(word.text) <= 3:
            continue  # a face or an icon beside the bubble
        if (word.sure < NOISE and solid < 2) or (solid == 0 and word.sure < 0.6):
            continue
        yield word


def _home(word: Word, made: Sequence[Segment], least_height: float) -> Segment | None:
    best, least = None, 0.0
    for segment in made:
        last = segment.words[-1]
        height = max(last.h, word.h, least_height)
        shared = min(last.bottom, word.bottom) - max(last.y, word.y)
        gap = word.x - last.right
        if shared < 0.5 * min(last.h, word.h) or not -0.6 * height < gap < WIDE * height:
            continue
        if best is None or gap < least:
            best, least = segment, gap
    return best
