"""A small PDF, written by hand: pages of lines, pictures, an attached file. Only what the tests need."""

from __future__ import annotations

import zlib

import zxingcpp
from PIL import Image

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


def stream(data: bytes, more: bytes = b"", packed: bool = True) -> bytes:
    body = zlib.compress(data, 9) if packed else data
    filters = b"/Filter /FlateDecode " if packed else b""
    return b"<< %s%s/Length %d >>\nstream\n%s\nendstream" % (filters, more, len(body), body)


def pdf_of(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Objects are numbered from 1; the first is the catalogue."""
    out, places = bytearray(HEAD), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    at = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, at))


def lines(text: str) -> bytes:
    """Drawing commands for some lines, one below the other."""
    escaped = [line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252") for line in text.split("\n")]
    return b"BT /F1 11 Tf 14 TL 50 780 Td " + b" ".join(b"(%s) Tj T*" % line for line in escaped) + b" ET"


def pdf(*pages: str, picture: Image.Image | None = None, attached: str = "", catalogue: bytes = b"") -> bytes:
    """One page for each text; the picture stands on the first page."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * k) for k in range(len(pages)))
    names = b"/Names << /EmbeddedFiles << /Names [(%s) 6 0 R] >> >> " % attached.encode() if attached else b""
    size = picture.size if picture else (8, 8)
    raw = picture.convert("L").tobytes() if picture else bytes(64)
    image = b"/Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 " % size
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R %s%s>>" % (names, catalogue),
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        stream(raw, image),
        b"null",
        b"<< /Type /Filespec /F (%s) /EF << /F 7 0 R >> >>" % attached.encode(),
        stream(b"attached", b"/Type /EmbeddedFile /Params << /Size 8 >> "),
        b"null",
        b"null",
    ]
    for k, text in enumerate(pages):
        shown = b"/XObject << /Im0 4 0 R >> " if picture and not k else b""
        resources = b"<< /Font << /F1 3 0 R >> %s>>" % shown
        draw = lines(text) + (b" q 200 0 0 200 50 400 cm /Im0 Do Q" if picture and not k else b"")
        objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources %s /Contents %d 0 R >>" % (resources, 11 + 2 * k))
        objects.append(stream(draw))
    return pdf_of(objects)


def code(payload: str, scale: int = 4) -> Image.Image:
    """A QR code as a picture."""
    written = zxingcpp.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode)
    return Image.fromarray(zxingcpp.write_barcode_to_image(written, scale=scale))
