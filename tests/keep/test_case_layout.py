"""case.json comes back as it was written, can be read without Standfast, and is refused where it is not ours."""

from __future__ import annotations

import json
from typing import Any

import pytest
from cattrs import Converter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_case import empty_case, with_entry, with_fact

from standfast.keep.layout import from_bytes, readme, to_bytes
from standfast.model import BrokenCase, Case, CaseNewer

WORDS = st.text(st.characters(exclude_categories=[]), max_size=8)
MAPS = st.dictionaries(WORDS, WORDS, max_size=2)
_SIMPLE = {"str": WORDS, "int": st.integers(-(2**40), 2**60), "float": st.floats(allow_nan=False, allow_infinity=False)}


def cases() -> st.SearchStrategy[Case]:
    """Any Case at all, made from the types of its fields."""
    st.register_type_strategy(str, WORDS)
    st.register_type_strategy(int, _SIMPLE["int"])
    st.register_type_strategy(float, _SIMPLE["float"])
    return st.from_type(Case)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_case_comes_back_as_it_was(data: st.DataObject) -> None:
    case = data.draw(cases())
    again = from_bytes(to_bytes(case, "0.1"), "a")
    assert again == case
    assert Converter().unstructure(again) == Converter().unstructure(case)


def test_each_field_and_each_row_has_a_line_of_its_own() -> None:
    case = with_entry(with_fact(with_entry(empty_case(), b"a"), "name", "Ana"), b"b")
    lines = to_bytes(case, "0.1").decode().splitlines()
    assert lines[0] == '{"format": 1, "tool": "0.1", "case": {'
    assert sum(line.startswith('{"id": "000') for line in lines) == 2
    assert '"facts": {"name": "Ana"},' in lines


def broken(change: Any) -> bytes:
    whole = json.loads(to_bytes(with_entry(empty_case(), b"a"), "0.1"))
    change(whole)
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole.pop("format"),
        lambda whole: whole.update(format="1"),
        lambda whole: whole.update(format=True),
        lambda whole: whole.update(format=0),
        lambda whole: whole.update(case=[]),
        lambda whole: whole["case"].pop("id"),
        lambda whole: whole["case"].update(id=7),
        lambda whole: whole["case"]["entries"][0].update(size="7"),
        lambda whole: whole["case"]["entries"][0].update(size=True),
        lambda whole: whole["case"].update(answers={"country": None}),
        lambda whole: whole["case"].update(entries="abc"),
    ],
)
def test_what_has_another_shape_is_broken(change: Any) -> None:
    with pytest.raises(BrokenCase):
        from_bytes(broken(change), "a")


@pytest.mark.parametrize(
    "change",
    [
        lambda whole: whole.update(format=2),
        lambda whole: whole["case"].update(mood="calm"),
        lambda whole: whole["case"]["entries"][0].update(colour="blue"),
    ],
)
def test_what_this_version_would_lose_is_newer(change: Any) -> None:
    with pytest.raises(CaseNewer):
        from_bytes(broken(change), "a")


@pytest.mark.parametrize("data", [b"", b"\xff", b"[]", b"null", b"{" * 9, b'{"format":1,"case":' + b"[" * 200_000])
def test_what_is_no_json_of_ours_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenCase):
        from_bytes(data, "a")


def test_the_readme_says_how_to_open_it_without_standfast() -> None:
    text = readme().decode()
    assert text.count("age -d -i key.age case.age") == 2 and "no back door" in text and "\r" not in text
