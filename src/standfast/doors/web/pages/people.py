"""Everybody who can help in one country, sorted by what they are for."""

from __future__ import annotations

from starlette.responses import Response

from standfast.knowledge import PURPOSES, area, country, ids, translated
from standfast.model import UNKNOWN, Route
from standfast.plan import serving

from ..visit import Visit


async def show(visit: Visit) -> Response:
    situation, plan = visit.advice
    iso = situation.country
    return visit.show(
        "people.html",
        plan=plan,
        country_name=translated(country(iso).name, visit.lang) if iso != UNKNOWN else "",
        area_name=area(situation.area).name if situation.area != UNKNOWN else "",
        groups=_groups(visit),
        countries=_countries(visit, iso),
    )


def _groups(visit: Visit) -> list[tuple[str, list[Route]]]:
    """Each route once, under the first thing it is for."""
    situation, _ = visit.advice
    met: set[str] = set()
    groups: list[tuple[str, list[Route]]] = []
    for purpose in PURPOSES:
        found = [one for one in serving((purpose,), situation, visit.now, visit.lang, visit.more) if one.id not in met]
        met.update(one.id for one in found)
        if found:
            groups.append((purpose, found))
    return groups


def _countries(visit: Visit, here: str) -> list[dict[str, object]]:
    named = sorted((translated(country(iso).name, visit.lang), iso) for iso in ids("countries"))
    return [{"name": name, "href": visit.link("people", iso.lower()), "here": iso == here} for name, iso in named]
