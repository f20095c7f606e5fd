"""Single steps and routes, for pages that guide without a whole plan. The same gates, the same words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from standfast.knowledge import RouteRow, steps
from standfast.model import Route, Situation, Step

from .make import Board
from .routing import seeker


def named(
    step_ids: Sequence[str], situation: Situation, now: datetime, lang: str = "en", more: tuple[RouteRow, ...] = ()
) -> tuple[Step, ...]:
    """These steps in this order, whatever their rules say; one that is nothing without an address is left out where nobody serves it."""
    rows = {row.id: row for row in steps()}
    board = Board(situation, seeker(situation, lang, more), now)
    return tuple(step for step_id in step_ids if (step := board.step(rows[step_id])))


def serving(
    purposes: Sequence[str], situation: Situation, now: datetime, lang: str = "en", more: tuple[RouteRow, ...] = ()
) -> tuple[Route, ...]:
    """Everybody who serves these purposes for this person, each once, in the order of the purposes."""
    board = Board(situation, seeker(situation, lang, more), now)
    return tuple({route.id: route for purpose in purposes for route in board.serving(purpose)}.values())
