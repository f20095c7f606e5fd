"""What we see in one message: the verdict, the words it rests on, what to do."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from standfast import pipeline
from standfast.find import MAX_CHARACTERS
from standfast.model import Demand, Indicator, Item, Phase, Verdict
from standfast.plan import follow_ups

from ..marked import header_lines, marked
from ..visit import Visit, verdict_key
from . import adding, kept, message, talk, weighed
from .ask import number_of

SHOWN_MOST = 12_000
"""Characters of a message that the page shows; every finding quotes its words as well."""
STEPS_MOST = 5


async def show(visit: Visit) -> Response:
    asked = visit.request.query_params.get("i", "0")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    read = weighed.read(visit.notebook, visit.lang)
    if not read.units:
        return visit.to("message")
    number = min(number, len(read.units) - 1)
    found = weighed.checked(visit, read.units[number])
    case = kept.case_of(visit)
    return visit.show(
        "result.html",
        plan=found.plan,
        verdict=found.verdict,
        verdict_says=visit.say("page." + verdict_key(found.verdict.kind, found.verdict.asks_for_help)),
        verdict_more=_more(visit, found.verdict),
        steps_now=[step for step in found.plan.steps if step.phase is Phase.NOW][:STEPS_MOST] or list(found.plan.steps[:STEPS_MOST]),
        question=_on_camera(visit, found),
        header_lines=() if found.talk else header_lines(found.items[0], found.findings),
        segments=() if found.talk else marked(found.items[0].text[:SHOWN_MOST], found.items[0].id, found.findings),
        talk=talk.shown(visit, found),
        notes=_notes(visit, found),
        faults=[message.why(visit, (error,)) for error in read.errors],
        findings=found.findings,
        indicators=_indicators(visit, found.indicators),
        wants=_wants(visit, found.demand),
        others=_others(visit, read.units, number),
        cut=read.more,
        case_open=case is not None,
        kept_already=case is not None and adding.is_kept(visit, case),
    )


def _more(visit: Visit, judged: Verdict) -> list[str]:
    flags = [flag for flag in ("deepfake", "talks_of_self_harm", "asks_for_help") if getattr(judged, flag)]
    whole = visit.say(verdict_key(judged.kind, judged.asks_for_help))
    return [whole, visit.say(f"strength.{judged.strength.value}"), *(visit.say(f"flag.{flag}") for flag in flags)]


def _on_camera(visit: Visit, found: pipeline.Checked) -> dict[str, Any] | None:
    """Only the person can say whether there could be a picture: asked on the spot where the answer changes the plan."""
    rows = [row for row in follow_ups(found.situation, visit.lang) if row.id == "on-camera" and row.id not in visit.notebook.ticked]
    if not rows:
        return None
    return {"number": number_of(rows[0]), "text": rows[0].text, "why": rows[0].why, "choices": rows[0].choices, "chosen": ()}


def _notes(visit: Visit, found: pipeline.Checked) -> list[str]:
    notes = [note for item in found.items for note in item.notes] + list(found.talk.notes if found.talk else ())
    cut = ["text-cut"] if any(len(item.text) > min(SHOWN_MOST, MAX_CHARACTERS) for item in found.items) else []
    return [visit.say(f"note.{note}") for note in dict.fromkeys((*notes, *cut))]


def _indicators(visit: Visit, found: tuple[Indicator, ...]) -> list[dict[str, str]]:
    checks = {True: visit.say("indicator.valid"), False: visit.say("indicator.wrong"), None: ""}
    senders = (one for one in found if one.whose == "sender")
    return [{"what": visit.say(f"indicator.{one.kind}"), "value": one.value, "check": checks[one.valid]} for one in senders]


def _wants(visit: Visit, wanted: Demand) -> list[str]:
    lines = [visit.say(f"demand.{wish}") for wish in wanted.what]
    if wanted.amount is not None:
        amount = f"{wanted.amount:,.8f}".rstrip("0").rstrip(".")
        lines.append(visit.say("demand.amount", amount=amount, currency=wanted.currency).rstrip())
    if wanted.deadline_hours is not None:
        lines.append(visit.say("demand.deadline", hours=f"{wanted.deadline_hours:g}"))
    return lines


def _others(visit: Visit, units: tuple[weighed.Unit, ...], here: int) -> list[dict[str, Any]]:
    """The messages and conversations of the same file, where there are several."""
    if len(units) < 2:
        return []
    return [{"number": n, "label": _label(visit, one, n), "here": n == here} for n, one in enumerate(units)]


def _label(visit: Visit, unit: weighed.Unit, number: int) -> str:
    if not isinstance(unit, Item):
        name = unit.talk.speaker or unit.talk.thread
        return " · ".join((visit.say("talk.head", name=name, lines=unit.talk.lines), visit.say(f"page.verdict.{unit.verdict.kind.value}")))
    return " · ".join((visit.say("page.result.message", number=number + 1), *(part for part in (unit.sender, unit.subject) if part)))
