"""One mail, as bytes, to Items: the mail itself, then the mails and files attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.parser import HeaderParser
from email.policy import Compat32
from itertools import chain
from typing import cast

from attrs import evolve, frozen

from standfast.model import Attachment, BrokenMail, Item, Origin, ReadError, TooDeep

from .attached import MAX_BYTES, MAX_FILES, Attached, items_of, may_hold_messages
from .attached import MAX_DEPTH as MAX_FILE_DEPTH
from .charset import decode, line_ends
from .chat import of_bytes
from .html_text import html_text
from .reader import Source

MAX_DEPTH = 8
"""Mails inside mails; a bomb nests thousands, a person forwards two or three."""
MAX_PARTS = 300
MAX_LISTED = 2000
"""Attachments listed of one mail, those of the mails inside it among them."""
MAX_TEXT = 400_000
"""Characters of text taken from one mail; the rest is named in the notes, not read."""
MAX_HEADER = 16_000
MAX_CONTENT_HEADER = 4_000
"""Characters of one header that are looked at: the standard parser takes quadratic time over quotes and encoded words."""
_BOUNDARY = re.compile(rb"boundary[\s*0-9]*=", re.I)
MAX_BOUNDARIES = 200
"""The standard parser recurses once for each nested multipart,"""
MAX_LINE_VISITS = 20_000_000
"""and asks every level about every line."""
_KEPT = frozenset(
    {
        "from",
        "sender",
        "reply-to",
        "to",
        "cc",
        "subject",
        "date",
        "message-id",
        "return-path",
        "received",
        "received-spf",
        "authentication-results",
        "arc-authentication-results",
        "dkim-signature",
        "list-id",
        "list-unsubscribe",
        "precedence",
        "x-mailer",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "content-type",
        "auto-submitted",
        "in-reply-to",
    }
)
"""Headers that a finding may use; the others stay in the file."""


class _Bounded(Compat32):
    """Headers cut to a length that the standard parser can bear, and handed over as they are, 8-bit bytes included."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, value = super().header_source_parse(sourcelines)
        return name, value[: MAX_CONTENT_HEADER if name.lower().startswith("content-") else MAX_HEADER]

    def header_fetch_parse(self, name: str, value: str) -> str:
        return value


_POLICY = _Bounded()


@frozen
class _Place:
    """Where a mail stands: in which file, in which bytes of it, and in which mails and files inside."""

    source: Source
    origin: Origin
    number: str
    depth: int = 0
    path: str = ""
    """The names of the mails around it, each with "/" behind it."""


def mail_at(data: bytes, source: Source, number: str, start: int, shown: bytes | None = None) -> Iterator[Item | ReadError]:
    """Items of one mail: ``data`` as it stands at byte ``start`` of the file; ``shown`` is it with the file's own quoting undone."""
    origin = of_bytes(source.name, data, start)
    yield from _mail_items(data if shown is None else shown, _Place(source, origin, number))


def _too_deep(data: bytes) -> bool:
    nested = len(_BOUNDARY.findall(data))
    return nested > MAX_BOUNDARIES or nested * data.count(b"\n") > MAX_LINE_VISITS


def _mail_items(data: bytes, at: _Place) -> Iterator[Item | ReadError]:
    """A mail inside a mail has the origin of the outermost one: its own bytes may stand there only encoded."""
    name, place = at.origin.file, f"mail {at.number}"
    if at.depth > MAX_DEPTH or _too_deep(data):
        yield TooDeep(name, place)
        return
    try:
        message = message_from_bytes(data, policy=_POLICY)
        parts = _Parts(at)
        parts.take(message)
    except RecursionError:
        yield TooDeep(name, place)
        return
    except (MessageError, ValueError, LookupError, TypeError, AttributeError) as error:
        yield BrokenMail(name, place, reason=type(error).__name__)
        return
    text = parts.text()
    headers = _kept(message)
    by_name = {key: value for key, value in reversed(headers)}
    if not text and not headers:
        yield BrokenMail(name, place, reason="no headers and no text")
        return
    yield Item(
        id=at.number,
        kind="mail",
        text=text,
        hidden="\n".join(parts.hidden)[:MAX_TEXT],
        subject=by_name.get("subject", ""),
        sender=by_name.get("from", ""),
        to=by_name.get("to", ""),
        when=by_name.get("date", ""),
        headers=headers,
        attachments=tuple(parts.attachments),
        notes=tuple(sorted(parts.notes)),
        origin=at.origin,
    )
    yield from chain.from_iterable(parts.mails)
    for file in parts.files:
        yield from items_of(file, at.source)


def headers_of(data: bytes) -> tuple[tuple[str, str], ...]:
    """Of a mail without its body, as other formats keep them."""
    with suppress(MessageError, ValueError, LookupError, TypeError, AttributeError):
        return _kept(HeaderParser(policy=_POLICY).parsestr(data.decode("utf-8", "surrogateescape")))
    return ()


def _kept(message: Message) -> tuple[tuple[str, str], ...]:
    return tuple((key.lower(), header_text(value)) for key, value in message.items() if key.lower() in _KEPT)


class _Parts:
    """Walks the parts of one mail once and sorts them: text, hidden text, attachments, mails and files inside."""

    def __init__(self, at: _Place) -> None:
        self.at = at
        self.plain: list[str] = []
        self.html: list[str] = []
        self.hidden: list[str] = []
        self.attachments: list[Attachment] = []
        self.mails: list[Iterator[Item | ReadError]] = []
        self.files: list[Attached] = []
        self.notes: set[str] = set()
        self.count = 0

    def take(self, message: Message) -> None:
        waiting = [message]
        while waiting:
            part = waiting.pop()
            self.count += 1
            if self.count > MAX_PARTS:
                self.notes.add("parts-left-out")
                return
            inside = cast("list[object]", part.get_payload()) if part.is_multipart() else None
            media = part.get_content_type()
            if inside is None:
                self._leaf(part, media)
            elif media == "message/rfc822" and inside:
                self._mail_inside(inside[0], _filename(part))
            else:
                waiting.extend(cast("Message", inner) for inner in reversed(inside) if isinstance(inner, Message))  # pyright: ignore[reportUnknownArgumentType]

    def _leaf(self, part: Message, media: str) -> None:
        filename = _filename(part)
        if media.startswith("multipart/"):
            media = "text/plain"  # its boundary is missing or never comes, so the standard parser left it whole
        inline = media in {"text/plain", "text/html"} or (media.startswith("text/") and not filename)
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
        if not inline or part.get_content_disposition() == "attachment":
            self._attached(Attachment(_at_place(part, filename), media, len(data)), data)
            return
        charset: object = part.get_param("charset")
        if isinstance(charset, tuple):  # RFC 2231: charset, language, value
            charset = cast("tuple[object, ...]", charset)[-1]
        text, guessed = decode(data, charset if isinstance(charset, str) else "")
        if guessed:
            self.notes.add("charset-guessed")
        text = line_ends(text)
        if media == "text/html":
            if len(text) > 4 * MAX_TEXT:
                self.notes.add("text-cut")
            seen, hidden = html_text(text[: 4 * MAX_TEXT])
            self.html.append(seen)
            self.hidden.extend([hidden] if hidden.strip() else [])
        else:
            self.plain.append(text)

    def _attached(self, attachment: Attachment, data: bytes) -> None:
        """Listed; and kept to be read after this mail, where a format claims what is in it."""
        self.attachments.append(attachment)
        if not may_hold_messages(attachment.media_type, data):
            return
        held = sum(len(file.data) for file in self.files)
        if len(self.files) >= MAX_FILES or held + len(data) > MAX_BYTES or self.at.source.depth >= MAX_FILE_DEPTH:
            self.notes.add("attachments-left-out")
            return
        self.notes.add("attachments-read")
        path = self.at.path + (attachment.name or f"file {len(self.attachments)}")
        self.files.append(Attached(path, data, f"{self.at.number}.{len(self.mails) + len(self.files) + 1}"))

    def _mail_inside(self, found: object, filename: str) -> None:
        """Its attachments are listed here too, under its name, so that the tree is seen at once."""
        if not isinstance(found, Message):
            return
        message = cast("Message[str, str]", found)
        name = one_name(filename or header_text(str(cast("object", message.get("subject", "")))))
        number = f"{self.at.number}.{len(self.mails) + len(self.files) + 1}"
        path = f"{self.at.path}{name or 'mail ' + number}/"
        items = _mail_items(message.as_bytes(), evolve(self.at, number=number, depth=self.at.depth + 1, path=path))
        first = next(items, None)
        self.attachments.append(Attachment(name, "message/rfc822", -1))
        if isinstance(first, Item):
            inside = first.attachments[: max(0, MAX_LISTED - len(self.attachments))]
            self.attachments.extend(evolve(one, name=f"{name or 'mail ' + number}/{one.name}") for one in inside)
        self.mails.append(chain([first] if first is not None else [], items))

    def text(self) -> str:
        """What a mail program would show: the plain text, or the HTML where the plain text is a stub."""
        plain, html = "\n\n".join(self.plain).strip("\n"), "\n\n".join(self.html).strip("\n")
        if html and plain:
            self.notes.add("two-versions")
        best = html if len(html) > 5 * len(plain.strip()) else plain
        if len(best) > MAX_TEXT:
            self.notes.add("text-cut")
        return best[:MAX_TEXT]


def _at_place(part: Message, filename: str) -> str:
    """A part that is shown inside the text, such as a logo, stands under ``inline/``."""
    inline = part.get_content_disposition() == "inline" or (part.get_content_disposition() is None and part.get("Content-ID") is not None)
    return f"inline/{one_name(filename)}" if inline else one_name(filename)


def one_name(name: str) -> str:
    """One step of a path: a name cannot lead into a place of its own."""
    return name.replace("/", "_").replace("\\", "_")[:300]


def _filename(part: Message) -> str:
    """What the sender called it, or "" where the name is written in no charset that exists."""
    with suppress(ValueError, LookupError, TypeError):
        return header_text(part.get_filename() or "")
    return ""


def header_text(value: object) -> str:
    """A header as written for people: 8-bit bytes and encoded words decoded, folded lines joined."""
    raw = str(value)[:MAX_HEADER]
    if not raw.isascii() and any("\udc80" <= c <= "\udcff" for c in raw):
        raw = decode(raw.encode("utf-8", "surrogateescape"))[0]
    if "=?" in raw:
        with suppress(HeaderParseError, ValueError, LookupError):
            plain = "ascii" if raw.isascii() else "raw-unicode-escape"
            raw = "".join(
                piece if isinstance(piece, str) else decode(piece, charset)[0] if charset else piece.decode(plain)
                for piece, charset in decode_header(raw)
            )
    return " ".join(raw.split())[:4000]
