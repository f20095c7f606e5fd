"""The pages as an ASGI app. An address is a neutral file name; what it shows is one file of ``pages``."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from importlib.resources import files

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from standfast.knowledge import Home, home_css, home_logo, ids, words

from . import render
from .addresses import ASSETS, AWAY, DEFAULT_LANG, NEED_A_PERSON, NUMBERS, address
from .pages import adding, ask, case, guides, home, letters, message, people, plan, result, seal, texts
from .place import Place
from .upload import BrokenForm
from .visit import AGE_VARIANTS, SITE_POLICY, Visit

Handler = Callable[[Visit], Awaitable[Response]]
SHOW: dict[str, Handler] = {
    "home": home.show,
    "ask": ask.show,
    "plan": plan.show,
    "result": result.show,
    "people": people.show,
    "message": message.show,
    "case": case.show,
    "case-add": adding.show,
    "case-seal": seal.show,
    "letters": letters.show_all,
    "letter": letters.show,
    **dict.fromkeys(("threat", "fake", "paid", "other", "accounts", "device"), guides.show),
    **dict.fromkeys(("leaving", "keep", "about"), texts.show),
}
TAKE: dict[str, Handler] = {
    "ask": ask.take,
    "plan": plan.take,
    "message": message.take,
    "case": case.take,
    "case-add": adding.take,
    "case-seal": seal.take,
    "letter": letters.take,
}
TYPES = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml", "png": "image/png"}
_NAME = re.compile(r"(?P<stem>[a-z]+[0-9]*)(?:-(?P<variant>[a-z0-9]{1,4}))?(?:\.(?P<lang>[a-z]{2}))?\.html")
_PAGES = {number: page for page, number in NUMBERS.items()}


def create(place: Place) -> Starlette:
    """The app for one place. It holds no state but the place's notebooks."""

    async def answer(request: Request) -> Response:
        name = request.path_params.get("name") or "index.html"
        if name == AWAY:
            return _away(place, request)
        visit = _visit(place, request, name)
        if visit is None:
            return _nothing_here(place)
        handler = (TAKE if request.method == "POST" else SHOW).get(visit.page)
        return await handler(visit) if handler else _nothing_here(place, 405)

    async def broken(request: Request, _: Exception) -> Response:
        """A form that did not arrive whole changes nothing: its page is shown again."""
        return RedirectResponse(request.url.path.lstrip("/") or "index.html", 303)

    @cache
    def assets() -> dict[str, bytes]:
        return asset_files(place.home)

    async def asset(request: Request) -> Response:
        path: str = request.path_params["path"]
        found = assets().get(path)
        return Response(found, media_type=TYPES[path.rsplit(".", 1)[-1]]) if found is not None else _nothing_here(place)

    return Starlette(
        routes=[
            Route(f"/{ASSETS}/{{path:path}}", asset),
            Route("/", answer),
            Route("/{name}", answer, methods=["GET", "POST"]),
        ],
        exception_handlers={BrokenForm: broken},
    )


def static_addresses(home_row: Home) -> tuple[str, ...]:
    """Every page that is made ahead of time, in every language of a home."""
    return tuple(_static(home_row.languages))


def _static(languages: tuple[str, ...]) -> Iterator[str]:
    for lang in languages:
        for page in NUMBERS:
            if page not in NEED_A_PERSON:
                yield address(page, lang)
        yield from (address("plan", lang, variant) for variant in AGE_VARIANTS)
        yield from (address("people", lang, iso.lower()) for iso in ids("countries"))
    yield AWAY


def asset_files(home_row: Home) -> dict[str, bytes]:
    """Every file under the assets folder, by its path there."""
    folder = files("standfast.doors.web") / "assets"
    found = {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}
    found |= {f"art/{one.name}": one.read_bytes() for one in (folder / "art").iterdir() if one.is_file()}
    found["home.css"] = home_css(home_row).encode()
    if home_row.logo:
        found[f"home-{home_row.logo}"] = home_logo(home_row)
    return found


def _visit(place: Place, request: Request, name: str) -> Visit | None:
    match = _NAME.fullmatch(name)
    if match is None or match["stem"] not in _PAGES:
        return None
    page, lang, variant = _PAGES[match["stem"]], match["lang"] or DEFAULT_LANG, match["variant"] or ""
    if lang not in ids("words") or (lang == DEFAULT_LANG and match["lang"]):
        return None
    known = {"plan": tuple(AGE_VARIANTS), "people": tuple(iso.lower() for iso in ids("countries"))}.get(page, ())
    return Visit(request, place, page, lang, variant) if not variant or variant in known else None


def _away(place: Place, request: Request) -> Response:
    place.notebooks.forget(request)
    lang = place.home.languages[0]
    return HTMLResponse(render.html("away.html", lang, policy=SITE_POLICY if place.where == "site" else ""))


def _nothing_here(place: Place, status: int = 404) -> Response:
    """A page without a name for what was looked for."""
    lang = place.home.languages[0] if place.home.languages else words().id
    return HTMLResponse(render.html("nothing.html", lang, policy=""), status)
