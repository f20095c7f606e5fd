"""Random people: full Situations, seeded, with every country, area and platform, and a clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from standfast.knowledge import area, ids
from standfast.model import CHOICES, DEMANDS, UNKNOWN, Situation

START = datetime(2026, 11, 24)
DAYS = 400
"""Long enough to pass every recheck date."""


def someone(luck: Random) -> Situation:
    """Any answers at all; half of the people skip about half of the questions, as people do."""
    skips = luck.choice((0.0, 0.5))
    told: dict[str, Any] = {field: UNKNOWN if luck.random() < skips else luck.choice(choices) for field, choices in CHOICES.items()}
    told["demanded"] = tuple(wish for wish in DEMANDS if luck.random() < 0.2)
    told["country"] = luck.choice((*ids("countries"), UNKNOWN))
    told["platform"] = luck.choice((*ids("platforms"), UNKNOWN))
    places = [place for place in ids("areas") if area(place).country == told["country"]]
    if places and luck.random() < 0.8:
        told["area"] = luck.choice(places)
        told["nation"] = area(told["area"]).nation
    return Situation(**told)


def moment(luck: Random) -> datetime:
    return START + timedelta(minutes=luck.randrange(DAYS * 24 * 60))


def people(count: int, seed: int) -> Iterator[tuple[Situation, datetime]]:
    luck = Random(seed)
    for _ in range(count):
        yield someone(luck), moment(luck)
