"""Where the sender's identifiers were seen in a case. The person's own never leave this file: neither as a row nor inside a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

from standfast.model import BLACKMAIL, Case, Entry, Indicator, Item, Judged, Kind, Strength

from .moment import moment

_LEAST_LETTERS = 4
"""Own words shorter than this are hidden only where they were found: elsewhere they may be any word."""
_HIDDEN = "█"


@frozen
class Sighting:
    """One identifier in one message. ``written`` are the words as received."""

    entry: Entry
    item: Item
    indicator: Indicator
    written: str
    verdict: Kind
    strength: Strength

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes two sightings the same identifier: kind, normal form, platform."""
        return self.indicator.kind, self.indicator.value, self.indicator.platform

    @property
    def where(self) -> str:
        """``<entry>/<message>``."""
        return f"{self.entry.id}/{self.item.id}"

    @property
    def malicious(self) -> bool:
        """Whether the message it stands in was strongly understood as blackmail."""
        return self.verdict in BLACKMAIL and self.strength in (Strength.SHOWS, Strength.STRONGLY)


@frozen
class Own:
    """The person's own identifiers, by value and as written, in small letters."""

    values: frozenset[tuple[str, str]]
    words: tuple[str, ...]

    def hide(self, text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
        """``text``, as long as before, with the person's own identifiers blacked out. ``spans``: where they were found in it."""
        for start, end in spans:
            text = text[:start] + _HIDDEN * (end - start) + text[end:]
        for word in self.words:
            text = re.sub(re.escape(word), lambda match: _HIDDEN * len(match[0]), text, flags=re.IGNORECASE)
        return text


def kept(case: Case, entries: Iterable[str]) -> Iterator[Entry]:
    """The entries of these ids that are still there, in the case's order."""
    wanted = frozenset(entries)
    return (entry for entry in case.entries if entry.id in wanted and not entry.removed)


def own(case: Case) -> Own:
    """From the whole case: what is the person's in one message is theirs in all."""
    values: set[tuple[str, str]] = set()
    words: set[str] = set()
    for _, judged, item, indicator in _all(kept(case, (entry.id for entry in case.entries))):
        if indicator.whose != "sender":
            values.add((indicator.kind, indicator.value))
            words |= {indicator.value, item.text[indicator.start : indicator.end] if item in judged.items else ""}
    long = sorted((word for word in words if len(word) >= _LEAST_LETTERS), key=lambda word: (-len(word), word))
    return Own(frozenset(values), tuple(long))


def sightings(case: Case, entries: Iterable[str]) -> tuple[Sighting, ...]:
    """Every sighting of the sender's identifiers in these entries: entry by entry, message by message."""
    theirs = own(case).values
    return tuple(
        Sighting(entry, item, indicator, item.text[indicator.start : indicator.end], judged.verdict.kind, judged.verdict.strength)
        for entry, judged, item, indicator in _all(kept(case, entries))
        if indicator.whose == "sender" and (indicator.kind, indicator.value) not in theirs
    )


def grouped(seen: Iterable[Sighting]) -> list[tuple[Sighting, ...]]:
    """Sightings of the same identifier together; sorted by kind, value and platform, each group by time and place."""
    groups: dict[tuple[str, str, str], list[Sighting]] = {}
    for one in seen:
        groups.setdefault(one.key, []).append(one)
    return [tuple(sorted(groups[key], key=_by_time)) for key in sorted(groups)]


def _by_time(one: Sighting) -> tuple[bool, float, str]:
    """Those without a time come last. A time without an offset is taken as it stands: good enough to sort by, never shown as UTC."""
    when = moment(one.item.when, assume_utc=True)
    return when is None, when.timestamp() if when else 0.0, one.where


def _all(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Judged, Item, Indicator]]:
    for entry in entries:
        for judged in entry.judged:
            items = {item.id: item for item in judged.items}
            for indicator in judged.indicators:
                item = items.get(indicator.item.partition("@")[0])
                if item is not None:
                    yield entry, judged, item, indicator
