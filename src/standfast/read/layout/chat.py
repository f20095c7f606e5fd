"""A page to a conversation, or to plain text where it shows none."""

from __future__ import annotations

from collections.abc import Sequence

from ..recognise.engine import Page
from .bubbles import Bubble, bubbles_of
from .cues import RECEIPT, STAMP, cue_of, is_mark
from .named import named_lines
from .screen import Screen, screen_of
from .seen import Chat, Line
from .speakers import sides


def lines_of(page: Page) -> Chat:
    """Everything that was said on this screen, from top to bottom. Never fails; an empty page gives no lines."""
    screen = screen_of(page)
    named = named_lines(screen)
    if named is not None:
        return Chat(tuple(named), True, screen.name, screen.platform or _named_platform(named))
    bubbles = bubbles_of(screen)
    found = sides(bubbles, screen)
    if not _is_chat(bubbles, found, screen):
        return Chat(tuple(_paragraphs(screen)), False)
    return Chat(tuple(_lines(bubbles, found, screen)), True, screen.name, screen.platform or _platform(bubbles))


def _is_chat(bubbles: Sequence[Bubble], found: Sequence[str], screen: Screen) -> bool:
    if screen.known and any(side in ("person", "other") for side in found):
        return True
    stamped = sum(bool(bubble.stamp) for bubble in bubbles)
    right = [
        bubble
        for bubble, side in zip(bubbles, found, strict=True)
        if side == "person" and screen.right - bubble.right < 0.1 * screen.width and bubble.x - screen.left > 0.15 * screen.width
    ]
    return (bool(right) and "other" in found) or stamped >= 2


def _lines(bubbles: Sequence[Bubble], found: Sequence[str], screen: Screen) -> list[Line]:
    """Times between lines go to ``when`` of those that follow."""
    lines: list[Line] = []
    day = ""
    sender = screen.name
    for bubble, side in zip(bubbles, found, strict=True):
        text, unsure = bubble.text()
        marks = [line.text.strip() for line in bubble.lines]
        if side == "notice" and all(is_mark(mark) for mark in marks):
            day = next((mark for mark in reversed(marks) if cue_of("body", mark) is None), day)
            continue
        if RECEIPT.fullmatch(text.strip()) or STAMP.fullmatch(text):
            continue
        if screen.group and side == "other" and _is_name(bubble):
            sender = bubble.lines[0].text
            text, unsure = Bubble(bubble.lines[1:]).text()
        when = " ".join(part for part in (day, bubble.stamp) if part)
        lines.append(Line(side, text, sender if side == "other" else "", when, unsure))
    return lines


def _is_name(bubble: Bubble) -> bool:
    """The first line of a bubble in a group: short, without an end of a sentence, and nothing else beside it."""
    if len(bubble.lines) < 2:
        return False
    text = bubble.lines[0].text
    return len(text.split()) <= 3 and text[:1].isupper() and text[-1:].isalnum() and len(text) <= 30


def _paragraphs(screen: Screen) -> list[Line]:
    """Words in reading order, one Line for each group of rows."""
    return [Line("", text, "", bubble.stamp, unsure) for bubble in bubbles_of(screen) for text, unsure in (bubble.text(),) if text]


def _platform(bubbles: Sequence[Bubble]) -> str:
    """Times inside the bubbles are WhatsApp's or Telegram's, and without a word of theirs nobody can tell which."""
    stamped = sum(bool(bubble.stamp) for bubble in bubbles)
    return "whatsapp" if stamped >= 3 and stamped >= 0.6 * len(bubbles) else ""


def _named_platform(lines: Sequence[Line]) -> str:
    return "discord" if any(line.when for line in lines) else "snapchat"
