"""A conversation on the pages: whose words are whose, the steps of the trap, which one is you, and words that were read wrongly."""

from __future__ import annotations

import json
import re
import sys
from html import unescape
from pathlib import Path

import pytest

from standfast.doors.web import from_plain, held, to_plain

sys.path.insert(0, str(Path(__file__).parent))
from visitor import Answer, Visitor

PARTS = "multipart/form-data; boundary=XX"
TALK = """[24/11/2026, 18:02:11] Mia: hey, saw you in the game chat. you seem nice
[24/11/2026, 18:03:40] Ben: hi, thanks
[24/11/2026, 18:20:05] Mia: add me on snap, easier there
[24/11/2026, 20:41:00] Mia: send me a pic of you, i sent you mine
[24/11/2026, 20:59:12] Ben: ok
[24/11/2026, 21:04:11] Mia: i recorded everything. i have all your followers
[24/11/2026, 21:05:09] Mia: pay 300 euros in 2 hours or i send it to all of them
[24/11/2026, 21:06:30] Ben: please don't
"""
OWN_WORDS = "hi, thanks"


def sent(visitor: Visitor, *files: tuple[str, bytes], **fields: str) -> Answer:
    """The message form as a browser sends it, with any number of files."""
    body = b"".join(f'--XX\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields.items())
    for name, data in files:
        body += f'--XX\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode() + data + b"\r\n"
    return visitor._go("POST", "n2.html", body + b"--XX--\r\n", PARTS)  # pyright: ignore[reportPrivateUsage]


def lines(page: Answer) -> list[tuple[str, str]]:
    """Side and words of each line that is shown."""
    told = re.findall(r'(?s)<li class="(person|other|notice)">(.*?)</li>', page.text)
    return [(side, " ".join(unescape(re.sub(r"<a class=\"num\".*?</a>|<[^>]+>", "", inside)).split())) for side, inside in told]


def screen(*rows: tuple[str, str]) -> str:
    """What a browser reads from a screenshot: one word list, the other side on the left, the person on the right."""
    words: list[list[object]] = []
    for number, (side, text) in enumerate(rows):
        x, y = (60 if side == "other" else 1020 - 22 * len(text), 400 + 150 * number)
        for word in text.split():
            words.append([word, x, y, 20 * len(word), 34, 0.95])
            x += 20 * len(word) + 22
        words.append([f"21:{number:02}", x + 6, y + 8, 60, 24, 0.96])
    return json.dumps([{"width": 1080, "height": 2340, "words": words}])


def test_a_chat_shows_its_lines_and_the_steps_of_the_trap() -> None:
    page = sent(Visitor(), ("chat.txt", TALK.encode()))
    assert page.status == 200 and page.path == "n10.html"
    assert any("pay 300 euros" in text for _, text in lines(page))
    assert "The steps of the trap" in page.text
    assert page.all("mark"), "the words that the answer rests on are marked"


def test_which_one_is_you_is_asked_and_the_answer_counts() -> None:
    visitor = Visitor()
    page = sent(visitor, ("chat.txt", TALK.encode()))
    assert page.all("button", name="me", value="Ben") or page.all("input", name="me", value="Ben"), "it is asked"
    page = visitor.post("n2.html", {"me": "Ben"})
    assert page.status == 200
    sides = lines(page)
    assert next(side for side, text in sides if OWN_WORDS in text) == "person"
    assert next(side for side, text in sides if "pay 300" in text) == "other"


def test_the_persons_own_words_are_never_evidence() -> None:
    visitor = Visitor()
    sent(visitor, ("chat.txt", TALK.encode()))
    page = visitor.post("n2.html", {"me": "Ben"})
    own = [inside for inside in re.findall(r'(?s)<li class="person">(.*?)</li>', page.text)]
    assert own and not any("<mark>" in inside for inside in own)


def test_words_from_screenshots_have_their_sides_and_can_be_corrected() -> None:
    visitor = Visitor(where="site")
    rows = (("other", "i recorded you on video"), ("person", "what do you want"), ("other", "pay 300 euros today or i send it to your friends"))
    page = sent(visitor, pages=screen(*rows), words_only="yes")
    assert page.status == 200
    assert [side for side, _ in lines(page)] == ["other", "person", "other"]
    again = re.search(r'(?s)<textarea id="again".*?>(.*?)</textarea>', page.text)
    assert again is not None and "Me: what do you want" in unescape(again[1])
    corrected = sent(visitor, message=unescape(again[1]).replace("300", "500"))
    assert corrected.status == 200 and "500" in corrected.text
    assert not visitor.notebooks.notebook.pages, "the words that were typed stand in the place of those that were read"


@pytest.mark.parametrize("pages", ["nonsense", "[]", '[{"width":1}]', '{"a":1}', '[{"width":1080,"height":2340,"words":[]}]', "[" * 3000])
def test_pages_that_are_none_are_answered_with_a_sentence(pages: str) -> None:
    page = sent(Visitor(where="site"), message="kept", pages=pages)
    assert page.status == 422
    assert "kept" in page.text
    assert len(re.sub("<[^>]+>", "", page.text.partition('id="fault"')[2][:800]).strip()) > 20


def test_a_picture_without_the_tick_is_left_alone_with_a_kind_sentence() -> None:
    page = sent(Visitor(), ("screen.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 600))
    assert page.status == 422
    assert "tick the box" in page.text and "--words-only" not in page.text


def test_several_files_are_read_together() -> None:
    page = sent(Visitor(), ("one.txt", TALK.encode()), ("two.eml", b"Subject: hello\r\nFrom: a@shop.example\r\n\r\nYour parcel is on its way.\r\n"))
    assert page.status == 200
    assert page.all("a", href="n10.html?i=1"), "the second one can be opened"


def test_a_bad_file_does_not_hide_a_good_one() -> None:
    page = sent(Visitor(), ("broken.png", b"\x89PNG\r\n\x1a\n"), ("one.txt", TALK.encode()))
    assert page.status == 200 and any("pay 300" in text for _, text in lines(page))


def test_the_form_takes_several_files_and_the_tick_in_both_places() -> None:
    for where in ("computer", "site"):
        page = Visitor(where=where).get("n2.html")
        assert "multiple" in page.all("input", type="file", name="file")[0]
        assert page.all("input", type="checkbox", name="words_only")
        assert bool(page.all("div", id="screens")) == (where == "site"), "the picture reader is the site's own"


def test_forgetting_leaves_nothing_of_the_conversation_in_memory() -> None:
    visitor = Visitor()
    sent(visitor, ("chat.txt", TALK.encode()))
    assert held._held, "the conversation was held for the next page"  # pyright: ignore[reportPrivateUsage]
    visitor.notebooks.forget(None)  # type: ignore[arg-type]
    assert not held._held  # pyright: ignore[reportPrivateUsage]
    assert "pay 300" not in visitor.get("n10.html").text


def test_a_notebook_with_files_goes_through_a_restarted_worker() -> None:
    visitor = Visitor()
    sent(visitor, ("chat.txt", TALK.encode()), message="typed", words_only="yes")
    again = from_plain(json.loads(json.dumps(to_plain(visitor.notebooks.notebook))))
    assert again == visitor.notebooks.notebook
