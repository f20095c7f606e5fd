"""One class for each failure: a stable code, a plain sentence, and what to do now.

The sentences live in ``knowledge/words/<lang>`` under ``error.<code>``; an error carries the code and what fills the gaps.
"""

from __future__ import annotations


class StandfastError(Exception):
    """A failure that a person can understand. ``code`` is stable; ``place`` says where inside ``file``."""

    code = "SF-000"

    def __init__(self, file: str = "", place: str = "", **detail: str) -> None:
        super().__init__(file, place)
        self.file = file
        self.place = place
        self.detail = detail

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.file, self.place, self.detail)

    def __str__(self) -> str:
        where = self.file + (f", {self.place}" if self.place else "")
        more = " ".join(f"{key}={value}" for key, value in self.detail.items())
        return " ".join(part for part in (self.code, where, more) if part)


def _again(kind: type[StandfastError], file: str, place: str, detail: dict[str, str]) -> StandfastError:
    """The same error on the other side of a process border."""
    return kind(file, place, **detail)


class ReadError(StandfastError):
    """Anything that keeps a file from being read."""

    code = "SF-READ-000"


class CannotOpen(ReadError):
    code = "SF-READ-001"


class EmptyFile(ReadError):
    code = "SF-READ-002"


class NotText(ReadError):
    code = "SF-READ-003"


class TooLarge(ReadError):
    code = "SF-READ-004"


class TooDeep(ReadError):
    code = "SF-READ-005"


class BrokenMail(ReadError):
    code = "SF-READ-006"


class UnknownFormat(ReadError):
    code = "SF-READ-007"


class BadLine(ReadError):
    """A line of JSON Lines that is not what ``triage`` reads."""

    code = "SF-READ-008"


class BrokenFile(ReadError):
    """A format that was known, and then did not go on as it should: half downloaded, cut, or not what it says it is."""

    code = "SF-READ-009"


class Locked(ReadError):
    """Behind a password."""

    code = "SF-READ-010"


class Bomb(ReadError):
    """Packed so that unpacking would fill the memory."""

    code = "SF-READ-011"


class PictureNotAsked(ReadError):
    """A picture, and nobody said that it shows words only (rules of care 3 and 14)."""

    code = "SF-READ-012"


class ToolMissing(ReadError):
    """A part that is not installed; ``need`` says what to get."""

    code = "SF-READ-013"


class NothingKnown(ReadError):
    """A ZIP in which no export is known."""

    code = "SF-READ-014"


class NoWords(ReadError):
    """A picture in which no words were found."""

    code = "SF-READ-015"


class KnowledgeError(StandfastError):
    """A knowledge file that is malformed. For developers: the test suite fails on it, a person never meets it."""

    code = "SF-KNOW-001"


class BadAnswer(StandfastError):
    """An answer that is not one of the choices."""

    code = "SF-ASK-001"


class UnknownPlace(StandfastError):
    """A country or police area without a knowledge file."""

    code = "SF-ASK-002"


class CaseError(StandfastError):
    """Anything that keeps a case file from being opened or saved. Nothing on disk was changed."""

    code = "SF-CASE-000"


class NoCase(CaseError):
    """There is no case file at this place, or what is there is none."""

    code = "SF-CASE-001"


class WrongPassphrase(CaseError):
    code = "SF-CASE-002"


class BrokenCase(CaseError):
    """The file was cut or changed; ``place`` says which part."""

    code = "SF-CASE-003"


class CaseBusy(CaseError):
    """Another program has this case open, or saved it since it was opened here."""

    code = "SF-CASE-004"


class CaseNewer(CaseError):
    """Written by a newer version of the format."""

    code = "SF-CASE-005"


class NoSpace(CaseError):
    """The disk is full, or does not let us write; the case is as it was before."""

    code = "SF-CASE-006"


class NotStored(CaseError):
    """Asked for an entry, note or follow-up that is not in the case, or was removed."""

    code = "SF-CASE-007"


class WeakPassphrase(CaseError):
    """Too easy to guess to protect anything."""

    code = "SF-CASE-008"


class CaseThere(CaseError):
    """A new case was asked for where a file lies already."""

    code = "SF-CASE-009"


class BadPack(StandfastError):
    """Not a pack, or not one that can be read; ``place`` names the part."""

    code = "SF-PACK-001"


class PackRefused(StandfastError):
    """Nothing is left to hand over, or the receiver's key is no age key."""

    code = "SF-PACK-002"


class StampRefused(StandfastError):
    """The stamping server did not answer, or not with a stamp of this log."""

    code = "SF-PACK-003"


class BadRecipient(StandfastError):
    """What a pack was to be locked for is no age key."""

    code = "SF-PACK-004"


class LetterIncomplete(StandfastError):
    """A letter that must be complete still has gaps; ``fields`` names them."""

    code = "SF-WRITE-001"
