"""One thing that was received or collected, after reading. Never edited."""

from __future__ import annotations

from attrs import frozen


@frozen
class Attachment:
    """A file that came with an Item: what it is called, never its content (rule 13)."""

    name: str
    media_type: str
    size: int
    """Bytes after transfer decoding, or -1 where the reader did not decode it."""
    when: str = ""
    """The time that the file itself gives for it, as written there; empty where it gives none."""


@frozen
class Origin:
    """Where an Item stands in the file it came from."""

    file: str
    """The path as it was given, or "-" for pasted text."""
    start: int
    """First byte of the Item in the file."""
    end: int
    """One past its last byte."""
    sha256: str
    """Of those bytes, in lower-case hexadecimal."""


@frozen
class Item:
    """A message, a mail, a piece of pasted text. ``text`` is what a reader shows: MIME, charset and HTML undone, no more."""

    id: str
    kind: str
    """``mail``, ``text``, ``chat-line``; later readers add ``profile``, ``picture``."""
    text: str
    """All spans of findings and indicators count characters (code points) of this."""
    origin: Origin
    subject: str = ""
    sender: str = ""
    to: str = ""
    when: str = ""
    """The sender's own date, as written; unproven."""
    hidden: str = ""
    """Text that the HTML hides from the eye. Kept apart: a filter may see it, the person did not."""
    headers: tuple[tuple[str, str], ...] = ()
    """Mail headers in their order, names in lower case, folded lines joined."""
    attachments: tuple[Attachment, ...] = ()
    thread: str = ""
    """The conversation that this line is part of, unique inside its file and readable; empty for a message by itself."""
    side: str = ""
    """Who wrote it: ``person`` (who holds the file), ``other``, ``notice`` (the app itself); empty where the file does not say."""
    platform: str = ""
    """Where it was written: the id of a file in ``knowledge/platforms``; empty where not known."""
    unsure: tuple[tuple[int, int], ...] = ()
    """Characters ``start`` to ``end`` of ``text`` that text recognition was not sure of."""
    notes: tuple[str, ...] = ()
    """What reading had to guess or leave out, as ids of ``knowledge/words`` (``note.<id>``)."""
