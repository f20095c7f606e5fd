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


class KnowledgeError(StandfastError):
    """A knowledge file that is malformed. For developers: the test suite fails on it, a person never meets it."""

    code = "SF-KNOW-001"


class BadAnswer(StandfastError):
    """An answer that is not one of the choices."""

    code = "SF-ASK-001"


class UnknownPlace(StandfastError):
    """A country or police area without a knowledge file."""

    code = "SF-ASK-002"
