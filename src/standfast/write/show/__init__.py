"""Tables and lists made from the case. Each gives its blocks, or none where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from standfast.model import Block

from ..matter import Matter
from .kept import kept, left_out
from .people import identifiers, senders
from .reasons import done, findings, links, quotes
from .timeline import payments, references, timeline

SHOW: Mapping[str, Callable[[Matter], tuple[Block, ...]]] = {
    "timeline": timeline,
    "senders": senders,
    "identifiers": identifiers,
    "payments": payments,
    "kept": kept,
    "left-out": left_out,
    "references": references,
    "findings": findings,
    "quotes": quotes,
    "done": done,
    "links": links,
}
