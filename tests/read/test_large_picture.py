"""A picture that is too large to be searched for codes still gives its words."""

from __future__ import annotations

import pytest

from standfast.model import Item, Origin, TooLarge
from standfast.read.formats import picture


def test_a_picture_too_large_for_codes_keeps_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_large(*_: object) -> list[str]:
        raise TooLarge("big.png", limit="40 megapixels")

    monkeypatch.setattr(picture, "codes", too_large)
    items = [Item("1", "text", "Pay by noon.", Origin("big.png", 0, 1, ""))]
    assert picture._with_codes(items, b"x", items[0].origin) == items
