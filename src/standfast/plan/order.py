"""One total order of all steps: by phase, then order, then id, and by every ``before``."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from standfast.knowledge import StepRow
from standfast.model import KnowledgeError, Phase

PHASES = tuple(phase.value for phase in Phase)


def _file(row: StepRow) -> str:
    return f"knowledge/steps/{row.id}.toml"


def _phase(row: StepRow) -> int:
    if row.phase not in PHASES:
        raise KnowledgeError(_file(row), "phase", found=row.phase, choices=", ".join(PHASES))
    return PHASES.index(row.phase)


def _checked_before(row: StepRow, by_id: dict[str, StepRow]) -> tuple[str, ...]:
    for other in row.before:
        if other not in by_id:
            raise KnowledgeError(_file(row), "before", unknown=other)
        if _phase(row) > _phase(by_id[other]):
            raise KnowledgeError(_file(row), "before", earlier_phase=other)
    return row.before


def in_order(rows: Sequence[StepRow]) -> tuple[StepRow, ...]:
    """All steps in one order. What is left after leaving some out keeps every constraint, so one order serves all plans.

    Raises KnowledgeError for a cycle, an unknown step, or a step that must stand before one of an earlier phase.
    """
    by_id = {row.id: row for row in rows}
    later = {row.id: _checked_before(row, by_id) for row in rows}
    waits = dict.fromkeys(by_id, 0)
    for others in later.values():
        for other in others:
            waits[other] += 1
    ready = [(_phase(row), row.order, row.id) for row in rows if not waits[row.id]]
    heapq.heapify(ready)
    done: list[StepRow] = []
    while ready:
        row = by_id[heapq.heappop(ready)[2]]
        done.append(row)
        for other in later[row.id]:
            waits[other] -= 1
            if not waits[other]:
                heapq.heappush(ready, (_phase(by_id[other]), by_id[other].order, other))
    if len(done) < len(rows):
        stuck = ", ".join(sorted(set(by_id) - {row.id for row in done}))
        raise KnowledgeError("knowledge/steps", "before", cycle=stuck)
    return tuple(done)
