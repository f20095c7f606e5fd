"""What was read last, so that a long conversation is not read anew for every page. It goes when its notebook goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Made = TypeVar("Made")

_held: dict[str, tuple[Any, Any]] = {}


def held(key: bytes | str, make: Callable[[], Made], kind: str = "read") -> Made:
    """What ``make`` gives, made once as long as the same key is asked for; one thing of each kind is held at a time."""
    if kind not in _held or _held[kind][0] != key:
        made = make()
        _held[kind] = (key, made)
    return _held[kind][1]


def forget() -> None:
    """Nothing of what was read stays."""
    _held.clear()
