"""``standfast check``: one message or many, for a person or, with --json, for a program."""

from __future__ import annotations

import json as to_json
import sys
from collections.abc import Iterator

from standfast import pipeline
from standfast.find import MAX_CHARACTERS
from standfast.model import BadAnswer, Kind, ReadError, StandfastError
from standfast.plan import follow_ups

from . import show
from .options import Given, moment
from .options import answers as answers_of
from .page import Page
from .progress import reading

FIRST_STEPS = 5
FIRST_FINDINGS = 4


def run(paths: list[str], given: Given, own: list[str], at: str, *, json: bool, full: bool, words_only: bool = False) -> int:
    """Exit code: 0, or 2 where something could not be read; the rest is read all the same."""
    failed = False
    try:
        answers = answers_of(given)
        for checked in _all(paths, answers, own, at, words_only):
            if isinstance(checked, ReadError):
                failed = True
                _complain(checked)
            elif json:
                print(to_json.dumps(pipeline.public(checked), ensure_ascii=False), flush=True)
            else:
                _show(checked, full)
    except BadAnswer as error:
        _complain(error)
        return 2
    return 2 if failed else 0


def _all(paths: list[str], answers: dict[str, str], own: list[str], at: str, words_only: bool) -> Iterator[pipeline.Checked | ReadError]:
    mine = frozenset(own)
    for path in paths:
        source = sys.stdin.buffer.read(64 * 1024 * 1024) if path == "-" else path
        with reading(path) as watch:
            yield from pipeline.check(source, moment(at), answers, mine, words_only=words_only, watch=watch)


def _complain(failure: StandfastError) -> None:
    page = Page()
    show.error(page, failure)
    page.show(sys.stderr)


def _show(checked: pipeline.Checked, full: bool) -> None:
    page = Page()
    _head(page, checked)
    if checked.plan.crisis_first:
        show.people(page, checked.plan)
    show.verdict(page, checked.verdict)
    if not checked.plan.crisis_first:
        show.people(page, checked.plan)
    if checked.verdict.kind is not Kind.NONE or checked.findings:
        show.findings(page, checked.findings, 0 if full else FIRST_FINDINGS)
    if checked.verdict.kind is not Kind.NONE or checked.verdict.asks_for_help:
        show.indicators(page, checked.indicators)
        show.demand(page, checked.demand)
    for question in follow_ups(checked.situation):
        if question.id == "on-camera":
            page.title(question.text)
            page.add(show.say("check.on-camera"), "", 2)
    show.plan(page, checked.plan, 0 if full else FIRST_STEPS)
    page.show()


def _head(page: Page, checked: pipeline.Checked) -> None:
    """Where it stands, who wrote it, and what reading had to guess or leave out."""
    item = checked.items[0]
    place = item.origin.file if item.origin.file != "-" else show.say("check.pasted")
    notes = [note for one in checked.items for note in one.notes]
    if checked.talk:
        page.add(show.say("check.file", place=place), "soft")
        show.talk(page, checked.talk)
        notes += checked.talk.notes
    else:
        page.add(show.say("check.head", place=place, number=item.id), "soft")
        for key, value in (("from", item.sender), ("subject", item.subject)):
            if value:
                page.add(f"{show.say(f'check.{key}')}: {value}", "soft")
        notes += ["text-cut"] * (len(item.text) > MAX_CHARACTERS)
    for note in dict.fromkeys(notes):
        page.add(show.say(f"note.{note}"), "soft")
