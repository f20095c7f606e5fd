"""Everybody who can help in one place, without a plan around them."""

from __future__ import annotations

from datetime import datetime

from standfast.knowledge import PURPOSES, area, country, ids
from standfast.model import AGES, CHOICES, UNKNOWN, BadAnswer, Route

from .people import crisis_lines
from .routing import Seeker, at, candidates


def routes(
    iso: str, area_id: str = UNKNOWN, age: str = UNKNOWN, kind: str = UNKNOWN, *, now: datetime, lang: str = "en"
) -> tuple[Route, ...]:
    """Everybody who can help, sorted by what they are for: the emergency number first, then the crisis lines for the age.

    Raises UnknownPlace for a country or area without a file, BadAnswer for an age or kind that is no choice or an area elsewhere.
    """
    for field, value, choices in (("age", age, AGES), ("kind", kind, CHOICES["kind"])):
        if value not in choices:
            raise BadAnswer(place=field, value=value, choices=", ".join(choices))
    who = Seeker(country(iso).id, _nation(iso, area_id), area_id, UNKNOWN, kind, () if age == UNKNOWN else (age,), lang)
    found: dict[str, Route] = {}
    for purpose in PURPOSES:
        for one in crisis_lines(who) if purpose == "crisis" else candidates(who, purpose):
            found.setdefault(one.open.id, at(one, now))
    return tuple(found.values())


def _nation(iso: str, area_id: str) -> str:
    if area_id == UNKNOWN:
        return UNKNOWN
    place = area(area_id)
    if place.country != iso:
        here = (one for one in ids("areas") if area(one).country == iso)
        raise BadAnswer(place="area", value=area_id, choices=", ".join(here))
    return place.nation
