"""Words, and the sentences they stand in."""

from __future__ import annotations

import pytest

from standfast.find.fold import Words, fold


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Don't you'll I'LL it’s", ["dont", "youll", "ill", "its"]),
        (
            "L'argent de l’ami, dell'account, c'è, qu'il t'a",
            ["l", "argent", "de", "l", "ami", "dell", "account", "c", "e", "qu", "il", "t", "a"],
        ),
        ("foto's geht's rock'n'roll", ["fotos", "gehts", "rock", "n", "roll"]),
        ("@some_name, http://ex.com/a-b me@x.org", ["some", "name", "http", "ex", "com", "a", "b", "me", "x", "org"]),
        ("send 😂😂 now 🙏🏽", ["send", "now"]),
        ("Größe Straße æther œuvre łódź øre ı İ ﬁle", ["grosse", "strasse", "aether", "oeuvre", "lodz", "ore", "i", "i", "file"]),
        ("٣٠٠ دولار, ３００", ["300", "دولار", "300"]),
        ("नमस्ते दुनिया สวัสดี 안녕 你好", ["नमस्ते", "दुनिया", "สวัสดี", "안녕", "你好"]),
        ("сім'ї сім’ї сімʼї 'слово' йди", ["сімї", "сімї", "сімї", "слово", "йди"]),
        ("أرسل إلى آمن صورة مؤمن مـــال مُحَمَّد", ["ارسل", "الي", "امن", "صوره", "مومن", "مال", "محمد"]),
        ("ज़्यादा लड़का हूँ", ["ज्यादा", "लडका", "हूं"]),
        ("3lik m3ak sa3a 7it", ["3lik", "m3ak", "sa3a", "7it"]),
        ("sendddd plssss sooo goood meee صووورك xxx www 1000", ["send", "pls", "so", "good", "me", "صورك", "xxx", "www", "1000"]),
        ("1,500.50", ["1", "500", "50"]),
        ("", []),
        ("!?. \n", []),
    ],
)
def test_text_is_cut_into_words_and_numbers(text: str, tokens: list[str]):
    assert fold(text).tokens == tokens


def numbers(text: str) -> list[int]:
    return fold(text).sentence


def test_a_sentence_ends_at_a_stop_before_a_space():
    assert numbers("Pay me. Now! Or else? Yes") == [0, 0, 1, 2, 2, 3]


def test_no_sentence_ends_inside_a_name_or_a_number():
    assert numbers("See example.com at 1.5 now") == [0] * 7


def test_initials_and_titles_end_no_sentence():
    assert numbers("Mr. J. Smith, e.g. me") == [0] * 6


def test_abbreviations_that_want_a_word_behind_them_end_no_sentence():
    assert numbers("Han vill, dvs. pengar, t.ex. ca. 500") == [0] * 8
    assert numbers("5 тис. грн") == [0] * 3


def test_quotes_after_the_stop_belong_to_the_sentence():
    assert numbers('He said "pay." Then left') == [0, 0, 0, 1, 1]


def test_each_line_of_a_chat_is_a_sentence():
    assert numbers("i got ur pics\npay me\nor else") == [0, 0, 0, 0, 1, 1, 2, 2]


def test_a_wrapped_line_of_a_paragraph_goes_on():
    text = (
        "I am sorry to tell you that some months ago I have got full\naccess to all the devices that you use to look at the web and\nsince"
    )
    assert set(numbers(text)) == {0}


def test_an_empty_line_or_a_list_item_starts_anew():
    long = "I am sorry to tell you that some months ago I have got full"
    assert set(numbers(f"{long}\n\naccess")) == {0, 1}
    assert set(numbers(f"{long}\n- access")) == {0, 1}


def test_an_emoji_does_not_break_a_sentence():
    assert numbers("pay 😂 me") == [0, 0]


def test_east_asian_stops_need_no_space():
    assert numbers("払う。送る。") == [0, 1]


def test_known_words_can_be_replaced():
    text = "z o r g b l a p z o r g"
    assert fold(text).tokens == list("zorgblapzorg")
    assert fold(text, lambda: Words({"xx": ["zorg", "blap"]})).tokens == ["zorg", "blap", "zorg"]


def test_known_words_are_not_read_for_ordinary_text():
    def refuse() -> Words:
        raise AssertionError("ordinary text needs no word list")

    assert fold("Hello, I am a plain English mail with 48 hours in it.", refuse).tokens[:2] == ["hello", "i"]
