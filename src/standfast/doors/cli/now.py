"""``standfast now``: a plan with no file, from at most seven questions that can all be skipped."""

from __future__ import annotations

import json as to_json
import sys

from standfast import pipeline
from standfast.knowledge import QuestionRow
from standfast.model import BadAnswer, Situation
from standfast.plan import answers_from, choices, first_questions, follow_ups

from . import show
from .options import Given, moment
from .options import answers as answers_of
from .page import Page


def run(given: Given, at: str, *, json: bool, ask: bool) -> int:
    """Exit code 0, or 2 for an answer that is no choice."""
    try:
        answers = answers_of(given)
        if ask and not answers and not json and sys.stdin.isatty():
            answers = _interview(at)
        situation, plan = pipeline.advise(answers, moment(at))
    except BadAnswer as error:
        page = Page()
        show.error(page, error)
        page.show(sys.stderr)
        return 2
    if json:
        print(to_json.dumps({"situation": pipeline.plain(situation), "plan": pipeline.plain(plan)}, ensure_ascii=False))
        return 0
    page = Page()
    show.people(page, plan)
    show.plan(page, plan)
    page.show()
    return 0


def _interview(at: str) -> dict[str, str]:
    """Ask, one question at a time. The lines to ring stand above the first one."""
    page = Page()
    show.people(page, pipeline.advise({}, moment(at))[1])
    page.add()
    page.add(show.say("now.intro"))
    page.show()
    ticked: dict[str, list[str]] = {}
    for question in first_questions():
        _ask(question, ticked)
    for question in follow_ups(_situation(ticked)):
        _ask(question, ticked)
    return answers_from(ticked)


def _situation(ticked: dict[str, list[str]]) -> Situation:
    return pipeline.advise(answers_from(ticked), moment(""))[0]


def _ask(question: QuestionRow, ticked: dict[str, list[str]]) -> None:
    offered = choices(question, _situation(ticked))
    page = Page()
    page.title(question.text)
    page.add(question.why, "soft")
    for number, choice in enumerate(offered, 1):
        page.add(f"{number}. {choice.label}", "", 2)
    page.add(show.say("now.many" if question.many else "now.one"), "soft")
    page.show()
    while True:
        try:
            typed = input("> ").replace(",", " ").split()
        except EOFError:
            typed = []
        picked = [offered[int(part) - 1].id for part in typed if part.isdigit() and 1 <= int(part) <= len(offered)]
        if len(picked) == len(typed) and (question.many or len(picked) <= 1):
            break
        print(show.say("now.again"))
    if picked:
        ticked[question.id] = picked
