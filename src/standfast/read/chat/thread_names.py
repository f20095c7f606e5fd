"""Readable names for conversations, each given once in a file."""

from __future__ import annotations


class ThreadNames:
    """Two people can have one name: the second conversation gets its number behind it."""

    def __init__(self) -> None:
        self._given: set[str] = set()
        self._tried: dict[str, int] = {}

    def give(self, name: str, number: str) -> str:
        """``name`` where it is free, else with ``number``, the app's own number of the conversation."""
        wanted = (name or number).strip() or "1"
        given, key = wanted, f"{wanted}\n{number}"
        k = self._tried.get(key, 0)
        while given in self._given:
            k += 1
            given = f"{wanted} ({number})" if number and k == 1 else f"{wanted} ({number}.{k})" if number else f"{wanted} ({k + 1})"
        self._tried[key] = k
        self._given.add(given)
        return given
