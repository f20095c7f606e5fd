"""What a file is, as far as it matters for leaving its pictures out. By content, never by name alone."""

from __future__ import annotations

import codecs
import re

from ..charset import is_binary
from ..formats import eml, mbox, sms_backup

HEAD = 64 * 1024
WORDS = frozenset({"txt", "json", "jsonl", "html", "htm", "csv", "xml", "js", "md", "eml", "mbox", "ics", "vcf", "log"})
"""Endings of the members of a ZIP that are kept, where their bytes are words too."""
_MAGIC = (
    (rb"\x89PNG\r\n", "image/png"),
    (rb"\xff\xd8\xff", "image/jpeg"),
    (rb"GIF8[79]a", "image/gif"),
    (rb"RIFF.{4}WEBP", "image/webp"),
    (rb"RIFF.{4}", "audio/wav"),
    (rb"BM.{4}\0\0\0\0", "image/bmp"),
    (rb"II\*\0|MM\0\*", "image/tiff"),
    (rb"\xff\x0a|\0\0\0\x0cJXL ", "image/jxl"),
    (rb".{4}ftyp(?:heic|heix|mif1|avif|hevc)", "image/heic"),
    (rb".{4}ftyp|.{4}(?:moov|mdat|wide|skip|free)", "video/mp4"),
    (rb"\x1aE\xdf\xa3", "video/webm"),
    (rb"FLV\x01|\0\0\x01[\xb3\xba]|0&\xb2u", "video/mpeg"),
    (rb"OggS|ID3|#!AMR|fLaC|\xff[\xe2\xe3\xf2\xf3\xfa\xfb]", "audio/ogg"),
    (rb"%PDF", "application/pdf"),
    (rb"\xd0\xcf\x11\xe0", "application/x-ole-storage"),
    (rb"\{\\rtf", "application/rtf"),
    (rb"\x1f\x8b|Rar!|7z\xbc\xaf|\xfd7zXZ|BZh|\x28\xb5\x2f\xfd", "application/x-packed"),
    (
        rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,300}>\s*|<!--.{0,2000}?-->\s*|<!DOCTYPE svg[^>]{0,900}>\s*)*+<(?:\w{1,20}:)?svg[\s>]",
        "image/svg+xml",
    ),
    (rb"(?:\x04)?%!PS", "application/postscript"),
    (rb"P[1-6]\s(?:\s|#[^\n]{0,300}\n){0,9}[0-9]{1,6}\s{1,9}[0-9]{1,6}\s", "image/x-portable-anymap"),
    (rb"/\* XPM \*/|#define \w{1,60}_width [0-9]", "image/x-xpixmap"),
    (rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", "application/zip"),
)
_FIRST = tuple((re.compile(pattern, re.S), name) for pattern, name in _MAGIC)


def media_of(head: bytes) -> str:
    """The media type of bytes that are, or may hold, pictures, video or sound; "" for others."""
    return next((name for pattern, name in _FIRST if pattern.match(head)), "")


def kind_of(head: bytes) -> str:
    """``zip``, ``mbox``, ``mail``, ``sms``, ``text``, or ``ask``: it may hold a picture that we cannot take out."""
    found = media_of(_narrow(head).lstrip(b"\r\n\t "))
    if found:
        return "zip" if found == "application/zip" and head.startswith(b"PK") else "ask"
    if mbox.sniff(head):
        return "mbox"
    if eml.sniff(head):
        return "mail"
    if sms_backup.sniff(head):
        return "sms"
    return "ask" if is_binary(head) else "text"


def _narrow(head: bytes) -> bytes:
    """Of two bytes a letter, the letters: a drawing made of words may be written so."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace").encode()
    return head
