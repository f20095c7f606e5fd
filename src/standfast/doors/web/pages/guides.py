"""The paths of the first page: guidance from knowledge/guides, with the plan's own first steps where somebody is threatened."""

from __future__ import annotations

from typing import Any

from attrs import evolve
from starlette.responses import Response

from standfast.knowledge import Guide, GuidePart, guide
from standfast.model import Phase, Plan, Situation, Step
from standfast.plan import named, serving

from ..visit import Visit

FOR_A_CHILD = {"about": "my-child", "shown_age": "13-15"}
"""Whose lines stand on the sheet for the kitchen door."""


async def show(visit: Visit) -> Response:
    return page(visit)


def page(visit: Visit, status: int = 200, **more: Any) -> Response:
    """The guide of the visit's page. Coming by a path with answers of its own is remembered for the plan."""
    found = guide(visit.page, visit.lang)
    if visit.place.live and found.sets and visit.notebook.path != found.id:
        visit.keep(evolve(visit.notebook, path=found.id))
    situation, plan = visit.advise(None if visit.place.live else found.sets)
    values: dict[str, Any] = {
        "guide": found,
        "steps_now": _now(found, plan),
        "parts": [_part(part, found, visit, situation) for part in found.parts],
        "sheet_people": visit.advise(FOR_A_CHILD)[1].people_now if any(part.kind == "sheet" for part in found.parts) else (),
        "fault_text": "",
        "message": visit.notebook.message if visit.page == "message" else "",
    }
    return visit.show("guide.html", plan=plan, status=status, **(values | more))


def _now(found: Guide, plan: Plan) -> list[Step]:
    return [step for step in plan.steps if step.phase is Phase.NOW] if found.first_steps else []


def _part(part: GuidePart, found: Guide, visit: Visit, situation: Situation) -> dict[str, Any]:
    extra = visit.more
    return {
        "kind": part.kind,
        "heading": part.heading,
        "text": part.text,
        "points": part.points,
        "say": part.say,
        "avoid": part.avoid,
        "first": part.first,
        "fold": part.fold,
        "as_of": part.as_of or found.as_of,
        "source": part.source or found.source,
        "steps": named(part.steps, situation, visit.now, visit.lang, extra),
        "routes": serving(part.purposes, situation, visit.now, visit.lang, extra),
    }
