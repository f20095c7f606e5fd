"""What checking a pack says: nouns and codes, no sentences. See docs/formats/pack.md."""

from __future__ import annotations

from attrs import frozen

from .left_out import LeftOut

NEUTRAL = ("holds", "not-given", "not-checked", "absent")


@frozen
class Held:
    """One thing that was checked."""

    code: str
    """``container file manifest tag-manifest signature fingerprint log log-hash stamp``"""
    state: str
    """``holds``, one of the states that docs/formats/pack.md names for the code, or one of ``NEUTRAL``."""
    place: str = ""
    """The file, or ``data/log.jsonl:<line>``."""

    @property
    def is_fault(self) -> bool:
        return self.state not in NEUTRAL


@frozen
class Stamped:
    """A time stamp in the pack. Nothing in it counts unless ``state`` is ``holds``."""

    line: int
    state: str
    time: str = ""
    server: str = ""
    serial: str = ""


@frozen
class Verified:
    """A pack that was read to its end."""

    results: tuple[Held, ...]
    case: str
    """Id of the case."""
    made_for: str
    sealed: str
    """ISO 8601, by the clock of the device that sealed it."""
    version: str
    """Of the tool that says it sealed it."""
    fingerprint: str
    """Of the key in the pack; empty where there is no signature."""
    files: int
    """Under ``data/``."""
    size: int
    """Bytes of them."""
    log_lines: int
    log_hash: str
    """Of the last line."""
    left_out: tuple[LeftOut, ...]
    left_out_said: int
    """How many ``bag-info.txt`` says were left out."""
    stamps: tuple[Stamped, ...]

    @property
    def faults(self) -> tuple[Held, ...]:
        """What does not hold."""
        return tuple(held for held in self.results if held.is_fault)

    @property
    def holds(self) -> bool:
        """Whether every file, manifest, the signature and the log hold. Packing the same files again does not break it."""
        return all(held.code == "container" for held in self.faults)

    @property
    def untouched(self) -> bool:
        """Whether in addition not one byte of the ZIP around the files is another."""
        return not self.faults

    def state(self, code: str) -> str:
        """The first fault of this code, else its first state; empty where it was not looked at."""
        states = [held for held in self.results if held.code == code]
        return next((held.state for held in states if held.is_fault), states[0].state if states else "")
