"""The rules of care of DESIGN.md as code: what is wrong with one plan, in words.

Held against a Plan and the Situation and clock it was made for, never against the product's own rules. Rules 9 to 11, 13
and 14 are about files, pages and the network, not about plans; their tests live with those rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache

from claims import Marks, applying, broken, facts_for, marks_of_step
from lint import SUBJECT_WORDS, faults

from standfast.knowledge import ACTS, country, release, words
from standfast.model import AGE_BANDS, Phase, Plan, Route, Situation, Step, age_group

Check = Callable[[Plan, Situation, datetime], Iterator[str]]
NUMBERS = frozenset({"phone", "text", "textphone", "sms"})
ADULTS_NAMED = ("teacher", "aunt", "doctor", "school nurse", "brother", "friend", "someone at work", "helpline")
AFTER_SAFETY = frozenset({"capture", "report-app", "block", "deactivate", "settings", "password", "account"})
PHASES = tuple(Phase)


def care(plan: Plan, situation: Situation, now: datetime) -> tuple[str, ...]:
    """Every rule that this plan breaks; empty for a good plan."""
    return tuple(fault for check in CHECKS for fault in check(plan, situation, now))


def at_risk(situation: Situation) -> bool:
    return "yes" in (situation.danger_now, situation.may_self_harm) or "self-harm" in situation.demanded


def shown_routes(plan: Plan) -> Iterator[Route]:
    yield from plan.people_now
    for step in plan.steps:
        yield from step.routes


def place(plan: Plan, act: str) -> int | None:
    """Where the first step with an act stands."""
    return next((at for at, step in enumerate(plan.steps) if act in step.acts), None)


def texts(step: Step) -> tuple[str, ...]:
    return (step.title, step.why, *step.how, step.skip)


# --- rule 1: crisis first, by the clock, A and B only


def crisis_comes_first(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    if plan.crisis_first != at_risk(situation):
        yield "1: crisis_first does not say what was answered"
    if at_risk(situation) and not (plan.steps and "crisis" in plan.steps[0].acts and plan.steps[0].routes):
        yield "1: someone may be harmed, and the first step is not crisis help with somebody to reach"
    if plan.as_of != now.isoformat(timespec="minutes"):
        yield "1: the plan is for another hour"


def no_line_stands_alone(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    strip = plan.people_now
    lines = [one for one in strip if "crisis" in one.purposes]
    if not any("emergency" in one.purposes for one in strip):
        yield "1: the strip has no emergency number"
    elif not any(one.open_now for one in lines) and "emergency" not in strip[0].purposes:
        yield "1: no line is known to be open, and the emergency number does not lead"
    if [one.open_now for one in lines] != sorted((one.open_now for one in lines), key=(True, None, False).index):
        yield "1: a line that is not known to be open stands before one that is"
    for step in plan.steps:
        shut = [one for one in step.routes if "crisis" in one.purposes and one.open_now is not True]
        if shut and not any(one.open_now or "emergency" in one.purposes for one in step.routes):
            yield f"1: in {step.id} a line that may be shut stands alone"
    numbers = [(one.value, one.note) for route in strip for one in route.contacts if one.kind in NUMBERS]
    if plan.country == "unknown" and set(numbers) - {("112", "In the European Union.")}:
        yield "1: a number is guessed for an unknown country"


def uk_order(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    lines = [one.id for one in plan.people_now if "crisis" in one.purposes]
    if plan.country != "GB" or plan.people_now[0].id == "emergency-999" and overdue(now):
        return
    wanted = "childline" if reads_as_child(situation) else "samaritans"
    if not lines or lines[0] != wanted:
        yield f"1: in the UK {wanted} does not stand first"
    if any(one.id == "papyrus" and one.open_now is True for one in shown_routes(plan)):
        yield "1: Papyrus is shown as open, and nobody has rung it"


def overdue(now: datetime) -> bool:
    return any(row.recheck_by < now.date() for row in country("GB").routes if "crisis" in row.purposes)


def reads_as_child(situation: Situation) -> bool:
    """Whether the strip must fit somebody under 18 first: the youngest named for oneself, the person shown for others."""
    if situation.about in ("me", "unknown"):
        named = [age for age in (situation.shown_age, situation.reader_age) if age != "unknown"]
        return any(age_group(age) == "minor" for age in named)
    return situation.shown_age != "unknown" and AGE_BANDS[situation.shown_age][1] < 18


def only_good_numbers(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    for route in shown_routes(plan):
        if route.sure == "K" or route.sure not in "ABC":
            yield f"1: {route.id} is rated {route.sure} and shown"
        if route.sure == "C" and (any(one.kind != "web" for one in route.contacts) or route.does or route.open_now is not None):
            yield f"1: {route.id} is rated C and shows more than a name and an address"
        if route.sure == "C" and {"crisis", "emergency"} & set(route.purposes):
            yield f"1: {route.id} is a C row for a crisis"
        if not (route.name and route.as_of and route.source):
            yield f"1: {route.id} does not say where it is from"


# --- rules 2 and 3: the words


@cache
def _faults_of(text: str, official: bool, title: bool) -> tuple[str, ...]:
    subject = ("a heading that gives it away",) if title and SUBJECT_WORDS.search(text) else ()
    return (*faults(text, official), *subject)


def words_are_kind(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    for step in plan.steps:
        for text in texts(step):
            for fault in _faults_of(text, "image-service" in step.acts, text == step.title):
                yield f"{3 if 'picture' in fault else 2}: {step.id}: {fault}"


def no_picture_is_needed(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    for step in plan.steps:
        if "capture" not in step.acts:
            continue
        said = " ".join(texts(step)).lower()
        if situation.person_group != "adult" and "need no picture" not in said:
            yield "3: under 18 or age unknown, and the capture step does not say that no picture is needed"
        if "take no screenshot" not in said or "set to vanish" not in said:
            yield "3: the capture step does not spare a private picture, or one that vanishes"


# --- rules 4, 5, 12: the order


def capture_then_block(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    capture, report, block = (place(plan, act) for act in ("capture", "report-app", "block"))
    if capture is not None and not plan.steps[capture].skip:
        yield "4: the capture step has no skip"
    if block is not None and (capture is None or capture > block or report is None or not capture < report < block):
        yield "4: blocking before saving the words and reporting"
    for step in plan.steps:
        if "deactivate" in step.acts and "do not delete" not in " ".join(texts(step)).lower():
            yield "4: an account is switched off without saying: do not delete it"
        if "delete-mail" in step.acts and any("forward" in other.acts for other in plan.steps[plan.steps.index(step) + 1 :]):
            yield "4: a mail is deleted before it is forwarded"


def do_not_pay(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    bank = place(plan, "bank")
    if situation.paid == "yes" and (bank is None or plan.steps[bank].phase != Phase.NOW):
        yield "5: already paid, and the bank does not come now"


def safety_before_all(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    if "yes" in (situation.known_person, situation.unsafe_home):
        plans = [at for at, step in enumerate(plan.steps) if "safety-plan" in step.acts]
        later = [at for at, step in enumerate(plan.steps) if AFTER_SAFETY & set(step.acts)]
        if len(plans) < 2 or (later and max(plans) > min(later)):
            yield "12: saving, blocking or settings come before safety and the domestic-abuse line"
        reached = {purpose for at in plans for route in plan.steps[at].routes for purpose in route.purposes}
        if not reached & {"domestic-abuse", "crisis", "emergency"}:
            yield "12: nobody to ring about an unsafe home"
    for step in plan.steps:
        if "tell-someone" not in step.acts:
            continue
        said = " ".join(step.how).lower()
        if "parent" in said and sum(name in said for name in ADULTS_NAMED) < 3:
            yield "12: a parent is the only one to tell"
        if situation.unsafe_home == "yes" and "parent" in said:
            yield "12: home is not safe, and a parent is named"


# --- rule 6 and the rest: never a dead end, sources, the notice


def never_a_dead_end(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    if len(plan.steps) < 3:
        yield "6: fewer than three steps"
    if not any(route.contacts for route in shown_routes(plan)):
        yield "6: nobody to reach"


def well_made(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    if [PHASES.index(step.phase) for step in plan.steps] != sorted(PHASES.index(step.phase) for step in plan.steps):
        yield "0: the phases are out of order"
    if len({step.id for step in plan.steps}) != len(plan.steps):
        yield "0: a step stands twice"
    for step in plan.steps:
        if not (step.title and step.why and step.how and step.source and step.as_of and step.acts) or not set(step.acts) <= set(ACTS):
            yield f"0: {step.id} lacks a title, a why, a how, a source, a date or an act"


def says_test_build(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    if not release().signed and words("en").text["notice.test-build"] not in plan.notices:
        yield "15: unsigned, and no test-build notice"
    if plan.country == "unknown" and words("en").text["notice.choose-country"] not in plan.notices:
        yield "15: country unknown, and the plan does not ask for it"


def claims_hold(plan: Plan, situation: Situation, now: datetime) -> Iterator[str]:
    marks = Marks(tuple(marks_of_step(step) for step in plan.steps))
    facts = facts_for(situation)
    for claim in applying(facts):
        if broken(claim, marks):
            yield f"{claim.rule}: {claim.says}"


CHECKS: tuple[Check, ...] = (
    crisis_comes_first,
    no_line_stands_alone,
    uk_order,
    only_good_numbers,
    words_are_kind,
    no_picture_is_needed,
    capture_then_block,
    do_not_pay,
    safety_before_all,
    never_a_dead_end,
    well_made,
    says_test_build,
    claims_hold,
)
