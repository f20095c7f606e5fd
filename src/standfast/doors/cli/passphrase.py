"""Asks for a passphrase on the terminal, hidden, and says while it is typed how hard it is to guess. It never stands in a command."""

from __future__ import annotations

import codecs
import getpass
import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from standfast.model import CannotOpen

from . import show

LONGEST = 4096
_ENDS, _BACK, _CLEAR = ("\r", "\n", "\x04"), ("\x7f", "\b"), "\x15"

Hint = Callable[[str], str]
"""What is typed so far -> one word about it."""


def known(given: str) -> str:
    """The passphrase of a case that is there. ``given``: "" asks on the terminal, ``-`` or a number is an open stream, else a file."""
    return _from_script(given) if given else _typed(show.say("case.passphrase.ask"))


def new(given: str, again: bool = True) -> str:
    """A new one, typed twice. Raises WeakPassphrase, ToolMissing."""
    from standfast.keep.strength import refuse_weak, strength, suggested

    if given:
        words = _from_script(given)
        refuse_weak(words)
        return words
    _tell(show.say("case.passphrase.suggest"))
    while True:
        first = _typed(show.say("case.passphrase.new"), _hint)
        if not first:
            _tell(show.say("case.passphrase.suggested", words=suggested()))
        elif (found := strength(first)).too_weak:
            _tell(" ".join((show.say(f"case.weak.{found.why}"), show.say("error.SF-CASE-008"))))
        elif not again or _typed(show.say("case.passphrase.again")) == first:
            _tell(show.say(f"case.holds.{found.holds}"))
            return first
        else:
            _tell(show.say("case.passphrase.differs"))


def hidden(key: str) -> str:
    """Something else that nobody should see, such as the PIN of a service."""
    return _typed(show.say(key))


def _hint(passphrase: str) -> str:
    from standfast.keep.strength import strength

    return show.say(f"case.strength.{strength(passphrase).score}")


def _from_script(given: str) -> str:
    """The first line of a stream or file."""
    try:
        if given == "-":
            data = sys.stdin.buffer.readline(LONGEST)
        elif given.isdecimal():
            with os.fdopen(os.dup(int(given)), "rb") as stream:
                data = stream.readline(LONGEST)
        else:
            with Path(given).open("rb") as stream:
                data = stream.readline(LONGEST)
    except (OSError, ValueError, OverflowError) as error:
        raise CannotOpen("--passphrase-file", reason=getattr(error, "strerror", "") or str(error)) from error
    return data.decode("utf-8", "replace").rstrip("\r\n")


def _typed(prompt: str, hint: Hint | None = None) -> str:
    if not sys.stdin.isatty():
        raise CannotOpen("--passphrase-file", reason=show.say("case.passphrase.no-terminal"))
    try:
        with _keys() as key:
            return _line(prompt, hint, key)
    except (ImportError, OSError):
        return getpass.getpass(prompt + " ")


def _line(prompt: str, hint: Hint | None, key: Callable[[], str]) -> str:
    typed = ""
    _draw(prompt, "")
    while (char := key()) not in _ENDS and char:
        if char == "\x03":
            raise KeyboardInterrupt
        if char in _BACK:
            typed = typed[:-1]
        elif char == _CLEAR:
            typed = ""
        elif char.isprintable() and len(typed) < LONGEST:
            typed += char
        if hint:
            _draw(prompt, f"[{hint(typed)}]" if typed else "")
    _tell("")
    return typed


def _draw(prompt: str, word: str) -> None:
    """One line, over itself: the words, and what is thought of the passphrase, never its letters or how many there are."""
    sys.stderr.write(f"\r\x1b[K{prompt} {word}")
    sys.stderr.flush()


def _tell(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


@contextmanager
def _keys() -> Generator[Callable[[], str]]:
    """One key at a time, not shown; the terminal is as before afterwards, whatever happens."""
    if sys.platform == "win32":
        import msvcrt

        yield msvcrt.getwch
        return
    import termios

    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    hidden = list(before)
    hidden[3] &= ~(termios.ECHO | termios.ICANON)
    decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def key() -> str:
        while byte := os.read(terminal, 1):
            if char := decoder.decode(byte):
                return char
        return ""

    termios.tcsetattr(terminal, termios.TCSADRAIN, hidden)
    try:
        yield key
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
