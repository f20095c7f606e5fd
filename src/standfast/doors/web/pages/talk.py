"""A conversation on the page: who said what, the steps of the trap, and the words again for correcting them."""

from __future__ import annotations

from typing import Any

from standfast import pipeline
from standfast.find import STAGES, duration
from standfast.model import Item, Talk

from ..marked import marked
from ..visit import Visit

LINES_MOST = 120
LINE_MOST = 2_000
"""Characters of one line that are shown."""
CORRECTED_MOST = 20_000


def shown(visit: Visit, found: pipeline.Checked) -> dict[str, Any] | None:
    """None where it is no conversation."""
    if found.talk is None:
        return None
    talk, lines = found.talk, found.items[-LINES_MOST:]
    unclear = "which-is-you" in talk.notes
    return {
        "head": visit.say("talk.head", name=talk.speaker or talk.thread, lines=f"{talk.lines:,}"),
        "times": visit.say("talk.times", first=_time(talk.first), last=_time(talk.last)) if talk.first and talk.last else "",
        "left_out": talk.lines - len(lines),
        "lines": [_line(visit, item, talk, found) for item in lines],
        "steps": _steps(visit, talk),
        "who": [speaker.name for speaker in talk.speakers if speaker.name][:12] if unclear else [],
        "correct": _again(visit, lines, talk) if any(item.unsure or "screen-read" in item.notes for item in lines) else "",
    }


def _line(visit: Visit, item: Item, talk: Talk, found: pipeline.Checked) -> dict[str, Any]:
    media = [visit.say("talk.media", name=part.name or part.media_type) for part in item.attachments]
    marks = [visit.say(f"talk.{note}") for note in ("deleted", "view-once") if note in item.notes]
    return {
        "side": _side(item, talk),
        "name": visit.say("talk.me") if _side(item, talk) == "person" else item.sender,
        "when": _time(item.when),
        "segments": marked(item.text[:LINE_MOST], item.id, found.findings),
        "media": media + marks,
    }


def _side(item: Item, talk: Talk) -> str:
    return item.side or next((speaker.side for speaker in talk.speakers if speaker.name == item.sender), "") or "other"


def _steps(visit: Visit, talk: Talk) -> list[dict[str, Any]]:
    """Every step of the known sequence up to the end, those of this file with their time: what has not come is shown as open."""
    seen = {stage.id: stage for stage in talk.stages}
    if len(seen) < 2:
        return []
    rows: list[dict[str, Any]] = []
    for name in STAGES:
        stage = seen.get(name)
        took = duration(stage.minutes, visit.lang) if stage and stage.minutes is not None else ""
        rows.append({"says": visit.say(f"stage.{name}"), "seen": stage is not None, "took": took})
    return rows


def _again(visit: Visit, lines: tuple[Item, ...], talk: Talk) -> str:
    """The lines as they can be typed: ``Me: ...`` and ``Them: ...``."""
    names = {"person": visit.say("talk.me"), "other": visit.say("talk.them")}
    told = (f"{names[_side(item, talk)]}: {item.text}" for item in lines if item.text and _side(item, talk) in names)
    return "\n".join(told)[:CORRECTED_MOST]


def _time(when: str) -> str:
    return when.replace("T", " ")[:16] if when[4:5] == "-" else when
