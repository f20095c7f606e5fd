"""What every format file promises: its samples exist, are found by content, and their byte ranges are exact."""

from __future__ import annotations

import hashlib
import tomllib
from importlib import import_module
from pathlib import Path

import pytest

from standfast import model
from standfast.knowledge import words
from standfast.model import Item
from standfast.read import read, read_bytes, readers

FIXTURES = Path(__file__).parents[1] / "fixtures"
SAMPLES = [
    (reader.id, name) for reader in readers() for name in import_module(f"standfast.read.formats.{reader.id}").SAMPLES
]
FILES = sorted(path for path in (FIXTURES / "read").rglob("*") if path.is_file())


@pytest.mark.parametrize(("format_id", "name"), SAMPLES)
def test_every_sample_is_claimed_by_its_format_first_and_read_without_error(format_id: str, name: str) -> None:
    path = FIXTURES / "read" / format_id / name
    head = path.read_bytes()
    assert next(reader.id for reader in readers() if reader.sniff(head)) == format_id
    found = list(read(path))
    assert found
    assert all(isinstance(item, Item) and item.text.strip() for item in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_byte_range_of_every_item_hashes_to_what_its_origin_says(path: Path) -> None:
    data = path.read_bytes()
    for item in read(path):
        if isinstance(item, Item):
            part = data[item.origin.start : item.origin.end]
            assert len(part) == item.origin.end - item.origin.start
            assert hashlib.sha256(part).hexdigest() == item.origin.sha256
            assert item.origin.file == str(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_name_of_a_file_makes_no_difference(path: Path) -> None:
    def words(found: list[object]) -> list[str]:
        return [item.text if isinstance(item, Item) else str(type(item)) for item in found]

    assert words(list(read_bytes(path.read_bytes(), "holiday.png"))) == words(list(read(path)))


def test_mails_of_an_mbox_keep_their_order_and_number() -> None:
    found = [item for item in read(FIXTURES / "read/mbox/three-mails.mbox") if isinstance(item, Item)]
    assert [(item.id, item.text) for item in found] == [(str(n), f"Mail number {n}.") for n in (1, 2, 3)]


def test_a_quoted_from_line_is_shown_unquoted() -> None:
    (item,) = read(FIXTURES / "read/mbox/quoted-from.mbox")
    assert isinstance(item, Item)
    assert item.text == "From here on it is words.\n>From twice quoted."


def test_a_broken_mail_does_not_stop_the_next() -> None:
    found = list(read(FIXTURES / "read/mbox/broken-second.mbox"))
    assert [getattr(one, "text", None) or getattr(one, "code", "") for one in found] == ["First.", "SF-READ-006", "Third."]
    assert getattr(found[1], "place", "") == "mail 2"


def test_fixtures_say_that_they_are_invented() -> None:
    assert tomllib.loads((FIXTURES / "ORIGIN.toml").read_text(encoding="utf-8"))["read"]["origin"] == "invented"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_everything_that_reading_notes_has_a_sentence(path: Path) -> None:
    known = words("en").text
    assert [note for item in read(path) if isinstance(item, Item) for note in item.notes if f"note.{note}" not in known] == []


def test_every_error_of_reading_has_a_sentence() -> None:
    kinds = [kind for kind in vars(model).values() if isinstance(kind, type) and issubclass(kind, model.ReadError)]
    assert [kind.code for kind in kinds if kind is not model.ReadError and f"error.{kind.code}" not in words("en").text] == []
