"""What goes into a case: the message that was checked just now, a note, what was seen, a payment, something to come back to."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen
from starlette.responses import Response

from standfast import keep
from standfast.model import WAYS, Case, Entry, FollowUp, Media, Payment, Seen
from standfast.pipeline import case as cases
from standfast.read.media_out import without_media

from ..held import held
from ..notebook import Notebook
from ..upload import Form, read_form
from ..visit import Visit
from . import kept, weighed

LINE_MOST = 2_000
TEXT_MOST = 50_000


@frozen
class Ask:
    """A field of a form: its name, and what kind of thing is asked (``text lines date time choice``)."""

    name: str
    kind: str = "text"
    choices: tuple[str, ...] = ()


FORMS: tuple[tuple[str, tuple[Ask, ...]], ...] = (
    ("note", (Ask("text", "lines"),)),
    ("seen", (Ask("what", "choice", ("picture", "video")), Ask("where"), Ask("when"), Ask("who"), Ask("says", "lines"))),
    (
        "payment",
        (
            Ask("how", "choice", WAYS),
            Ask("amount"),
            Ask("currency"),
            Ask("when", "date"),
            Ask("to"),
            Ask("reference"),
        ),
    ),
    ("reference", (Ask("who"), Ask("reference"), Ask("due", "date"), Ask("text", "lines"))),
    ("stopncii", (Ask("reference"), Ask("pin"), Ask("due", "date"))),
    ("reminder", (Ask("text"), Ask("due", "date"))),
)
"""What can be written down, in the order of the page; its place here stands for it in an address."""


async def show(visit: Visit) -> Response:
    asked = visit.request.query_params.get("w", "")
    if kept.case_of(visit) is None or not (asked.isdecimal() and int(asked) < len(FORMS)):
        return visit.to("case")
    kind, fields = FORMS[int(asked)]
    return visit.show("case_add.html", number=int(asked), kind=kind, fields=fields)


async def take(visit: Visit) -> Response:
    form = await read_form(visit.request, visit.place.largest)
    case, number = kept.case_of(visit), form.one("w")
    if case is None or not (number.isdecimal() and int(number) < len(FORMS)):
        return visit.to("case")
    kind, fields = FORMS[int(number)]
    told = {one.name: form.one(one.name).strip()[: TEXT_MOST if one.kind == "lines" else LINE_MOST] for one in fields}
    if any(value for name, value in told.items() if name not in ("what", "how")):
        kept.put(visit, _with(visit, case, kind, told))
    return visit.to("case")


def _with(visit: Visit, case: Case, kind: str, told: dict[str, str]) -> Case:
    mark = kept.mark(visit)
    if kind == "note":
        return keep.noted(case, told["text"], mark)
    if kind == "seen":
        what = told["what"] if told["what"] in ("picture", "video") else "picture"
        return cases.seen(case, Seen(what, told["where"], told["when"], told["who"], told["says"]), kept.now(visit))
    if kind == "payment":
        return keep.paid(case, Payment("", **told), mark)
    return keep.followed(case, FollowUp("", kind, **told), mark)


def keep_checked(visit: Visit) -> bool:
    """Puts what was checked just now into the open case. False where there is nothing to keep, or no case."""
    case = kept.case_of(visit)
    rows = _stored(visit) if case else ()
    if case is None or not rows:
        return False
    items: dict[str, bytes] = {}
    for number, row in enumerate(rows):
        if any(one.kept_sha256 == row.kept_sha256 and not one.removed for one in case.entries):
            continue
        entry = _entry(visit, case, row, first=not number)
        items[entry.id] = row.data
        case = keep.added(case, entry, kept.mark(visit))
    if items:
        kept.put(visit, case, items)
    return True


def is_kept(visit: Visit, case: Case) -> bool:
    """Whether all of what was checked just now is in the case already."""
    return {row.kept_sha256 for row in _stored(visit)} <= {one.kept_sha256 for one in case.entries}


def with_checked(visit: Visit, draft: Case) -> Case:
    """A case that is nowhere kept, with what was checked just now: what letters are written from where no case is open."""
    for number, row in enumerate(_stored(visit)):
        entry = _entry(visit, draft, row, first=not number)
        draft = evolve(draft, entries=(*draft.entries, entry))
    return draft


@frozen
class _Stored:
    """One file of what was checked, as it will be stored."""

    name: str
    whole: tuple[int, str]
    kept_sha256: str
    data: bytes
    kind: str
    media: tuple[Media, ...]


def _stored(visit: Visit) -> tuple[_Stored, ...]:
    """Media left out. A file that may be a picture is not among them: of screenshots only the words are kept."""
    notebook = visit.notebook
    if not weighed.read(notebook, visit.lang).units:
        return ()
    return held(weighed.key(notebook, visit.lang), lambda: tuple(_without_media(notebook)), "stored")


def _without_media(notebook: Notebook) -> Iterator[_Stored]:
    rows = [("screen.json", notebook.pages.encode("utf-8", "replace"), "screen")] if notebook.pages else []
    rows += [(name, text.encode("latin-1"), "messages") for name, text in notebook.files]
    for name, data, kind in rows or [("message.txt", notebook.message.encode("utf-8", "replace"), "messages")]:
        made = without_media(name, data)
        if not made.ask:
            yield _Stored(name, (made.whole_size, made.whole_sha256), made.sha256, made.data, kind, made.media)


def _entry(visit: Visit, case: Case, row: _Stored, *, first: bool) -> Entry:
    """What was understood was understood of all files together; it is written down with the first one."""
    read = weighed.read(visit.notebook, visit.lang)
    checked = [*(weighed.checked(visit, unit) for unit in read.units), *read.errors] if first else []
    size = (len(row.data), row.kept_sha256)
    return cases.entry(case, row.name, checked, kept.now(visit), kind=row.kind, whole=row.whole, kept=size, media=row.media)


def remove(visit: Visit, form: Form) -> None:
    """Takes one part out: words, name, bytes and hash go; the log says when."""
    case = kept.case_of(visit)
    if case is not None:
        kept.put(visit, keep.removed(case, form.one("about"), kept.mark(visit)))


def finish(visit: Visit, form: Form) -> None:
    """Marks something to come back to as done."""
    case = kept.case_of(visit)
    row = next((one for one in case.follow_ups if one.id == form.one("id")), None) if case else None
    if case is not None and row is not None:
        kept.put(visit, keep.followed(case, evolve(row, done=kept.now(visit).isoformat(timespec="seconds")), kept.mark(visit)))
