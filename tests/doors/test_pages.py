"""The pages hold the rules of care, in every language, live and made ahead of time."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from standfast.doors.web import from_plain, to_plain
from standfast.doors.web.addresses import NEED_A_PERSON, NUMBERS, address
from standfast.doors.web.app import static_addresses
from standfast.knowledge import home, ids, questions, words

sys.path.insert(0, str(Path(__file__).parent))
from visitor import Visitor

ROOT = Path(__file__).resolve().parents[2]
GB = home("GB-derbyshire")
STATIC = static_addresses(GB)
PATHS = ("threat", "message", "fake", "paid", "other", "accounts", "device")
SUBJECT = re.compile(r"(?i)\b(sextortion|nudes?|blackmail|naked|intimate|sexual|chantaje|desnud)")
THREAT = "I have your video. Send 500 euro in bitcoin within 24 hours or I send it to all your friends and family."


@pytest.mark.parametrize("name", STATIC)
def test_every_page_made_ahead_of_time_can_be_read_without_a_script_and_holds_no_form(name: str) -> None:
    page = Visitor(live=False, where="site").get(name)
    assert page.status == 200
    assert not page.all("form") and not page.all("input") and not page.all("textarea")
    if name != "away.html":
        assert page.all("a", class_="leave")[0]["href"] == "away.html"
        assert page.all("aside", id="people")
        assert 'datetime="' not in page.text, "a page made ahead of time knows no time"
        assert "Test build" in page.text or "prueba" in page.text.lower()


@pytest.mark.parametrize("name", STATIC)
def test_the_big_words_and_the_title_do_not_name_the_subject(name: str) -> None:
    text = Visitor(live=False).get(name).text
    for part in re.findall(r"(?s)<title>.*?</title>|<h1.*?</h1>", text):
        assert not SUBJECT.search(part), part
    assert not SUBJECT.search(name)


@pytest.mark.parametrize("name", STATIC)
def test_every_link_leads_somewhere(name: str) -> None:
    visitor = Visitor(live=False, where="site")
    for link in visitor.get(name).all("a"):
        target = link["href"].partition("#")[0].partition("?")[0]
        if target and ":" not in target:
            assert target in STATIC, f"{name} links to {target}"


def test_leave_is_the_first_link_and_nothing_stands_above_it() -> None:
    page = Visitor().get()
    assert page.all("a")[0]["id"] == "leave"


@pytest.mark.parametrize("path", PATHS)
def test_each_path_gives_its_guidance_whole(path: str) -> None:
    text = Visitor(live=False).get(address(path)).text
    words_on_page = re.sub(r"(?s)<[^>]+>", " ", text.partition("<main")[2].partition("</main>")[0]).split()
    assert len(words_on_page) > 150
    assert "coming soon" not in text.lower()


def test_the_strip_names_who_answers_and_the_emergency_number() -> None:
    page = Visitor().get()
    numbers = [one["href"] for one in page.all("a") if one["href"].startswith("tel:")]
    assert "tel:116123" in numbers and "tel:999" in numbers
    assert "23:40" in page.text


def test_someone_threatened_walks_from_the_first_page_to_a_plan_in_at_most_seven_questions() -> None:
    visitor = Visitor()
    assert "n8.html" in visitor.get("n1.html").text
    asked = 0
    page = visitor.get("n8.html")
    while page.path == "n8.html":
        number = page.all("input", name="q")[0]["value"]
        page = visitor.post("n8.html", [("q", number), ("go", "skip")])
        asked += 1
        assert asked <= 7
    assert page.path == "n9.html"
    assert page.all("li", class_="step")


def test_without_a_home_the_country_is_asked_and_there_are_seven_questions_at_most() -> None:
    visitor = Visitor("neutral")
    page, asked = visitor.get("n8.html"), 0
    while page.path == "n8.html":
        page = visitor.post("n8.html", [("q", page.all("input", name="q")[0]["value"]), ("go", "skip")])
        asked += 1
    assert asked == 7


def test_an_answer_changes_the_plan_and_the_strip() -> None:
    visitor = Visitor()
    visitor.get("n1.html")
    number = next(str(n) for n, row in enumerate(questions()) if row.id == "age")
    visitor.post("n8.html", [("q", next(str(n) for n, row in enumerate(questions()) if row.id == "about")), ("choice", "me")])
    visitor.post("n8.html", [("q", number), ("choice", "13-15"), ("go", "next")])
    page = visitor.get("n9.html")
    assert "tel:08001111" in page.text
    assert page.all("li", **{"data-id": "image-service-child"}) and not page.all("li", **{"data-id": "image-service-adult"})


def test_ticks_are_kept_and_counted() -> None:
    visitor = Visitor()
    visitor.get("n1.html")
    page = visitor.post("n9.html", [("done", "stop-answering"), ("done", "no-such-step")])
    assert visitor.notebooks.notebook.done == ("stop-answering",)
    assert len([one for one in page.all("input", name="done") if "checked" in one]) == 1


def test_a_threat_is_named_with_its_words_marked() -> None:
    page = Visitor().send("n2.html", THREAT)
    assert page.path == "n10.html"
    assert page.all("article", id="verdict")[0]["data-kind"] == "image-threat"
    marks = re.findall(r"<mark>(.*?)</mark>", page.text)
    assert marks and all(mark in THREAT for mark in marks)
    assert page.all("li", class_="finding")


def test_what_the_sender_wrote_never_becomes_markup() -> None:
    page = Visitor().send("n2.html", THREAT + ' <script>alert(1)</script><img src="https://evil.example/x"> </textarea>')
    assert "<script>alert" not in page.text and "evil.example/x\"" not in page.text.replace("&#34;", "'")


@pytest.mark.parametrize(
    ("file", "says"), [(b"", "no text"), (b"\x89PNG\r\n\x1a\n" + b"0" * 50, "tick the box"), (b"\x00\x01\x02" * 500, "not text"), (b"PK\x03\x04" + b"x" * 99, "ZIP")]
)
def test_a_file_that_cannot_be_read_is_explained_and_the_pasted_words_stay(file: bytes, says: str) -> None:
    page = Visitor().send("n2.html", "kept words" if file else "", file)
    assert page.path == "n2.html" and page.status == 422
    assert says in page.text
    assert not file or "kept words" in page.text


def test_a_file_that_is_too_large_is_refused_kindly() -> None:
    page = Visitor(largest=1000).send("n2.html", "kept words", b"x" * 5000)
    assert page.status == 413 and "kept words" in page.text and "role=\"alert\"" in page.text


def test_going_away_forgets_everything() -> None:
    visitor = Visitor()
    visitor.send("n2.html", THREAT)
    page = visitor.get("away.html")
    assert visitor.notebooks.notebook.message == "" and not visitor.notebooks.notebook.path
    assert not SUBJECT.search(page.text)
    assert THREAT[:20] not in visitor.get("n2.html").text


def test_the_notebook_travels_to_a_new_worker_and_back() -> None:
    visitor = Visitor()
    visitor.send("n2.html", THREAT, b"From: a@b.example\n\nhello", "odd\u00e9.eml")
    visitor.post("n9.html", [("done", "block")])
    there = from_plain(to_plain(visitor.notebooks.notebook))
    assert there == visitor.notebooks.notebook


@pytest.mark.parametrize("path", ["n99.html", "../etc/passwd", "n1.xx.html", "n9-9.html", "a/", "a/../app.py", "n1.en.html"])
def test_an_address_that_is_none_says_so_without_a_name(path: str) -> None:
    assert Visitor().get(path).status == 404


@pytest.mark.parametrize("lang", ids("words"))
@pytest.mark.parametrize("page", sorted(set(NUMBERS) - NEED_A_PERSON))
def test_every_page_stands_in_every_language(page: str, lang: str) -> None:
    answer = Visitor().get(address(page, lang))
    assert answer.all("html")[0]["lang"] == lang and answer.all("html")[0]["dir"] == words(lang).direction


def test_templates_hold_no_inline_style_handler_or_foreign_address() -> None:
    for file in (ROOT / "src/standfast/doors/web/templates").glob("*.html"):
        text = file.read_text("utf-8")
        assert not re.search(r"\bstyle=|\bon[a-z]+=|\|\s*safe|https?://(?!www\.w3\.org)", text), file.name


def test_an_odd_request_never_breaks_a_page() -> None:
    visitor = Visitor()
    for query in ("q=-1", "q=999", "q=abc", "q=1&then=https://evil.example", "i=99999999", "i=-1", "q=%00"):
        for page in ("n8.html", "n10.html"):
            assert visitor.get(f"{page}?{query}").status == 200
    assert visitor.post("n8.html", [("q", "3"), ("choice", "no-such"), ("choice", "two")]).status == 200
    assert visitor.post("n9.html", [("done", "x" * 1000)]).status == 200


def test_every_kind_of_indicator_has_a_name_on_the_page() -> None:
    kinds = [file.stem.replace("_", "-") for file in (ROOT / "src/standfast/find/indicators/kinds").glob("[a-z]*.py")]
    assert not [kind for kind in kinds if f"indicator.{kind}" not in words("en").text]


@pytest.mark.parametrize("file", sorted((ROOT / "examples").glob("*.txt")) + sorted((ROOT / "examples").glob("*.eml")), ids=lambda file: file.name)
@pytest.mark.parametrize("lang", ["", ".es"])
def test_every_example_is_shown(file: Path, lang: str) -> None:
    page = Visitor().send(f"n2{lang}.html", "", file.read_bytes())
    assert page.status == 200 and page.path == f"n10{lang}.html"
