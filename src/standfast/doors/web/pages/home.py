"""The first page asks one question: what has happened?"""

from __future__ import annotations

from starlette.responses import Response

from standfast.knowledge import guides

from ..visit import Visit


async def show(visit: Visit) -> Response:
    return visit.show("home.html", guides=guides(visit.lang))
