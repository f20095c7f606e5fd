"""What fills the gaps of a letter: things the person was asked for, and things that follow from the case. Never a guess."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from standfast.knowledge import area, country, ids, translated
from standfast.knowledge.letter_rows import AskedRow, LetterRow
from standfast.knowledge.letters import COMPUTED, GAP, asked
from standfast.model import Case, Demand

from .clean import foreign
from .dates import day, moment, read_day, sort_key
from .matter import Matter
from .show.people import received


def given(row: AskedRow, case: Case) -> str:
    """What the person filled in, empty where it is no answer: a day that is no ISO date, a choice that does not exist."""
    value = case.facts.get(row.id, "").strip() or _from_payment(row.id, case)
    if row.kind == "tick":
        return value if value == "yes" else ""
    if row.kind == "choice":
        return value if value in row.choices else ""
    if row.kind == "date":
        return value if read_day(value) else ""
    return value


def _from_payment(asked_id: str, case: Case) -> str:
    if len(case.payments) != 1:
        return ""
    paid = case.payments[0]
    known = {"payment-when": paid.when, "payment-to": paid.to, "payment-reference": paid.reference}
    return f"{paid.amount} {paid.currency}".strip() if asked_id == "payment-amount" and paid.amount else known.get(asked_id, "")


def label(names: Mapping[str, str], lang: str) -> str:
    return names.get(lang) or names["en"]


class Values:
    """Gap id -> words, for one matter. ``get`` is empty where nothing is known."""

    def __init__(self, matter: Matter, row: LetterRow) -> None:
        self.matter = matter
        self.row = row
        self._known: dict[str, str] = {}

    def get(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._computed(name) if name in COMPUTED else self._asked(name)
        return self._known[name]

    def _asked(self, name: str) -> str:
        row, matter = asked(name), self.matter
        value = given(row, matter.case)
        if not value or row.private:
            return ""
        if row.kind == "tick":
            return label(row.label, matter.lang)
        if row.kind == "choice":
            return label(row.choices[value], matter.lang)
        found = read_day(value) if row.kind == "date" else None
        return day(found, matter.order, matter.words) if found else foreign(value)

    def _computed(self, name: str) -> str:
        return _COMPUTED[name](self.matter)

    def missing(self, text: str) -> bool:
        return any(not self.get(name) for name in GAP.findall(text))

    def spare(self, text: str) -> bool:
        """Whether nothing is known for this line, and another of its group (an email for a phone) is filled in."""
        empty = [name for name in GAP.findall(text) if not self.get(name)]
        settled = {name for group in self.row.one_of if any(map(self.get, group)) for name in group}
        return bool(empty) and set(empty) <= settled

    def fill(self, text: str) -> str:
        """Gaps filled once: braces inside a value stay as they are. A gap that nothing fills says so in words."""
        return re.sub(GAP, lambda found: self.get(found[1]) or self.gap(found[1]), text)

    def gap(self, name: str) -> str:
        words = self.matter.words
        if name in COMPUTED:
            return words.not_known.replace("{label}", words.computed[name])
        return words.not_filled.replace("{label}", label(asked(name).label, self.matter.lang).rstrip("."))

    def lines(self, rows: Sequence[str]) -> Iterator[str]:
        """Filled lines, without those that are left out."""
        for row in rows:
            optional, text = row.startswith("?"), row.removeprefix("?")
            if not (optional and self.missing(text)) and not self.spare(text):
                yield self.fill(text)


def _country(matter: Matter) -> str:
    iso = matter.situation.country
    return translated(country(iso).name, matter.lang) if iso in ids("countries") else ""


def _area(matter: Matter) -> str:
    name = matter.situation.area
    return translated(area(name).name, matter.lang) if name in ids("areas") else ""


def _all_demands(matter: Matter) -> Iterator[Demand]:
    yield from (one.demand for entry in matter.case.entries if not entry.removed for one in entry.judged)


def amount(value: float, currency: str) -> str:
    """As it was received: never converted, no mark between thousands that another country reads as a comma."""
    number = f"{value:.8f}".rstrip("0").rstrip(".")
    return f"{number} {currency}".strip()


def _demands(matter: Matter) -> tuple[str, ...]:
    """What the person answered wins over what the messages were read as."""
    found: dict[str, None] = {}
    asked = matter.situation.demanded if matter.situation.known_from.get("demanded") == "person" else None
    for one in _all_demands(matter):
        wishes = ", ".join(matter.words.text[f"demand.{wish}"] for wish in one.what if asked is None or wish in asked)
        sum_ = amount(one.amount, one.currency) if one.amount is not None else ""
        if wishes or sum_:
            found[f"{wishes} ({sum_})" if wishes and sum_ else wishes or sum_] = None
    return tuple(found)


def _deadlines(matter: Matter) -> tuple[str, ...]:
    hours = (one.deadline_hours for one in _all_demands(matter) if one.deadline_hours is not None)
    return tuple(dict.fromkeys(matter.words.text["deadline"].replace("{n}", f"{one:g}") for one in hours))


def _contact(matter: Matter, first: bool) -> str:
    times = sorted((when for when in received(matter.case) if sort_key(when)[0] == 0), key=sort_key)
    return moment(times[0 if first else -1], matter.order, matter.words) if times else ""


_COMPUTED: Mapping[str, Callable[[Matter], str]] = {
    "today": lambda matter: day(matter.now.date(), matter.order, matter.words),
    "platform": lambda matter: foreign(matter.platform),
    "country": _country,
    "area": _area,
    "demand": lambda matter: "; ".join(_demands(matter)),
    "deadline": lambda matter: "; ".join(_deadlines(matter)),
    "first-contact": lambda matter: _contact(matter, first=True),
    "last-contact": lambda matter: _contact(matter, first=False),
    "case-id": lambda matter: matter.case.id,
    "fingerprint": lambda matter: matter.fingerprint,
}
