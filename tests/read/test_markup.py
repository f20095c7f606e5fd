"""HTML tag by tag: text and tags out of anything, and what a browser would pass over is passed over."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.read.markup import Tag, joined, parts


@settings(max_examples=300, deadline=2000, derandomize=True)
@given(st.text(alphabet="<>!-/\"'= abdivclass_6go&;#x0\n", max_size=300))
def test_any_markup_gives_tags_and_text(source: str) -> None:
    for part in parts(source):
        assert isinstance(part, Tag | str)


def test_scripts_comments_and_declarations_are_passed_over() -> None:
    source = "<!doctype html><!-- <b>x</b> --><script>if (a < b) { '<p>' }</script><style>p > a {}</style><p class='a b'>1 &lt; 2</p>"
    assert [part if isinstance(part, str) else part.name for part in parts(source)] == ["script", "style", "p", "1 < 2", "p"]
    assert next(part.classes for part in parts("<p class='a b'>") if isinstance(part, Tag)) == {"a", "b"}


def test_pieces_are_joined_without_blank_lines() -> None:
    assert joined([" one ", "\n", " \n two", "\n"]) == "one\ntwo"
