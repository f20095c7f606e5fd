"""What a home's own contact rows must be: the same as every other row, and never in the way of the crisis lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

from standfast.model import Kind

from .schema import DAYS, PURPOSES, ContactRow, Hours, RouteRow

PREFIX = "home-"
"""So that a home's row can never take the place of a row with the same id."""
RATINGS = ("A", "B", "C")
NUMBERS = ("phone", "text", "textphone")
ADDRESSES = ("web", "chat", "form", "app", "social")
TAKEDOWN = frozenset({"takedown-child", "takedown-adult"})
LONGEST = 300
"""Letters in one sentence of a row."""
_ID = re.compile(PREFIX + r"[a-z0-9]+(-[a-z0-9]+)*")
_NUMBER = re.compile(r"\+?\(?\d[\d ()-]{0,18}\d")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)
_ADDRESS = re.compile(r"""(?P<scheme>https?)://[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?([/?#][^\s"'<>\\^`{|}]*)?""", re.IGNORECASE)
"""No user name before the host: "https://police.uk@elsewhere.example" leads elsewhere."""
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def row_faults(rows: tuple[RouteRow, ...], nations: Mapping[str, str]) -> Iterator[str]:
    """Where a row is wrong, and how to mend it. ``nations`` are those of the home's country."""
    met: set[str] = set()
    for number, row in enumerate(rows, 1):
        place = f"routes {number} ({row.id[:60]!r})"
        if row.id in met:
            yield f"{place}: this id stands twice; give each row its own"
        met.add(row.id)
        for fault in (*_who(row), *_care(row), *_ages_and_places(row, nations), *_opening(row), *_reach(row)):
            yield f"{place}: {fault}"


def _who(row: RouteRow) -> Iterator[str]:
    if not _ID.fullmatch(row.id):
        yield f"id must begin with {PREFIX!r}, then small letters, figures and hyphens, such as 'home-front-desk'"
    if not row.name.strip() or not row.does.strip():
        yield "name and does must say something; write who answers and what they do"
    said = (row.name, row.does, row.cost, row.note, *(text for one in row.contacts for text in (one.say, one.note)))
    if any(len(text) > LONGEST or not plain(text) for text in said):
        yield f"a text is longer than {LONGEST} letters, or holds line breaks or hidden signs; write short plain sentences"
    if not row.source or not all(is_address(one, ("https", "http")) for one in row.source):
        yield "source must list the web addresses on which this was read, such as ['https://example.org/contact']"
    if row.recheck_by < row.as_of:
        yield "recheck_by is before as_of; give a day on which somebody will look at the row again"


def _care(row: RouteRow) -> Iterator[str]:
    if not row.purposes or not set(row.purposes) <= set(PURPOSES):
        yield f"purposes must be some of {', '.join(PURPOSES)}"
    if "emergency" in row.purposes:
        yield "a home cannot set the emergency number, it belongs to the country; take 'emergency' out of purposes"
    ratings = (row.sure, *(one.sure for one in row.contacts if one.sure), *((row.hours_sure,) if row.hours_sure else ()))
    if not set(ratings) <= set(RATINGS):
        yield "sure and hours_sure are A, B or C; a row that nobody has checked (K) does not ship, so leave it out"
    if row.sure == "C" and "crisis" in row.purposes:
        yield "a crisis line must be rated A or B; check the number at its source, or leave the row out"
    if len(row.purposes) > 1 and TAKEDOWN & set(row.purposes):
        yield "a take-down service needs a row of its own, so that nobody of the wrong age meets it under another purpose"
    if "takedown-adult" in row.purposes and row.min_age < 18:
        yield "a take-down service for adults needs min_age = 18 or more"


def _ages_and_places(row: RouteRow, nations: Mapping[str, str]) -> Iterator[str]:
    if not 0 <= row.min_age <= row.max_age <= 120:
        yield "min_age and max_age must be ages from 0 to 120, the smaller one first"
    if strange := sorted(set(row.kinds) - {kind.value for kind in Kind}):
        yield f"kinds holds {strange[0][:60]!r}; use some of {', '.join(Kind)}"
    if not set(row.nations) <= set(nations):
        yield f"nations must be parts of the home's country: {', '.join(nations) or 'this home has none'}"


def _opening(row: RouteRow) -> Iterator[str]:
    if row.always_open and row.hours:
        yield "always_open and hours do not go together; keep one"
    if not all(_whole(span) for span in row.hours):
        yield "hours need days (mon to sun), open and close as 'HH:MM'"


def _whole(span: Hours) -> bool:
    clock = _CLOCK.fullmatch(span.open) and _CLOCK.fullmatch(span.close)
    return bool(span.days and set(span.days) <= set(DAYS) and clock)


def _reach(row: RouteRow) -> Iterator[str]:
    if not row.contacts:
        yield "contacts is empty; give at least one way to reach them"
    for one in row.contacts:
        if not _has_its_shape(one):
            yield (
                f"contact {one.kind[:60]!r} {one.value[:60]!r}: use phone, text or textphone with a number, email with an address, "
                f"{', '.join(ADDRESSES)} with an https:// address, or in-person with a place"
            )
        if one.sure and one.sure < row.sure:
            yield f"contact {one.value[:60]!r} cannot be surer than its row; give it the row's rating or a weaker one"


def _has_its_shape(contact: ContactRow) -> bool:
    if contact.kind in NUMBERS:
        return bool(_NUMBER.fullmatch(contact.value))
    if contact.kind == "email":
        return len(contact.value) <= LONGEST and bool(_MAIL.fullmatch(contact.value))
    if contact.kind in ADDRESSES:
        return is_address(contact.value, ("https",))
    return contact.kind == "in-person" and bool(contact.value.strip()) and len(contact.value) <= LONGEST and plain(contact.value)


def is_address(text: str, schemes: tuple[str, ...]) -> bool:
    """Whether it is a web address with a host, and nothing that could leave its place on a page."""
    found = _ADDRESS.fullmatch(text)
    return found is not None and found["scheme"] in schemes and len(text) <= 500 and plain(text)


def plain(text: str) -> bool:
    """Whether every sign can be seen: no line breaks, no control signs, nothing that turns the reading direction."""
    return not any(category(letter) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp") for letter in text)
