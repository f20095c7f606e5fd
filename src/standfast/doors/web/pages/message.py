"""Paste a message or open files. What was entered stays on the page whatever goes wrong."""

from __future__ import annotations

from attrs import evolve
from starlette.responses import Response

from standfast.knowledge import words
from standfast.model import EmptyFile, ReadError

from ..notebook import Notebook
from ..upload import BrokenForm, Form, read_form
from ..visit import Visit
from . import guides, weighed

PASTED_MOST = 2_000_000


async def show(visit: Visit) -> Response:
    return guides.page(visit)


async def take(visit: Visit) -> Response:
    try:
        form = await read_form(visit.request, visit.place.largest)
    except BrokenForm:
        return _again(visit, visit.say("page.message.broken"), 400)
    visit.keep(evolve(visit.notebook, me=form.one("me")[:200]) if "me" in form.fields else _with(visit, form))
    if form.too_large:
        limit = f"{visit.place.largest // (1024 * 1024)} MB"
        return _again(visit, visit.say("error.SF-READ-004", limit=limit), 413)
    found = weighed.read(visit.notebook, visit.lang)
    return visit.to("result") if found.units else _again(visit, why(visit, found.errors), 422)


def _with(visit: Visit, form: Form) -> Notebook:
    """The notebook with what was sent: files win over pasted words, which are kept all the same."""
    return evolve(
        visit.notebook,
        path="message",
        message=form.one("message")[:PASTED_MOST],
        files=() if form.too_large else tuple((name, data.decode("latin-1")) for name, data in form.files),
        pages=form.one("pages"),
        words_only=form.one("words_only") == "yes",
        me="",
    )


def why(visit: Visit, errors: tuple[ReadError, ...]) -> str:
    """What kept the file from being read, and what to do now: in the words of the page where it has its own."""
    error = errors[0] if errors else EmptyFile()
    key = f"page.error.{error.code}"
    return visit.say(key if key in words(visit.lang).text else f"error.{error.code}", **error.detail)


def _again(visit: Visit, text: str, status: int) -> Response:
    return guides.page(visit, status, fault_text=text)
