"""PDFs: the words, what is in them by name, and what their makers could do to a reader."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.read.documents.pdf_writer import code, pdf, pdf_of, stream

from standfast.find import find
from standfast.model import Attachment, Item, ReadError
from standfast.read import read_bytes

WALLET = "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq"
THREAT = "I recorded you through your webcam.\nPay 900 USD in bitcoin with the code below\nor all your contacts get the video."
IBAN = "DE89370400440532013000"
EPC = f"BCD\n002\n1\nSCT\n\nOla Example\n{IBAN}\nEUR900.00\n\n\nInvoice"


def one(data: bytes, words_only: bool = False) -> Item:
    (found,) = read_bytes(data, "a.pdf", words_only)
    assert isinstance(found, Item), found
    return found


def only_code(data: bytes) -> str:
    (found,) = read_bytes(data, "a.pdf")
    assert isinstance(found, ReadError), found
    return found.code


def test_the_words_of_all_pages_come_in_their_order() -> None:
    item = one(pdf("First line.\nSecond (line) café", "Page two."))
    assert (item.kind, item.text) == ("document", "First line.\nSecond (line) café\n\nPage two.")


def test_the_mark_may_stand_after_some_bytes_of_something_else() -> None:
    assert one(b"\x00\x01junk\xff" * 30 + pdf("Words.")).text == "Words."


def test_a_mail_that_speaks_of_a_pdf_stays_a_mail() -> None:
    (found,) = read_bytes(b"From: a@b.example\r\nTo: c@d.example\r\nSubject: x\r\n\r\nIt begins with %PDF-1.7 they say.")
    assert isinstance(found, Item)
    assert found.kind == "mail"


def test_pictures_and_attached_files_are_listed_and_never_opened_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pixel was decoded")

    monkeypatch.setattr(pypdf.generic.StreamObject, "decode_as_image", refuse)
    item = one(pdf(THREAT, picture=code(f"bitcoin:{WALLET}"), attached="notes.txt"))
    assert item.attachments[0] == Attachment("notes.txt", "application/octet-stream", 8)
    assert item.attachments[1].name == "page 1/Im0"
    assert "bitcoin:" not in item.text
    assert "code-read" not in item.notes


def test_a_payment_code_in_it_is_read_when_the_person_says_it_shows_words_only() -> None:
    item = one(pdf(THREAT, picture=code(f"bitcoin:{WALLET}?amount=0.014")), words_only=True)
    assert item.text == f"{THREAT}\nbitcoin:{WALLET}?amount=0.014"
    assert item.notes == ("code-read",)
    assert [(i.kind, i.value, i.valid) for i in find(item).indicators] == [("bitcoin", WALLET, True)]


def test_a_bank_payment_code_gives_its_account() -> None:
    item = one(pdf(THREAT, picture=code(EPC)), words_only=True)
    assert ("iban", IBAN, True) in [(i.kind, i.value, i.valid) for i in find(item).indicators]


def test_a_pdf_of_pictures_alone_says_that_it_has_no_words() -> None:
    item = one(pdf("", picture=code("x")))
    assert (item.text, item.notes) == ("", ("document-without-words",))


def test_a_pdf_with_nothing_in_it_is_called_empty() -> None:
    assert only_code(pdf("")) == "SF-READ-002"


def test_a_picture_too_large_is_passed_over_before_it_is_decoded() -> None:
    data = pdf(THREAT, picture=code("bitcoin:x")).replace(b"/Width ", b"/Width 90000000")
    assert one(data, words_only=True).text == THREAT


def test_more_pictures_than_the_limit_are_left_out_and_said() -> None:
    names = b" ".join(b"/Im%d 3 0 R" % k for k in range(60))
    page = b"<< /Type /Page /Parent 2 0 R /Resources << /XObject << %s >> >> >>" % names
    image = stream(Image.new("L", (20, 20)).tobytes(), b"/Subtype /Image /Width 20 /Height 20 /ColorSpace /DeviceGray /BitsPerComponent 8 ")
    item = one(pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>", image, page]), words_only=True)
    assert "pictures-left-out" in item.notes


def locked(user: str) -> bytes:
    writer = pypdf.PdfWriter()
    writer.append(pypdf.PdfReader(io.BytesIO(pdf("Secret words."))))
    writer.encrypt(user, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_one_behind_a_password_says_so() -> None:
    assert only_code(locked("open sesame")) == "SF-READ-010"


def test_one_that_anyone_may_open_is_read() -> None:
    assert one(locked("")).text == "Secret words."


def test_without_the_library_the_person_hears_what_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    import standfast.read.formats.pdf as reader

    def missing(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(reader, "import_module", missing)
    (found,) = read_bytes(pdf("Words."), "a.pdf")
    assert isinstance(found, ReadError)
    assert (found.code, found.detail["need"], found.detail["get"]) == ("SF-READ-013", "pypdf", "pip install 'standfast[files]'")


def test_nothing_is_said_on_the_error_stream(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    data = pdf("Words.")
    list(read_bytes(data.replace(b"startxref\n", b"startxref\n9"), "a.pdf"))
    list(read_bytes(data[:300], "a.pdf"))
    assert not caplog.records
    assert capsys.readouterr() == ("", "")


def test_pages_past_the_limit_are_left_out_and_said() -> None:
    item = one(pdf(*[f"Page {k}." for k in range(510)]))
    assert item.text.endswith("Page 499.")
    assert item.notes == ("text-cut",)


def test_words_past_the_limit_are_left_out_and_said() -> None:
    item = one(pdf(*["\n".join(["word " * 20] * 60)] * 90))
    assert len(item.text) == 400_000
    assert item.notes == ("text-cut",)


# Bombs. Each ends soon, whatever it does to the machine that the standard describes.

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pages_of(count: int, content: bytes, resources: bytes = b"/Font << /F1 3 0 R >>", more: tuple[bytes, ...] = ()) -> bytes:
    """``count`` pages which all draw the same."""
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << %s >> /Contents 4 0 R >>" % resources
    first = 5 + len(more)
    kids = b" ".join(b"%d 0 R" % (first + k) for k in range(count))
    return pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, count), FONT, content, *more, *[page] * count])


def forms() -> tuple[bytes, ...]:
    """Each form draws the next one twenty times: twenty to the power of eight."""
    made = []
    for k in range(8):
        resources = b"/Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >> " % (6 + k)
        made.append(stream(b"BT /F1 9 Tf (x) Tj ET " + b"/X Do " * 20, resources))
    return (*made, stream(b"BT /F1 9 Tf (end) Tj ET", b"/Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F1 3 0 R >> >> "))


def bombs() -> Iterator[tuple[str, bytes]]:
    text = b"BT /F1 9 Tf " + b"(aaaaaaaa) Tj 0 -9 Td " * 20_000 + b" ET"
    yield "100 pages of 20,000 lines", pages_of(100, stream(text))
    yield "100 pages, each unpacking to 200 MB", pages_of(100, stream(bytes(200_000_000)))
    yield "filters upon filters", pages_of(3, b"<< /Filter [%s] /Length 9 >>\nstream\nxxxxxxxxx\nendstream" % (b"/FlateDecode " * 5000))
    yield "forms inside forms", pages_of(100, stream(b"/X Do " * 20), b"/Font << /F1 3 0 R >> /XObject << /X 5 0 R >>", forms())
    yield "a page tree that bites its tail", pdf_of([CATALOGUE, b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"])
    yield "100,000 brackets", pages_of(1, stream(b"[" * 100_000))
    yield "brackets in the catalogue", pdf_of([b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * 50_000 + b" >>", b"<< /Type /Pages /Kids [] /Count 0 >>"])
    yield "a table of objects that has two billion rows", pdf("Words.").replace(b"xref\n0 12", b"xref\n0 2000000000")
    yield "a million object marks and no table", b"%PDF-1.4\n" + b"1 0 obj\n<< >>\nendobj\n" * 300_000
    yield "a previous table that is this one", pdf("Words.").replace(b"/Size 12", b"/Size 12 /Prev 9")


@pytest.mark.parametrize(("name", "data"), list(bombs()), ids=lambda value: value if isinstance(value, str) else "")
def test_a_pdf_made_to_waste_time_or_memory_ends_within_seconds(name: str, data: bytes) -> None:
    begun = time.monotonic()
    found = list(read_bytes(data, "bomb", words_only=True))
    assert time.monotonic() - begun < 25, name
    assert found
    assert all(isinstance(one, Item | ReadError) for one in found)


def test_where_no_page_can_be_read_it_is_called_damaged_not_empty() -> None:
    assert only_code(pages_of(100, stream(bytes(30_000_000)))) == "SF-READ-009"


@pytest.mark.parametrize("part", [0.01, 0.3, 0.6, 0.9, 0.99])
def test_a_half_downloaded_one_gives_what_there_is_or_one_clear_error(part: float) -> None:
    data = pdf(THREAT, "Page two.")
    (found,) = read_bytes(data[: max(20, int(part * len(data)))], "a.pdf")
    assert isinstance(found, Item) or found.code == "SF-READ-009"


SEEDS = [pdf(THREAT, "Two.", picture=code("bitcoin:x", 1), attached="a.txt"), pages_of(2, stream(b"BT /F1 9 Tf (x) Tj ET", packed=False))]
PIECES = [b"<<", b">>", b"[", b"]", b"stream\n", b"endstream", b"endobj", b"1 0 R", b"9 0 obj", b"/Kids", b"/Filter /LZWDecode", b"-1", b"99999999999", b"(", b")", b"xref", b"%"]


@settings(max_examples=200, deadline=15_000, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 20), st.sampled_from(PIECES) | st.binary(max_size=8)), max_size=6))
def test_any_bytes_changed_give_items_or_read_errors_that_can_be_written_out(seed: bytes, cuts: list[tuple[float, int, bytes]]) -> None:
    for where, length, piece in cuts:
        at = int(where * len(seed))
        seed = seed[:at] + piece + seed[at + length :]
    for found in read_bytes(seed, "fuzz", words_only=True):
        if isinstance(found, Item):
            (found.text + "".join(one.name + one.media_type for one in found.attachments)).encode()
        else:
            assert found.code.startswith("SF-READ-")


