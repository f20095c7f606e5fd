"""The sender's identifiers as a table that any spreadsheet opens: RFC 4180, UTF-8 with a byte order mark.

The mark is there because Excel takes a file without one for the local code page and breaks every name that is not plain English.
A cell that a spreadsheet could take for a formula gets an apostrophe in front, as spreadsheets themselves write it.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from standfast.model import Case

from .sighting import Sighting, grouped, sightings

COLUMNS = (
    "kind",
    "value",
    "checksum_holds",
    "as_received",
    "platform",
    "first_seen",
    "last_seen",
    "count",
    "where",
    "files",
)
PLACES = 50
"""So many places are named in a cell; ``count`` counts all."""
_FORMULA = re.compile(r"(^|;)(\s*)(?=[=+\-@\t\r＝＋－＠])")
"""At the start of a cell; and after a semicolon, where half of Europe's spreadsheets start a new cell."""
_BREAKS = re.compile(r"[\x00-\x1f\x7f\u2028\u2029]+")


def indicators_csv(case: Case, entries: Iterable[str]) -> bytes:
    """One row for each identifier of the sender in the entries of these ids.

    ``checksum_holds`` is ``yes``, ``no``, or empty where the kind has none. ``first_seen`` and ``last_seen`` are the times as the
    messages give them: nobody proved them. ``where`` lists ``<entry>/<message>``.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for group in grouped(sightings(case, entries)):
        writer.writerow([safe(cell) for cell in _row(group)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8", "replace")


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs: one line, and an apostrophe where a formula could start."""
    return _FORMULA.sub(r"\1\2'", _BREAKS.sub(" ", cell.lstrip("\t\r\n")))


def _row(group: tuple[Sighting, ...]) -> tuple[str, ...]:
    first = group[0].indicator
    times = [one.item.when for one in group if one.item.when]
    return (
        first.kind,
        first.value,
        {True: "yes", False: "no", None: ""}[first.valid],
        " | ".join(dict.fromkeys(one.written for one in group)),
        first.platform,
        times[0] if times else "",
        times[-1] if times else "",
        str(len(group)),
        _listed(one.where for one in group),
        _listed(one.entry.name for one in group),
    )


def _listed(cells: Iterable[str]) -> str:
    once = [cell for cell in dict.fromkeys(cells) if cell]
    return " | ".join(once[:PLACES]) + (f" | +{len(once) - PLACES}" if len(once) > PLACES else "")
