"""A row of knowledge as this person may see it: numbers for A and B only, C as a name and an address, K never."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from standfast.knowledge import ContactRow, Platform, PlatformFact, RouteRow, translated
from standfast.model import SURE, Contact, Route

from .phrases import ages_in_words, hours_in_words, say

LIFE_AND_DEATH = frozenset({"crisis", "emergency"})
"""Purposes for which a C row is not good enough to be shown at all."""


@frozen(eq=False)
class Candidate:
    """A route ready to show, once for each answer of the clock."""

    row: RouteRow | None
    open: Route
    shut: Route
    unsure: Route
    recheck_by: date

    def at(self, open_now: bool | None) -> Route:
        if open_now is None:
            return self.unsure
        return self.open if open_now else self.shut


def _rating(row: RouteRow, contact: ContactRow) -> str:
    return max(row.sure, contact.sure or row.sure, key=SURE.index)


def _contacts(row: RouteRow, lang: str) -> tuple[Contact, ...]:
    kept: list[Contact] = []
    for contact in row.contacts:
        rating = _rating(row, contact)
        if rating in "AB" or (rating == "C" and contact.kind == "web" and not LIFE_AND_DEATH & set(row.purposes)):
            kept.append(Contact(contact.kind, contact.value, translated(contact.say, lang), translated(contact.note, lang)))
    return tuple(kept)


_made: dict[tuple[int, str, tuple[str, ...]], tuple[RouteRow, Candidate | None]] = {}
"""Knowledge is loaded once, so a row is known by its identity; it is kept beside what was made of it, so that stays true."""


def candidate(row: RouteRow, lang: str, places: tuple[str, ...] = ()) -> Candidate | None:
    """None where the row may not be shown. ``places`` names the only parts of the country it serves, where that is worth saying."""
    key = (id(row), lang, places)
    if key not in _made:
        _made[key] = (row, _make(row, lang, places))
    return _made[key][1]


def _make(row: RouteRow, lang: str, places: tuple[str, ...]) -> Candidate | None:
    contacts = _contacts(row, lang)
    weak = row.sure == "C"
    if row.sure == "K" or (weak and (not contacts or LIFE_AND_DEATH & set(row.purposes))) or (row.contacts and not contacts):
        return None
    only = say(lang, "routes.only-in", places=", ".join(places)) if places else ""

    def route(open_now: bool | None) -> Route:
        return Route(
            id=row.id,
            name=translated(row.name, lang),
            does="" if weak else translated(row.does, lang),
            contacts=contacts,
            hours="" if weak else hours_in_words(row, lang),
            open_now=None if weak else open_now,
            as_of=row.as_of.isoformat(),
            sure=row.sure,
            source=row.source,
            purposes=row.purposes,
            ages=ages_in_words(row, lang),
            cost="" if weak else translated(row.cost, lang),
            note=" ".join(part for part in (only, "" if weak else translated(row.note, lang)) if part),
        )

    return Candidate(row, route(True), route(False), route(None), row.recheck_by)


def platform_candidate(platform: Platform, fact: PlatformFact, lang: str = "en") -> Candidate | None:
    """What the platform says about one topic, as a route; a C fact is its address alone."""
    contacts = (Contact("web", fact.address),) if fact.address else ()
    if fact.sure == "K" or (fact.sure == "C" and not contacts):
        return None
    route = Route(
        id=f"{platform.id}-{fact.id}",
        name=translated(platform.name, lang),
        does="" if fact.sure == "C" else translated(fact.text, lang),
        contacts=contacts,
        hours="",
        open_now=None,
        as_of=fact.as_of.isoformat(),
        sure=fact.sure,
        source=fact.source,
        purposes=(f"platform:{fact.topic}",),
    )
    return Candidate(None, route, route, route, fact.recheck_by)
