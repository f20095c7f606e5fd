"""A mail with its attachments left out. It is cut at byte ranges and never written anew, so the rest stays as it was received."""

from __future__ import annotations

import binascii
import quopri
import re
from email.message import Message

from attrs import define, frozen

from ..charset import is_binary
from ..mail import header_text, one_name
from .kinds import HEAD, media_of
from .left_out import LeftOut
from .runs import LONG_MEDIA, scanned_whole

MAX_DEPTH = 8
MAX_PARTS = 2000
MAX_VALUE = 4000
"""Characters of one header that are looked at: the standard parser takes quadratic time over quotes."""
HEADERS_LONG = 1 << 30
"""In headers a long run may be a seal that providers set: only what begins as a picture is taken out."""
_HEAD_END = re.compile(rb"(?:\r?\n){2}|\A\r?\n|\r\r")
_CONTENT = re.compile(rb"^(content-(?:type|disposition|transfer-encoding))[ \t]*:((?:[^\r\n]|\r?\n[ \t])*)", re.I | re.M)
_CODING = re.compile(rb"^content-transfer-encoding[ \t]*:(?:[^\r\n]|\r?\n[ \t])*", re.I | re.M)
_UNIX_CODED = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n((?:[ -`]{1,62}\r?\n){2,}+)", re.M)


@frozen
class _Part:
    """One entity of a mail: its headers with the empty line behind them, its body, and what the headers say."""

    head: bytes
    body: bytes
    says: Message
    coding: str

    def decoded(self) -> bytes | None:
        """None where the body is not the code it is said to be, so that something may hide in it."""
        if self.coding == "quoted-printable":
            return quopri.decodestring(self.body)
        try:
            data = binascii.a2b_base64(self.body)
        except binascii.Error:
            return None
        return data if len(data) * 4 // 3 + 8 >= len(b"".join(self.body.split())) else None


@define
class Mail:
    """Takes one mail apart. ``left`` notes what goes."""

    left: LeftOut
    parts: int = 0

    def kept(self, data: bytes, depth: int = 0, whole: bool = True) -> bytes:
        """``data`` is one mail, or one part of it; ``whole``: its headers are those of a mail and stay."""
        part = _part(data)
        media = part.says.get_content_type()
        boundary = _boundary(part.says) if media.startswith("multipart/") else b""
        self.parts += 1
        if depth > MAX_DEPTH or self.parts > MAX_PARTS:
            return self._without(part, whole, len(part.body), None)
        if boundary:
            return self._headers(part.head) + self._inside(part.body, boundary, depth)
        if media == "message/rfc822":
            return self._mail_inside(part, depth, whole)
        return self._leaf(part, media, whole)

    def _headers(self, head: bytes) -> bytes:
        return scanned_whole(head, self.left, "", HEADERS_LONG)

    def _inside(self, body: bytes, boundary: bytes, depth: int) -> bytes:
        line = re.compile(rb"(?:^|(?<=\n)|(?<=\r))--" + re.escape(boundary) + rb"(?:--)?[ \t]*(?:\r?\n|\r|\Z)")
        out, at, opened = bytearray(), 0, False
        for found in [*line.finditer(body), None]:
            segment = body[at : found.start() if found else len(body)]
            if not opened or not segment.strip():
                out += scanned_whole(segment, self.left, "", LONG_MEDIA)
            else:
                out += self.kept(segment, depth + 1, whole=False)
            if found:
                out += found[0]
                at, opened = found.end(), not found[0].rstrip().endswith(b"--" + boundary + b"--")
        return bytes(out)

    def _mail_inside(self, part: _Part, depth: int, whole: bool) -> bytes:
        if part.coding not in {"base64", "quoted-printable"}:
            return self._headers(part.head) + self.kept(part.body, depth + 1)
        inner = part.decoded()
        if inner is None:
            return self._without(part, whole, len(part.body), None)
        kept = self.kept(inner, depth + 1)
        return part.head + part.body if kept == inner else _plain(self._headers(part.head)) + kept + _end(part)

    def _leaf(self, part: _Part, media: str, whole: bool) -> bytes:
        coded = part.coding in {"base64", "quoted-printable"}
        data = part.decoded() if coded else part.body
        words = media.startswith(("text/", "message/", "multipart/"))  # a multipart without a boundary is read as words
        if data is None or not words or media_of(data[:HEAD].lstrip()) or is_binary(data[:HEAD]):
            return self._without(part, whole, len(part.body) if data is None else len(data), data)
        before = self.left.count
        kept = scanned_whole(_UNIX_CODED.sub(self._unix_coded, data), self.left, self._name(part))
        if not coded:
            return self._headers(part.head) + kept
        if self.left.count == before:
            return self._headers(part.head) + part.body
        return _plain(self._headers(part.head)) + kept + _end(part)

    def _unix_coded(self, found: re.Match[bytes]) -> bytes:
        size = sum(max(0, (line[0] - 32) & 63) for line in found[2].splitlines() if line)
        return self.left.add(found[1].decode("utf-8", "replace"), "application/octet-stream", size) + b"\n"

    def _without(self, part: _Part, whole: bool, size: int, data: bytes | None) -> bytes:
        code = self.left.add(self._name(part), part.says.get_content_type(), size, data)
        if whole:
            return self._headers(part.head) + code + _end(part)
        end = _line_end(part)
        disposition = b'Content-Disposition: attachment; filename="left-out.txt"'
        return end.join((b"Content-Type: text/plain; charset=utf-8", disposition, b"", code)) + _end(part)

    def _name(self, part: _Part) -> str:
        try:
            return one_name(header_text(part.says.get_filename() or ""))
        except (ValueError, LookupError, TypeError):
            return ""


def mail(data: bytes, left: LeftOut) -> bytes:
    """One mail as received -> the same without its media and attached files."""
    return Mail(left).kept(data)


def _part(data: bytes) -> _Part:
    start = len(data) - len(data.lstrip(b"\r\n")) if data[:1] in {b"\r", b"\n"} and not data.startswith((b"\n", b"\r\n")) else 0
    found = _HEAD_END.search(data, start)
    end = found.end() if found else len(data)
    head = data[:end]
    says = Message()
    for match in _CONTENT.finditer(head):
        name, value = match[1].decode(), " ".join(match[2][:MAX_VALUE].decode("utf-8", "replace").split())
        if name.lower() not in {key.lower() for key in says.keys()}:  # noqa: SIM118  iterating a Message gives numbers
            says[name] = value
    return _Part(head, data[end:], says, str(says.get("content-transfer-encoding", "")).strip().lower())


def _boundary(says: Message) -> bytes:
    try:
        return (says.get_boundary() or "").encode("utf-8", "replace")
    except (ValueError, LookupError, TypeError):
        return b""


def _plain(head: bytes) -> bytes:
    """The same headers for a body that is no longer coded."""
    return _CODING.sub(b"Content-Transfer-Encoding: 8bit", head)


def _line_end(part: _Part) -> bytes:
    return b"\r\n" if b"\r\n" in part.head or b"\r\n" in part.body[:2000] else b"\n"


def _end(part: _Part) -> bytes:
    return _line_end(part)
