"""What the sender wants, how much, and by when."""

from __future__ import annotations

from attrs import frozen

from .finding import Span


@frozen
class Demand:
    what: tuple[str, ...] = ()
    """Any of ``money pictures live-act meeting self-harm recruit``, sorted."""
    amount: float | None = None
    currency: str = ""
    """ISO 4217 code, or ``BTC``, ``ETH`` ...; empty where the text names none."""
    deadline_hours: float | None = None
    """Hours from receiving the message, as the text says them."""
    because: tuple[Span, ...] = ()
