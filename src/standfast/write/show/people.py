"""The other side: names and handles, and what identifies them. The person's own are never listed here."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define

from standfast.knowledge import ids, platform
from standfast.model import Block, Case, Item, Judged

from ..clean import one_line
from ..dates import moment, sort_key
from ..matter import Matter


@define
class Sender:
    name: str
    where: str
    first: str = ""
    last: str = ""

    def saw(self, when: str) -> None:
        if not when:
            return
        self.first = min(self.first or when, when, key=sort_key)
        self.last = max(self.last or when, when, key=lambda one: sort_key(one) if sort_key(one)[0] == 0 else (-1, one))


def judged(case: Case) -> Iterator[Judged]:
    yield from (one for entry in case.entries if not entry.removed for one in entry.judged)


def theirs(one: Judged) -> Iterator[Item]:
    """Items that the person did not write."""
    yield from (item for item in one.items if item.side not in ("person", "notice"))


def named(one: Judged, item: Item) -> str:
    """Who wrote it, empty where not known or where the sender wrote the person's own address as theirs."""
    return "" if any(found.id == "sent-as-you" for found in one.findings) else item.sender


def received(case: Case) -> tuple[str, ...]:
    """The times of what came from the other side, as written."""
    times = [item.when for one in judged(case) for item in theirs(one)]
    return tuple(when for when in times if when)


def _senders(case: Case) -> dict[tuple[str, str], Sender]:
    found: dict[tuple[str, str], Sender] = {}
    for one in judged(case):
        where = one.talk.platform if one.talk else ""
        names = [(speaker.name, where) for speaker in one.talk.speakers if speaker.side == "other"] if one.talk else []
        names += [(one.talk.speaker, where)] if one.talk and one.talk.speaker else []
        names += [(named(one, item), item.platform or where) for item in theirs(one) if named(one, item)]
        for name, place in names:
            found.setdefault((name, place), Sender(name, place))
        for item in theirs(one):
            if named(one, item):
                found[item.sender, item.platform or where].saw(item.when)
    return found


def place_name(where: str) -> str:
    return platform(where).name if where in ids("platforms") else one_line(where)


def senders(matter: Matter) -> tuple[Block, ...]:
    """Names as they stand in the messages, where, and the first and last message of each."""
    text, order = matter.words.text, matter.order
    cells = tuple(
        (
            one_line(one.name),
            place_name(one.where) or text["not-known"],
            moment(one.first, order, matter.words),
            moment(one.last, order, matter.words),
        )
        for one in _senders(matter.case).values()
    )
    head = tuple(text[f"head.{key}"] for key in ("who", "where", "first", "last"))
    return (Block("table", head=head, cells=cells),) if cells else ()


def identifiers(matter: Matter) -> tuple[Block, ...]:
    """Accounts, numbers and addresses of the sender, grouped by kind, each once."""
    text = matter.words.text
    check = {True: text["check.yes"], False: text["check.no"], None: text["check.none"]}
    found: dict[tuple[str, str, str], bool | None] = {}
    for one in judged(matter.case):
        for mark in one.indicators:
            if mark.whose == "sender":
                found.setdefault((mark.kind, mark.value, mark.platform), mark.valid)
    cells = tuple(
        (text.get(f"kind.{kind}", kind), " ".join(filter(None, (one_line(value), f"({place_name(where)})" if where else ""))), check[valid])
        for (kind, value, where), valid in sorted(found.items(), key=lambda row: row[0])
    )
    head = tuple(text[f"head.{key}"] for key in ("kind", "value", "check"))
    return (Block("table", head=head, cells=cells),) if cells else ()
