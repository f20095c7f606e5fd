"""``standfast facts``: what is due for a re-check, and what a person must check before a release."""

from __future__ import annotations

import json as to_json
import sys
from datetime import date

from standfast import pipeline
from standfast.knowledge import facts, release
from standfast.model import BadAnswer, Fact

from . import show
from .page import Page


def run(by: str, *, json: bool, release_list: bool, every: bool) -> int:
    """Exit code 0, or 2 for a date that is none."""
    page = Page()
    try:
        day = date.fromisoformat(by) if by else date.today()
    except ValueError:
        show.error(page, BadAnswer(place="--by", value=by, choices="2027-03-01"))
        page.show(sys.stderr)
        return 2
    rows = [fact for fact in facts() if every or (fact.check if release_list else fact.recheck_by <= day)]
    rows.sort(key=lambda fact: (fact.recheck_by, fact.file, fact.row))
    if json:
        for fact in rows:
            print(
                to_json.dumps(
                    pipeline.plain(fact) | {"as_of": fact.as_of.isoformat(), "recheck_by": fact.recheck_by.isoformat()}, ensure_ascii=False
                )
            )
        return 0
    if release_list:
        for number, check in enumerate(release().checks, 1):
            page.add(f"{number}. {check.what} ({check.who})", "step")
        page.title(show.say("facts.rows"))
    for fact in rows:
        _row(page, fact)
    page.add()
    page.add(show.say("facts.release-count" if release_list else "facts.count", count=str(len(rows)), day=day.isoformat()), "title")
    page.show()
    return 0


def _row(page: Page, fact: Fact) -> None:
    page.add(f"{fact.recheck_by}  {fact.file} · {fact.row}  [{fact.sure}, as of {fact.as_of}]  {fact.text}")
    if fact.check:
        page.add(fact.check, "soft", 12)
