"""A PDF: the text that it carries, in the order in which it is drawn, and the names of what is inside.

Nothing in it is run, no picture is decoded unless the person says that the pictures show words only. Read by pypdf (extra
``files``) under limits on bytes, pages and time: a PDF can be made so that reading it never ends.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from typing import Any, cast

from attrs import define, field

from standfast.model import Attachment, Bomb, BrokenFile, EmptyFile, Item, Locked, ReadError, ToolMissing

from ..charset import is_binary
from ..chat import of_bytes
from ..codes import GET, codes_in, with_codes
from ..codes import MAX_PIXELS as MAX_CODE_PIXELS
from ..deadline import TimeUp, within
from ..reader import Reader, Source, whole

MAX_PAGES, MAX_PAGES_ATTACHED = 500, 25
"""A bluff has one to three pages; a mailbox may hold thousands of manuals and invoices, whose first pages will do."""
MAX_TEXT = 400_000
MAX_PICTURES = 40
"""Pictures that are searched for codes; more are only listed."""
MAX_LISTED = 300
MAX_BAD_PAGES = 20
"""Pages that cannot be read before the rest is given up."""
SECONDS = 8.0
"""For the text, and as much again for the pictures. An ordinary page takes about 0.02 s."""
MAX_STREAM = 24_000_000
"""Unpacked bytes of one stream while the text is read; a page of text has some kB."""
MAX_PICTURE_STREAM = 4 * MAX_CODE_PIXELS
_MAGIC = re.compile(rb"%PDF-\d")
_SURROGATE = re.compile("[\ud800-\udfff\x00]")


def sniff(head: bytes) -> bool:
    """The mark stands first, or after some bytes of something binary: the standard lets it stand anywhere in the first 1,024."""
    found = _MAGIC.search(head[: 1024 + 8])
    return found is not None and (not head[: found.start()].strip(b"\xef\xbb\xbf \t\r\n") or is_binary(head))


@define
class _Document:
    """What is taken out of a PDF, also when reading it has to stop half way."""

    pages: list[str] = field(factory=list[str])
    attachments: list[Attachment] = field(factory=list[Attachment])
    codes: list[str] = field(factory=list[str])
    notes: set[str] = field(factory=set[str])


def read(source: Source) -> Iterator[Item | ReadError]:
    data = whole(source)
    pypdf = _library(source.name)
    found = _Document()
    try:
        with within(SECONDS), pypdf.apply_configuration(**_limits(MAX_STREAM)):
            document = _opened(pypdf, data, source.name)
            _take(document, found, MAX_PAGES_ATTACHED if source.depth else MAX_PAGES)
        if source.words_only:
            _codes(pypdf, document, found, source.name)
    except TimeUp:
        if not any(found.pages):
            raise Bomb(source.name) from None
        found.notes.add("text-cut")
    text = _shown("\n\n".join(page for page in found.pages if page))
    if len(text) > MAX_TEXT:
        found.notes.add("text-cut")
    if found.codes:
        found.notes.add("code-read")
    text = with_codes(text[:MAX_TEXT], found.codes)
    if not text and not found.attachments:
        raise BrokenFile(source.name, format="PDF") if "page-left-out" in found.notes else EmptyFile(source.name)
    if not text:
        found.notes.add("document-without-words")
    origin = of_bytes(source.name, data)
    yield Item("1", "document", text, origin, attachments=tuple(found.attachments), notes=tuple(sorted(found.notes)))


def _library(name: str) -> Any:
    try:
        pypdf = import_module("pypdf")
    except ImportError as error:
        raise ToolMissing(name, need="pypdf", get=GET) from error
    if not hasattr(pypdf, "apply_configuration"):  # before version 7 its limits cannot be set for one file
        raise ToolMissing(name, need="pypdf 7", get=GET)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # it tells of every oddity; the person cannot use that
    return pypdf


def _limits(stream: int) -> dict[str, Any]:
    """Of pypdf's own limits, those that are too wide for a message; and no program of the system is ever called."""
    return {
        "zlib_maximum_output_length": stream,
        "lzw_maximum_output_length": stream,
        "run_length_maximum_output_length": stream,
        "array_based_stream_maximum_output_length": stream,
        "jbig2_maximum_output_length": stream,
        "brotli_maximum_output_length": stream,
        "image_maximum_buffer_size": max(stream, MAX_PICTURE_STREAM),
        "stream_decoding_work_maximum_length": 4 * stream,
        "stream_parsing_work_maximum_count": 1_000_000,
        "xform_maximum_invocations_per_extraction": 500,
        "page_tree_maximum_entries": 10_000,
        "jbig2dec_binary": None,
    }


def _opened(pypdf: Any, data: bytes, name: str) -> Any:
    try:
        document = pypdf.PdfReader(io.BytesIO(data), strict=False, root_object_recovery_limit=5_000, xref_stream_maximum_entries=500_000)
        if document.is_encrypted and not document.decrypt(""):
            raise Locked(name)
        if not len(document.pages):
            raise BrokenFile(name, format="PDF")
    except ReadError:
        raise
    except pypdf.errors.DependencyError as error:
        raise ToolMissing(name, need="cryptography", get="pip install cryptography") from error
    except pypdf.errors.FileNotDecryptedError as error:
        raise Locked(name) from error
    except pypdf.errors.LimitReachedError as error:
        raise Bomb(name) from error
    except Exception as error:  # a broken file makes the parser raise nearly anything
        raise BrokenFile(name, format="PDF") from error
    return document


def _take(document: Any, found: _Document, most: int) -> None:
    """Text and names, page by page; a page that cannot be read costs that page."""
    with suppress(Exception):
        for inside in document.attachment_list:
            size = inside.size
            found.attachments.append(Attachment(_shown(str(inside.name))[:300], "application/octet-stream", int(size) if size else -1))
            if len(found.attachments) >= MAX_LISTED:
                break
    length = bad = 0
    for number in range(min(len(document.pages), most + 1)):
        if number == most or length > MAX_TEXT:
            found.notes.add("text-cut")
            return
        try:
            page = document.pages[number]
            found.pages.append(str(page.extract_text()).strip())
            length += len(found.pages[-1])
            _list_pictures(page, number + 1, found)
        except Exception:  # as above
            found.notes.add("page-left-out")
            bad += 1
            if bad >= MAX_BAD_PAGES:
                return


def _list_pictures(page: Any, number: int, found: _Document) -> None:
    """By the name and packed size that the file gives them."""
    for name, picture in _pictures(page):
        if len(found.attachments) >= MAX_LISTED:
            return
        raw: object = getattr(picture, "_data", b"")
        size = len(raw) if isinstance(raw, bytes) else -1
        filters = str(picture.get("/Filter", ""))
        sort = "jpeg" if "DCT" in filters else "jp2" if "JPX" in filters else "x-raw"
        found.attachments.append(Attachment(f"page {number}/{_shown(name)[:100]}", f"image/{sort}", size))


def _pictures(page: Any) -> Iterator[tuple[str, Any]]:
    """Those that the page names itself; those drawn inside forms are passed over."""
    resources = page.get("/Resources")
    objects: Any = resources.get_object().get("/XObject") if resources else None
    objects = objects.get_object() if objects else {}
    for name in list(cast("dict[str, Any]", objects)):
        picture: Any = objects[name].get_object()
        if picture.get("/Subtype") == "/Image":
            yield name.lstrip("/"), picture


def _codes(pypdf: Any, document: Any, found: _Document, name: str) -> None:
    """What the codes in the pictures say. Only where the person says that they show words only."""
    count = 0
    with suppress(TimeUp), within(SECONDS), pypdf.apply_configuration(**_limits(MAX_PICTURE_STREAM)):
        for number in range(min(len(document.pages), MAX_PICTURES)):
            for _, picture in _pictures_of(document, number):
                count += 1
                if count > MAX_PICTURES:
                    found.notes.add("pictures-left-out")
                    return
                new = _codes_of(picture, name)
                found.codes.extend(text for text in new if text not in found.codes)


def _pictures_of(document: Any, number: int) -> list[tuple[str, Any]]:
    with suppress(Exception):
        return list(_pictures(document.pages[number]))
    return []


def _codes_of(picture: Any, name: str) -> list[str]:
    """Its size is known before a pixel is decoded."""
    try:
        if int(picture["/Width"]) * int(picture["/Height"]) > MAX_CODE_PIXELS:
            return []
        return codes_in(picture.decode_as_image(), name)
    except ToolMissing:
        raise
    except Exception:  # a picture that no decoder knows holds no code for us
        return []


def _shown(text: str) -> str:
    """Without half characters, which nothing can write out again."""
    return _SURROGATE.sub("", text)


READER = Reader(id="pdf", order=8, sniff=sniff, read=read)
SAMPLES = ()
