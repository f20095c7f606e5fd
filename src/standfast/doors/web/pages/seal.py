"""A pack of the case for one receiver: what goes in is chosen part by part."""

from __future__ import annotations

import io

from starlette.responses import Response

from standfast.keep.pack import PackWriter, fingerprint
from standfast.keep.pack.writer import Sink
from standfast.model import Case, PackRefused, StandfastError
from standfast.pipeline import packs

from ..upload import read_form
from ..visit import Visit
from . import clock, kept
from .saved import download

PACK = "pack.zip"


async def show(visit: Visit) -> Response:
    case = kept.case_of(visit)
    return visit.to("case") if case is None else _page(visit, case)


async def take(visit: Visit) -> Response:
    form = await read_form(visit.request, visit.place.largest)
    case = kept.case_of(visit)
    if case is None:
        return visit.to("case")
    chosen = set(form.fields.get("in", ()))
    left_out = frozenset(about for about, _ in _parts(visit, case) if about not in chosen)
    try:
        data = await _sealed(visit, case, packs.Choice(form.one("for"), left_out))
    except PackRefused:
        return _page(visit, case, visit.say("page.seal.nothing"))
    except StandfastError as error:
        return _page(visit, case, visit.say(f"error.{error.code}", **{"file": PACK, "place": error.place, **error.detail}))
    return download(data, PACK, "application/zip")


async def _sealed(visit: Visit, case: Case, choice: packs.Choice) -> bytes:
    """Signed with the case's own key; the case then knows for whom, and under which fingerprint."""

    def stored(entry_id: str, sink: Sink) -> None:
        sink(visit.notebook.case_items[entry_id].encode("latin-1"))

    one = kept.safe(visit)
    public, _ = await one.sign(case.signing_key, b"")
    how = packs.Sealing(kept.now(visit), fingerprint(public), visit.lang, visit.more, visit.supposed, packs.printer())
    made = packs.packing(kept.case_or_draft(visit), choice, stored, how)
    out = io.BytesIO()
    writer = PackWriter(out, made.info)
    for part in made.parts:
        writer.add(part)
    _, signature = await one.sign(case.signing_key, writer.to_sign())
    writer.close(public, signature)
    kept.put(visit, packs.sealed(case, choice, made, how.fingerprint, kept.mark(visit)))
    return out.getvalue()


def _parts(visit: Visit, case: Case) -> list[tuple[str, str]]:
    """(name, words) of each part that may be left out."""
    rows: list[tuple[str, str]] = []
    for entry in case.entries:
        if not entry.removed:
            rows.append((f"entry/{entry.id}", " · ".join(filter(None, (visit.say(f"page.case.kind.{entry.kind}"), entry.name)))))
    for paid in case.payments:
        rows.append((f"payment/{paid.id}", " ".join((visit.say("page.add.payment.title"), paid.amount, paid.currency)).strip()))
    for note in case.notes:
        rows.append((f"note/{note.id}", visit.say("page.case.note-of", when=clock.in_words(visit, note.when[:10]))))
    return rows


def _page(visit: Visit, case: Case, fault: str = "") -> Response:
    made = [
        {
            "when": clock.in_words(visit, one.when[:16]),
            "to": visit.say(f"page.seal.for.{one.receiver}"),
            "fingerprint": one.fingerprint,
        }
        for one in case.exports
    ]
    return visit.show(
        "case_seal.html",
        status=422 if fault else 200,
        fault_text=fault,
        receivers=list(packs.RECEIVERS),
        parts=_parts(visit, case),
        pdf=packs.printer() is not None,
        made=made,
    )
