"""``standfast check``: one message or many, for a person or, with --json, for a program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from attrs import define, field

from standfast import pipeline
from standfast.find import MAX_CHARACTERS
from standfast.model import BadAnswer, Kind, ReadError, StandfastError
from standfast.plan import follow_ups
from standfast.read import Source, is_screen, read_several

from . import show
from .options import Given, moment
from .options import answers as answers_of
from .page import Page, json_line
from .progress import reading

FIRST_STEPS = 5
FIRST_FINDINGS = 4


def run(paths: list[str], given: Given, own: list[str], at: str, *, json: bool, full: bool, words_only: bool = False) -> int:
    """Exit code: 0, or 2 where something could not be read; the rest is read all the same."""
    failed = False
    shown = Shown(full)
    try:
        answers = answers_of(given)
        for checked in _all(paths, answers, own, at, words_only):
            if isinstance(checked, ReadError):
                failed = True
                _complain(checked)
            elif json:
                print(json_line(pipeline.public(checked)), flush=True)
            else:
                shown.add(checked)
        shown.end()
    except BadAnswer as error:
        _complain(error)
        return 2
    return 2 if failed else 0


def _all(paths: list[str], answers: dict[str, str], own: list[str], at: str, words_only: bool) -> Iterator[pipeline.Checked | ReadError]:
    mine, now = frozenset(own), moment(at)
    screens = [one for one in (Source(path, Path(path), words_only=words_only) for path in paths if path != "-") if is_screen(one)]
    for path in paths:
        if path == "-":
            yield from pipeline.check(sys.stdin.buffer.read(64 * 1024 * 1024), now, answers, mine, words_only=words_only)
        elif len(screens) < 2 or all(path != one.name for one in screens):
            with reading(path) as watch:
                yield from pipeline.check(path, now, answers, mine, words_only=words_only, watch=watch)
        elif path == screens[0].name:  # screenshots of one conversation are read as one
            yield from pipeline.check_items(read_several(screens), now, answers, mine)


def _complain(failure: StandfastError) -> None:
    page = Page()
    show.error(page, failure)
    page.show(sys.stderr)


@define
class Shown:
    """Each message whole. Of many conversations, as a data download holds them, the quiet ones are only counted."""

    full: bool
    quiet: int = 0
    first: pipeline.Checked | None = None
    telling: list[str] = field(factory=list[str])

    def add(self, checked: pipeline.Checked) -> None:
        if checked.talk is None or not pipeline.is_quiet(checked):
            if checked.talk:
                self.telling.append(checked.talk.speaker or checked.talk.thread)
            _show(checked, self.full)
            return
        self.quiet += 1
        self.first = self.first or checked

    def end(self) -> None:
        """The only conversation is shown, quiet or not; of many, how many there were."""
        if self.first and self.quiet == 1 and not self.telling:
            _show(self.first, self.full)
        elif self.quiet:
            page = Page()
            page.add(show.say("talk.quiet", count=f"{self.quiet:,}"), "soft")
            if self.telling:
                page.add(show.say("talk.telling", names=", ".join(self.telling)))
            page.show()


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
