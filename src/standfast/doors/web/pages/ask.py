"""The questions, one a page. Every one can be skipped; a number in the address stands for the question."""

from __future__ import annotations

from attrs import evolve
from starlette.responses import Response

from standfast.knowledge import QuestionRow, questions
from standfast.model import BadAnswer
from standfast.plan import answers_from, choices, first_questions

from ..upload import read_form
from ..visit import Visit

FOLLOW_UPS_TO = ("plan", "result")


async def show(visit: Visit) -> Response:
    asked = visit.request.query_params.get("q", "")
    rows = questions(visit.lang)
    row = rows[int(asked)] if asked.isdecimal() and int(asked) < len(rows) else _next(visit)
    if row is None:
        return visit.to("plan")
    then = visit.request.query_params.get("then", "")
    return _page(visit, row, then if then in FOLLOW_UPS_TO else "")


async def take(visit: Visit) -> Response:
    form = await read_form(visit.request, visit.place.largest)
    number = form.one("q")
    rows = questions(visit.lang)
    if not (number.isdecimal() and int(number) < len(rows)):
        return visit.to("ask")
    row = rows[int(number)]
    chosen = () if form.one("go") == "skip" else tuple(one for one in form.fields.get("choice", ()) if one)
    try:
        answers_from({row.id: chosen} if chosen else {})
    except BadAnswer:
        chosen = ()
    visit.keep(evolve(visit.notebook, ticked={**visit.notebook.ticked, row.id: chosen}))
    then = form.one("then")
    return visit.to(then) if then in FOLLOW_UPS_TO else visit.to("ask", "" if _next(visit) else "?q=end")


def number_of(row: QuestionRow) -> int:
    """The question's place among all, which stands for it in an address."""
    return [one.id for one in questions()].index(row.id)


def _asked_first(visit: Visit) -> list[QuestionRow]:
    """The first pass; the country is not asked where the home has one: the plan says which it took, with a way to change it."""
    known = {"country"} if visit.place.home.country else set[str]()
    return [row for row in first_questions(visit.lang) if row.id not in known]


def _next(visit: Visit) -> QuestionRow | None:
    return next((row for row in _asked_first(visit) if row.id not in visit.notebook.ticked), None)


def _page(visit: Visit, row: QuestionRow, then: str) -> Response:
    first = _asked_first(visit)
    order = [one.id for one in first]
    place = order.index(row.id) if row.id in order else -1
    before = first[place - 1] if place > 0 else None
    back = visit.link("ask") + f"?q={number_of(before)}" if before else visit.link(then or visit.notebook.path or "home")
    return visit.show(
        "ask.html",
        question=row,
        number=number_of(row),
        choices=choices(row, visit.advice[0], visit.lang),
        chosen=visit.notebook.ticked.get(row.id, ()),
        then=then,
        back=back,
        where_we_are=visit.say("page.ask.count", number=place + 1, total=len(order)) if place >= 0 else visit.say("page.ask.more"),
    )
