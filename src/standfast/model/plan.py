"""What to do, in order, and who can help."""

from __future__ import annotations

from enum import StrEnum

from attrs import frozen


class Phase(StrEnum):
    NOW = "now"
    TODAY = "today"
    WEEK = "this week"
    LATER = "later"


@frozen
class Contact:
    """One way to reach a route: a number, a page, an address."""

    kind: str
    """``phone textphone text web chat email social in-person``"""
    value: str
    say: str = ""
    """What to send, press or look for, as a sentence."""
    note: str = ""


@frozen
class Route:
    """Someone to tell, as shown to this person at this moment."""

    id: str
    name: str
    does: str
    contacts: tuple[Contact, ...]
    hours: str
    """In words: "day and night", "Monday to Friday 10:00 to 16:00", or empty where not known."""
    open_now: bool | None
    """By the clock the plan was made with; None where the hours are not known."""
    as_of: str
    sure: str
    source: tuple[str, ...]
    purposes: tuple[str, ...] = ()
    ages: str = ""
    cost: str = ""
    note: str = ""


@frozen
class Step:
    id: str
    phase: Phase
    title: str
    why: str
    how: tuple[str, ...]
    routes: tuple[Route, ...]
    source: tuple[str, ...]
    as_of: str
    skip: str = ""
    """What it may be skipped for."""
    acts: tuple[str, ...] = ()
    """What the step has the person do, from a closed list; the rules of care are tested on these."""


@frozen
class Plan:
    """``people_now`` stands first on every page: the crisis line and emergency number for this country, age and hour."""

    people_now: tuple[Route, ...]
    steps: tuple[Step, ...]
    as_of: str
    """The local time the plan was made for, ISO 8601 to the minute."""
    country: str
    crisis_first: bool
    """Whether someone may be in danger: then the first step is the crisis step, whatever the kind."""
    notices: tuple[str, ...] = ()
    """Sentences the page must carry, such as the test-build notice."""
