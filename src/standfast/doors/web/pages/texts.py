"""Pages that are words alone: what leaving cannot clear, keeping the pages on a phone, what this is."""

from __future__ import annotations

from datetime import date
from itertools import takewhile

from starlette.responses import Response

from standfast import __version__
from standfast.knowledge import facts, release, words

from ..render import day_in_words
from ..visit import Visit


async def show(visit: Visit) -> Response:
    blocks = list(_blocks(visit))
    if visit.page == "about":
        blocks.append((visit.say("page.about.state"), _state(visit)))
    return visit.show("text.html", blocks=blocks)


def _blocks(visit: Visit) -> list[tuple[str, list[str]]]:
    """``page.<page>.1`` is a heading, ``page.<page>.1.1`` and on its lines, until one is missing."""
    have = words("en").text
    found: list[tuple[str, list[str]]] = []
    for number in takewhile(lambda n: f"page.{visit.page}.{n}" in have, range(1, 20)):
        head = f"page.{visit.page}.{number}"
        lines = takewhile(lambda n, head=head: f"{head}.{n}" in have, range(1, 30))
        found.append((visit.say(head), [visit.say(f"{head}.{line}") for line in lines]))
    return found


def _state(visit: Visit) -> list[str]:
    """Which version this is, and how old its facts are: the test-build notice is part of every build (rule 15)."""
    today: date = visit.now.date()
    rows = list(facts())
    due = [row for row in rows if row.recheck_by < today]
    soonest = day_in_words(visit.lang, min(row.recheck_by for row in rows))
    lines = [
        visit.say("page.about.version", version=__version__),
        visit.say("page.about.facts", count=len(rows), due=len(due), soonest=soonest),
    ]
    return [*lines, visit.say("page.about.signed" if release().signed else "page.about.unsigned")]
