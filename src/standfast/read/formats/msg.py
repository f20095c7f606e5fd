"""A mail saved by Outlook (``.msg``): its words, its headers as the mail servers wrote them, and what was attached.

The compound file is opened by olefile (extra ``files``); the properties in it are read here.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from importlib import import_module

from attrs import define, evolve, field, frozen

from standfast.model import Attachment, Bomb, BrokenFile, Item, Origin, ReadError, TooDeep, ToolMissing, UnknownFormat

from ..attached import MAX_BYTES, MAX_FILES, Attached, items_of, may_hold_messages
from ..attached import MAX_DEPTH as MAX_FILE_DEPTH
from ..charset import decode, line_ends
from ..chat import of_bytes
from ..codes import GET
from ..deadline import TimeUp, within
from ..html_text import html_text
from ..mail import MAX_TEXT, header_text, headers_of, one_name
from ..outlook.rtf import rtf_text, unpack
from ..outlook.storage import ANSI, UNICODE, Compound, Properties, code_page
from ..reader import Reader, Source, whole

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_DEPTH = 8
MAX_PARTS = 300
SECONDS = 10.0
SUBJECT, BODY, HTML, RTF, HEADERS, SENT, ARRIVED = 0x0037, 0x1000, 0x1013, 0x1009, 0x007D, 0x0039, 0x0E06
NAMES, ADDRESSES = (0x0042, 0x0C1A), (0x5D02, 0x5D01, 0x0065, 0x0C1F)
"""Of the sender: who it was sent for, then who sent it. An address of the own company's server is no mail address and is left out."""
TO, RECIPIENT_NAME, RECIPIENT_ADDRESSES = 0x0E04, 0x3001, (0x39FE, 0x3003)
FILE_NAMES, FILE_DATA, FILE_TYPE, FILE_ID, FILE_SORT, PACKED_MAIL = (0x3707, 0x3704, 0x3001), 0x3701, 0x370E, 0x3712, 0x3705, 5


def sniff(head: bytes) -> bool:
    return head.startswith(MAGIC)


@frozen
class _Place:
    """As for a mail: in which file, and in which mails inside it."""

    source: Source
    origin: Origin
    number: str = "1"
    depth: int = 0
    path: str = ""


@define
class _Read:
    """What came out, in the order in which it is told: each mail before what is in it."""

    items: list[Item | ReadError] = field(factory=list[Item | ReadError])
    files: list[Attached] = field(factory=list[Attached])


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    found = _Read()
    try:
        with within(SECONDS), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            file = _opened(data, source.name)
            _mail(file, (), _Place(source, of_bytes(source.name, data)), found)
    except TimeUp:
        raise Bomb(source.name) from None
    except ReadError:
        raise
    except Exception as error:  # a broken file makes the parser raise nearly anything
        raise BrokenFile(source.name, format="Outlook") from error
    yield from found.items
    for attached in found.files:
        yield from items_of(attached, source)


def _opened(data: bytes, name: str) -> Compound:
    try:
        olefile = import_module("olefile")
    except ImportError as error:
        raise ToolMissing(name, need="olefile", get=GET) from error
    file = Compound(olefile.OleFileIO(io.BytesIO(data)), name)
    if not any(key[0].startswith("__PROPERTIES_VERSION") for key in file.streams):
        raise UnknownFormat(name, format="Outlook or Office")
    return file


def _mail(file: Compound, path: tuple[str, ...], at: _Place, found: _Read, page: int = 0) -> tuple[Attachment, ...]:
    """Adds the mail and those inside it; returns what is attached, for the mail around it."""
    own = Properties(file, path, "inside" if path else "top", page)
    place = len(found.items)
    attachments, notes = _attachments(file, path, at, found, own.page)
    text, hidden, more = _words(own)
    headers = _headers(own, file, path)
    by_name = {key: value for key, value in reversed(headers)}
    if own.guessed:
        notes.add("charset-guessed")
    item = Item(
        id=at.number,
        kind="mail",
        text=text,
        hidden=hidden[:MAX_TEXT],
        subject=by_name.get("subject", ""),
        sender=by_name.get("from", ""),
        to=by_name.get("to", ""),
        when=by_name.get("date", ""),
        headers=headers,
        attachments=attachments,
        notes=tuple(sorted(notes | more)),
        origin=at.origin,
    )
    found.items.insert(place, item)
    return attachments


def _words(own: Properties) -> tuple[str, str, set[str]]:
    """Seen, hidden, notes. The plain text; the HTML where the plain text is a stub; the RTF where there is neither."""
    plain, html, hidden, notes = own.text(BODY), *_html(own), set[str]()
    if not plain.strip() and not html.strip():
        packed = own.stream(RTF)
        html, hidden = rtf_text(unpack(packed)) if packed else ("", "")
    elif plain.strip() and html.strip():
        notes.add("two-versions")
    best = html if len(html) > 5 * len(plain.strip()) else plain
    best = _clean(line_ends(best)).strip("\n")
    if len(best) > MAX_TEXT:
        notes.add("text-cut")
    return best[:MAX_TEXT], _clean(hidden), notes


def _html(own: Properties) -> tuple[str, str]:
    data = own.stream(HTML)
    if data is None:
        markup = own.text(HTML) if own.stream(HTML, UNICODE) or own.stream(HTML, ANSI) else ""
    else:
        markup, guessed = decode(data, code_page(own.number(0x3FDE)))
        own.guessed |= guessed
    return html_text(markup[: 4 * MAX_TEXT]) if markup else ("", "")


def _headers(own: Properties, file: Compound, path: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """As the mail servers wrote them; what they leave out, and all of it for a mail never sent, from Outlook's own fields."""
    as_sent = own.text(HEADERS).lstrip()
    if as_sent.startswith("Microsoft Mail Internet Headers"):  # a line of Outlook's own, no header
        as_sent = as_sent.partition("\n")[2]
    written = headers_of(as_sent.encode("utf-8", "surrogatepass"))
    there = {key for key, _ in written}
    name = next((value for number in NAMES if (value := own.text(number))), "")
    address = next((value for number in ADDRESSES if "@" in (value := own.text(number))), "")
    fields = {
        "from": _person(name, address),
        "to": own.text(TO) if "to" in there else _recipients(file, path, own.page) or own.text(TO),
        "subject": own.text(SUBJECT),
        "date": own.time(SENT) or own.time(ARRIVED),
    }
    filled = ((key, header_text(_clean(value))) for key, value in fields.items() if key not in there)
    return (*written, *((key, value) for key, value in filled if value))


def _recipients(file: Compound, path: tuple[str, ...], page: int) -> str:
    people: list[str] = []
    for number, storage in enumerate(file.inside(path, "__recip_version1.0_#")):
        if number >= MAX_PARTS:
            break
        one = Properties(file, storage, "part", page)
        address = next((value for field_ in RECIPIENT_ADDRESSES if "@" in (value := one.text(field_))), "")
        people.append(_person(one.text(RECIPIENT_NAME), address))
    return ", ".join(person for person in people if person)


def _person(name: str, address: str) -> str:
    name = name.strip().strip("\"'")
    if not address or name.casefold() == address.casefold():
        return address or name
    return f"{name} <{address}>" if name else address


def _attachments(file: Compound, path: tuple[str, ...], at: _Place, found: _Read, page: int) -> tuple[tuple[Attachment, ...], set[str]]:
    listed: list[Attachment] = []
    notes: set[str] = set()
    for count, storage in enumerate(file.inside(path, "__attach_version1.0_#"), 1):
        if count > MAX_PARTS:
            notes.add("parts-left-out")
            break
        part = Properties(file, storage, "part", page)
        name = one_name(_clean(next((value for number in FILE_NAMES if (value := part.text(number))), "")))
        if part.number(FILE_SORT) == PACKED_MAIL or part.storage(FILE_DATA) in file.streams.values():
            listed += _mail_inside(file, part, name or f"mail {count}", evolve(at, number=f"{at.number}.{count}"), found)
        else:
            listed.append(_file(part, name, evolve(at, number=f"{at.number}.{count}"), found, notes))
    return tuple(listed), notes


def _mail_inside(file: Compound, part: Properties, name: str, at: _Place, found: _Read) -> list[Attachment]:
    """It, and under its name what is attached to it."""
    here = Attachment(name, "message/rfc822", -1)
    if at.depth >= MAX_DEPTH:
        found.items.append(TooDeep(at.source.name, f"mail {at.number}"))
        return [here]
    inner = evolve(at, depth=at.depth + 1, path=f"{at.path}{name}/")
    inside = _mail(file, part.storage(FILE_DATA), inner, found, part.page)
    return [here, *(evolve(one, name=f"{name}/{one.name}") for one in inside)]


def _file(part: Properties, name: str, at: _Place, found: _Read, notes: set[str]) -> Attachment:
    """Listed; and kept to be read after the mails, where a format claims what is in it."""
    data = part.stream(FILE_DATA) or b""
    media = _clean(part.text(FILE_TYPE))[:100] or "application/octet-stream"
    shown = f"inline/{name}" if part.text(FILE_ID) else name
    if may_hold_messages(media, data):
        held = sum(len(file.data) for file in found.files)
        if len(found.files) >= MAX_FILES or held + len(data) > MAX_BYTES or at.source.depth >= MAX_FILE_DEPTH:
            notes.add("attachments-left-out")
        else:
            notes.add("attachments-read")
            found.files.append(Attached(at.path + (name or f"file {at.number}"), data, at.number))
    return Attachment(shown, media, len(data))


def _clean(text: str) -> str:
    """Without half characters, which nothing can write out again."""
    return text.encode("utf-8", "replace").decode().replace("\0", "")


READER = Reader(id="msg", order=7, sniff=sniff, read=read)
SAMPLES = ()
