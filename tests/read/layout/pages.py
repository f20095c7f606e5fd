"""Pages made by hand, as an engine would give them: 1080 wide, letters 40 high."""

from __future__ import annotations

from standfast.read.recognise.engine import Page, Word

WIDTH, HEIGHT, HIGH = 1080, 2340, 40


def wide(text: str) -> float:
    return 22.0 * len(text)


def at(x: float, y: float, text: str, sure: float = 0.95) -> list[Word]:
    """Word by word, as Tesseract gives them."""
    made: list[Word] = []
    for word in text.split(" "):
        made.append(Word(word, x, y, wide(word), HIGH, sure))
        x += wide(word) + 12
    return made


def to(right: float, y: float, text: str) -> list[Word]:
    """The same, ending at ``right``."""
    width = wide(text.replace(" ", "")) + 12 * text.count(" ")
    return at(right - width, y, text)


def middle(y: float, text: str) -> list[Word]:
    width = wide(text.replace(" ", "")) + 12 * text.count(" ")
    return at((WIDTH - width) / 2, y, text)


def page(*lines: list[Word]) -> Page:
    return Page(WIDTH, HEIGHT, tuple(word for line in lines for word in line))


STATUS = [*at(40, 20, "21:47"), *to(1040, 20, "5G 68%")]
HEAD = [*at(170, 120, "Clara Voss"), *at(170, 175, "online")]
FIELD = at(160, 2250, "Message")
