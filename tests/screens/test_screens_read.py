"""Chats as real pictures, rendered by Chromium and read by the engines that are installed. Many more: ``python -m bench screenshots``."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

pytest.importorskip("PIL.Image", reason="SCREENSHOTS ARE NOT TESTED: Pillow is missing (pip install 'standfast[ocr]')")

from standfast.find import find
from standfast.model import Item, Origin
from standfast.read.layout import items_of, lines_of
from standfast.read.reader import Source
from standfast.read.recognise import Engine
from standfast.read.recognise.picture import open_picture
from standfast.read.screens import read_screens

from .damage import DAMAGES, damaged
from .looks import LOOKS, Said, Talk
from .score import plain_words, right_sides, spoken, word_errors, words_of_side
from .screens import Screen, Studio, look, talks

ORIGIN = Origin("screen.png", 0, 0, "")
TALKS = {talk.id: talk for talk in talks()}


def items(engine: Engine, data: bytes) -> list[Item]:
    return items_of(lines_of(engine.read(open_picture(data, "screen.png"))), "screen", ORIGIN)


def check(screen: Screen, found: list[Item], words: float, sides: float) -> None:
    truth = plain_words(" ".join(line.text for line in screen.seen))
    read = plain_words(" ".join(item.text for item in found))
    assert word_errors(truth, read) <= words * len(truth)
    assert right_sides(screen.seen, found) >= sides * len(spoken(screen.seen))


def verdict(lines: list[Item] | tuple[Said, ...]) -> str:
    return find(Item(id="1", kind="text", text=words_of_side(lines, "other"), origin=ORIGIN)).verdict.kind


def test_the_talks_are_invented_for_both_answers_and_four_languages() -> None:
    assert len(TALKS) >= 24
    assert {talk.language for talk in TALKS.values()} == {"en", "es", "de", "fr"}
    assert {talk.kind for talk in TALKS.values()} == {"threat", "none"}
    assert sum(talk.held for talk in TALKS.values()) * 3 >= len(TALKS)


@pytest.mark.parametrize("name", [one.id for one in LOOKS])
def test_words_speakers_and_verdict_are_right_in_every_look(camera: Studio, engine: Engine, name: str) -> None:
    number = [one.id for one in LOOKS].index(name)
    screen = camera.take(TALKS["en-friends-list"], look(name), "360", number % 2 == 1)
    found = items(engine, screen.png)
    good = engine.id == "rapidocr"
    check(screen, found, 0.03 if good else 0.3, 1 if good else 0.75)
    if good:
        assert verdict(found) == verdict(screen.seen)
        assert {item.platform for item in found} == {screen.look.platform}
        assert {item.notes[0] for item in found} == {"screen-read"}


@pytest.mark.parametrize("name", list(DAMAGES))
def test_a_damaged_screenshot_still_says_who_said_what(camera: Studio, engine: Engine, name: str) -> None:
    screen = camera.take(TALKS["de-aufnahme"], look("whatsapp"), "360", False)
    found = items(engine, damaged(screen.png, name, "test"))
    good = engine.id == "rapidocr"
    check(screen, found, 0.1 if good else 0.6, 0.97 if good else 0.3)
    if good:
        assert verdict(found) == verdict(screen.seen)


def test_a_long_conversation_in_pieces_and_out_of_order_comes_back_whole(camera: Studio, engine: Engine, tmp_path: Path) -> None:
    if engine.id != "rapidocr":
        pytest.skip("one engine is enough here")
    talk = TALKS["en-friends-list"]
    parts = [talk._replace(lines=talk.lines[start : start + 5]) for start in (0, 3, 4)]
    sources: list[Source] = []
    for number, part in enumerate(random.Random(3).sample(parts, len(parts))):
        path = tmp_path / f"{number}.png"
        path.write_bytes(camera.take(part, look("instagram"), "360", False).png)
        sources.append(Source(str(path), path, words_only=True))
    found = [one for one in read_screens(sources) if isinstance(one, Item)]
    assert [item.side for item in found] == [line.side for line in talk.lines]
    assert plain_words(found[-1].text) == plain_words(talk.lines[-1].text)
    assert {item.thread for item in found} == {"Clara Voss"}


def test_a_mail_on_the_screen_is_text_and_no_conversation(camera: Studio, engine: Engine) -> None:
    html = (
        "<body style='font:16px sans-serif;padding:16px;margin:0'><p>From: Parcel Office</p><p>Dear customer, your parcel waits at our depot. "
        "You can fetch it from Monday on, between nine and five. Please bring this mail and something with your name on it.</p></body>"
    )
    page = camera._page("360")
    page.set_content(html)  # type: ignore[attr-defined]
    (item,) = items(engine, page.screenshot(type="png"))  # type: ignore[attr-defined]
    assert item.kind == "text"
    assert "between nine and five" in " ".join(item.text.split())


def test_the_same_seed_makes_the_same_damage(camera: Studio) -> None:
    screen = camera.take(Talk("t", "en", "none", "Mum", (Said("other", "are you coming?", "19:02"),)), look("imessage"), "360", True)
    assert damaged(screen.png, "photo", "a") == damaged(screen.png, "photo", "a")
    assert damaged(screen.png, "photo", "a") != damaged(screen.png, "photo", "b")
    assert io.BytesIO(damaged(screen.png, "half", "a")).read(4) == b"\x89PNG"
