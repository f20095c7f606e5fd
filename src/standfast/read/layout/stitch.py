"""Several screens of one conversation to one: joined where the end of one is the beginning of the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from attrs import evolve

from standfast.model import Item

ALIKE = 0.82
"""Share of letters from which on two readings are the same line."""
ENOUGH = 14
"""Letters that an overlap must hold: ``ok`` and ``yes`` are said everywhere."""
MAX_SCREENS = 200
"""Beyond so many, screens are taken in the order given: each is compared with each."""
GAP = "screens-no-overlap"


def stitch(screens: Sequence[Sequence[Item]]) -> list[Item]:
    """One list, numbered anew. Screens that share no line stay in the order given, with a note where one begins."""
    parts = _outer([list(screen) for screen in screens if screen])
    joined: list[Item] = []
    chains = _chains(parts[:MAX_SCREENS]) + [[place] for place in range(MAX_SCREENS, len(parts))]
    for chain in chains:
        lines = _merge([parts[place] for place in chain])
        if joined and lines[0].kind == "chat-line":
            lines[0] = evolve(lines[0], notes=(*lines[0].notes, GAP))
        joined += lines
    return [evolve(item, id=str(number)) for number, item in enumerate(_one_thread(joined), 1)]


def _one_thread(items: Sequence[Item]) -> list[Item]:
    """Lines of one conversation carry one thread: a screen whose head was cut off has the name of its file."""
    lines = [item for item in items if item.kind == "chat-line"]
    named = next((item for item in lines if item.sender), None)
    thread = named.thread if named else (lines[0].thread if lines else "")
    platform = next((item.platform for item in lines if item.platform), "")
    return [evolve(item, thread=thread, platform=item.platform or platform) if item.kind == "chat-line" else item for item in items]


def _outer(parts: Sequence[list[Item]]) -> list[list[Item]]:
    """Without screens that lie wholly inside another, or were given twice."""
    kept: list[list[Item]] = []
    for place, part in enumerate(parts):
        others = [*kept, *parts[place + 1 :]] if place < MAX_SCREENS else []
        if not any(_inside(part, other) for other in others):
            kept.append(part)
    return kept


def _inside(part: Sequence[Item], whole: Sequence[Item]) -> bool:
    """Whether all lines of ``part`` stand one after the other in ``whole``."""
    for start in range(len(whole) - len(part) + 1):
        same = [_same(whole[start + place], item, place in (0, len(part) - 1)) for place, item in enumerate(part)]
        if all(same) and sum(same) >= ENOUGH:
            return True
    return False


def _chains(parts: Sequence[Sequence[Item]]) -> list[list[int]]:
    """Orders of screens: the longest overlaps are joined first, none twice, none in a circle."""
    pairs = [(one, two) for one in range(len(parts)) for two in range(len(parts)) if one != two]
    found = [(score, one, two) for one, two in pairs if (score := _overlap(parts[one], parts[two])[1])]
    after: dict[int, int] = {}
    before: dict[int, int] = {}
    for _, one, two in sorted(found, key=lambda row: (-row[0], row[1], row[2])):
        if one not in after and two not in before and _end(two, after) != one:
            after[one], before[two] = two, one
    chains: list[list[int]] = []
    for start in range(len(parts)):
        if start in before:
            continue
        chain = [start]
        while chain[-1] in after:
            chain.append(after[chain[-1]])
        chains.append(chain)
    return chains


def _end(place: int, after: dict[int, int]) -> int:
    while place in after:
        place = after[place]
    return place


def _merge(screens: Sequence[list[Item]]) -> list[Item]:
    joined = list(screens[0])
    for screen in screens[1:]:
        count, _ = _overlap(joined, screen)
        start = len(joined) - count
        for place in range(count):
            joined[start + place] = _better(joined[start + place], screen[place])
        joined += screen[count:]
    return joined


def _better(one: Item, two: Item) -> Item:
    """Of two readings of a line the longer one, then the surer one: at a screen's edge a line is cut."""
    key_one, key_two = ((len(_plain(item.text)) // 4, -sum(end - start for start, end in item.unsure)) for item in (one, two))
    chosen, spare = (one, two) if key_one >= key_two else (two, one)
    return evolve(chosen, when=chosen.when or spare.when, sender=chosen.sender or spare.sender, side=chosen.side or spare.side)


def _overlap(one: Sequence[Item], two: Sequence[Item]) -> tuple[int, int]:
    """How many lines at the end of ``one`` begin ``two``, and how many letters they hold; 0 where it is too little."""
    for count in range(min(len(one), len(two)), 0, -1):
        letters = 0
        for place in range(count):
            edge = place in (0, count - 1)
            same = _same(one[len(one) - count + place], two[place], edge)
            if not same:
                break
            letters += same
        else:
            if letters >= ENOUGH:
                return count, letters
    return 0, 0


def _same(one: Item, two: Item, edge: bool) -> int:
    """Letters that two readings share if they are one line, else 0; at an edge a line may be cut off."""
    if one.side and two.side and one.side != two.side:
        return 0
    first, second = _plain(one.text), _plain(two.text)
    if not first or not second:
        return 0
    shorter, longer = sorted((first, second), key=len)
    if first == second or (edge and len(shorter) >= 8 and (longer.startswith(shorter) or longer.endswith(shorter))):
        return len(shorter)
    if len(shorter) < 0.6 * len(longer):
        return 0
    match = SequenceMatcher(None, first, second, autojunk=False)
    return len(shorter) if match.quick_ratio() >= ALIKE and match.ratio() >= ALIKE else 0


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text).casefold()[:400]
