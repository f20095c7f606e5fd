"""Every way that phones write date and time leads to the same moment; what cannot be known stays as written."""

from __future__ import annotations

import pytest

from standfast.model import Item
from standfast.read import read_bytes


def chat(text: str, name: str = "-") -> list[Item]:
    found = list(read_bytes(text.encode(), name))
    assert all(isinstance(one, Item) and one.platform == "whatsapp" for one in found), found
    return [one for one in found if isinstance(one, Item)]


NINE_PM = "2026-11-24T21:04"


@pytest.mark.parametrize("begin", [
    "24/11/2026, 21:04 - ", "24/11/2026, 21:04 – ", "24.11.26, 21:04 - ", "24-11-2026 21:04 - ", "2026-11-24 21:04 - ", "2026/11/24, 21:04 - ",
    "11/24/26, 9:04 PM - ", "11/24/26, 9:04\u202fPM - ", "24/11/2026, 9:04 p. m. - ", "24/11/2026, 9:04\u00a0p.\u00a0m. - ", "24/11/26, 9:04 pm - ",
    "[24/11/2026, 21:04] ", "\u200e[24/11/2026, 21:04] ", "[24.11.2026 klo 21.04] ", "[24.11.2026 kl. 21.04] ", "[24/11/2026 à 21:04] ",
    "[24.11.2026 um 21:04] ", "[24/11/2026 às 21:04] ", "24/11/2026 at 9:04 pm - ", "[21:04, 24/11/2026] ", "[9:04 pm, 24/11/2026] ",
    "2026. 11. 24. 오후 9:04 - ", "2026/11/24 下午9:04 - ", "[2026/11/24 午後9:04] ", "24/11/2026, 9:04 CH - ", "2026. 11. 24. du. 9:04 - ",
    "\u200f٢٤\u200f/١١\u200f/٢٠٢٦، ٩:٠٤ م - ", "۲۰۲۶/۱۱/۲۴،\u200f ۲۱:۰۴ - ", "२४/११/२०२६, ९:०४ अपराह्न - ", "২৪/১১/২০২৬, ৯:০৪ অপরাহ্ন - ",
    "24/11/2569 21:04 - ", "๒๔/๑๑/๒๕๖๙ ๒๑:๐๔ - ", "2026-11-24 21 h 04 - ", "24.11.2026 г., 21:04 - ", "24. 11. 2026. 21:04 - ", "\ufeff24/11/2026, 21:04 - ",
    "24/11/2026, 9:04 ΜΜ - ", "24/11/2026, 9:04 μ.μ. - ", "24.11.2026 9:04 ÖS - ", "24/11/2026, 9:04 PTG - ",
])  # fmt: skip
def test_a_line_begins_in_the_writing_of_any_country(begin: str) -> None:
    (item,) = chat(f"{begin}Mia: hello: you")
    assert (item.when, item.sender, item.text, item.notes) == (NINE_PM, "Mia", "hello: you", ())


@pytest.mark.parametrize(("time", "means"), [
    ("12:05 AM", "00:05"), ("12:05 PM", "12:05"), ("1:05 AM", "01:05"), ("0:05", "00:05"), ("23:59:58", "23:59:58"), ("12:00:01 am", "00:00:01"),
    ("上午12:05", "00:05"), ("오전 12:05", "00:05"), ("13:05 PM", "13:05"),
])  # fmt: skip
def test_midnight_and_noon_are_told_apart(time: str, means: str) -> None:
    (item,) = chat(f"24/11/2026, {time} - Mia: x")
    assert item.when == f"2026-11-24T{means}"


def test_one_day_after_the_twelfth_decides_for_the_whole_file() -> None:
    assert [item.when[:10] for item in chat("03/04/26, 21:04 - Mia: a\n13/04/26, 21:04 - Mia: b")] == ["2026-04-03", "2026-04-13"]
    assert [item.when[:10] for item in chat("03/04/26, 21:04 - Mia: a\n04/13/26, 21:04 - Mia: b")] == ["2026-03-04", "2026-04-13"]


def test_else_the_order_of_time_decides() -> None:
    assert [item.when[:10] for item in chat("05/04/2026, 21:04 - Mia: a\n01/05/2026, 21:04 - Mia: b")] == ["2026-04-05", "2026-05-01"]
    assert [item.when[:10] for item in chat("04/05/2026, 21:04 - Mia: a\n05/01/2026, 21:04 - Mia: b")] == ["2026-04-05", "2026-05-01"]


def test_what_nothing_decides_stays_as_written_and_says_so() -> None:
    for item in chat("03/04/26, 21:04 - Mia: a\n04/04/26, 9:05 - Mia: b"):
        assert item.notes == ("date-order-unclear",)
    assert chat("\u200e[03/04/26, 9:04:00\u202fPM] Mia: a")[0].when == "03/04/26, 9:04:00 PM"


def test_dots_are_never_month_first() -> None:
    assert chat("03.04.26, 21:04 - Mia: a")[0].when == "2026-04-03T21:04"


def test_a_change_of_phone_inside_the_file_is_seen() -> None:
    found = chat("04/05/2026, 21:04 - Mia: a\n04/25/2026, 21:04 - Mia: b\n2026-05-01 21:04 - Mia: c\n02.05.2026, 21:04 - Mia: d")
    assert [item.when[:10] for item in found] == ["2026-04-05", "2026-04-25", "2026-05-01", "2026-05-02"]


def test_a_word_for_the_half_of_the_day_that_nobody_knows_leaves_the_time_as_written() -> None:
    (item,) = chat("24/11/2026, 9:04 zorg - Mia: a")
    assert (item.when, item.notes) == ("24/11/2026, 9:04 zorg", ("clock-unclear",))


@pytest.mark.parametrize("line", ["24/11/2026 I met him at 21:04 - really", "12.3 21:04 - x", "99/99/2026, 21:04 -x", "24/11/2026", "[21:04] Mia: x"])
def test_a_line_that_only_looks_like_a_beginning_stays_in_the_message(line: str) -> None:
    assert [item.text for item in chat(f"24/11/2026, 21:04 - Mia: a\n{line}\n24/11/2026, 21:05 - Mia: b")] == [f"a\n{line}", "b"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_line_end_reads_the_same(end: str) -> None:
    text = "24/11/2026, 21:04 - Mia: a\n\nb\n24/11/2026, 21:05 - Sam: c\n"
    assert [item.text for item in chat(text.replace("\n", end))] == ["a\n\nb", "c"]


def test_a_name_may_hold_a_colon_and_a_number_stays_as_written() -> None:
    found = chat("24/11/2026, 21:04 - Mia :): hello\n24/11/2026, 21:04 - \u202a+44 7700 900123\u202c: yes\n[24/11/2026, 21:04:00] ~\u202fSam: no")
    assert [item.sender for item in found] == ["Mia :)", "+44 7700 900123", "~\u202fSam"]
