"""The text that the eye sees and the text that is hidden from it, in time linear in the source."""

from __future__ import annotations

import time

import pytest

from standfast.read.html_text import html_text

SIZE = 5_000_000
HOSTILE = ["<", '<a "', "<a '", "<!", "<!--", "<script>", "<script></", '<a style="', "<a ", "</", "<a'\"", "<a <a>", "&", "\n ", "&nbsp;"]


@pytest.mark.parametrize("piece", HOSTILE)
def test_five_megabytes_of_unfinished_markup_take_under_two_seconds(piece: str) -> None:
    begun = time.process_time()
    html_text(piece * (SIZE // len(piece)))
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("piece", ["<div>", "<p></b>", "</p>"])
def test_time_grows_with_length_not_with_its_square(piece: str) -> None:
    def seconds(size: int) -> float:
        begun = time.process_time()
        html_text(piece * (size // len(piece)))
        return time.process_time() - begun

    assert seconds(1_600_000) < 12 * seconds(400_000) + 0.2


@pytest.mark.parametrize(
    "hiding",
    ["style='display:none'", 'style="visibility: hidden"', "style='font-size:0'", "style='opacity:0'", "style='mso-hide:all'", "hidden"],
)
def test_hidden_text_is_kept_apart(hiding: str) -> None:
    assert html_text(f"<p>Seen</p><p {hiding}>Secret</p><p>End</p>") == ("Seen\n\nEnd", "Secret")


def test_scripts_and_styles_are_no_text() -> None:
    assert html_text("a<script>if (1<2) x()</script><style>p{}</style>b") == ("ab", "")


def test_what_a_browser_shows_is_shown() -> None:
    cases = {
        "I <3 you": "I <3 you",
        "1 << 2": "1 << 2",
        "<<b>x</b>": "<x",
        "a<!-->b": "ab",
        "a<!-- > -->b": "ab",
        "a<!-- never closed b": "a",
        '<a title="x>y">z</a>': "z",
        '<p>a</p><a href="never closed>b</a>': "a\nb",
        "a &amp; b&#33;": "a & b!",
        "<b>unclosed": "unclosed",
    }
    for source, seen in cases.items():
        assert html_text(source)[0].replace("\n\n", "\n") == seen, source
