"""A home's logo: a small SVG or PNG that can do nothing but be seen."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from xml.parsers import expat

LARGEST = 20_000
"""Bytes. The first page has 60 kB in all."""
LONGEST_SIDE = 2000
"""Pixels. A few bytes of PNG can stand for a picture that fills a phone's memory."""
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}\.(svg|png)")
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_DRAWN = frozenset(
    {"svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "title", "desc", "defs"}
    | {"symbol", "use", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "pattern", "marker"}
)
"""Elements that only draw. Everything else, script and foreignObject first of all, is refused."""
_ELSEWHERE = re.compile(r"url\(\s*['\"]?(?!#)|(java|vb)script:|data:|\\|@import", re.IGNORECASE)


def logo_faults(name: str, data: bytes) -> Iterator[str]:
    """What keeps a file from being shown as a logo, with how to mend it."""
    if len(data) > LARGEST:
        yield f"{len(data)} bytes, {LARGEST} are the most; make the picture smaller or simpler"
        return
    yield from _svg_faults(data) if name.endswith(".svg") else _png_faults(data)


class _Strange(Exception):
    """Something in an SVG that does more than draw."""


def _svg_faults(data: bytes) -> Iterator[str]:
    parser = expat.ParserCreate("utf-8", " ")
    depth = 0

    def start(tag: str, values: Mapping[str, str]) -> None:
        nonlocal depth
        space, _, name = tag.rpartition(" ")
        if depth == 0 and (space, name) != (_SVG, "svg"):
            raise _Strange("it does not begin with <svg xmlns=...>")
        if space != _SVG or name not in _DRAWN:
            raise _Strange(f"<{name}> is not allowed")
        for key, value in values.items():
            _look_at(key, value)
        depth += 1

    def refuse(*_: object) -> None:
        raise _Strange("a document type or processing instruction is not allowed")

    def declared(_version: str, encoding: str | None, _alone: int) -> None:
        # A browser that read other letters than we do would see another file.
        if (encoding or "utf-8").lower() != "utf-8":
            raise _Strange(f"it is written in {encoding}, not in UTF-8")

    parser.XmlDeclHandler = declared
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        data.decode("utf-8")
        parser.Parse(data, True)
    except (_Strange, expat.ExpatError, UnicodeDecodeError) as error:
        yield f"{error}; save it as a plain SVG that holds shapes only, or use a PNG"


def _look_at(key: str, value: str) -> None:
    space, _, name = key.rpartition(" ")
    if name.lower().startswith("on") or name in ("style", "base", "src"):
        raise _Strange(f"the attribute {name} is not allowed")
    if space not in ("", _XLINK, "http://www.w3.org/XML/1998/namespace"):
        raise _Strange(f"the attribute {name} of another program is not allowed")
    if (name == "href" and not value.startswith("#")) or _ELSEWHERE.search(value):
        raise _Strange(f"{name} points to another place")


def _png_faults(data: bytes) -> Iterator[str]:
    mend = "save it as a plain PNG, or use an SVG"
    chunks = list(_chunks(data)) if data.startswith(b"\x89PNG\r\n\x1a\n") else []
    kinds = [kind for kind, _ in chunks]
    if not kinds or kinds[0] != b"IHDR" or len(chunks[0][1]) != 13 or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        yield f"it is not a whole PNG; {mend}"
        return
    if b"acTL" in kinds:
        yield f"it moves, and nothing on these pages moves; {mend}"
    head = chunks[0][1]
    wide, high = int.from_bytes(head[:4], "big"), int.from_bytes(head[4:8], "big")
    if not (0 < wide <= LONGEST_SIDE and 0 < high <= LONGEST_SIDE):
        yield f"{wide} by {high} pixels, {LONGEST_SIDE} are the most on each side; make it smaller"


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and content of each chunk, up to the first that is broken: PNG specification, 5.3."""
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        check = data[at + 8 + length : at + 12 + length]
        if len(body) != length or check != zlib.crc32(kind + body).to_bytes(4, "big"):
            return
        yield kind, body
        at += 12 + length
