"""``standfast triage``: many messages, one line of JSON each, in order; a bad line spoils only itself."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, BinaryIO

from standfast.find import Found, FoundTalk
from standfast.model import BadLine, Item, Origin, ReadError
from standfast.pipeline import understood
from standfast.read import HEAD, MAX_MESSAGE, is_talk, read, read_bytes

from . import show
from .page import Page, json_line

BATCH = 64
"""Lines that a worker takes at a time."""
MAX_LINE = 4 * MAX_MESSAGE


def run(file: str, workers: int) -> int:
    """Exit code 0, or 2 where the input itself cannot be opened."""
    try:
        opened = sys.stdin.buffer if file == "-" else Path(file).open("rb")  # noqa: SIM115  closed below
        total = Path(file).stat().st_size if file != "-" else 0
    except OSError as error:
        page = Page()
        page.add(f"{file}: " + show.say("error.SF-READ-001", reason=(error.strerror or str(error)).lower()), "fault")
        page.show(sys.stderr)
        return 2
    with opened as stream:
        for _, line in _progress(_answers(_lines(stream), workers), total):
            sys.stdout.write(line + "\n")
    return 0


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """(number, line), from 1; a line over the limit is cut, and then is no JSON."""
    number = 0
    while line := stream.readline(MAX_LINE):
        number += 1
        while not line.endswith(b"\n") and len(line) == MAX_LINE and (rest := stream.readline(MAX_LINE)):
            if rest.endswith(b"\n") or len(rest) < MAX_LINE:
                break
        if line.strip():
            yield number, line


def _answers(lines: Iterable[tuple[int, bytes]], workers: int) -> Iterator[tuple[int, str]]:
    """(bytes read, answer), in the order of the lines."""
    batches = _batched(lines)
    if workers == 1:
        for batch in batches:
            yield from answer_all(batch)
        return
    with get_context("spawn").Pool(workers) as pool:
        for answers in pool.imap(answer_all, batches):
            yield from answers


def _batched(lines: Iterable[tuple[int, bytes]]) -> Iterator[list[tuple[int, bytes]]]:
    lines = iter(lines)
    return iter(partial(lambda: list(islice(lines, BATCH))), [])


def answer_all(batch: list[tuple[int, bytes]]) -> list[tuple[int, str]]:
    return [(len(line), json_line(answer(number, line))) for number, line in batch]


def answer(number: int, line: bytes) -> dict[str, Any]:
    """What triage says of one line. Never raises on any bytes."""
    row: Any = None
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        row = None
    name = row.get("id") if isinstance(row, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    try:
        found = _found(number, row)
    except ReadError as error:
        return {"id": name, "error": show.say(f"error.{error.code}", **error.detail)}
    verdict, demand = found.verdict, found.demand
    return {
        "id": name,
        "kind": verdict.kind.value,
        "strength": verdict.strength.value,
        "score": verdict.score,
        "deepfake": verdict.deepfake,
        "account_claim": verdict.account_claim,
        "demand": list(demand.what),
        "amount": demand.amount,
        "deadline": demand.deadline_hours,
        "language": found.language,
    }


def _found(number: int, row: Any) -> Found | FoundTalk:
    if not isinstance(row, dict) or "id" not in row:
        raise BadLine(place=str(number))
    text, path = row.get("text"), row.get("path")  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    if isinstance(text, str):
        return _worst(number, _items(text))
    if not isinstance(path, str):
        raise BadLine(place=str(number))
    return _worst(number, read(path))


def _items(text: str) -> Iterator[Item | ReadError]:
    """The text as one message, or as the conversation that it is a copy of. A text is a text: no mail or page is looked for in it."""
    data = text.encode("utf-8", "surrogatepass")
    items = list(read_bytes(data)) if is_talk(data[:HEAD]) else []
    talk = [item for item in items if isinstance(item, Item) and item.thread]
    yield from talk or [Item("1", "text", text, Origin("-", 0, len(data), sha256(data).hexdigest()))]


def _worst(number: int, items: Iterator[Item | ReadError]) -> Found | FoundTalk:
    """Of several messages or conversations in one file, the one that looks most like blackmail."""
    all_found = list(understood(items))
    found = [one for one in all_found if not isinstance(one, ReadError)]
    if not found:
        raise next((one for one in all_found if isinstance(one, ReadError)), BadLine(place=str(number)))
    return max(found, key=lambda one: one.verdict.score)


def _progress(answers: Iterator[tuple[int, str]], total: int) -> Iterator[tuple[int, str]]:
    """The same, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from answers
        return
    from rich.console import Console
    from rich.progress import Progress, TimeRemainingColumn

    with Progress(*Progress.get_default_columns()[:-1], TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("triage", total=total or None)
        for size, line in answers:
            bar.advance(task, size)
            yield size, line
