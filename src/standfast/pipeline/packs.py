"""A case and a choice -> the files of a pack for one receiver. What is not chosen is left out, and the pack says that it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from typing import Any

from attrs import evolve, field, frozen
from cattrs import Converter

from standfast import __version__
from standfast.keep import Mark, exported, layout
from standfast.keep.exchange import case_uco, indicators_csv, stix
from standfast.keep.pack import LeftOut, PackPart, Sink, left_out_bytes, log_line, readme, safe_name, verify_page
from standfast.knowledge import RouteRow
from standfast.model import Case, Document, Entry, NotStored, PackRefused
from standfast.write import as_html, as_text

from .case import case_letter, case_letters

RECEIVERS: Mapping[str, tuple[str, frozenset[str]]] = {
    "police": ("police", frozenset({"items", "findings", "payments", "log"})),
    "lawyer": ("police", frozenset({"items", "findings", "payments", "log"})),
    "helpline": ("hand-over", frozenset({"findings", "log"})),
    "me": ("police", frozenset({"items", "findings", "payments", "log", "notes"})),
}
"""Receiver -> the group of letters that its report comes from, and what it gets. A helpline needs the story, not the files."""
PARTS = ("items", "findings", "payments", "notes", "log")

_converter = Converter()

Stored = Callable[[str, Sink], None]
"""Writes the bytes of one entry, by its id, into a sink."""
Printed = Callable[[Document], bytes]
"""A document as a PDF."""


@frozen
class Choice:
    """What goes into a pack. ``leave_out``: entries (``entry/0001``), payments, notes, or whole kinds of PARTS."""

    receiver: str
    leave_out: frozenset[str] = frozenset()


@frozen
class Sealing:
    """Who seals, when and where. ``now``: with its offset. ``printed`` makes the PDF, where this place can."""

    now: datetime
    fingerprint: str
    """Of the case's public key, as ``keep.pack.fingerprint`` gives it."""
    lang: str = "en"
    more: tuple[RouteRow, ...] = ()
    supposed: Mapping[str, str] = field(factory=dict[str, str])
    printed: Printed | None = None


@frozen
class Packing:
    """A pack before it is written: its files, in order, and what ``PackWriter`` needs to know."""

    parts: tuple[PackPart, ...]
    info: Mapping[str, str]
    total: int
    """Bytes of payload that come from the case, for the progress."""
    left_out: int
    report: str
    """Id of the letter that the report is; empty where none fits."""


def packing(case: Case, choice: Choice, stored: Stored, how: Sealing) -> Packing:
    """Raises PackRefused for a receiver that is none or where nothing is left, NotStored for something to leave out that is not there."""
    if choice.receiver not in RECEIVERS:
        raise PackRefused(place=choice.receiver, choices=", ".join(RECEIVERS))
    chosen, rows = _chosen(case, choice)
    if not (chosen.entries or chosen.notes or chosen.payments or chosen.answers):
        raise PackRefused(place=choice.receiver, choices=", ".join(RECEIVERS))
    group, wants = RECEIVERS[choice.receiver]
    wants = wants - choice.leave_out
    letter = next((row for row in case_letters(chosen, how.supposed) if row.group == group), None)
    stamp = how.now.isoformat(timespec="seconds")
    payload = [
        *(_items(chosen, stored) if "items" in wants else ()),
        *(_findings(chosen, stamp) if "findings" in wants else ()),
        *_rest(chosen, rows),
        *(_log(case) if "log" in wants else ()),
        *(_report(letter.id, chosen, how) if letter else ()),
    ]
    info = {"version": __version__, "case": case.id, "for": choice.receiver, "left-out": str(len(rows)), "sealed": stamp}
    values = {**info, "fingerprint": how.fingerprint, "files": str(len(payload))}
    front = (readme(letter.written_in or how.lang if letter else how.lang, values), verify_page())
    total = sum(one.kept_size for one in chosen.entries) if "items" in wants else 0
    return Packing((*front, *payload), info, total, len(rows), letter.id if letter else "")


def printer() -> Printed | None:
    """What makes the PDF; None where it cannot be made, as in a browser: the pack then holds the report as text and page."""
    if find_spec("typst") is None:
        return None
    from standfast.write.pdf import as_pdf

    return as_pdf


def sealed(case: Case, choice: Choice, made: Packing, fingerprint: str, mark: Mark) -> Case:
    """The case once the pack is closed: it knows for whom, and its log that there was one."""
    return exported(case, choice.receiver, fingerprint, made.left_out, mark)


def _chosen(case: Case, choice: Choice) -> tuple[Case, list[LeftOut]]:
    """The case as the receiver may know it, and a row for each thing that is left out: that it was there, not what it was."""
    wants = RECEIVERS[choice.receiver][1] - choice.leave_out
    there = {f"entry/{one.id}" for one in case.entries if not one.removed}
    there |= {f"note/{one.id}" for one in case.notes} | {f"payment/{one.id}" for one in case.payments}
    if strange := sorted(choice.leave_out - there - {*PARTS}):
        raise NotStored(place=", ".join(strange))
    entries = tuple(one for one in case.entries if not one.removed and f"entry/{one.id}" not in choice.leave_out)
    notes = tuple(one for one in case.notes if "notes" in wants and f"note/{one.id}" not in choice.leave_out)
    payments = tuple(one for one in case.payments if "payments" in wants and f"payment/{one.id}" not in choice.leave_out)
    stays = {f"entry/{one.id}" for one in entries} | {f"note/{one.id}" for one in notes} | {f"payment/{one.id}" for one in payments}
    parts = [part for part in PARTS if part not in wants]
    one_by_one = [about for about in sorted(there - stays) if about.split("/")[0] + "s" not in parts]
    rows = [LeftOut(about, "choice") for about in (*parts, *one_by_one)]
    rows += [LeftOut(f"entry/{one.id}", "removed", when=one.removed) for one in case.entries if one.removed]
    rows += [LeftOut(f"entry/{one.id}", "never-stored") for one in entries if one.seen]
    rows += [
        LeftOut(f"entry/{one.id}", "media", media.name, media.size, media.when)
        for one in entries
        for media in one.media
    ]  # fmt: skip
    return _writable(evolve(case, entries=entries, notes=notes, payments=payments, exports=(), signing_key="", salts={})), rows


def _items(case: Case, stored: Stored) -> Iterator[PackPart]:
    for one in case.entries:
        if one.kept_sha256:
            yield PackPart(f"data/items/{one.id}/{safe_name(one.name, 'message')}", _writes(one, stored))
        yield PackPart(f"data/items/{one.id}/record.json", _json(_without_scores(_converter.unstructure(one))))


def _writes(one: Entry, stored: Stored) -> Callable[[Sink], None]:
    return lambda sink: stored(one.id, sink)


def _findings(case: Case, now: str) -> Iterator[PackPart]:
    entries = [one.id for one in case.entries]
    rows = [
        {"entry": one.id, "verdict": judged.verdict, "findings": judged.findings, "demand": judged.demand}
        for one in case.entries
        for judged in one.judged
    ]
    yield PackPart("data/findings.json", _json(_without_scores(_converter.unstructure(rows))))
    yield PackPart("data/indicators.csv", indicators_csv(case, entries))
    yield PackPart("data/indicators.stix.json", stix(case, entries, now, __version__))
    yield PackPart("data/case-uco.jsonld", case_uco(case, entries, now, __version__))


def _without_scores(value: Any) -> Any:
    """A score only sorts, and no person is shown it."""
    if isinstance(value, dict):
        return {key: _without_scores(one) for key, one in value.items() if key != "score"}  # pyright: ignore[reportUnknownVariableType]
    return [_without_scores(one) for one in value] if isinstance(value, list | tuple) else value  # pyright: ignore[reportUnknownVariableType]


def _rest(case: Case, rows: list[LeftOut]) -> Iterator[PackPart]:
    """What is not here, and what the person wrote themselves."""
    yield PackPart("data/left-out.json", left_out_bytes(rows))
    for name, part in (("notes", case.notes), ("payments", case.payments)):
        if part:
            yield PackPart(f"data/{name}.json", _json(_converter.unstructure(part)))


def _log(case: Case) -> Iterator[PackPart]:
    yield PackPart("data/log.jsonl", b"".join(map(log_line, case.log)))
    for line in case.log:
        if line.what == "stamped":
            yield PackPart(f"data/stamps/{line.number - 1}.tsr", bytes.fromhex(line.detail["stamp"]))  # it is of the line before


def _report(letter_id: str, case: Case, how: Sealing) -> Iterator[PackPart]:
    document = case_letter(letter_id, case, how.now, how.lang, how.more, how.supposed, how.fingerprint).document
    yield PackPart("data/report.txt", as_text(document).encode())
    yield PackPart("data/report.html", as_html(document).encode())
    if how.printed:
        yield PackPart("data/report.pdf", how.printed(document))


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True).encode() + b"\n"


def _writable(case: Case) -> Case:
    """Half a surrogate pair, from a broken mail or file name, has no form in UTF-8: a question mark stands for it, so places stay."""
    text = json.dumps({"format": layout.FORMAT, "tool": __version__, "case": _converter.unstructure(case)}, ensure_ascii=False)
    data = text.encode("utf-8", "replace")
    return case if data.decode() == text else layout.from_bytes(data, "")
