"""Are words, speakers and verdict right on screenshots, and what does reading cost? Needs Chromium and an OCR engine.

Every talk of tests/screens in every look, light or dark, at one of the phone sizes; each screen once as it is and once with
one of the damages. ``held`` are talks that nobody looked at while the layout was tuned; the size 412 is used for them only.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from attrs import frozen
from tests.screens.damage import DAMAGES, damaged
from tests.screens.looks import LOOKS, Said
from tests.screens.score import plain_words, right_sides, spoken, word_errors, words_of_side
from tests.screens.screens import Screen, Studio, studio, talks
from tools.browsers import chromium

from standfast.find import find
from standfast.model import Item, Origin
from standfast.read.layout import items_of, lines_of
from standfast.read.recognise import Engine, engines
from standfast.read.recognise.picture import open_picture

from .record import Figures, keep, table

ORIGIN = Origin("screen.png", 0, 0, "")
SLOW = {"tesseract": 5}
"""Of the slower engine every fifth screen is read."""


@frozen
class Score:
    """One screenshot, read by one engine."""

    engine: str
    look: str
    damage: str
    held: bool
    words: int
    errors: int
    lines: int
    right: int
    verdict: str
    read_verdict: str
    platform: bool
    whole: float
    alone: float


def screens(camera: Studio) -> Iterator[Screen]:
    """216 screens: all talks in all looks, sizes and colours in turn."""
    for number, talk in enumerate(talks()):
        sizes = ("412", "360", "390") if talk.held else ("360", "390")
        for place, look in enumerate(LOOKS):
            yield camera.take(talk, look, sizes[(number + place) % len(sizes)], (number // 2 + place) % 2 == 1)


def scored(screen: Screen, damage: str, engine: Engine) -> Score:
    data = damaged(screen.png, damage, f"{screen.talk.id} {screen.look.id}")
    started = time.perf_counter()
    opened = open_picture(data, "screen.png")
    before = time.perf_counter()
    page = engine.read(opened)
    alone = time.perf_counter() - before
    chat = lines_of(page)
    items = items_of(chat, "screen", ORIGIN)
    whole = time.perf_counter() - started
    truth = plain_words(" ".join(line.text for line in screen.seen))
    read = plain_words(" ".join(item.text for item in items))
    return Score(
        engine.id,
        screen.look.id,
        damage,
        screen.talk.held,
        len(truth),
        word_errors(truth, read),
        len(spoken(screen.seen)),
        right_sides(screen.seen, items),
        _verdict(screen.seen),
        _verdict(items),
        chat.platform == screen.look.platform,
        whole,
        alone,
    )


def _verdict(lines: Sequence[Item | Said]) -> str:
    text = words_of_side(lines, "other")
    return find(Item(id="1", kind="text", text=text, origin=ORIGIN)).verdict.kind if text.strip() else "none"


def run(data: Path) -> None:
    found = [engine for engine in engines() if engine.available()]
    if not found:
        print("no OCR engine is installed: pip install 'standfast[ocr]', or Tesseract from the system")
        return
    scores: list[Score] = []
    harms = tuple(DAMAGES)
    with studio(chromium()) as camera:
        for number, screen in enumerate(screens(camera)):
            for engine in found:
                if number % SLOW.get(engine.id, 1) == 0:
                    scores += [scored(screen, damage, engine) for damage in ("clean", harms[number % len(harms)])]
    report(scores)


def report(scores: Sequence[Score]) -> None:
    """Prints the table and keeps the figures."""
    rows: list[tuple[str, ...]] = [("engine, screens", "count", "word errors", "speaker right", "same verdict", "app known", "seconds", "of engine")]
    figures: dict[str, Figures] = {}
    for engine in dict.fromkeys(score.engine for score in scores):
        mine = [score for score in scores if score.engine == engine]
        for name, part in _parts(mine):
            if part:
                figures[f"{engine} {name}"] = _figures(part)
                rows.append((f"{engine}: {name}", *(f"{value:.3g}" for value in figures[f"{engine} {name}"].values())))  # type: ignore[str-format]
    table(rows)
    keep("screenshots", {"screens": figures})


def _parts(scores: Sequence[Score]) -> Iterator[tuple[str, list[Score]]]:
    for held in (False, True):
        name = "held" if held else "tuned"
        yield f"{name}, clean", [score for score in scores if score.held is held and score.damage == "clean"]
        yield f"{name}, damaged", [score for score in scores if score.held is held and score.damage != "clean"]
    for damage in DAMAGES:
        yield damage, [score for score in scores if score.damage == damage]
    for look in LOOKS:
        yield f"look {look.id}", [score for score in scores if score.look == look.id]


def _figures(part: Sequence[Score]) -> Figures:
    return {
        "count": len(part),
        "word_error_rate": sum(score.errors for score in part) / max(1, sum(score.words for score in part)),
        "speaker_right": sum(score.right for score in part) / max(1, sum(score.lines for score in part)),
        "same_verdict": sum(score.verdict == score.read_verdict for score in part) / len(part),
        "platform_known": sum(score.platform for score in part) / len(part),
        "seconds": median(score.whole for score in part),
        "times_engine": sum(score.whole for score in part) / sum(score.alone for score in part),
    }
