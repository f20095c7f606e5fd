"""What was read last, so that a long conversation is not read anew for every page. It goes when its notebook goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")

_held: dict[bytes, Any] = {}


def held(key: bytes, make: Callable[[], Made]) -> Made:
    """What ``make`` gives, made once as long as the same key is asked for; one thing is held at a time."""
    if key not in _held:
        made = make()
        _held.clear()
        _held[key] = made
    return _held[key]


def forget() -> None:
    """Nothing of what was read stays."""
    _held.clear()
