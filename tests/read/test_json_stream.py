"""A JSON file in blocks: the same elements as the standard library finds, at their true places."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standfast.model import Bomb, BrokenFile, ReadError, TooLarge
from standfast.read import json_stream
from standfast.read.json_stream import Element, lists, oldest_first
from standfast.read.records import MAX_BRACKETS

NAMES = frozenset({"messages", ""})
KEYS = st.sampled_from(["messages", "name", "list", 'with "quotes"', "ключ", "\\"])
SIMPLE = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=12)
VALUES = st.recursive(SIMPLE, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4), max_leaves=25)
MANY = settings(max_examples=300, deadline=None, derandomize=True)
Found = list[tuple[tuple[str, ...], list[Any]]]


def expected(value: Any, names: frozenset[str] | None = NAMES, path: tuple[str, ...] = ()) -> Found:
    """What the standard library finds; ``names`` None: every list."""
    if isinstance(value, dict):
        return [one for key, inner in value.items() for one in expected(inner, names, (*path, key))]
    if not isinstance(value, list):
        return []
    if names is None or (path[-1] if path else "") in names:
        return [(path, value)]
    return [one for inner in value for one in expected(inner, names, path)]


def found(data: bytes, names: frozenset[str] | None = NAMES) -> Found:
    result: Found = []
    for one in lists(io.BytesIO(data), "f", names):
        elements = list(one.elements)
        assert all(data[e.start : e.end] == e.raw for e in elements)
        result.append((one.path, [e.value("f") for e in elements]))
    return result


@MANY
@given(
    VALUES, st.sampled_from([NAMES, None]), st.sampled_from([None, 1]), st.booleans(), st.sampled_from([b"", b"\xef\xbb\xbf", b" \n"]), st.integers(1, 40)
)
def test_any_structure_in_blocks_of_any_size_is_read_as_the_standard_library_reads_it(
    value: Any, names: frozenset[str] | None, indent: int | None, ascii_only: bool, front: bytes, block: int
) -> None:
    data = front + json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "BLOCK", block)
        assert found(data, names) == expected(json.loads(data.decode("utf-8-sig")), names)


@MANY
@given(st.lists(VALUES, min_size=1, max_size=6), st.data(), st.integers(1, 40))
def test_what_stands_before_a_cut_is_read_and_then_comes_one_error(messages: list[Any], draw: st.DataObject, block: int) -> None:
    data = json.dumps({"name": "Mia", "messages": messages}).encode()
    cut = draw.draw(st.integers(1, len(data) - 1))
    whole = [e.raw for one in lists(io.BytesIO(data), "f", NAMES) for e in one.elements]
    read: list[bytes] = []
    with pytest.MonkeyPatch.context() as patch, pytest.raises(BrokenFile):
        patch.setattr(json_stream, "BLOCK", block)
        for one in lists(io.BytesIO(data[:cut]), "f", NAMES):
            read.extend(e.raw for e in one.elements)
    full = [raw for raw in read if raw in whole]
    assert full == whole[: len(full)] and len(read) - len(full) <= 1


@MANY
@given(st.lists(st.sampled_from(["{", "}", "[", "]", '"', ",", ":", "\\", "messages", '"messages"', "1", " ", "\x00"]), max_size=40))
def test_only_read_errors_come_out_of_nonsense(pieces: list[str]) -> None:
    try:
        for one in lists(io.BytesIO("".join(pieces).encode()), "f", NAMES):
            for element in one.elements:
                element.value("f")
    except ReadError as error:
        assert error.file == "f"


def test_what_stands_in_front_of_a_list_is_told_with_it_and_not_with_the_next() -> None:
    data = b'{"chats": [{"name": "Mia", "messages": [1]}, {"id": 2, "messages": []}]}'
    seen: list[object] = []
    told = [one.told for one in lists(io.BytesIO(data), "f", NAMES, lambda path, value: seen.append((path, value)))]
    assert told == [{("chats", "name"): "Mia"}, {("chats", "id"): 2}]
    assert seen == [(("chats", "name"), "Mia"), (("chats", "id"), 2)]


def test_an_assignment_in_front_is_passed_over() -> None:
    assert found(b'window.YTD.direct_messages.part0 = [ {"messages": [1]} ]') == [((), [{"messages": [1]}])]


def test_a_line_end_that_stands_bare_in_a_text_is_let_through() -> None:
    assert found(b'{"messages": ["one\ntwo\tthree"]}') == [(("messages",), ["one\ntwo\tthree"])]


def test_an_element_of_nothing_but_brackets_is_refused() -> None:
    one = next(lists(io.BytesIO(b'{"messages": [[' + b"[]," * MAX_BRACKETS + b"0]]}"), "f", NAMES))
    with pytest.raises(Bomb):
        next(one.elements).value("f")


def test_a_place_names_line_and_byte() -> None:
    with pytest.raises(BrokenFile) as caught:
        found(b'{\n"messages": [1, 2')
    assert caught.value.place == "line 2, byte 19"


def test_nesting_without_end_costs_no_memory_and_no_crash() -> None:
    deep = b"[" * 100_000 + b"]" * 100_000
    assert found(b'{"a": ' + deep + b', "messages": [3]}') == [(("messages",), [3])]
    with pytest.raises(BrokenFile):
        found(b'{"messages": [' + deep + b"]}")


def test_an_element_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_stream, "MAX_ELEMENT", 1000)
    monkeypatch.setattr(json_stream, "BLOCK", 100)
    with pytest.raises(TooLarge):
        found(b'{"messages": ["' + b"a" * 5000 + b'"]}')


def test_memory_does_not_grow_with_the_file() -> None:
    import tracemalloc

    class Endless:
        left = 200

        def read(self, size: int = -1, /) -> bytes:
            self.left -= 1
            return (b'{"messages": [1' if self.left == 199 else b', {"text": "' + b"a" * 100_000 + b'"}') if self.left > 0 else b"]}"

    tracemalloc.start()
    stream = Endless()
    for one in lists(stream, "f", NAMES):
        for count, _ in enumerate(one.elements):
            if count == 190:
                break
        break
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_newest_first_is_turned_and_oldest_first_is_left() -> None:
    def turned(numbers: str) -> str:
        elements = [Element(k, k + 1, number.encode()) for k, number in enumerate(numbers)]
        return "".join(e.raw.decode() for e in oldest_first(elements, lambda e: e.raw.decode()))

    assert [turned(numbers) for numbers in ("4321", "1234", "2211", "1", "", "111")] == ["1234", "1234", "1122", "1", "", "111"]


def test_turning_gives_what_was_held_before_the_error() -> None:
    def cut() -> Any:
        yield from (Element(0, 1, b"2"), Element(1, 2, b"1"))
        raise BrokenFile("f", format="JSON")

    read: list[bytes] = []
    with pytest.raises(BrokenFile):
        for element in oldest_first(cut(), lambda e: e.raw.decode()):
            read.append(element.raw)
    assert read == [b"1", b"2"]
