"""Paste a message or open a file. What was entered stays on the page whatever goes wrong."""

from __future__ import annotations

from attrs import evolve
from starlette.responses import Response

from standfast.model import EmptyFile, Item, ReadError

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
    visit.keep(_with(visit, form))
    if form.too_large:
        limit = f"{visit.place.largest // (1024 * 1024)} MB"
        return _again(visit, visit.say("error.SF-READ-004", limit=limit), 413)
    first, _ = weighed.items(visit.notebook)
    readable = [one for one in first if isinstance(one, Item)]
    if not readable:
        return _again(visit, _why(visit, [one for one in first if isinstance(one, ReadError)]), 422)
    return visit.to("result")


def _with(visit: Visit, form: Form) -> Notebook:
    """The notebook with what was sent: a file wins over pasted words, which are kept all the same."""
    file = "" if form.too_large else form.file.decode("latin-1")
    name, words = form.file_name if file else "", form.one("message")[:PASTED_MOST]
    return evolve(visit.notebook, path="message", message=words, file=file, file_name=name)


def _why(visit: Visit, errors: list[ReadError]) -> str:
    """What kept the file from being read, and what to do now."""
    error = errors[0] if errors else EmptyFile()
    return visit.say(f"error.{error.code}", **error.detail)


def _again(visit: Visit, text: str, status: int) -> Response:
    return guides.page(visit, status, fault_text=text)
