"""``standfast routes``: who to tell, with the date and source of each contact."""

from __future__ import annotations

import json as to_json
import sys

from standfast import pipeline
from standfast.knowledge import area as area_row
from standfast.knowledge import country as country_row
from standfast.knowledge import ids
from standfast.model import UNKNOWN, StandfastError
from standfast.plan import routes

from . import show
from .options import moment
from .page import Page


def run(country: str, area: str, age: str, kind: str, at: str, *, json: bool) -> int:
    """Exit code 0, or 2 for a place, age or kind without a file."""
    page = Page()
    try:
        if not country and not area:
            for iso in ids("countries"):
                page.add(f"{iso}  {country_row(iso).name}")
            page.add(show.say("routes.choose"), "soft")
            page.show()
            return 0
        iso = country.upper() or area_row(area).country
        found = routes(iso, area or UNKNOWN, age or UNKNOWN, kind or UNKNOWN, now=moment(at))
    except StandfastError as error:
        show.error(page, error)
        page.show(sys.stderr)
        return 2
    if json:
        for one in found:
            print(to_json.dumps(pipeline.plain(one), ensure_ascii=False))
        return 0
    show.notice(page)
    for one in found:
        show.route(page, one, 0)
        for source in one.source:
            page.add(source, "soft", 2)
        page.add()
    page.show()
    return 0
