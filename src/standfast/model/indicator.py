"""What identifies the blackmailer: a wallet, an account, a handle, an address."""

from __future__ import annotations

from attrs import frozen


@frozen
class Indicator:
    """``value`` is the normal form; the words as received are ``items[item].text[start:end]``."""

    kind: str
    """``bitcoin ethereum litecoin monero tron iban phone email url handle paypal cashapp gift-card``, or a later file's name."""
    value: str
    valid: bool | None
    """Whether its checksum or shape holds; None where the kind has none."""
    item: str
    start: int
    end: int
    platform: str = ""
    """For handles: where the handle lives, when the text says so."""
    whose: str = "sender"
    """``sender``, or ``person`` for the person's own, which are never treated as the blackmailer's."""
