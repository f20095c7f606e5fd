"""A letter as a PDF: readable by people and by screen readers, in every language, with nothing of it taken for a program."""

from __future__ import annotations

import io
import json
import sys

import pikepdf
import pypdf
import pytest
from attrs import evolve
from tools.font_coverage import FONTS, covered

from standfast.model import Block, Document, Row, ToolMissing
from standfast.write.pdf import as_pdf

ALL_KINDS = (
    Block("heading", text="What happened"),
    Block("text", text="Somebody asks for money."),
    Block("list", items=("I did not pay.", "I kept the words.")),
    Block("facts", rows=(Row("Name", "Sam Example"), Row("Phone", "[phone: not filled in]", gap=True))),
    Block("table", head=("When", "What"), cells=(("3 March 2026", "a message"), ("4 March 2026", "another"))),
    Block("quote", text="Pay, or everybody sees it"),
    Block("notice", text="Not legal advice."),
)


def document(*blocks: Block, lang: str = "en", direction: str = "ltr") -> Document:
    return Document("police", "Report", lang, direction, blocks or ALL_KINDS, ("Test build, do not publish.",), "2026-11-24")


def made(*blocks: Block, **more: str) -> bytes:
    return as_pdf(document(*blocks, **more))


def text_of(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def tags(data: bytes) -> list[str]:
    found: list[str] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for one in node:
                walk(one)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found.append(str(node.S))
            if "/K" in node:
                walk(node.K)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        walk(pdf.Root.StructTreeRoot)
    return found


def test_it_is_tagged_for_screen_readers() -> None:
    with pikepdf.open(io.BytesIO(made())) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert b"pdfuaid:part" in pdf.Root.Metadata.read_bytes()
    found = tags(made())
    assert found.index("/H1") < found.index("/H2"), "headings stand in their order"
    assert found.count("/H1") == 1
    assert found.count("/TH") == 4, "both tables say what their columns are"
    assert {"/Table", "/TD", "/L", "/LI", "/P"} <= set(found)


def test_it_says_everything_that_the_document_says() -> None:
    text = text_of(made())
    for words in ("Report", "Test build, do not publish.", "What happened", "I kept the words.", "Sam Example", "not filled in", "another", "Not legal"):
        assert words in text


def test_the_same_letter_gives_the_same_bytes() -> None:
    assert made() == made()


@pytest.mark.parametrize("words", ['#read("/etc/passwd")', "*bold* _it_ $x^2$ `code`", "#import \"@preview/x:1.0.0\"", "</script><b>x</b>", "\\ ~ @label <label>"])
def test_words_as_received_are_never_run(words: str) -> None:
    assert "".join(words.split()) in "".join(text_of(made(Block("quote", text=words))).split())


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ru", "Заплати сегодня"), ("uk", "Заплати, є час до п’ятниці"), ("vi", "Tôi có ảnh của bạn"), ("tr", "Bugün öde, ığş"),
        ("pl", "Zapłać, źle będzie"), ("cs", "Zaplať, řekl"), ("el", "Πλήρωσε σήμερα"), ("ro", "Plătește până mâine"), ("de", "Größe, Straße"),
    ],
)  # fmt: skip
def test_each_language_keeps_its_letters(lang: str, words: str) -> None:
    assert words in text_of(made(Block("text", text=words), lang=lang))


@pytest.mark.parametrize(("lang", "direction", "words"), [("ar", "rtl", "ادفع اليوم"), ("hi", "ltr", "आज भुगतान करो")])
def test_arabic_and_hindi_are_drawn_with_a_font_that_has_them(lang: str, direction: str, words: str) -> None:
    data = made(Block("text", text=words), lang=lang, direction=direction)
    wanted = {"ar": b"NotoSansArabic", "hi": b"NotoSans"}[lang]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = b" ".join(str(one.BaseFont).encode() for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/BaseFont" in one)
    assert wanted in names
    assert "[U+" not in text_of(data)


def test_a_sign_without_a_letter_is_written_as_its_name() -> None:
    text = text_of(made(Block("text", text="pay 😀 汉字 now")))
    assert "[grinning face]" in text
    assert "[U+6C49 U+5B57]" in text


def test_hostile_signs_do_not_stop_the_letter() -> None:
    nasty = "".join(map(chr, range(0x20))) + "\u202e\u2066\ufeff\ufffe\U0010ffff\ue000" + chr(0xD800)
    assert "before" in text_of(made(Block("text", text=f"before{nasty}after")))


def test_a_long_address_does_not_run_off_the_page() -> None:
    address = "https://a.example/" + "b" * 400
    joined = "".join(text_of(made(Block("facts", rows=(Row("Where", address),)))).split())
    assert joined.replace("\u200b", "").count("b") >= 400


def test_an_empty_table_and_an_empty_list_are_no_fault() -> None:
    assert made(Block("table", head=("When",), cells=()), Block("list", items=()), Block("facts"), Block("text"))


def test_letter_paper_where_letters_are_printed_on_it() -> None:
    def width(country: str) -> float:
        return float(pypdf.PdfReader(io.BytesIO(as_pdf(evolve(document(), country=country)))).pages[0].mediabox.width)

    assert round(width("US")) == 612
    assert round(width("GB")) == 595


def test_without_typst_the_person_is_told_what_to_get(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    with pytest.raises(ToolMissing):
        made()


def test_the_list_of_signs_is_that_of_the_fonts() -> None:
    assert json.loads((FONTS / "coverage.json").read_text("utf-8")) == [list(one) for one in covered()]
