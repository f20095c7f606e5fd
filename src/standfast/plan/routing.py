"""Who can help this person with this: by place, age, kind, rating, and the clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache, lru_cache

from attrs import evolve, frozen

from standfast.knowledge import ContactRow, RouteRow, area, country, ids, platform, translated, world_routes
from standfast.model import AGE_BANDS, UNKNOWN, Route, Situation

from .clock import open_at
from .shown import LIFE_AND_DEATH, Candidate, candidate, platform_candidate


@frozen
class Seeker:
    """The parts of a Situation that decide who can help."""

    country: str
    nation: str
    area: str
    platform: str
    kind: str
    ages: tuple[str, ...]
    """Age bands to serve, most protected first; empty: unknown."""
    lang: str
    more: tuple[RouteRow, ...] = ()
    """Rows of the home that offers these pages."""


def seeker(situation: Situation, lang: str, more: tuple[RouteRow, ...] = ()) -> Seeker:
    """The person it happened to, as routes see them. A country without a file is treated as unknown: never an error here."""
    iso = situation.country if situation.country in ids("countries") else UNKNOWN
    place = situation.area if situation.area in ids("areas") and area(situation.area).country == iso else UNKNOWN
    nation = area(place).nation if place != UNKNOWN else situation.nation
    app = situation.platform if situation.platform in ids("platforms") else UNKNOWN
    ages = () if situation.person_age == UNKNOWN else (situation.person_age,)
    return Seeker(iso, nation, place, app, situation.kind, ages, lang, more)


def candidates(who: Seeker, purpose: str) -> tuple[Candidate, ...]:
    """Everybody who serves a purpose for this person: the home's own rows, then whoever serves them without a home.

    A home's row adds; it never takes a place. Where life is at stake it comes after the rest, and the emergency number is the country's.
    """
    rest = _anywhere(evolve(who, more=()) if who.more else who, purpose)
    if not who.more or purpose == "emergency":
        return rest
    own = own_rows(who, purpose, frozenset(one.open.id for one in rest))
    return (*rest, *own) if purpose in LIFE_AND_DEATH else (*own, *rest)


@lru_cache(maxsize=4096)
def own_rows(who: Seeker, purpose: str, met: frozenset[str] = frozenset()) -> tuple[Candidate, ...]:
    """The home's rows for a purpose, but for ids that were ``met``; no crisis line for someone whose country is not known."""
    if purpose in LIFE_AND_DEATH and who.country == UNKNOWN:
        return ()
    return tuple(one for one in _serving(who.more, who, purpose) if one.open.id not in met)


@lru_cache(maxsize=65536)
def _anywhere(who: Seeker, purpose: str) -> tuple[Candidate, ...]:
    """Their own area first, then the country, then the world if nobody else."""
    if purpose.startswith("platform:"):
        return _from_platform(who, purpose)
    local = _serving(area(who.area).routes, who, purpose) if who.area != UNKNOWN else ()
    national = _serving(_national(who.country), who, purpose) if who.country != UNKNOWN else ()
    found = (*local, *(found for found in national if not _says_the_same(found, local)))
    return found or _serving(world_routes(), who, purpose)


@cache
def _national(iso: str) -> tuple[RouteRow, ...]:
    """The country's rows; its emergency number becomes one where no row carries it."""
    land = country(iso)
    if any("emergency" in row.purposes for row in land.routes):
        return land.routes
    number = RouteRow(
        id=f"emergency-{iso}",
        name=land.emergency,
        does="",
        purposes=("emergency",),
        source=land.emergency_source,
        as_of=land.emergency_as_of,
        sure=land.emergency_sure,
        recheck_by=land.emergency_recheck_by,
        contacts=(ContactRow("phone", land.emergency),),
        always_open=True,
    )
    return (number, *land.routes)


def _from_platform(who: Seeker, purpose: str) -> tuple[Candidate, ...]:
    if who.platform == UNKNOWN:
        return ()
    app = platform(who.platform)
    found = (platform_candidate(app, fact, who.lang) for fact in app.facts if f"platform:{fact.topic}" == purpose)
    return tuple(one for one in found if one)


def _serving(rows: Iterable[RouteRow], who: Seeker, purpose: str) -> tuple[Candidate, ...]:
    fitting = (row for row in rows if purpose in row.purposes and _fits(row, who, purpose))
    ordered = sorted(fitting, key=lambda row: (row.sure == "C", row.order, row.id))
    shown = (candidate(row, who.lang, _places(row, who)) for row in ordered)
    return tuple(one for one in shown if one)


def _fits(row: RouteRow, who: Seeker, purpose: str) -> bool:
    if row.kinds and who.kind not in (*row.kinds, "unsure", UNKNOWN):
        return False
    if row.nations and who.nation == UNKNOWN and purpose in LIFE_AND_DEATH:
        return False
    if row.nations and who.nation not in (*row.nations, UNKNOWN):
        return False
    return not who.ages or any(serves_age(row, band) for band in who.ages)


def serves_age(row: RouteRow, band: str) -> bool:
    low, high = AGE_BANDS[band]
    return row.min_age <= high and row.max_age >= low


def _places(row: RouteRow, who: Seeker) -> tuple[str, ...]:
    """Names of the only nations a row serves, where the person has not said in which one they are."""
    if who.nation != UNKNOWN or who.country == UNKNOWN:
        return ()
    names = country(who.country).nations
    return tuple(translated(names.get(nation, nation), who.lang) for nation in row.nations)


def _says_the_same(found: Candidate, local: tuple[Candidate, ...]) -> bool:
    """Whether every number and address of a national row already stands in the rows of the area."""
    known = {(contact.kind, contact.value) for one in local for contact in one.open.contacts}
    return bool(known) and {(contact.kind, contact.value) for contact in found.open.contacts} <= known


def at(found: Candidate, now: datetime) -> Route:
    return found.at(open_at(found.row, now) if found.row else None)
