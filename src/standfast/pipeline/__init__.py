"""The one pipeline, and the only place where rooms meet: read -> find -> weigh -> plan, and then write, keep, seal."""

from .understand import NOTHING, PUBLIC, Checked, advise, check, check_item, check_items, gathered, is_quiet, plain, public, understood

__all__ = [
    "NOTHING",
    "PUBLIC",
    "Checked",
    "advise",
    "check",
    "check_item",
    "check_items",
    "gathered",
    "is_quiet",
    "plain",
    "public",
    "understood",
]
