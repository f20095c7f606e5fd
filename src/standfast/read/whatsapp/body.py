"""What stands behind the date: name, words, and the marks that WhatsApp puts in place of pictures and deleted messages."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..charset import decode
from .stamp import bare
from .words import plain_form, words

_MARKS = "\ufeff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c"
_NAME = re.compile(rf"[{_MARKS} ]*([^\n]{{1,120}}?)[{_MARKS}]*:(?:[ \u00a0]|(?=\n)|$)")
_LINE_END = re.compile(r"\r\n?")
_ENDED = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_IN_ANGLES = re.compile(rf"[{_MARKS}]*<([^<>:\n]{{1,40}}?)[ \u00a0]?:[ \u00a0]?[{_MARKS}]*([^<>\n]{{1,200}}?)>", re.M)
_IN_ROUND = re.compile(rf"[{_MARKS}]*([^\n]{{1,200}}?\.[A-Za-z0-9]{{1,5}}) \(([^()\n]{{2,40}})\)(?:\n|$)")
_DOCUMENT = re.compile(r"([^\n]{1,200}?\.[A-Za-z0-9]{1,5}) • [^\n]{0,80}$")
_EDITED = re.compile(rf"[{_MARKS}\s]*(<[^<>\n]{{4,60}}>)[{_MARKS}\s]*$")
_FIRST = re.compile(r"[^0-9<>:/$€£]{40,}")
"""The notice about encryption in a language that is in no list: long, and without a number or an address."""
_MARKED = "\u200e\u200f"
SHORT = 400
"""Characters: no mark of the app is longer."""


class Body(NamedTuple):
    """``files``: (name, kind) with an empty name where the export leaves the file out."""

    sender: str
    text: str
    side: str = ""
    files: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def body(raw: bytes, first: bool = False) -> Body:
    """``first``: the first message of a file; on iPhones it is the notice about encryption, under the other's name."""
    try:
        text, notes = raw.decode("utf-8"), ()
    except UnicodeDecodeError:
        text, guessed = decode(raw)
        notes = ("charset-guessed",) if guessed else ()
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    named = _NAME.match(text)
    sender = bare(named[1]).strip() if named else ""
    if not named or not sender or _is_notice_name(sender):
        return Body("", bare(text).strip(), "notice", (), notes)
    found = _words(sender, text[named.end() :], first)
    return found._replace(notes=notes + found.notes) if notes else found


def _is_notice_name(sender: str) -> bool:
    """The line of the app has a colon itself, inside the quoted name of a group."""
    return any(quote in sender for quote in '"“«„') and bool(words().notice.match(plain_form(sender) + " x"))


def _words(sender: str, text: str, first: bool) -> Body:
    marked = text.startswith(("\u200e", "\u200f"))
    special = marked or "<" in text or "(" in text or len(text) < SHORT
    if not special:
        return Body(sender, text.strip(_MARKED + " \n"))
    known = _of_the_app(sender, text, marked, first) if len(text) < SHORT else None
    if known:
        return known
    text, notes = _without_edit_mark(text)
    text, files = _without_files(text, marked)
    return Body(sender, text.strip(_MARKED + " \n"), "", files, notes)


def _of_the_app(sender: str, text: str, marked: bool, first: bool) -> Body | None:
    """Lines that hold nothing but a mark of the app."""
    known, line = words(), plain_form(bare(text))
    if line in known.omitted:
        return Body(sender, "", "", (("", known.omitted[line]),))
    if line in known.view_once:
        return Body(sender, "", "", (("", "media"),), ("view-once",))
    if line in known.deleted_by_me:
        return Body(sender, "", "person", (), ("deleted",))
    if line in known.deleted or known.deleted_by.fullmatch(line):
        return Body(sender, "", "", (), ("deleted",))
    if marked and known.notice.fullmatch(line):
        return Body(sender, bare(text).strip(), "notice")
    if first and text.startswith("\u200e") and _FIRST.fullmatch(line):
        return Body(sender, bare(text).strip(), "notice")
    return None


def _without_edit_mark(text: str) -> tuple[str, tuple[str, ...]]:
    found = _EDITED.search(text, max(0, len(text) - 80)) if text.rstrip(_MARKED + " \n").endswith(">") else None
    if found and found[1].casefold() in words().edited:
        return text[: found.start()], ("edited",)
    return text, ()


def _without_files(text: str, marked: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Names of files taken out of the words; a mark in front or a known word says that the app wrote them."""
    known = words()
    files: list[tuple[str, str]] = []
    if "<" in text:
        for match in list(_IN_ANGLES.finditer(text))[:30]:
            named = _ENDED.search(match[2].strip())
            if named and (match[0][0] in _MARKED or match[1].strip().casefold() in known.attached):
                files.append((bare(match[2]).strip(), ""))
                text = text.replace(match[0], "", 1)
    round_ = _IN_ROUND.match(text) if "(" in text else None
    if round_ and (marked or round_[2].strip().casefold() in known.attached):
        files.append((bare(round_[1]).strip(), ""))
        text = text[round_.end() :]
    if not files and "\u200e" in text[1:]:
        name, _, rest = text.rpartition("\u200e")
        if plain_form(rest) in known.omitted:
            document = _DOCUMENT.match(bare(name).strip())
            files.append((document[1] if document else "", known.omitted[plain_form(rest)]))
            text = "" if document else name
    return text, tuple(files)
