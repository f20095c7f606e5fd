"""In place of typing_extensions, which brings newer names of typing to older Pythons: the one in a browser has them all."""

from typing import (  # type: ignore[attr-defined]
    Annotated,
    Any,
    Literal,
    NoDefault,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType]
    NotRequired,
    Required,
    Self,
    TypeAlias,
    TypedDict,
    _TypedDictMeta,  # pyright: ignore[reportAttributeAccessIssue, reportUnknownVariableType, reportPrivateUsage]
    get_args,
    is_typeddict,
)

__all__ = [
    "Annotated",
    "Any",
    "Literal",
    "NoDefault",
    "NotRequired",
    "Required",
    "Self",
    "TypeAlias",
    "TypedDict",
    "_TypedDictMeta",
    "get_args",
    "is_typeddict",
]
