"""The case file, its log, and the pack that is handed over. What needs a native library lies in a file of its own."""

from .change import (
    Mark,
    added,
    answered,
    examined,
    exported,
    followed,
    new,
    next_id,
    noted,
    paid,
    removed,
    reworded,
    stamped,
    steps_done,
    told,
)
from .log import LogFault, check, check_chain

__all__ = [
    "LogFault",
    "Mark",
    "added",
    "answered",
    "check",
    "check_chain",
    "examined",
    "exported",
    "followed",
    "new",
    "next_id",
    "noted",
    "paid",
    "removed",
    "reworded",
    "stamped",
    "steps_done",
    "told",
]
