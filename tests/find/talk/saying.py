"""Builds invented conversations for the tests of find/talk."""

from __future__ import annotations

from datetime import datetime, timedelta

from attrs import evolve

from standfast.model import Attachment, Item, Origin

START = datetime(2026, 11, 20, 22, 0)


def talk(*turns: tuple[str, str], minutes: int = 3, sides: bool = True) -> list[Item]:
    """Turns of ("me" or a name, words); a word in brackets is a file: ``[photo.jpg]``."""
    found: list[Item] = []
    for number, (name, words) in enumerate(turns, 1):
        side = ("person" if name == "me" else "notice" if name == "app" else "other") if sides else ""
        when = (START + timedelta(minutes=minutes * number)).isoformat() if minutes else ""
        line = Item(str(number), "chat-line", words, Origin("-", 0, 0, ""), sender=name, when=when, thread="1", side=side)
        if words.startswith("["):
            line = evolve(line, text="", attachments=(Attachment(words[1:-1], "image/jpeg", 1000),))
        found.append(line)
    return found


TRAP = (
    ("Mia", "hey, saw you in the group, you look nice"),
    ("me", "thanks, who are you"),
    ("Mia", "im mia 22 from leeds. ur so hot babe i think i like u already"),
    ("me", "haha wow"),
    ("Mia", "add me on snap its more fun there, whats your snap"),
    ("me", "ok"),
    ("Mia", "send me a pic of you, i send u mine first babe"),
    ("me", "[IMG_1.jpg]"),
    ("Mia", "so listen. i recorded everything and i have your nudes"),
    ("Mia", "i have all your followers here, your mum and your boss"),
    ("Mia", "pay me 300 or i send it to everyone"),
    ("me", "please dont"),
    ("Mia", "you have 1 hour"),
)
