"""Places of messages in a file whose conversations are mixed, so that each can be read by itself.

About 24 bytes for each message: a million messages take 24 MB, whatever they weigh.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from attrs import define, field


def _numbers() -> array[int]:
    return array("q")


@define
class _Thread:
    when: array[int] = field(factory=_numbers)
    start: array[int] = field(factory=_numbers)
    end: array[int] = field(factory=_numbers)


class ByThread:
    """Takes the places in the order of the file; gives them conversation by conversation, oldest first."""

    def __init__(self) -> None:
        self._threads: dict[str, _Thread] = {}

    def add(self, thread: str, when: int, start: int, end: int) -> None:
        """``when`` only sorts; equal times keep the order of the file."""
        found = self._threads.get(thread)
        if found is None:
            found = self._threads[thread] = _Thread()
        found.when.append(max(-(2**62), min(2**62, when)))
        found.start.append(start)
        found.end.append(end)

    def threads(self) -> list[str]:
        return list(self._threads)

    def places(self, thread: str) -> Iterator[tuple[int, int]]:
        found = self._threads[thread]
        for k in sorted(range(len(found.when)), key=found.when.__getitem__):
            yield found.start[k], found.end[k]
