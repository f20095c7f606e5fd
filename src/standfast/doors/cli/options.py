"""Options that several commands share, made into what the rooms take."""

from __future__ import annotations

from datetime import datetime

from standfast.model import BadAnswer

Given = tuple[str, str, str, list[str] | None]
"""The options country, area, age, and the others as FIELD=VALUE."""


def answers(given_options: Given) -> dict[str, str]:
    """Situation fields from options. Raises BadAnswer for one that is not FIELD=VALUE."""
    country, area, age, others = given_options
    given = {"country": country.upper(), "area": area, "shown_age": age}
    for other in others or []:
        field, equals, value = other.partition("=")
        if not equals:
            raise BadAnswer(place="--answer", value=other, choices="FIELD=VALUE")
        given[field.strip().replace("-", "_")] = value.strip()
    return {field: value for field, value in given.items() if value}


def moment(at: str) -> datetime:
    """The local wall clock, or the time that was asked for. Raises BadAnswer."""
    if not at:
        return datetime.now().replace(microsecond=0)
    try:
        return datetime.fromisoformat(at).replace(tzinfo=None)
    except ValueError as error:
        raise BadAnswer(place="--at", value=at, choices="2026-11-24T23:40") from error
