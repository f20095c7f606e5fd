"""What every file in ``read/exports`` offers: a kind of ZIP, known by the names inside it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from attrs import frozen

from standfast.model import Item, ReadError

from .archive import Archive


@frozen
class Export:
    """``claims`` sees the archive's names and may look into small members; ``read`` yields Items, thread by thread."""

    id: str
    order: int
    """Smaller is asked first."""
    claims: Callable[[Archive], bool]
    read: Callable[[Archive], Iterator[Item | ReadError]]


@cache
def exports() -> tuple[Export, ...]:
    """Every kind of ZIP, strict ones first."""
    from . import exports as folder

    found = [import_module(f"{folder.__name__}.{module.name}").EXPORT for module in pkgutil.iter_modules(folder.__path__)]
    return tuple(sorted(found, key=lambda export: (export.order, export.id)))
