"""How a request goes to a platform: what is known of its own ways, and none guessed."""

from __future__ import annotations

from attrs import evolve

from standfast.knowledge import PlatformFact, ids, platform, translated

_TOPICS = ("takedown", "report")
_SERVICES = ("stopncii", "take-it-down")
"""The services for one's age: the plan and the letter name them already."""


def platform_ways(platform_id: str, lang: str) -> tuple[PlatformFact, ...]:
    """Take-down facts of one platform, then how to report there, in one language; empty for a platform that is not known.

    Unchecked rows (K) and the services for one's age are left out; of rows with one secondary source (C) only the address stays.
    """
    if platform_id not in ids("platforms"):
        return ()
    rows = (row for topic in _TOPICS for row in platform(platform_id).facts if row.topic == topic)
    known = (row for row in rows if row.sure != "K" and row.id not in _SERVICES)
    shown = (evolve(row, text="" if row.sure == "C" else translated(row.text, lang)) for row in known)
    return tuple(row for row in shown if row.text or row.address)
