"""The parts of a screen that are no conversation: status bar, head, input field, keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from ..recognise.engine import Page
from .cues import GROUP, KEYBOARD, STAMP, STATUS, cue_of
from .rows import Segment, letter_size, segments

HEAD = 0.17
"""Height of an app's head, in widths of the screen."""
HEAD_CENTRED = 0.34
"""The same where a picture stands above the name."""


@frozen
class Screen:
    """``left`` to ``right`` is where words can stand; ``size`` is the height of a letter, the unit of most distances."""

    body: tuple[Segment, ...]
    left: float
    right: float
    size: float
    name: str = ""
    platform: str = ""
    field: str = ""
    """The hint in the empty input field, as read."""
    group: bool = False
    known: bool = False
    """Whether something on it says that it is a conversation."""
    centre: float = 0.0
    """Of the whole picture, which is where days and times stand."""

    @property
    def width(self) -> float:
        return max(1.0, self.right - self.left)


def screen_of(page: Page) -> Screen:
    """Cuts away from above and from below."""
    found = segments(page)
    size = letter_size(found)
    left = min((segment.x for segment in found), default=0.0)
    right = max(max((segment.right for segment in found), default=page.width), page.width - 1.2 * left)
    found, hint, below = _without_foot(found, page.height)
    found, name, under, above = _without_head(found, page, left, right, size)
    body_cue = next((cue for segment in found if (cue := cue_of("body", segment.text))), None)
    cues = [cue for cue in (cue_of("field", hint), cue_of("under", under), body_cue) if cue is not None]
    platform = next((cue.platform for cue in cues if cue.platform), "")
    known = bool(cues) or (below and above)
    return Screen(tuple(found), left, right, size, name, platform, hint, bool(GROUP.fullmatch(under)), known, page.width / 2)


def _without_foot(found: Sequence[Segment], height: float) -> tuple[list[Segment], str, bool]:
    """What stands above the input field; the field's hint; and whether there was one."""
    keys = next((place for place, segment in enumerate(found) if segment.y > 0.4 * height and KEYBOARD.search(segment.text)), None)
    kept = list(found[:keys])
    for place in range(len(kept) - 1, max(-1, len(kept) - 5 - (3 if keys is not None else 0)), -1):
        segment = kept[place]
        if segment.y > 0.4 * height and cue_of("field", segment.text):
            top = segment.y
            return [other for other in kept[:place] if other.middle < top], segment.text, True
    return kept, "", keys is not None


def _without_head(
    found: Sequence[Segment], page: Page, left: float, right: float, size: float
) -> tuple[list[Segment], str, str, bool]:
    """What stands under the head; the name in it; the line under the name; and whether there was a head."""
    rest, status = _without_status(found, page, size)
    if not rest:
        return [], "", "", False
    width = right - left
    start = status if status is not None else min(segment.y for segment in rest) - size
    zone = [segment for segment in rest if segment.middle < start + HEAD * width]
    first = next((segment for segment in zone if _nameable(segment)), None)
    if first is None and status is not None:
        zone = [segment for segment in rest if segment.middle < start + HEAD_CENTRED * width]
        first = next((segment for segment in zone if _nameable(segment) and _centred(segment, left, right)), None)
    if first is None:
        return rest, "", "", status is not None
    under = next((segment for segment in zone if _below(segment, first, start, width, size)), None)
    if status is None and (under is None or cue_of("under", under.text) is None):
        return rest, "", "", False
    bottom = max(first.bottom, under.bottom if under else 0.0)
    return [segment for segment in rest if segment.middle > bottom], first.text.strip(" <>‹›←•·|"), under.text if under else "", True


def _without_status(found: Sequence[Segment], page: Page, size: float) -> tuple[list[Segment], float | None]:
    """Also where the status bar ends, or None where there is none."""
    if not found:
        return [], None
    top = min(segment.y for segment in found)
    row = [segment for segment in found if segment.middle < top + 1.1 * size]
    text = " ".join(segment.text for segment in row)
    clock = any(STAMP.fullmatch(segment.text) or STAMP.match(segment.text) for segment in row)
    if top > 0.12 * page.height or not (STATUS.search(text) or clock):
        return list(found), None
    across = max(segment.right for segment in row) - min(segment.x for segment in row)
    if not STATUS.search(text) and across < 0.3 * page.width and top > 0.05 * page.height:
        return list(found), None
    ids = {id(segment) for segment in row}
    return [segment for segment in found if id(segment) not in ids], max(segment.bottom for segment in row)


def _nameable(segment: Segment) -> bool:
    return sum(char.isalpha() for char in segment.text) >= 2


def _centred(segment: Segment, left: float, right: float) -> bool:
    return abs((segment.x + segment.right) / 2 - (left + right) / 2) < 0.06 * (right - left)


def _below(segment: Segment, first: Segment, start: float, width: float, size: float) -> bool:
    near = 0 < segment.middle - first.middle < 1.9 * size and abs(segment.x - first.x) < size
    if not near or cue_of("under", segment.text) is not None:
        return near
    smaller = segment.height < 0.92 * first.height
    return segment.middle - start < (0.155 if smaller else 0.125) * width
