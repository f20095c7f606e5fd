"""What every chat reader needs: a line as an Item, its time and side, the names and the order of conversations."""

from .by_thread import ByThread
from .line import Finder, chat_line, of_bytes, writable
from .owner import owner_of, side_of
from .thread_names import ThreadNames
from .times import at_milliseconds, at_seconds, iso_time, spaced_time, when_written

__all__ = [
    "ByThread",
    "Finder",
    "ThreadNames",
    "at_milliseconds",
    "at_seconds",
    "chat_line",
    "iso_time",
    "of_bytes",
    "owner_of",
    "side_of",
    "spaced_time",
    "when_written",
    "writable",
]
