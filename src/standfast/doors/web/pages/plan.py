"""The plan, with ticks."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from attrs import evolve
from starlette.responses import Response

from standfast.knowledge import area, country, questions, translated
from standfast.model import UNKNOWN, Plan, Situation
from standfast.plan import follow_ups

from ..upload import read_form
from ..visit import Visit
from .ask import number_of
from .weighed import weighed


async def show(visit: Visit) -> Response:
    situation, plan = weighed(visit)
    known = {step.id for step in plan.steps}
    return visit.show(
        "plan.html",
        plan=plan,
        back=visit.link(visit.notebook.path or "threat"),
        groups=[(phase.value, list(steps)) for phase, steps in groupby(plan.steps, key=lambda step: step.phase)],
        done=[one for one in visit.notebook.done if one in known],
        total=len(plan.steps),
        order={step.id: number for number, step in enumerate(plan.steps, 1)},
        place_line=_place(visit, situation),
        more=_more(visit, situation),
        country_number=next(number for number, row in enumerate(questions()) if row.id == "country"),
    )


async def take(visit: Visit) -> Response:
    form = await read_form(visit.request, visit.place.largest)
    order = [step.id for step in _plan(visit).steps]
    done = tuple(one for one in form.fields.get("done", ()) if one in order)
    changed = set(done) ^ (set(visit.notebook.done) & set(order))
    visit.keep(evolve(visit.notebook, done=done))
    # Back to the tick that was touched. Its number says nothing; its name would.
    return visit.to("plan", f"#t{order.index(changed.pop()) + 1}" if len(changed) == 1 else "")


def _plan(visit: Visit) -> Plan:
    return weighed(visit)[1]


def _place(visit: Visit, situation: Situation) -> str:
    if situation.country == UNKNOWN:
        return visit.say("page.plan.no-place")
    name = translated(country(situation.country).name, visit.lang)
    where = f"{name}, {area(situation.area).name}" if situation.area != UNKNOWN else name
    return visit.say("page.plan.place", place=where)


def _more(visit: Visit, situation: Situation) -> list[dict[str, Any]]:
    """Questions whose answer would change this plan and that nobody has answered or skipped."""
    open_rows = (row for row in follow_ups(situation, visit.lang) if row.id not in visit.notebook.ticked)
    return [{"number": number_of(row), "text": row.text} for row in open_rows]
