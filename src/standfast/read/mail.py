"""One mail, as bytes, to Items: the mail itself, then any mail attached to it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from typing import cast

from standfast.model import Attachment, BrokenMail, Item, Origin, ReadError, TooDeep

from .charset import decode
from .html_text import html_text

MAX_DEPTH = 8
"""Mails inside mails; a bomb nests thousands, a person forwards two or three."""
MAX_PARTS = 300
MAX_TEXT = 400_000
"""Characters of text taken from one mail; the rest is named in the notes, not read."""
MAX_HEADER = 16_000
"""Characters of one header that are looked at: the standard decoder takes quadratic time over encoded words."""
_BOUNDARY = re.compile(rb"boundary\s*=", re.I)
MAX_BOUNDARIES = 200
"""The standard parser recurses once for each nested multipart."""
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


def mail_items(data: bytes, name: str, number: str, start: int = 0, depth: int = 0) -> Iterator[Item | ReadError]:
    """Items of one mail whose first byte is byte ``start`` of file ``name``; ``number`` becomes the id."""
    place = f"mail {number}"
    if depth > MAX_DEPTH or len(_BOUNDARY.findall(data)) > MAX_BOUNDARIES:
        yield TooDeep(name, place)
        return
    try:
        message = message_from_bytes(data)
        parts = _Parts(name, number, start, depth)
        parts.take(message)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        yield BrokenMail(name, place, reason=type(error).__name__)
        return
    text = parts.text()
    headers = tuple((key.lower(), header_text(value)) for key, value in message.items() if key.lower() in _KEPT)
    by_name = {key: value for key, value in reversed(headers)}
    if not text and not headers:
        yield BrokenMail(name, place, reason="no headers and no text")
        return
    yield Item(
        id=number,
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
        origin=Origin(name, start, start + len(data), hashlib.sha256(data).hexdigest()),
    )
    yield from parts.inner


class _Parts:
    """Walks the parts of one mail once and sorts them: text, hidden text, attachments, mails inside."""

    def __init__(self, name: str, number: str, start: int, depth: int) -> None:
        self.where = (name, number, start, depth)
        self.plain: list[str] = []
        self.html: list[str] = []
        self.hidden: list[str] = []
        self.attachments: list[Attachment] = []
        self.inner: list[Item | ReadError] = []
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
            payload = cast("object", part.get_payload())
            inside = cast("list[object]", payload) if isinstance(payload, list) else None
            media = part.get_content_type()
            if inside is None:
                self._leaf(part, media)
            elif media == "message/rfc822" and inside:
                self._mail_inside(inside[0])
            else:
                waiting.extend(cast("Message", inner) for inner in reversed(inside) if isinstance(inner, Message))  # pyright: ignore[reportUnknownArgumentType]

    def _leaf(self, part: Message, media: str) -> None:
        filename = header_text(part.get_filename() or "")
        inline = media in {"text/plain", "text/html"} or (media.startswith("text/") and not filename)
        raw = part.get_payload(decode=True)
        data = raw if isinstance(raw, bytes) else b""
        if not inline or part.get_content_disposition() == "attachment":
            self.attachments.append(Attachment(filename[:300], media, len(data)))
            return
        charset: object = part.get_param("charset")
        text, guessed = decode(data, charset if isinstance(charset, str) else "")
        if guessed:
            self.notes.add("charset-guessed")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if media == "text/html":
            seen, hidden = html_text(text[: 4 * MAX_TEXT])
            self.html.append(seen)
            self.hidden.extend([hidden] if hidden.strip() else [])
        else:
            self.plain.append(text)

    def _mail_inside(self, found: object) -> None:
        name, number, start, depth = self.where
        if isinstance(found, Message):
            message = cast("Message[str, str]", found)
            inner = f"{number}.{len(self.inner) + 1}"
            self.attachments.append(Attachment(header_text(str(cast("object", message.get("subject", ""))))[:300], "message/rfc822", -1))
            self.inner.extend(mail_items(message.as_bytes(), name, inner, start, depth + 1))

    def text(self) -> str:
        """What a mail program would show: the plain text, or the HTML where the plain text is a stub."""
        plain, html = "\n\n".join(self.plain).strip("\n"), "\n\n".join(self.html).strip("\n")
        if html and plain:
            self.notes.add("two-versions")
        best = html if len(html) > 5 * len(plain.strip()) else plain
        if len(best) > MAX_TEXT:
            self.notes.add("text-cut")
        return best[:MAX_TEXT]


def header_text(value: object) -> str:
    """A header as written for people: encoded words decoded, folded lines joined."""
    raw = str(value)[:MAX_HEADER]
    if "=?" in raw:
        with suppress(HeaderParseError, ValueError, LookupError):
            raw = "".join(piece if isinstance(piece, str) else decode(piece, charset or "")[0] for piece, charset in decode_header(raw))
    elif not raw.isascii():
        raw = decode(raw.encode("ascii", "surrogateescape"), "")[0] if any("\udc80" <= c <= "\udcff" for c in raw) else raw
    return " ".join(raw.split())[:4000]
