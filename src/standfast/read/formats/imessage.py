"""iMessage and text messages of an iPhone or Mac, as the public tool imessage-exporter writes them with ``-f txt``.

A line with the time, a line with the sender (``Me`` for the owner), the words, an empty line. Answers stand a second time,
indented, under the message that they answer; those copies are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from standfast.model import Attachment, Item, Origin, ReadError

from ..archive import media_type
from ..charset import decode, line_ends
from ..chat import chat_line
from ..pieces import BLOCK, Piece, pieces
from ..reader import Reader, Source
from ..whatsapp import stem

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TIME = rb"(" + "|".join(MONTHS).encode() + rb") ([0-9]{2}), ([0-9]{4}) {1,2}([0-9]{1,2}):([0-9]{2}):([0-9]{2}) ([AP]M)"
_BEGINS = re.compile(rb"[\r\n]((?:\xef\xbb\xbf)?" + _TIME + rb"(?: \(Read by [^\r\n]{1,120}\))?(?=[ \r\n]))")
_OWN = re.compile(rb"[AP]M(?: \(Read by [^\r\n]{1,120}\))?\r?\nMe\r?\n")
_COPY = re.compile(r"(?: {4})+(?:" + "|".join(MONTHS) + r") \d\d, \d{4} ")
_PATH = re.compile(r"(?:Sticker from [^\n]{1,80}: )?(?:/|~|\.{1,2}/|[A-Za-z]:\\|[Aa]ttachments/)")
_ENDED = re.compile(r"[^\n]{1,200}\.[A-Za-z0-9]{2,5}")
_REACTION = re.compile(r".{1,120} by .{1,120}")
_UNSENT = re.compile(r".{1,80} unsent (?:this|a) message\b.{0,120}")
_EFFECT = re.compile(r"Sent with [A-Z][A-Za-z ]{2,30}")
_EDITED = re.compile(r"Edited .{1,60} later: ", re.M)
MAX_PATH = 1200
MISSING = "Attachment missing!"
DELETED = "This message was deleted from the conversation!"
FROM_THE_TOOL = frozenset({"This message responded to an earlier message."})


def sniff(head: bytes) -> bool:
    return bool(_BEGINS.match(b"\n" + head.lstrip(b"\xef\xbb\xbf\r\n")[:400]))


def read(source: Source) -> Iterator[Item | ReadError]:
    other = "other" if _has_own(source) else ""  # the owner may be called otherwise; then nobody's side is known
    name = stem(source.name)
    with source.open() as stream:
        for number, piece in enumerate(pieces(stream, _BEGINS, _when), 1):
            yield _item(number, source.name, name if name != "-" else "messages", other, piece)


def _has_own(source: Source) -> bool:
    held = b""
    with source.open() as stream:
        while block := stream.read(BLOCK):
            held = held[-200:] + block
            if _OWN.search(held):
                return True
    return False


def _when(match: re.Match[bytes]) -> str:
    month, day, year, hour, minute, second, half = (part.decode("ascii") for part in match.groups()[1:])
    hours = int(hour) % 12 + 12 * (half == "PM")
    return f"{year}-{MONTHS.index(month) + 1:02}-{day}T{hours:02}:{minute}:{second}"


def _item(number: int, file: str, thread: str, other: str, piece: Piece) -> Item:
    text, guessed = decode(piece.body)
    text = line_ends(text)
    origin = Origin(file, piece.start, piece.end, piece.sha256)
    notes = ["charset-guessed"] if guessed else []
    said, _, words = text.partition("\n")
    if said or piece.head is None:  # words on the line of the time: the app's own
        side = "notice" if piece.head is not None else ""
        return chat_line(number, thread, text.strip(), origin, side=side, when=piece.head or "", platform="text-message", notes=notes)
    sender, _, words = words.partition("\n")
    kept, files = _sorted_out(words.split("\n"), notes)
    return chat_line(
        number,
        thread,
        "\n".join(kept).strip("\n"),
        origin,
        sender=sender,
        side="person" if sender == "Me" else other,
        when=piece.head,
        platform="text-message",
        attachments=files,
        notes=notes,
    )


def _sorted_out(lines: list[str], notes: list[str]) -> tuple[list[str], list[Attachment]]:
    """The person's words, without copies of answers, reactions and paths of files."""
    kept: list[str] = []
    files: list[Attachment] = []
    reacting = copying = False
    for line in lines:
        copying = bool(_COPY.match(line)) or (copying and (line.startswith("    ") or not line.strip()))
        reacting = line == "Tapbacks:" or (reacting and bool(_REACTION.fullmatch(line)))
        if copying or reacting or line in FROM_THE_TOOL or _EFFECT.fullmatch(line):
            continue
        if line == DELETED or _UNSENT.fullmatch(line):
            notes.append("deleted")
        elif line == MISSING:
            files.append(Attachment("", "media", -1))
        elif name := _file(line):
            files.append(Attachment(name, media_type(name), -1))
        else:
            kept.append(line)
    if any(_EDITED.match(line) for line in kept):
        notes.append("edited")
    return kept, files


def _file(line: str) -> str:
    """The name of the file that a line is the path of, or empty."""
    if len(line) > MAX_PATH or "://" in line or not _PATH.match(line):
        return ""
    name = re.split(r"[/\\]", line)[-1]
    return name if _ENDED.fullmatch(name) else ""


READER = Reader(id="imessage", order=17, sniff=sniff, read=read)
SAMPLES = ("mia.txt",)
