"""Text messages of an Android phone: conversation by conversation, oldest first, pictures listed and never decoded."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Attachment, Item
from standfast.read import read, read_bytes

SAMPLE = Path(__file__).parents[2] / "fixtures/read/sms_backup/sms-and-mms.xml"


def items(data: bytes) -> list[Item]:
    return [one for one in read_bytes(data) if isinstance(one, Item)]


def test_lines_of_one_thread_come_one_after_the_other_oldest_first() -> None:
    found = [one for one in read(SAMPLE) if isinstance(one, Item)]
    assert [(one.thread, one.side, one.when[11:]) for one in found] == [
        ("Mia (+447700900123)", "other", "21:04:11Z"), ("Mia (+447700900123)", "other", "21:04:25Z"),
        ("Mia (+447700900123)", "person", "21:04:30Z"), ("+15550100", "other", "21:04:20Z"),
    ]  # fmt: skip
    assert found[0].text == 'hi 😀 it is "Mia" <3\nsecond line'
    assert (found[1].text, found[1].attachments) == ("look", (Attachment("picture.jpg", "image/jpeg", 4),))


def test_drafts_and_failed_messages_say_that_they_were_not_sent() -> None:
    found = items(b'<smses><sms address="1" date="1" type="3" body="a"/><sms address="1" date="2" type="5" body="b"/><sms address="1" date="3" type="2" body="c"/></smses>')
    assert [(one.side, one.notes) for one in found] == [("person", ("not-sent",)), ("person", ("not-sent",)), ("person", ())]


def test_what_a_document_type_declares_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><smses><sms address="1" date="1" type="1" body="&b;"/></smses>'
    assert [getattr(one, "code", "") for one in read_bytes(bomb)] == ["SF-READ-009"]


def test_a_file_cut_off_gives_what_came_before_and_then_says_so() -> None:
    found = list(read_bytes(SAMPLE.read_bytes()[:700]))
    assert [type(one).__name__ for one in found] == ["Item", "Item", "BrokenFile"]


def test_in_a_group_the_sender_is_the_number_that_wrote() -> None:
    data = b'<smses><mms date="5" msg_box="1" address="+15550100~+15550101"><parts><part ct="text/plain" text="hi"/></parts><addrs><addr address="+15550101" type="137"/></addrs></mms></smses>'
    (found,) = items(data)
    assert (found.sender, found.side, found.text) == ("+15550101", "other", "hi")


def test_a_picture_of_many_megabytes_is_passed_over() -> None:
    data = b'<smses><mms date="5" msg_box="1" address="1"><parts><part ct="image/jpeg" cl="a.jpg" data="' + b"QUJD" * 500_000 + b'"/></parts></mms></smses>'
    assert items(data)[0].attachments == (Attachment("a.jpg", "image/jpeg", 1_500_000),)


def escaped(text: str) -> str:
    """As the app writes attributes: signs of XML and control signs by number or name, emoji as two halves."""
    halves = "".join(c if c < "\U00010000" else "".join(f"&#{int.from_bytes(h, 'little')};" for h in re.findall(rb"(?s)..", c.encode("utf-16-le"))) for c in text.replace("&", "&amp;"))
    return halves.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("\n", "&#10;")


@settings(max_examples=200, deadline=1000, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(["+15550100", "+44 7700 900123", "Bank"]), st.sampled_from("12"), st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.just("\n"), max_size=40)), max_size=12))
def test_any_words_read_back_the_same(rows: list[tuple[str, str, str]]) -> None:
    rows = [(address, kind, text.strip()) for address, kind, text in rows if text.strip() != "null"]
    data = "<smses>" + "".join(f'<sms address="{a}" date="{k}" type="{kind}" body="{escaped(text)}" />\n' for k, (a, kind, text) in enumerate(rows, 1)) + "</smses>"
    addresses = list(dict.fromkeys(address for address, _, _ in rows))
    expected = [("other" if kind == "1" else "person", text) for one in addresses for address, kind, text in rows if address == one]
    assert [(item.side, item.text) for item in items(data.encode())] == expected
