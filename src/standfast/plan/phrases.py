"""Hours and ages in words, from the words file of the language."""

from __future__ import annotations

from collections.abc import Iterable

from standfast.knowledge import Hours, RouteRow, text
from standfast.knowledge.schema import DAYS

from .clock import UNSURE


def say(lang: str, key: str, **gaps: str) -> str:
    """One sentence of the words file; English where the language has no file or no such sentence yet."""
    return text(key, lang).format(**gaps)


def hours_in_words(row: RouteRow, lang: str) -> str:
    """ "day and night", "Monday to Friday 10:00 to 16:00", or empty where not known."""
    if row.hours_sure in UNSURE:
        return say(lang, "hours.checking")
    if row.always_open:
        return say(lang, "hours.always")
    spans = "; ".join(_span(span, lang) for span in row.hours)
    return say(lang, "hours.not-holidays", hours=spans) if spans and row.holidays_shut else spans


def _span(span: Hours, lang: str) -> str:
    return say(lang, "hours.span", days=_days(span.days, lang), open=span.open, close=span.close)


def _days(days: tuple[str, ...], lang: str) -> str:
    if len(days) == len(DAYS):
        return say(lang, "hours.every-day")
    return ", ".join(_run(run, lang) for run in _runs(days))


def _runs(days: Iterable[str]) -> list[list[str]]:
    runs: list[list[str]] = []
    for day in sorted(days, key=DAYS.index):
        if runs and DAYS.index(runs[-1][-1]) + 1 == DAYS.index(day):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _run(run: list[str], lang: str) -> str:
    first, last = say(lang, f"day.{run[0]}"), say(lang, f"day.{run[-1]}")
    return first if len(run) == 1 else say(lang, "hours.days", first=first, last=last)


def ages_in_words(row: RouteRow, lang: str) -> str:
    """ "under 19", "18 and over", "5 to 25", or empty for everyone."""
    young, old = row.min_age > 0, row.max_age < 120
    if young and old:
        return say(lang, "ages.between", low=str(row.min_age), high=str(row.max_age))
    if old:
        return say(lang, "ages.under", age=str(row.max_age + 1))
    return say(lang, "ages.from", age=str(row.min_age)) if young else ""
