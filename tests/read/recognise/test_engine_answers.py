"""What the engines answer, turned into words on an upright page; the engines themselves are not started."""

from __future__ import annotations

import math

import pytest

from standfast.read.recognise.rapid import page_of
from standfast.read.recognise.tesseract import words_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def row(x: int, y: int, w: int, h: int, sure: str, text: str) -> str:
    return f"5\t1\t1\t1\t1\t1\t{x}\t{y}\t{w}\t{h}\t{sure}\t{text}"


def test_a_table_of_tesseract_becomes_words_in_the_pictures_own_size() -> None:
    table = "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t99\t99\t-1\t", row(20, 40, 60, 30, "96.5", "hello"), row(90, 40, 60, 30, "41", "there")])
    found = list(words_of(table, scale=2.0))
    assert [(word.text, word.x, word.y, word.w, word.h) for word in found] == [("hello", 10, 20, 30, 15), ("there", 45, 20, 30, 15)]
    assert [word.sure for word in found] == [pytest.approx(0.965), pytest.approx(0.41)]


def test_a_bar_of_letter_height_is_a_capital_i_and_a_higher_one_is_an_edge() -> None:
    table = "\n".join([HEAD, row(0, 0, 5, 32, "90", "|"), row(20, 0, 90, 30, "96", "recorded"), row(0, 50, 5, 70, "90", "|"), row(20, 60, 90, 30, "96", "it")])
    assert [word.text for word in words_of(table)] == ["I", "recorded", "it"]


@pytest.mark.parametrize("table", ["", HEAD, "nonsense", HEAD + "\n5\t1"])
def test_a_table_without_words_is_empty(table: str) -> None:
    assert list(words_of(table)) == []


def test_a_turned_page_is_turned_back() -> None:
    angle = math.radians(3)

    def turned(x: float, y: float) -> tuple[float, float]:
        return x * math.cos(angle) - y * math.sin(angle), x * math.sin(angle) + y * math.cos(angle)

    boxes = [[turned(100, y), turned(900, y), turned(900, y + 50), turned(100, y + 50)] for y in (200, 800, 1400)]
    page = page_of(1000, 2000, boxes, ["one", "two", "three"], [0.9, 0.9, 0.9])
    assert max(word.x for word in page.words) - min(word.x for word in page.words) < 1
    assert all(word.h < 50 for word in page.words)
