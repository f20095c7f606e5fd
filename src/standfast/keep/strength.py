"""How long a passphrase would hold, as codes that ``knowledge/words`` has sentences for, and one made from random words."""

from __future__ import annotations

import secrets
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from attrs import frozen

from standfast.model import ToolMissing, WeakPassphrase

ENOUGH = 3
"""The lowest score that a case may be locked with: above a hundred million guesses."""
WORDS = 6
"""Of 2,048: 66 bits, more than anybody can try at the cost of one guess."""
LOOKED_AT = 72
"""Letters; what comes after can only make it stronger."""
_DAY = 86_400
_UNITS = (("moment", 60), ("minutes", 3600), ("hours", _DAY), ("days", 30 * _DAY), ("months", 365 * _DAY), ("years", 36_500 * _DAY))
_NAMES = frozenset({"male_names", "female_names", "surnames"})


@frozen
class Passphrase:
    """What can be said of one, without the one itself."""

    score: int
    """0 to 4, as zxcvbn counts: ``case.strength.<score>``."""
    holds: str
    """``moment minutes hours days months years centuries`` at 10,000 guesses a second, about two thousand times what one laptop can do to a
    case: ``case.holds.<code>``."""
    why: str
    """Why it is weak: ``common word name known keys repeat sequence date short``, or empty: ``case.weak.<code>``."""

    @property
    def too_weak(self) -> bool:
        return self.score < ENOUGH


def strength(passphrase: str, known: tuple[str, ...] = ()) -> Passphrase:
    """``known``: words that others could guess for this person (their names, the case's name). Raises ToolMissing."""
    try:
        from zxcvbn import zxcvbn
    except ImportError as error:
        raise ToolMissing(need="zxcvbn", get="pip install 'standfast[case]'") from error
    text = unicodedata.normalize("NFC", passphrase)[:LOOKED_AT]
    if not text:
        return Passphrase(0, "moment", "short")
    found: Any = zxcvbn(text, user_inputs=[word for word in known if word])
    seconds = float(found["crack_times_seconds"]["offline_slow_hashing_1e4_per_second"])
    holds = next((unit for unit, below in _UNITS if seconds < below), "centuries")
    score = int(found["score"])
    return Passphrase(score, holds, _why(found["sequence"]) if score < ENOUGH else "")


def refuse_weak(passphrase: str, known: tuple[str, ...] = ()) -> None:
    """Raises WeakPassphrase, whose ``why`` is as in ``Passphrase``. There is no way around it."""
    found = strength(passphrase, known)
    if found.too_weak:
        raise WeakPassphrase(why=found.why)


def suggested() -> str:
    """Six random words with a space between them. Never kept anywhere."""
    return " ".join(secrets.choice(words()) for _ in range(WORDS))


@cache
def words() -> tuple[str, ...]:
    """2,048 plain English words."""
    return tuple((files("standfast.knowledge") / "passphrase-words.txt").read_text("utf-8").split())


def _why(sequence: list[dict[str, Any]]) -> str:
    """The reason that the longest guessable piece gives."""
    guessed = [piece for piece in sequence if piece["pattern"] != "bruteforce"]
    if not guessed:
        return "short"
    piece = max(guessed, key=lambda one: len(one["token"]))
    pattern = str(piece["pattern"])
    if pattern == "dictionary":
        source = str(piece["dictionary_name"])
        return "common" if source == "passwords" else "known" if source == "user_inputs" else "name" if source in _NAMES else "word"
    return {"spatial": "keys", "repeat": "repeat", "sequence": "sequence", "regex": "date", "date": "date"}.get(pattern, "short")
