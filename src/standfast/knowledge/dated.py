"""Every dated row of knowledge in one list: what ``standfast facts`` and the tests go through."""

from __future__ import annotations

from collections.abc import Iterator

from standfast.model import Fact

from .guides import guide_facts
from .letters import letter_facts
from .loader import area, country, ids, platform, steps, world_routes


def facts() -> Iterator[Fact]:
    """Every dated row of knowledge, for ``standfast facts`` and the tests."""
    for iso in ids("countries"):
        where, land = f"countries/{iso}.toml", country(iso)
        yield Fact(
            where, "emergency", f"{land.name}: {land.emergency}", land.emergency_source,
            land.emergency_as_of, land.emergency_sure, land.emergency_recheck_by, land.emergency_check,
        )
        for route in land.routes:
            yield Fact(where, route.id, f"{land.name}: {route.name}", route.source, route.as_of, route.sure, route.recheck_by, route.check)
        for law in land.law:
            yield Fact(where, law.id, law.text, law.source, law.as_of, law.sure, law.recheck_by, law.check)
    for route in world_routes():
        yield Fact("world.toml", route.id, f"World: {route.name}", route.source, route.as_of, route.sure, route.recheck_by, route.check)
    for area_id in ids("areas"):
        for route in area(area_id).routes:
            yield Fact(f"areas/{area_id}.toml", route.id, route.name, route.source, route.as_of, route.sure, route.recheck_by, route.check)
    for platform_id in ids("platforms"):
        for row in platform(platform_id).facts:
            yield Fact(f"platforms/{platform_id}.toml", row.id, row.text, row.source, row.as_of, row.sure, row.recheck_by, row.check)
    for step in steps():
        yield Fact(f"steps/{step.id}.toml", step.id, step.title, step.source, step.as_of, step.sure, step.recheck_by, step.check)
    yield from guide_facts()
    yield from letter_facts()
