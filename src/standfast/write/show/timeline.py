"""What happened when, and by whose clock; what was paid; what was sent or reported to whom."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from standfast.model import Block, FollowUp, Payment

from ..clean import one_line
from ..dates import moment, sort_key
from ..matter import Matter
from .people import named, theirs

MOST = 200
"""Rows of a timeline; the pack holds the rest."""


@frozen
class _Point:
    when: str
    clock: str
    """``sender device person``"""
    what: str
    entry: str = ""


def _paid(matter: Matter, one: Payment) -> str:
    text = matter.words.text
    pieces = (text.get(f"how.{one.how}", one_line(one.how)), one_line(f"{one.amount} {one.currency}"), one_line(one.to))
    return ", ".join(filter(None, pieces)) or text["not-known"]


def _messages(matter: Matter) -> Iterator[_Point]:
    text = matter.words.text
    for entry in matter.case.entries:
        for one in entry.judged if not entry.removed else ():
            for item in (item for item in theirs(one) if item.when):
                who = one_line(named(one, item))
                says = text["event.received"].replace("{who}", who) if who else text["event.received-unknown"]
                yield _Point(item.when, "sender", says, entry.id)


def _told(matter: Matter) -> Iterator[_Point]:
    text = matter.words.text
    for entry in matter.case.entries:
        if entry.seen and not entry.removed and entry.seen.when:
            yield _Point(entry.seen.when, "person", text["event.seen"], entry.id)
    for paid in matter.case.payments:
        yield _Point(paid.when, "person", text["event.paid"].replace("{what}", _paid(matter, paid)))
    for one in matter.case.follow_ups:
        if one.sent and one.kind != "reminder":
            yield _Point(one.sent, "person", text["event.sent"].replace("{who}", one_line(one.who) or text["not-known"]))


def _logged(matter: Matter) -> Iterator[_Point]:
    names = {f"entry/{entry.id}": entry for entry in matter.case.entries if not entry.removed and not entry.seen}
    for event in matter.case.log:
        entry = names.get(event.about)
        if event.what == "added" and entry:
            name = one_line(entry.name) or entry.id
            yield _Point(event.when, "device", matter.words.text["event.added"].replace("{what}", name), entry.id)


def timeline(matter: Matter) -> tuple[Block, ...]:
    """Messages received, payments, reports and what was added, by time as written; what has no readable time comes last."""
    text = matter.words.text
    points = sorted((*_messages(matter), *_told(matter), *_logged(matter)), key=lambda one: sort_key(one.when))
    points = list(dict.fromkeys(points))
    cells = tuple(
        (moment(one.when, matter.order, matter.words), text[f"clock.{one.clock}"] if one.when else "", one.what, one.entry)
        for one in points[:MOST]
    )
    head = tuple(text[f"head.{key}"] for key in ("when", "clock", "what", "entry"))
    more = len(points) - MOST
    rest = (Block("text", text["more"].replace("{n}", str(more))),) if more > 0 else ()
    return (Block("table", head=head, cells=cells), *rest) if cells else ()


def payments(matter: Matter) -> tuple[Block, ...]:
    """Each payment as the person told it; a thing that is not known says so."""
    text = matter.words.text
    empty = text["not-known"]
    cells = tuple(
        (
            moment(one.when, matter.order, matter.words),
            text.get(f"how.{one.how}", one_line(one.how)) or empty,
            one_line(f"{one.amount} {one.currency}") or empty,
            one_line(one.to) or empty,
            one_line(one.reference) or empty,
        )
        for one in matter.case.payments
    )
    head = tuple(text[f"head.{key}"] for key in ("when", "how", "amount", "to", "reference"))
    return (Block("table", head=head, cells=cells),) if cells else ()


def _reference(matter: Matter, one: FollowUp) -> tuple[str, ...]:
    empty = matter.words.text["not-known"]
    when = moment(one.sent, matter.order, matter.words)
    return (one_line(one.who) or empty, one_line(one.reference) or empty, when, one_line(one.text))


def references(matter: Matter) -> tuple[Block, ...]:
    """Reference numbers and requests that were sent. PINs are never among them, wherever the person wrote them."""
    rows = [one for one in matter.case.follow_ups if one.kind != "reminder" and (one.reference or one.sent)]
    pins = [one.pin.strip() for one in matter.case.follow_ups if one.pin.strip()]
    cells = tuple(tuple(_without(cell, pins) for cell in _reference(matter, one)) for one in rows)
    head = tuple(matter.words.text[f"head.{key}"] for key in ("body", "reference", "sent", "note"))
    return (Block("table", head=head, cells=cells),) if cells else ()


def _without(cell: str, pins: list[str]) -> str:
    for pin in pins:
        cell = cell.replace(pin, "****")
    return cell
