"""What a letter shows of a case: times with their clock, the sender and never the person, names of media and never their hash."""

from __future__ import annotations

import pytest
from attrs import evolve
from written_cases import EMPTY, NOW, OWN, PIN, SITUATIONS, full, item, judged

from standfast.knowledge.letter_rows import SHOWS
from standfast.knowledge.letters import letter_words
from standfast.model import Block, Case, Entry, Media, Situation
from standfast.write.matter import Matter
from standfast.write.plain import as_text
from standfast.write.show import SHOW

US = SITUATIONS["US 25-34"]


def shown(show: str, case: Case | None = None, situation: Situation = US, lang: str = "en") -> tuple[Block, ...]:
    return SHOW[show](Matter(case or full(), situation, lang, NOW, letter_words(lang), titles={"police": "Tell the police", "talk-now": "Talk to someone now"}))


def cells(show: str, case: Case | None = None) -> list[tuple[str, ...]]:
    return [row for block in shown(show, case) for row in block.cells]


def test_every_show_that_a_letter_may_name_exists() -> None:
    assert set(SHOW) == set(SHOWS)


@pytest.mark.parametrize("show", SHOWS)
def test_an_empty_case_shows_nothing(show: str) -> None:
    assert shown(show, EMPTY) == ()


@pytest.mark.parametrize("lang", ["en", "es", "fr", "de", "it"])
@pytest.mark.parametrize("show", SHOWS)
def test_every_cell_stands_under_a_head(show: str, lang: str) -> None:
    for block in shown(show, lang=lang):
        assert all(len(row) == len(block.head) for row in block.cells)


def test_the_timeline_is_in_order_and_says_whose_clock() -> None:
    rows = [row[:3] for row in cells("timeline")]
    assert rows == [
        ("November 3, 2026", "as the person told it", "A picture or video was seen; nothing of it is stored"),
        ("November 3, 2026", "as the person told it", "Paid: bank transfer, 300 USD, words of mine"),
        ("November 3, 2026, 21:14", "by the sender's clock", "Message from lena.example"),
        ("November 4, 2026", "as the person told it", "Sent or reported to StopNCII"),
        ("November 4, 2026, 10:00 UTC+00:00", "by this device's clock", "Added to this record: lena.example"),
        ("November 4, 2026, 12:00 UTC+00:00", "as the person told it", "Sent or reported to Derbyshire Police"),
        ("November 4, 2026, 13:00 UTC+00:00", "as the person told it", "Sent or reported to Instagram"),
        ("date not known", "", "Paid: not known"),
    ]


def test_a_time_that_could_mean_two_days_is_quoted_as_written() -> None:
    entry = Entry("0001", "messages", judged=(evolve(judged(), items=(item(when="03/04/2026, 14:05"),)),))
    assert cells("timeline", evolve(EMPTY, entries=(entry,)))[0][0] == "as written there: 03/04/2026, 14:05"


def test_a_long_timeline_says_how_much_it_leaves_out() -> None:
    many = tuple(evolve(item(when=f"2026-11-03T{n // 60:02}:{n % 60:02}:00"), id=f"n{n}") for n in range(230))
    blocks = shown("timeline", evolve(EMPTY, entries=(Entry("0001", "messages", judged=(evolve(judged(), items=many),)),)))
    assert len(blocks[0].cells) == 200 and blocks[1].text == "30 more are in the record."


def test_identifiers_are_the_senders_alone_each_with_its_check() -> None:
    assert cells("identifiers") == [
        ("Bitcoin wallet", "1BadChecksumExample", "checksum does not hold"),
        ("user name", "lena.example (Instagram)", "has no checksum"),
        ("bank account (IBAN)", "GB33BUKB20201555555555", "checksum holds"),
    ]


def test_the_person_is_not_among_the_senders() -> None:
    assert cells("senders") == [("lena.example", "Instagram", "November 3, 2026, 21:14", "November 3, 2026, 21:14")]


def test_media_are_named_and_have_no_hash() -> None:
    blocks = shown("left-out")
    assert blocks[0].text == "Intimate pictures are not stored in this record. It says only that they exist."
    assert cells("left-out")[0] == ("0001", "IMG-0001.jpg", "2048 bytes", "November 2, 2026")
    assert cells("left-out")[1] == ("0002", "picture", "a group chat", "November 3, 2026", "lena.example")
    with_hash = evolve(full(), entries=(evolve(full().entries[0], media=(Media("a.jpg", "image/jpeg", 1, "99" * 32),)),))
    assert "99" * 32 not in repr([shown(show, with_hash) for show in SHOWS])


def test_what_is_kept_has_the_hash_of_the_file_as_received_and_removed_things_are_gone() -> None:
    assert cells("kept") == [("0001", "lena.example", "900 bytes", "cd" * 32)]
    assert "0003" not in repr([shown(show) for show in SHOWS])


def test_a_pin_is_hidden_wherever_the_person_wrote_it() -> None:
    rows = cells("references")
    assert rows[0][:2] == ("Derbyshire Police", "INC-4471") and rows[1][3] == "pin is ****"
    assert PIN not in repr([shown(show) for show in SHOWS])


def test_quotes_are_the_senders_exact_words_once() -> None:
    assert [block.text for block in shown("quotes")] == ["Pay 300 USD in 24 hours or your contacts see it"]
    assert OWN not in repr(shown("quotes"))


def test_a_finding_never_stands_without_its_limits() -> None:
    assert shown("findings")[0].items == (
        "The words threaten to share something. What this does not show: It does not show that they have anything.",
    )


def test_payments_keep_the_currency_and_say_what_is_not_known() -> None:
    assert cells("payments") == [
        ("November 3, 2026", "bank transfer", "300 USD", "words of mine", "REF-1"),
        ("date not known", "not known", "not known", "not known", "not known"),
    ]


def test_what_is_done_and_where_it_is_shown() -> None:
    assert shown("done")[0].items == ("Tell the police",)
    linked = evolve(EMPTY, facts={"links": "https://a.example\n\nhttps://a.example\nhttps://b.example"})
    assert shown("links", linked)[0].items == ("https://a.example", "https://b.example")


def test_words_from_right_to_left_cannot_turn_the_words_around_them() -> None:
    case = full(name="\u202eلينا")
    assert cells("senders", case)[0][0] == "\u2068لينا\u2069"


def test_a_table_as_text_needs_no_columns() -> None:
    from standfast.model import Document

    text = as_text(Document("x", "Title", "en", "ltr", shown("payments")), width=60)
    assert "1. When: November 3, 2026\n   How: bank transfer" in text and all(len(line) <= 60 for line in text.split("\n"))
