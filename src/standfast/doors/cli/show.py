"""The nouns as lines for a person. All sentences come from knowledge/words."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from standfast.knowledge import release, words
from standfast.model import BrokenCase, Demand, Finding, Indicator, Kind, Plan, Route, StandfastError, Step, Talk, Verdict

from .page import Page

QUOTES_MOST = 3


def say(key: str, **gaps: str) -> str:
    """A sentence of knowledge/words, its gaps filled; the key itself where a sentence is missing, so that nothing is lost."""
    text = words("en").text.get(key, key)
    for gap, value in gaps.items():
        text = text.replace("{" + gap + "}", value)
    return text


def error(page: Page, failure: StandfastError) -> None:
    """What went wrong, where, and what to do now."""
    place = ", ".join(part for part in (failure.file, _part(failure)) if part)
    page.add(f"{place}: " * bool(place) + say(f"error.{failure.code}", **failure.detail) + f" [{failure.code}]", "fault")


def _part(failure: StandfastError) -> str:
    """Of a case the part in words; of anything else the place as it is."""
    if not isinstance(failure, BrokenCase):
        return failure.place
    key = "items" if failure.place.startswith("items/") else failure.place
    return say(f"case.part.{key}", number=PurePosixPath(failure.place).stem) if f"case.part.{key}" in words("en").text else failure.place


def people(page: Page, plan: Plan) -> None:
    """The strip that stands on every page: who answers now."""
    page.title(say("people.title"))
    for route in plan.people_now:
        page.add(f"{route.name}: {reach(route)}{opening(route)}", "people", 2)


def reach(route: Route) -> str:
    """All ways to reach a route, in one line."""
    each = ((c.value, f"({c.say})" if c.say else "", f"[{c.note}]" if c.note else "") for c in route.contacts)
    return " · ".join(" ".join(part for part in parts if part) for parts in each)


def opening(route: Route) -> str:
    state = {True: say("open.now"), False: say("open.shut"), None: ""}[route.open_now]
    known = ", ".join(part for part in (route.hours, state if route.hours != say("hours.always") else "") if part)
    return f" ({known})" if known else ""


def verdict(page: Page, judged: Verdict) -> None:
    asks = judged.asks_for_help and judged.kind is Kind.NONE
    page.title(say("verdict.asks" if asks else f"verdict.{judged.kind.value}"))
    page.lines[-1] = ("verdict", 0, page.lines[-1][2])
    page.add(say(f"strength.{judged.strength.value}"), "soft")
    for flag in ("deepfake", "talks_of_self_harm", "asks_for_help"):
        if getattr(judged, flag):
            page.add(say(f"flag.{flag}"))


def talk(page: Page, held: Talk) -> None:
    """With whom, where, how long, and who is who."""
    name = held.speaker or held.thread
    page.add(say("talk.head", name=name, lines=f"{held.lines:,}"), "soft")
    if held.first and held.last:
        page.add(say("talk.times", first=held.first.replace("T", " "), last=held.last.replace("T", " ")), "soft")
    mine = [speaker.name for speaker in held.speakers if speaker.side == "person" and speaker.name]
    if mine:
        page.add(say("talk.you", name=mine[0]), "soft")


def findings(page: Page, found: Iterable[Finding], first: int = 0) -> None:
    """Each with its words, its limits and its error rate; after the ``first`` ones only the sentence and the words."""
    found = list(found)
    if not found:
        return
    page.title(say("findings.title"))
    for number, finding in enumerate(found, 1):
        page.add(f"{number}. {finding.says}  {say(f'chip.{finding.strength.value}')}", "step", 2)
        brief = bool(first) and number > first
        for span in finding.because[: 1 if brief else QUOTES_MOST]:
            page.add(f"“{' '.join(span.quote.split())}”", "quote", 5)
        if not brief:
            page.add(say("findings.limits", limits=finding.limits), "soft", 5)
            page.add(say("findings.measured", measured=finding.measured), "soft", 5)
    if first and len(found) > first:
        page.add(say("findings.more"), "soft", 2)


def indicators(page: Page, found: Iterable[Indicator]) -> None:
    found = [one for one in found if one.whose == "sender"]
    if not found:
        return
    page.title(say("indicators.title"))
    for one in found:
        check = {True: say("indicator.valid"), False: say("indicator.wrong"), None: ""}[one.valid]
        where = f" ({one.platform})" if one.platform else ""
        page.add(f"{say(f'indicator.{one.kind}')}: {one.value}{where}{f' ({check})' if check else ''}", "", 2)


def demand(page: Page, wanted: Demand) -> None:
    if not wanted.what and wanted.amount is None:
        return
    page.title(say("demand.title"))
    for wish in wanted.what:
        page.add(f"- {say(f'demand.{wish}')}", "", 2)
    if wanted.amount is not None:
        page.add(
            "- " + say("demand.amount", amount=f"{wanted.amount:,.8f}".rstrip("0").rstrip("."), currency=wanted.currency).rstrip(), "", 2
        )
    if wanted.deadline_hours is not None:
        page.add("- " + say("demand.deadline", hours=f"{wanted.deadline_hours:g}"), "", 2)


def plan(page: Page, made: Plan, first: int = 0) -> None:
    """The steps, grouped by when; only the ``first`` ones where that is not 0."""
    shown = made.steps[:first] if first else made.steps
    phase = None
    met: set[str] = set()
    for number, step in enumerate(shown, 1):
        if step.phase != phase:
            phase = step.phase
            page.title(say(f"phase.{phase.value}"))
        _step(page, number, step, met)
    if first and len(made.steps) > first:
        page.add()
        page.add(say("plan.more", count=str(len(made.steps) - first)), "soft")
    page.add()
    for notice in made.notices:
        page.add(notice, "soft")


def _step(page: Page, number: int, step: Step, met: set[str]) -> None:
    """``met`` holds the routes that stand above already: they are named again, and described once."""
    page.add(f"{number}. {step.title}", "step", 2)
    if step.why:
        page.add(step.why, "soft", 5)
    for line in step.how:
        page.add(f"- {line}", "", 5)
    for one in step.routes:
        route(page, one, 5, brief=one.id in met)
        met.add(one.id)
    if step.skip:
        page.add(say("plan.skip", skip=step.skip), "soft", 5)


def notice(page: Page) -> None:
    """Rule 15: until the release list is signed, every page says so."""
    if not release().signed:
        page.add(say("notice.test-build"), "soft")


def route(page: Page, one: Route, indent: int, *, brief: bool = False) -> None:
    page.add(f"• {one.name}: {reach(one)}{opening(one)}" if one.contacts else f"• {one.name}{opening(one)}", "people", indent)
    if brief:
        return
    told = " ".join(_sentence(part) for part in (one.does, one.ages, one.cost, one.note) if part)
    if told:
        page.add(told, "", indent + 2)
    page.add(say("route.as-of", date=one.as_of), "soft", indent + 2)


def _sentence(text: str) -> str:
    """A scrap such as "under 19" as a sentence of its own."""
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else text + "."
